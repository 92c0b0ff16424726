//! Calls of the generalized ufuncs that are sums of products, with `out`, `dtype`, `casting`, `order`, `axes`, `axis` and
//! `keepdims`. Finds the loop's dtype and the axes; `contract` makes the plan.

use super::axes::{CoreAxes, check_support, orders};
use super::{Shapes, Signature};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::{self, Casting, can_cast};
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::execute;
use crate::kernel::{Flags, warning};
use crate::layout::{Dims, Layout, Order};
use crate::linalg::contract::{ResultOrder, Sum, Term, common_dtype, contract};
use crate::record::warnings_heard;
use crate::ufunc::{self, Operand};

/// How a generalized ufunc is to be called beyond its inputs: `np.matmul(a, b, out=…, axes=…)`.
#[derive(Clone, Copy, Debug)]
pub struct Arguments<'a> {
    /// An array that takes the result.
    pub out: Option<&'a Array>,
    /// The dtype to multiply and add in.
    pub dtype: Option<DType>,
    /// Which casts of inputs and of the result are allowed; `same_kind` unless given.
    pub casting: Option<Casting>,
    /// The memory order of a new result.
    pub order: CopyOrder,
    /// The core axes of each operand and of the result.
    pub axes: Option<&'a [CoreAxes]>,
    /// The one core axis of every operand.
    pub axis: Option<i64>,
    /// Whether the core axis of the inputs stays in the result with length 1.
    pub keepdims: Option<bool>,
}

impl Default for Arguments<'_> {
    fn default() -> Self {
        Self {
            out: None,
            dtype: None,
            casting: None,
            order: CopyOrder::K,
            axes: None,
            axis: None,
            keepdims: None,
        }
    }
}

impl Arguments<'_> {
    /// Whether nothing is asked for.
    fn are_none(&self) -> bool {
        self.out.is_none()
            && self.dtype.is_none()
            && self.casting.is_none()
            && self.order == CopyOrder::K
            && self.axes.is_none()
            && self.axis.is_none()
            && self.keepdims.is_none()
    }
}

/// A sum of products with a signature.
pub(in crate::linalg) struct Product {
    pub(in crate::linalg) signature: Signature,
    /// The core letters of the result.
    pub(in crate::linalg) kept: &'static str,
    /// The core letter summed over.
    pub(in crate::linalg) summed: char,
    /// Whether complex elements of the first operand are conjugated.
    pub(in crate::linalg) conjugates: bool,
}

impl Product {
    /// Calls it. In NumPy's order: the dtypes are settled first, then the axes.
    pub(in crate::linalg) fn call(
        &self,
        operands: [&Array; 2],
        arguments: Arguments<'_>,
    ) -> Result<Array> {
        if arguments.out.is_some_and(|out| !out.writeable()) {
            return Err(Error::value("output array is read-only"));
        }
        if arguments.axis.is_some() && arguments.axes.is_some() {
            return Err(Error::type_("cannot specify both 'axis' and 'axes'"));
        }
        let dtype = self.dtype(operands, arguments)?;
        let [a, b] = operands;
        let keeps = arguments.keepdims == Some(true);
        let signature = self.signature;
        let whole = |text: &str| text.split('(').skip(1).map(letters_in).collect::<Vec<_>>();
        check_support(
            signature.name,
            signature.text,
            &whole(signature.text),
            self.kept.len() + 1,
            arguments.keepdims.is_some(),
            arguments.axis.is_some(),
        )?;
        let cores = signature.cores(&[a.ndim(), b.ndim()], arguments.out.map(Array::ndim))?;
        let of_result = cores.output.len() + usize::from(keeps);
        let before = [
            a.ndim() - cores.inputs[0].len(),
            b.ndim() - cores.inputs[1].len(),
        ];
        let before = before.into_iter().max().unwrap_or(0);
        let result_ndim = arguments.out.map_or(before + of_result, Array::ndim);
        if result_ndim < of_result {
            // Only an axis that is kept can be one too many here.
            return Err(Error::value(format!(
                "{}: Output operand 0 does not have enough dimensions (has {result_ndim}, gufunc core with signature {} \
                 requires {of_result})",
                signature.name, signature.text
            )));
        }
        let turns = orders(
            signature.name,
            &[
                (a.ndim(), cores.inputs[0].len()),
                (b.ndim(), cores.inputs[1].len()),
                (result_ndim, of_result),
            ],
            arguments.axes,
            arguments.axis,
            self.kept.is_empty(),
        )?;
        let turned = |array: &Array, order: &[usize]| array.over(array.layout.with_axes(order));
        let (left, right) = (turned(a, &turns[0]), turned(b, &turns[1]));
        let into = arguments.out.map(|out| turned(out, &turns[2]));
        let shapes = |given: &'_ Array, turned: &'_ Array| -> (Dims, Dims) {
            (
                Dims::from_slice(given.shape()),
                Dims::from_slice(turned.shape()),
            )
        };
        let inputs = [shapes(a, &left), shapes(b, &right)];
        let inputs = inputs
            .each_ref()
            .map(|(given, turned)| Shapes { given, turned });
        let out = arguments.out.zip(into.as_ref()).map(|(out, into)| Shapes {
            given: out.shape(),
            turned: into.shape(),
        });
        let matched = signature.fitted(cores, &inputs, out, keeps)?;
        let left = match self.conjugates && left.dtype.is_complex() && dtype.is_complex() {
            true => ufunc::call("conjugate", &[Operand::Array(&left)])?,
            false => left,
        };
        let batch = matched.batch.len();
        let letters: Vec<char> = self
            .kept
            .chars()
            .chain([self.summed])
            .filter(|letter| matched.length(*letter).is_some())
            .collect();
        let mut shape = matched.batch.clone();
        shape.extend(letters.iter().filter_map(|&letter| matched.length(letter)));
        let terms = std::iter::zip([&left, &right], &matched.letters)
            .map(|(array, core)| {
                let own = array.ndim() - core.len();
                let before = (0..batch).map(|axis| (axis + own).checked_sub(batch));
                let within = letters.iter().map(|letter| {
                    let place = core.iter().position(|known| known == letter)?;
                    Some(own + place)
                });
                Term {
                    array,
                    axes: before.chain(within).collect(),
                }
            })
            .collect();
        let kept = shape.len() - 1;
        crate::limit::check_ndim(kept)?;
        let into = into.map(|out| out.over(fitting(&out.layout, kept, keeps)));
        let order = match arguments.order {
            CopyOrder::K => ResultOrder::BatchKept(batch),
            CopyOrder::F => ResultOrder::Fixed(Order::F),
            CopyOrder::A if operands.iter().all(|array| array.f_contiguous()) => {
                ResultOrder::Fixed(Order::F)
            }
            _ => ResultOrder::Fixed(Order::C),
        };
        for array in operands {
            warn_of_cast(array, dtype);
        }
        let stay = |turn: &[usize]| turn.iter().enumerate().all(|(place, &axis)| place == axis);
        let is_plain = arguments.are_none()
            && !(self.conjugates && dtype.is_complex())
            && turns.iter().all(|turn| stay(turn));
        let mut result = contract(Sum {
            name: signature.name,
            subscripts: String::new(),
            shape,
            kept,
            terms,
            dtype,
            order,
            into: into.as_ref(),
            is_plain,
        })?;
        if let Some(out) = arguments.out {
            return Ok(out.clone());
        }
        if keeps {
            let layout = &mut result.layout;
            let outermost = order == ResultOrder::Fixed(Order::F);
            let cells = if outermost { layout.size() } else { 1 };
            layout.shape.push(1);
            layout
                .strides
                .push(cells.saturating_mul(dtype.itemsize() as i64));
        }
        let mut places: Vec<usize> = vec![0; turns[2].len()];
        for (place, &axis) in turns[2].iter().enumerate() {
            places[axis] = place;
        }
        result.layout = result.layout.with_axes(&places).into();
        Ok(result)
    }

    /// The dtype of the loop: the one asked for, or that to which both operands can be cast safely.
    fn dtype(&self, operands: [&Array; 2], arguments: Arguments<'_>) -> Result<DType> {
        let name = self.signature.name;
        let casting = arguments.casting.unwrap_or(Casting::SameKind);
        let dtype = match arguments.dtype {
            Some(dtype) if dtype.is_number() => dtype,
            #[cfg(feature = "records")]
            Some(dtype) if crate::ufunc::as_given::says_details(dtype) => {
                return Err(crate::ufunc::as_given::too_detailed());
            }
            Some(_) => {
                return Err(Error::type_(format!(
                    "No loop matching the specified signature and casting was found for ufunc {name}"
                )));
            }
            None => common_dtype(&operands, || {
                Error::new(
                    ErrorClass::UFuncType,
                    format!(
                        "ufunc '{name}' did not contain a loop with signature matching types ({}, {}) -> None",
                        operands[0].dtype.repr(),
                        operands[1].dtype.repr()
                    ),
                )
            })?,
        };
        let refused = |class: ErrorClass, which: &str, from: DType, to: DType| {
            Error::new(
                class,
                format!(
                    "Cannot cast ufunc '{name}' {which} from {} to {} with casting rule '{}'",
                    from.repr(),
                    to.repr(),
                    casting.name()
                ),
            )
        };
        for (place, array) in operands.iter().enumerate() {
            if !can_cast(array.dtype, dtype, casting) {
                let which = format!("input {place}");
                let class = ErrorClass::UFuncInputCasting;
                return Err(refused(class, &which, array.dtype, dtype));
            }
            cast::check_elements(array, dtype)?;
        }
        if let Some(out) = arguments.out
            && !can_cast(dtype, out.dtype, casting)
        {
            let class = ErrorClass::UFuncOutputCasting;
            return Err(refused(class, "output", dtype, out.dtype));
        }
        Ok(dtype)
    }
}

/// Warns of numbers that the loop's dtype cannot hold.
fn warn_of_cast(array: &Array, dtype: DType) {
    if !warnings_heard() || array.dtype == dtype {
        return;
    }
    let met = array.scalars().fold(Flags::NONE, |flags, one| {
        flags.and(warning::of_cast(&one.to_bytes(), array.dtype, dtype))
    });
    execute::warn_of(met.of_cast(), "cast");
}

/// The layout of an output as the loop writes it, over `kept` axes: an axis of the inputs that is kept is left out, and axes
/// of length 1 that it lacks in front are put in.
fn fitting(layout: &Layout, kept: usize, keeps: bool) -> Layout {
    let own = layout.ndim() - usize::from(keeps);
    let mut fitting = layout.with_axes(&(0..own).collect::<Vec<_>>());
    for _ in own..kept {
        fitting.shape.insert(0, 1);
        fitting.strides.insert(0, 0);
    }
    fitting
}

/// How many letters a part of a signature has.
fn letters_in(part: &str) -> usize {
    let inside = part.split(')').next().unwrap_or_default();
    inside.split(',').filter(|item| !item.is_empty()).count()
}
