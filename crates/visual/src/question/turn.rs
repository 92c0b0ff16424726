//! What each wrong rule makes of the operands before NumPy goes on: axes placed elsewhere, lengths cut, copies made.
//! Pure functions of shapes and layouts; the code they stand for is in each operand.

use engine::layout::broadcast::align;
use engine::layout::{Order, size_of_shape};
use engine::{DType, Dims, Layout};
use lesson::spec::{OperandSpec, Rule};

/// An operand as a rule sees it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Turned {
    /// Its Python name.
    pub(super) name: String,
    /// Its element type.
    pub(super) dtype: DType,
    /// Its own shape.
    pub(super) own: Vec<i64>,
    /// Its layout as the rule hands it to NumPy.
    pub(super) layout: Layout,
    /// How it stands in the expression then.
    pub(super) code: String,
}

/// What a rule does with a case before NumPy takes over.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Turn {
    /// The operands, in order.
    pub(super) operands: Vec<Turned>,
    /// Whether the rule itself finds that they do not fit.
    pub(super) refused: bool,
}

/// The operands of a case under a rule.
pub(super) fn turn(rule: Rule, specs: &[OperandSpec]) -> Turn {
    let mut operands: Vec<Turned> = specs.iter().map(as_given).collect();
    let mut refused = false;
    let most = specs.iter().map(|spec| spec.shape.len()).max().unwrap_or(0);
    match rule {
        Rule::Numpy | Rule::CopyStretched | Rule::FreeResult => {}
        Rule::SameShape => {
            refused = std::iter::zip(specs, specs.iter().skip(1))
                .any(|(one, next)| one.shape != next.shape);
        }
        Rule::AlignLeft => {
            for operand in &mut operands {
                let places: Vec<usize> = (0..operand.own.len()).collect();
                place(operand, &places, most);
            }
        }
        Rule::AsRow => one_axis(&mut operands, 1),
        Rule::AsColumn => one_axis(&mut operands, 0),
        Rule::AnyAxis => refused = !any_axis(&mut operands, most),
        Rule::Shortest => shortest(&mut operands),
    }
    Turn { operands, refused }
}

fn as_given(spec: &OperandSpec) -> Turned {
    // The parser lets only known names through.
    let dtype = DType::from_name(&spec.dtype).unwrap_or(DType::F64);
    Turned {
        name: spec.name.clone(),
        dtype,
        own: spec.shape.clone(),
        layout: Layout::contiguous(&spec.shape, dtype.itemsize(), Order::C),
        code: spec.name.clone(),
    }
}

fn one_axis(operands: &mut [Turned], axis: usize) {
    for operand in operands.iter_mut().filter(|operand| operand.own.len() == 1) {
        place(operand, &[axis], 2);
    }
}

/// Puts the operand's axes at these places among `ndim`; the other axes are new, of length 1.
fn place(operand: &mut Turned, places: &[usize], ndim: usize) {
    if places.len() == ndim {
        return;
    }
    let mut shape = Dims::from_elem(1, ndim);
    let mut strides = Dims::from_elem(0, ndim);
    let mut items = vec!["np.newaxis"; ndim];
    for (own, &at) in places.iter().enumerate() {
        shape[at] = operand.layout.shape[own];
        strides[at] = operand.layout.strides[own];
        items[at] = ":";
    }
    operand.code = format!("{}[{}]", operand.name, items.join(", "));
    operand.layout = Layout {
        shape,
        strides,
        offset: operand.layout.offset,
    };
}

/// Places each operand with fewer axes where its lengths fit first; false when one fits nowhere.
fn any_axis(operands: &mut [Turned], ndim: usize) -> bool {
    let mut full: Vec<&[i64]> = Vec::new();
    for operand in operands.iter() {
        if operand.own.len() == ndim {
            full.push(&operand.own);
        }
    }
    let Some(target) = align(&full).shape() else {
        // The longest shapes disagree already; NumPy will say so.
        return true;
    };
    let mut all_fit = true;
    for operand in operands {
        if operand.own.len() < ndim {
            match first_fit(&operand.own, &target) {
                Some(places) => place(operand, &places, ndim),
                None => all_fit = false,
            }
        }
    }
    all_fit
}

/// The first axes of `target`, from the left, in which lengths fit in order.
fn first_fit(lengths: &[i64], target: &[i64]) -> Option<Vec<usize>> {
    let mut places = Vec::new();
    // Taking the first axis that fits never spoils a later one: what remains to the right only grows.
    for (at, &wanted) in target.iter().enumerate() {
        let Some(&length) = lengths.get(places.len()) else {
            break;
        };
        if wanted == length || wanted == 1 || length == 1 {
            places.push(at);
        }
    }
    (places.len() == lengths.len()).then_some(places)
}

/// Cuts lengths that differ, neither of them 1, to the shortest.
fn shortest(operands: &mut [Turned]) {
    let shapes: Vec<&[i64]> = operands.iter().map(|operand| &*operand.own).collect();
    let alignment = align(&shapes);
    let ndim = alignment.axes.len();
    for operand in operands {
        let shift = ndim - operand.own.len();
        // What stands between the brackets, up to the last cut.
        let (mut items, mut uncut) = (String::new(), String::new());
        for (own, length) in operand.layout.shape.iter_mut().enumerate() {
            let axis = &alignment.axes[own + shift];
            let mut least = *length;
            if axis.result.is_none() && least != 1 {
                for &other in axis.lengths.iter().flatten() {
                    least = if other == 1 { least } else { least.min(other) };
                }
            }
            if own > 0 {
                uncut += ", ";
            }
            if least < *length {
                *length = least;
                items += &uncut;
                items += &format!(":{least}");
                uncut.clear();
            } else {
                uncut += ":";
            }
        }
        if !items.is_empty() {
            operand.code = format!("{}[{items}]", operand.name);
        }
    }
}

impl Turned {
    /// Bytes of its own elements.
    pub(super) fn bytes(&self) -> u128 {
        engine::limit::estimate(&self.own, self.dtype).bytes
    }

    /// Whether the rule changed its shape.
    pub(super) fn is_changed(&self) -> bool {
        self.layout.shape.as_slice() != self.own
    }

    /// Whether it repeats elements in a result of this shape.
    pub(super) fn is_stretched(&self, shape: &[i64]) -> bool {
        size_of_shape(&self.layout.shape) < size_of_shape(shape)
    }
}
