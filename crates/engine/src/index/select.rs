//! Choosing between arrays element by element: `where`, `choose`, `copyto`, `select`, `piecewise`.
//! All but `piecewise` run as choices, a plan with a selector and candidates.

use crate::short::SmallVec;

use super::Index;
use super::assign::stretch_into;
use super::geometry::operand_of;
use super::put::as_c_casts;
use crate::array::Array;
use crate::buffer::Buffer;
use crate::cast::{self, Casting};
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::execute;
#[cfg(all(feature = "kept", feature = "lanes"))]
use crate::execute::StraightChoice;
use crate::kernels::{Way, way};
use crate::layout::axes::Axes;
use crate::layout::broadcast::{broadcast_shape, broadcast_shapes};
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, shape_text};
use crate::plan::choose::Selector;
use crate::plan::{Bounds, Choose, Kernel, Operand as Planned, Output};
use crate::promote::{self, Input};
use crate::scalar::Scalar;
use crate::ufunc::{Operand, heard};

/// `x` where a condition is true and `y` elsewhere (`np.where` with three arguments): new bytes in the operands' memory
/// order, all three broadcast. The dtype is that of `x` and `y` together; Python numbers are weak and cast as C casts.
///
/// With the condition alone, `np.where` is [`Array::nonzero`].
///
/// # Errors
/// `ValueError: operands could not be broadcast together with shapes (3,4) (2,4) (3,4) `; `OverflowError: Python int too
/// large to convert to C long`; as [`crate::limit::grant`].
pub fn where_(condition: &Array, x: Operand<'_>, y: Operand<'_>) -> Result<Array> {
    #[cfg(all(feature = "kept", feature = "lanes"))]
    if let Some(result) = super::again::straight(condition, &[x, y]) {
        return Ok(result);
    }
    heard(chosen_where(condition, x, y))
}

fn chosen_where(condition: &Array, x: Operand<'_>, y: Operand<'_>) -> Result<Array> {
    let dtype = promote::result_type_of_values(&[x.input(), y.input()])?;
    #[cfg(feature = "records")]
    {
        cast::check_cast(condition.dtype, DType::Bool, Casting::Unsafe).map_err(|_| {
            Error::type_(format!(
                "Iterator operand 1 dtype could not be cast from {} to dtype('bool') according to the rule 'unsafe'",
                condition.dtype.repr()
            ))
        })?;
        if let Some((x, y)) = as_texts(x, y, dtype)? {
            return chosen_where(condition, Operand::Array(&x), Operand::Array(&y));
        }
    }
    let mut constants: SmallVec<[Option<Scalar>; 2]> = SmallVec::new();
    for operand in [&x, &y] {
        constants.push(constant(*operand, dtype)?);
    }
    let shape = broadcast_shape(&[condition.shape(), shape_of(&x), shape_of(&y)])?;
    let mut operands = vec![operand_of(
        condition,
        condition.layout.broadcast_to(&shape)?,
    )];
    for (operand, constant) in std::iter::zip([x, y], constants) {
        operands.push(candidate(operand, constant, dtype, &shape));
    }
    check_taken(x, dtype, (condition, true), &shape)?;
    check_taken(y, dtype, (condition, false), &shape)?;
    let order = {
        let layouts: SmallVec<[&Layout; 3]> = operands.iter().map(|one| &one.broadcast).collect();
        loop_order(&layouts)
    };
    crate::limit::checked_nbytes(&shape, dtype.itemsize())?;
    let layout = Layout::packed_in_order(&shape, dtype.itemsize(), &order);
    let result = Array::unwritten_over(layout, dtype)?;
    #[cfg(all(feature = "kept", feature = "lanes"))]
    if let Some(choice) = StraightChoice::of(
        kernel_of(Selector::Truth, operands.len(), dtype),
        &operands,
        &result.layout,
        dtype,
        &order,
    ) {
        super::again::keep(condition, &[x, y], &result, choice);
    }
    let made = Made {
        operation: "where",
        selector: Selector::Truth,
        operands,
        order,
    };
    made.run(&result, &[Operand::Array(condition), x, y], true)?;
    Ok(result)
}

/// For each element of a selector the element of the choice with that number (`np.choose`): new bytes in C order, all
/// operands broadcast. The dtype is that of all choices together; Python numbers are weak and cast as C casts.
///
/// # Errors
/// `ValueError: 0-length sequence.`, `invalid entry in choice array`, `shape mismatch: objects cannot be broadcast to a
/// single shape.  …`; `TypeError: Cannot cast array data from dtype('float64') to dtype('int64') according to the rule
/// 'safe'`; as [`crate::limit::grant`].
pub fn choose(selector: &Array, choices: &[Operand<'_>], bounds: Bounds) -> Result<Array> {
    heard(chosen(selector, choices, bounds, None))
}

/// [`choose`] into an array that exists, cast to its dtype.
///
/// # Errors
/// As [`choose`]; `TypeError: choose: invalid shape for output array.`, `ValueError: output array is read-only`.
pub fn choose_into(
    selector: &Array,
    choices: &[Operand<'_>],
    bounds: Bounds,
    out: &Array,
) -> Result<()> {
    heard(chosen(selector, choices, bounds, Some(out)).and_then(|result| out.put(&result)))
}

fn chosen(
    selector: &Array,
    choices: &[Operand<'_>],
    bounds: Bounds,
    out: Option<&Array>,
) -> Result<Array> {
    if choices.is_empty() {
        return Err(Error::value("0-length sequence."));
    }
    let inputs: Vec<Input> = choices.iter().map(Operand::input).collect();
    let dtype = promote::result_type(&inputs)?;
    let constants = choices
        .iter()
        .map(|choice| constant(*choice, dtype))
        .collect::<Result<Vec<_>>>()?;
    cast::check_cast(selector.dtype, DType::I64, Casting::Safe)
        .map_err(|error| selector.of_scalar(error))?;
    let mut shapes: Vec<&[i64]> = choices.iter().map(shape_of).collect();
    shapes.push(selector.shape());
    let shape = broadcast_shapes(&shapes)?;
    if let Some(out) = out {
        if out.shape() != shape.as_slice() {
            return Err(Error::type_("choose: invalid shape for output array."));
        }
        if !out.writeable {
            return Err(Error::value("output array is read-only"));
        }
    }
    for choice in choices {
        if let Operand::Array(array) = choice {
            cast::check_elements(array, dtype)?;
        }
    }
    let result = Array::blank(&shape, dtype)?;
    let mut operands = vec![operand_of(selector, selector.layout.broadcast_to(&shape)?)];
    for (choice, constant) in std::iter::zip(choices, constants) {
        operands.push(candidate(*choice, constant, dtype, &shape));
    }
    let made = Made {
        operation: "choose",
        selector: Selector::Number(bounds),
        operands,
        order: (0..shape.len()).collect(),
    };
    let mut given = vec![Operand::Array(selector)];
    given.extend(choices);
    made.run(&result, &given, true)?;
    // Beside Python numbers an array's dtype stays what it is, with all that it tells.
    #[cfg(feature = "records")]
    if let [dtype] = inputs
        .iter()
        .filter_map(Input::of_array)
        .collect::<Vec<_>>()[..]
    {
        return Ok(result.told_like(dtype));
    }
    Ok(result)
}

/// Copies values into an array, broadcast and cast, where a mask is true (`np.copyto`); the bytes are the target's own.
/// Values and masks that share bytes with it are copied first; values that are the target's own elements in their places
/// stay where they are, and may do so in an array that is read-only.
///
/// # Errors
/// `ValueError: assignment destination is read-only`, `could not broadcast input array from shape (3,) into shape (5,)`,
/// `could not broadcast where mask from shape (2,) into shape (5,)`; `TypeError: Cannot cast array data from
/// dtype('float64') to dtype('int64') according to the rule 'same_kind'`; `OverflowError` for a Python int out of bounds.
pub fn copyto(
    target: &Array,
    values: Operand<'_>,
    casting: Casting,
    mask: Option<&Array>,
) -> Result<()> {
    heard(copied_to(target, values, casting, mask))
}

fn copied_to(
    target: &Array,
    values: Operand<'_>,
    casting: Casting,
    mask: Option<&Array>,
) -> Result<()> {
    let values = match values {
        Operand::Array(array) => array.clone(),
        number => Array::scalar(weak(number.input(), target.dtype)?)?,
    };
    if let Some(mask) = mask {
        cast::check_cast(mask.dtype, DType::Bool, Casting::Safe)
            .map_err(|error| mask.of_scalar(error))?;
    }
    if values.ndim() > 0 && values.lies_in(target) {
        return Ok(());
    }
    target.check_writeable()?;
    cast::check_cast(values.dtype, target.dtype, casting)
        .map_err(|error| values.of_scalar(error))?;
    let stretched = stretch_into(&values.layout, target.shape())?;
    let Some(mask) = mask else {
        #[cfg(feature = "records")]
        if target.size() > 0 {
            crate::records::cast::refuse_unreadable(&values, target.dtype)?;
        }
        return target.put(&values.over(stretched));
    };
    mask.layout.broadcast_to(target.shape()).map_err(|_| {
        Error::value(format!(
            "could not broadcast where mask from shape {} into shape {}",
            shape_text(mask.shape()),
            shape_text(target.shape())
        ))
    })?;
    let separate = |array: &Array| {
        if target.same_owner(array) {
            target.apart(array)
        } else {
            Ok(array.clone())
        }
    };
    let (values, mask) = (separate(&values)?, separate(mask)?);
    let shape = Dims::from_slice(target.shape());
    let stretched = stretch_into(&values.layout, &shape)?;
    check_taken(Operand::Array(&values), target.dtype, (&mask, true), &shape)?;
    let mut candidate = operand_of(&values, stretched);
    candidate.cast = (values.dtype != target.dtype).then_some(target.dtype);
    let made = Made {
        operation: "copyto",
        selector: Selector::Truth,
        operands: vec![
            operand_of(&mask, mask.layout.broadcast_to(&shape)?),
            candidate,
        ],
        order: loop_order(&[&target.layout]),
    };
    let given = [Operand::Array(&mask), Operand::Array(&values)];
    made.run(target, &given, false)
}

/// A Python number beside an array that takes it: in the array's dtype where that is of its kind or higher, else in the
/// number's own.
fn weak(number: Input, dtype: DType) -> Result<Scalar> {
    let beside = match number {
        Input::PyBool(_) => DType::Bool,
        _ if !dtype.holds_numbers() => promote::result_type(&[number])?,
        _ => promote::result_type(&[Input::Array(dtype), number])?,
    };
    promote::convert_assigned(number, beside)
}

/// The first choice whose condition is true, element by element, and a default elsewhere (`np.select`): new bytes in C
/// order, all arrays broadcast. The dtype is that of choices and default together.
///
/// # Errors
/// `ValueError: list of cases must be same length as list of conditions`, `select with an empty condition list is not
/// possible`, shapes that do not broadcast; `TypeError: invalid entry 0 in condlist: should be boolean ndarray`,
/// `Choicelist and default value do not have a common dtype: …`, or a choice that cannot be cast in its kind.
pub fn select(
    conditions: &[&Array],
    choices: &[Operand<'_>],
    default: Operand<'_>,
) -> Result<Array> {
    heard(selected(conditions, choices, default))
}

fn selected(conditions: &[&Array], choices: &[Operand<'_>], default: Operand<'_>) -> Result<Array> {
    if conditions.len() != choices.len() {
        return Err(Error::value(
            "list of cases must be same length as list of conditions",
        ));
    }
    if conditions.is_empty() {
        return Err(Error::value(
            "select with an empty condition list is not possible",
        ));
    }
    let all = || choices.iter().copied().chain([default]);
    let inputs: Vec<Input> = all().map(|choice| choice.input()).collect();
    let dtype = promote::result_type_of_values(&inputs).map_err(|mut error| {
        if !matches!(error.class, ErrorClass::Type | ErrorClass::DTypePromotion) {
            return error;
        }
        error.class = ErrorClass::Type;
        error.message = format!(
            "Choicelist and default value do not have a common dtype: {}",
            error.message
        );
        error
    })?;
    let numbers = all()
        .map(|choice| match choice {
            Operand::Array(array) => Ok(array.clone()),
            Operand::PyFloat(_) | Operand::PyInt(_) if dtype.is_inexact() => {
                Array::scalar(promote::convert_assigned(choice.input(), dtype)?)
            }
            number => {
                let own = promote::result_type(&[number.input()])?;
                Array::scalar(promote::convert_assigned(number.input(), own)?)
            }
        })
        .collect::<Result<Vec<_>>>()?;
    let shapes: Vec<&[i64]> = conditions.iter().map(|one| one.shape()).collect();
    let condition_shape = broadcast_shapes(&shapes)?;
    let shapes: Vec<&[i64]> = numbers.iter().map(Array::shape).collect();
    let choice_shape = broadcast_shapes(&shapes)?;
    for (number, condition) in conditions.iter().enumerate() {
        if condition.dtype != DType::Bool {
            return Err(Error::type_(format!(
                "invalid entry {number} in condlist: should be boolean ndarray"
            )));
        }
    }
    let shape = if choice_shape.is_empty() {
        condition_shape.clone()
    } else {
        broadcast_shapes(&[&condition_shape, &choice_shape])?
    };
    let result = Array::blank(&shape, dtype)?;
    let mut candidates = numbers
        .iter()
        .map(|one| Ok(one.over(one.layout.broadcast_to(&choice_shape)?)))
        .collect::<Result<Vec<_>>>()?;
    if let Some(default) = candidates.pop() {
        copied_to(&result, Operand::Array(&default), Casting::Unsafe, None)?;
    }
    // Written from the last to the first, so that the first true condition has the last word.
    for (choice, condition) in std::iter::zip(&candidates, conditions).rev() {
        let mask = condition.over(condition.layout.broadcast_to(&condition_shape)?);
        copied_to(
            &result,
            Operand::Array(choice),
            Casting::SameKind,
            Some(&mask),
        )?;
    }
    Ok(result)
}

/// What `piecewise` gives where a condition is true.
#[derive(Clone, Copy)]
pub enum Piece<'a> {
    /// One number, or one value for each true element.
    Value(Operand<'a>),
    /// A function of the true elements, in one axis.
    Function(&'a dyn Fn(&Array) -> Result<Array>),
}

/// A function defined piece by piece (`np.piecewise`): new bytes with the shape, dtype and memory order of `x`, each piece
/// written through the mask of its condition, later ones over earlier ones. One piece more than conditions stands for the
/// elements where none is true; elements that no piece speaks of are 0.
///
/// # Errors
/// `ValueError: with 1 condition(s), either 1 or 2 functions are expected`; as [`Array::assign`].
pub fn piecewise(x: &Array, conditions: &[&Array], pieces: &[Piece<'_>]) -> Result<Array> {
    let count = conditions.len();
    let mut masks = conditions
        .iter()
        .map(|one| one.astype(DType::Bool))
        .collect::<Result<Vec<_>>>()?;
    if count + 1 == pieces.len() {
        let mut none: Option<Array> = None;
        for mask in &masks {
            none = Some(match none {
                None => mask.clone(),
                Some(any) => {
                    crate::ufunc::call("logical_or", &[Operand::Array(&any), Operand::Array(mask)])?
                }
            });
        }
        if let Some(any) = none {
            masks.push(crate::ufunc::call("logical_not", &[Operand::Array(&any)])?);
        }
    }
    if masks.len() != pieces.len() {
        return heard(Err(Error::value(format!(
            "with {count} condition(s), either {count} or {} functions are expected",
            count + 1
        ))));
    }
    let result = x.zeros_like(None)?;
    for (mask, piece) in std::iter::zip(masks, pieces) {
        let mask = [Index::from(mask)];
        match piece {
            Piece::Value(Operand::Array(values)) => result.assign(&mask, values)?,
            Piece::Value(number) => result.assign_number(&mask, number.input())?,
            Piece::Function(function) => {
                let taken = x.index(&mask)?;
                if taken.size() > 0 {
                    result.assign(&mask, &function(&taken)?)?;
                }
            }
        }
    }
    Ok(result)
}

/// Both operands as arrays, where a text stands beside a Python truth value, which is written out.
#[cfg(feature = "records")]
fn as_texts(x: Operand<'_>, y: Operand<'_>, dtype: DType) -> Result<Option<(Array, Array)>> {
    let both_arrays = matches!((x, y), (Operand::Array(_), Operand::Array(_)));
    if both_arrays || dtype.holds_numbers() {
        return Ok(None);
    }
    let array = |operand: Operand<'_>| match operand {
        Operand::Array(array) => Ok(array.clone()),
        number => Array::scalar(weak(number.input(), DType::Bool)?),
    };
    Ok(Some((array(x)?, array(y)?)))
}

fn shape_of<'a>(operand: &Operand<'a>) -> &'a [i64] {
    match operand {
        Operand::Array(array) => array.shape(),
        _ => &[],
    }
}

/// The value of a Python number in a result's dtype.
pub(super) fn constant(operand: Operand<'_>, dtype: DType) -> Result<Option<Scalar>> {
    match operand {
        Operand::Array(_) => Ok(None),
        number => as_c_casts(number.input(), dtype).map(Some),
    }
}

/// Refuses texts that cannot be cast, among those that are taken: where a condition is true, or where it is not.
#[cfg_attr(not(feature = "records"), allow(unused_variables))]
fn check_taken(
    operand: Operand<'_>,
    dtype: DType,
    (condition, truth): (&Array, bool),
    shape: &[i64],
) -> Result<()> {
    #[cfg(feature = "records")]
    if let Operand::Array(values) = operand
        && values.dtype != dtype
        && !values.dtype.is_number()
    {
        let mask = if truth {
            condition.astype(DType::Bool)?
        } else {
            crate::ufunc::call("logical_not", &[Operand::Array(condition)])?
        };
        let mask = mask.over(mask.layout.broadcast_to(shape)?);
        let values = values.over(values.layout.broadcast_to(shape)?);
        cast::check_elements(&values.index(&[Index::from(mask)])?, dtype)?;
    }
    Ok(())
}

/// A candidate of a choice, over the shape of all, to which it is known to stretch.
fn candidate(
    operand: Operand<'_>,
    constant: Option<Scalar>,
    dtype: DType,
    shape: &[i64],
) -> Planned {
    if let Operand::Array(array) = operand {
        let mut planned = operand_of(array, array.layout.stretched_to(shape));
        planned.cast = (array.dtype != dtype).then_some(dtype);
        return planned;
    }
    let own = Layout {
        shape: Dims::new(),
        strides: Dims::new(),
        offset: 0,
    };
    Planned {
        buffer: None,
        dtype,
        broadcast: own.stretched_to(shape),
        layout: own,
        cast: None,
        constant,
    }
}

/// A choice whose operands are known, the selector first.
struct Made {
    operation: &'static str,
    selector: Selector,
    operands: Vec<Planned>,
    order: Axes,
}

impl Made {
    /// Runs it into a result that shares no bytes with what was given.
    fn run(self, result: &Array, given: &[Operand<'_>], fresh: bool) -> Result<()> {
        let mut buffers: SmallVec<[Buffer; 4]> = SmallVec::from_iter([result.buffer.clone()]);
        buffers.extend(given.iter().filter_map(|one| match one {
            Operand::Array(array) => Some(array.buffer.clone()),
            _ => None,
        }));
        let planned = Choose {
            operation: self.operation,
            shape: result.layout.shape.clone(),
            selector: self.selector,
            output: Output {
                buffer: result.buffer.id(),
                dtype: result.dtype,
                layout: result.layout.clone(),
                fresh,
                cast: None,
            },
            kernel: kernel_of(self.selector, self.operands.len(), result.dtype),
            operands: self.operands,
            order: self.order,
        };
        execute::perform(planned, &buffers)
    }
}

/// Elements that fill a register without a rest are chosen by lanes, as long as a truth decides.
fn kernel_of(selector: Selector, operands: usize, dtype: DType) -> Kernel {
    let size = dtype.itemsize();
    let lanes = cfg!(feature = "lanes")
        && way() == Way::Simd128
        && selector == Selector::Truth
        && operands <= 3
        && matches!(size, 1 | 2 | 4 | 8);
    if lanes {
        Kernel::Simd128 {
            lanes: (16 / size) as u8,
        }
    } else {
        Kernel::Scalar
    }
}
