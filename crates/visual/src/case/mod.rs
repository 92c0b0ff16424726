//! A case: operands as a spec gives them and a reader changes them, run on the engine, kept as plain data.
//! Knows the engine and specs; draws nothing.

pub mod make;
pub mod text;
pub mod work;

pub use make::array;
pub use work::{Seen, Shown, Source, Step, Worked, plan, work};

use engine::DType;
use engine::ufunc::{self, Ufunc};
use lesson::spec::{OperandSpec, Reduction, Values};

/// More elements than this are counted and not made: no picture could show them.
pub const MOST_ELEMENTS: i64 = 1 << 17;

/// Whether a ufunc takes one array or two and gives one: that is what a picture here can show.
pub fn is_drawable(row: &Ufunc) -> bool {
    row.inputs <= 2 && row.outputs() == 1
}

/// The ufunc of a name, if a picture can show it.
pub fn drawable(name: &str) -> Option<&'static Ufunc> {
    ufunc::find(name).filter(|row| is_drawable(row))
}

/// One operand.
#[derive(Clone, PartialEq, Debug)]
pub struct Given {
    /// Its Python name.
    pub name: String,
    /// Its shape before any view.
    pub shape: Vec<i64>,
    /// Its element type.
    pub dtype: DType,
    /// What fills it.
    pub values: Values,
    /// Set when it is the reduction of an operand before it.
    pub from: Option<Reduction>,
    /// Views taken of it, in order, before it enters the expression.
    pub views: Vec<View>,
}

/// A view that changes the axes and copies nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum View {
    /// A new axis of length 1 at this place.
    NewAxis(usize),
    /// The axes in this order.
    Permute(Vec<usize>),
}

impl Given {
    /// An operand as its author wrote it.
    ///
    /// # Errors
    /// NumPy's sentence when there is no such dtype.
    pub fn from_spec(spec: &OperandSpec) -> engine::Result<Given> {
        Ok(Given {
            name: spec.name.clone(),
            shape: spec.shape.clone(),
            dtype: DType::from_name(&spec.dtype)?,
            values: spec.values.clone(),
            from: spec.from.clone(),
            views: Vec::new(),
        })
    }

    /// The shape that enters the expression.
    pub fn viewed_shape(&self) -> Vec<i64> {
        let mut shape = self.shape.clone();
        for view in &self.views {
            shape = view.shape_of(&shape);
        }
        shape
    }

    /// The same operand under one more view.
    #[must_use]
    pub fn viewed(&self, view: View) -> Given {
        let mut viewed = self.clone();
        viewed.views.push(view);
        viewed
    }
}

impl View {
    /// The shape a view makes of a shape.
    pub fn shape_of(&self, shape: &[i64]) -> Vec<i64> {
        match self {
            View::NewAxis(place) => {
                let mut longer = shape.to_vec();
                longer.insert((*place).min(shape.len()), 1);
                longer
            }
            View::Permute(order) => order
                .iter()
                .filter_map(|&axis| shape.get(axis).copied())
                .collect(),
        }
    }

    /// Whether the view can be taken of so many axes.
    pub fn fits(&self, ndim: usize) -> bool {
        match self {
            View::NewAxis(place) => *place <= ndim,
            View::Permute(order) => {
                order.len() == ndim && (0..ndim).all(|axis| order.contains(&axis))
            }
        }
    }
}
