//! The program that runs in the browser: it brings the islands of a static page to life.
//! Natively it only says which program to use instead.

#[cfg(target_arch = "wasm32")]
fn main() {
    ndarium::island::mount_all();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser. `cargo xtask serve` builds the app and serves it.");
}
