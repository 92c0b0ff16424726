//! Makes the arrays of a case on the engine: values, reductions, views. Those too large to draw stay layouts.
//! Knows the engine's makers only.

use super::{Given, MOST_ELEMENTS, View};
use engine::layout::{Order, size_of_shape};
use engine::reduce::{self, Options};
use engine::{Array, DType, Index, Layout, Scalar};
use lesson::spec::{OperandSpec, Reduction, Values};

/// An operand as the engine has it.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its element type.
    pub dtype: DType,
    /// Its layout, views applied.
    pub layout: Layout,
    /// The array, unless it is too large to be made.
    pub array: Option<Array>,
}

/// Makes every operand, in order; a reduction is computed from the operand it names.
pub fn all(givens: &[Given]) -> Vec<Made> {
    let mut bases: Vec<Option<Array>> = Vec::new();
    let mut made = Vec::new();
    for (place, given) in givens.iter().enumerate() {
        let base = base(given, &givens[..place], &bases);
        made.push(viewed(given, base.as_ref()));
        bases.push(base);
    }
    made
}

/// The arrays of operands as their author wrote them, by name. Those that cannot be made are left out.
pub fn by_name(specs: &[OperandSpec]) -> Vec<(String, Array)> {
    let mut givens = Vec::with_capacity(specs.len());
    for spec in specs {
        givens.extend(Given::from_spec(spec));
    }
    let made = all(&givens);
    let mut named = Vec::with_capacity(specs.len());
    for (given, made) in std::iter::zip(givens, made) {
        named.extend(made.array.map(|array| (given.name, array)));
    }
    named
}

/// Every operand as a layout, with no element made.
pub fn none(givens: &[Given]) -> Vec<Made> {
    givens.iter().map(|given| viewed(given, None)).collect()
}

/// One array of its own, from its spec: what an exercise gives.
///
/// # Errors
/// NumPy's, when the shape cannot be made.
pub fn array(given: &Given) -> engine::Result<Array> {
    filled(&given.shape, given.dtype, &given.values)
}

fn base(given: &Given, before: &[Given], bases: &[Option<Array>]) -> Option<Array> {
    if let Some(from) = &given.from {
        let place = before.iter().position(|other| other.name == from.of)?;
        return reduced(bases[place].as_ref()?, from).ok();
    }
    if size_of_shape(&given.shape) > MOST_ELEMENTS {
        return None;
    }
    array(given).ok()
}

fn viewed(given: &Given, base: Option<&Array>) -> Made {
    if let Some(base) = base
        && let Ok(array) = given
            .views
            .iter()
            .try_fold(base.clone(), |array, view| view_of(&array, view))
    {
        return Made {
            dtype: array.dtype(),
            layout: array.layout().clone(),
            array: Some(array),
        };
    }
    let own = Layout::contiguous(&given.shape, given.dtype.itemsize(), Order::C);
    let layout = given
        .views
        .iter()
        .try_fold(own.clone(), |layout, view| view_of_layout(&layout, view))
        .unwrap_or(own);
    Made {
        dtype: given.dtype,
        layout,
        array: None,
    }
}

fn filled(shape: &[i64], dtype: DType, values: &Values) -> engine::Result<Array> {
    let count = size_of_shape(shape);
    let numbers: Vec<Scalar> = match values {
        Values::Count => (0..count).map(Scalar::I64).collect(),
        Values::Tens => (0..count).map(|number| Scalar::I64(number * 10)).collect(),
        Values::Ones => vec![Scalar::I64(1); usize::try_from(count).unwrap_or(0)],
        Values::List(list) if i64::try_from(list.len()) == Ok(count) => {
            list.iter().map(|number| Scalar::F64(*number)).collect()
        }
        // The reader changed the shape: the author's numbers no longer fill it.
        Values::List(_) => (0..count).map(Scalar::I64).collect(),
    };
    Array::from_scalars(&numbers, shape, dtype)
}

fn view_of(array: &Array, view: &View) -> engine::Result<Array> {
    match view {
        View::NewAxis(place) => array.index(&brackets(*place, array.ndim())),
        View::Permute(order) => array.transpose(Some(&axes(order))),
    }
}

fn view_of_layout(layout: &Layout, view: &View) -> engine::Result<Layout> {
    match view {
        View::NewAxis(place) => layout.index(&brackets(*place, layout.ndim())),
        View::Permute(order) => layout.transpose(Some(&axes(order))),
    }
}

/// `[:, np.newaxis]` for a place among so many axes.
fn brackets(place: usize, ndim: usize) -> Vec<Index> {
    let mut items = vec![Index::ALL; ndim];
    items.insert(place.min(ndim), Index::NewAxis);
    items
}

fn axes(order: &[usize]) -> Vec<i64> {
    order
        .iter()
        .map(|&place| i64::try_from(place).unwrap_or(i64::MAX))
        .collect()
}

fn reduced(array: &Array, from: &Reduction) -> engine::Result<Array> {
    let options = Options {
        axis: Some(&[from.axis]),
        keepdims: from.keepdims,
        ..Options::default()
    };
    reduce::call(from.reduce.word(), array, options)
}
