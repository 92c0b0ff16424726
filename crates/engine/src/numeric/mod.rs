//! What is computed along a sequence: interpolation, gradients, areas, sliding products, polynomials, windows, bits.
//! Knows arrays; each function has a file, composed as NumPy composes it.

mod correlate;
mod covariance;
mod gradient;
mod interp;
mod packed;
mod polynomial;
#[cfg(feature = "linalg")]
mod roots;
mod taper;

pub use correlate::{Mode, convolve, correlate};
pub use covariance::{Variables, corrcoef, cov};
pub use gradient::{gradient, trapezoid};
pub use interp::{Ends, interp};
pub use packed::{BitOrder, packbits, unpackbits};
pub use polynomial::{polyadd, polyder, polydiv, polyint, polymul, polysub, polyval};
#[cfg(feature = "linalg")]
pub use roots::{Fit, poly, polyfit, roots};
pub use taper::{bartlett, blackman, hamming, hanning, kaiser};
