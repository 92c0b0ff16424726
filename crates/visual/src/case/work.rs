//! Runs a case on the engine and keeps what a picture, a question or a text needs of it, as plain data.
//! Everything here is the engine's: layouts, bytes, plans, replayed touches, refusals.

use super::make::{self, Made};
use super::text::{expression, operand_code};
use super::{Given, MOST_ELEMENTS};
use engine::execute::Replay;
use engine::layout::broadcast::{Alignment, align};
use engine::layout::size_of_shape;
use engine::plan::Elementwise;
use engine::ufunc::{self, Ufunc};
use engine::{
    Array, Buffer, BufferId, DType, Dims, Error, Event, Layout, Plan, Recorder, Scalar, limit,
};

/// Touches kept of a loop; more follow the same way.
const MOST_TOUCHES: i64 = 24;
/// Touches kept of a loop that has more than [`MOST_TOUCHES`].
const FEW_TOUCHES: i64 = 12;

/// An array as a picture needs it.
#[derive(Clone, PartialEq, Debug)]
pub struct Shown {
    /// Its Python name, or the expression it is the value of.
    pub name: String,
    /// How it stands in the expression.
    pub code: String,
    /// Letter of its buffer.
    pub buffer: char,
    /// Its element type.
    pub dtype: DType,
    /// Its layout.
    pub layout: Layout,
    /// Its layout stretched to the result's shape, when there is one.
    pub stretched: Option<Layout>,
    /// Bytes its buffer holds.
    pub held: u128,
    /// The buffer's bytes, when they were made.
    pub bytes: Option<Vec<u8>>,
    /// The array as `repr` prints it, when it was made.
    pub repr: Option<String>,
}

impl Shown {
    /// The element at a byte.
    pub fn value(&self, byte: i64) -> Option<Scalar> {
        let start = usize::try_from(byte).ok()?;
        let end = start.checked_add(self.dtype.itemsize())?;
        Scalar::from_bytes(self.dtype, self.bytes.as_ref()?.get(start..end)?)
    }

    /// Elements in its buffer.
    pub fn element_count(&self) -> i64 {
        i64::try_from(self.held / self.dtype.itemsize() as u128).unwrap_or(i64::MAX)
    }
}

/// One call of the ufunc. Three or four operands take two or three calls, folded from the left.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// The call as Python writes it.
    pub code: String,
    /// The dtype it gives.
    pub dtype: DType,
    /// The shape it gives.
    pub shape: Dims,
    /// Bytes it allocates.
    pub bytes: u128,
    /// Operands read as another dtype: which text, from, to.
    pub casts: Vec<(String, DType, DType)>,
}

/// Where a read value comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// The operand at this place.
    Operand(usize),
    /// The result of the call before.
    Temporary,
}

/// One turn of the last call's loop, from `Replay`.
#[derive(Clone, PartialEq, Debug)]
pub struct Seen {
    /// Index in the result.
    pub index: Dims,
    /// What is read: from where, at which byte, and the value the loop computes with.
    pub reads: Vec<(Source, i64, Scalar)>,
    /// The byte written.
    pub byte: i64,
    /// The value written.
    pub value: Scalar,
}

/// A case and all that became of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Worked {
    /// NumPy's name of the ufunc.
    pub ufunc: &'static str,
    /// The operands.
    pub operands: Vec<Shown>,
    /// Their shapes under each other.
    pub alignment: Alignment,
    /// The whole expression.
    pub expression: String,
    /// The result's shape, where there is one.
    pub shape: Option<Dims>,
    /// The result's dtype, where there is one.
    pub dtype: Option<DType>,
    /// Bytes the result takes, also when they are refused.
    pub result_bytes: Option<u128>,
    /// The calls.
    pub steps: Vec<Step>,
    /// The result, when it was made.
    pub result: Option<Shown>,
    /// The first turns of the last call's loop.
    pub touches: Vec<Seen>,
    /// All turns of that loop.
    pub touch_count: i64,
    /// Why there is no result.
    pub error: Option<Error>,
}

impl Worked {
    /// The ufunc's row.
    pub fn row(&self) -> Option<&'static Ufunc> {
        ufunc::find(self.ufunc)
    }

    /// Whether every operand's elements were made, so that cells can be drawn.
    pub fn is_drawable(&self) -> bool {
        self.operands.iter().all(|operand| operand.bytes.is_some())
            && self
                .steps
                .iter()
                .all(|step| size_of_shape(&step.shape) <= MOST_ELEMENTS)
    }

    /// Bytes the operands hold together.
    pub fn held(&self) -> u128 {
        self.operands.iter().map(|operand| operand.held).sum()
    }
}

/// Runs a ufunc on operands.
///
/// # Errors
/// Only when the ufunc is not in the table; what NumPy would refuse is in [`Worked::error`].
pub fn work(name: &str, givens: &[Given]) -> engine::Result<Worked> {
    let made = make::all(givens);
    let (row, mut worked) = planned(name, givens, &made)?;
    if worked.error.is_some() || !worked.is_drawable() {
        return Ok(worked);
    }
    let arrays: Option<Vec<&Array>> = made.iter().map(|made| made.array.as_ref()).collect();
    if let Some(arrays) = arrays
        && worked.shape.is_some()
        && let Err(error) = run(row, &arrays, &mut worked)
    {
        worked.error = Some(error);
        worked.result = None;
    }
    Ok(worked)
}

/// What a ufunc would make of operands: shapes, dtypes and bytes, with no element made.
///
/// # Errors
/// As [`work`].
pub fn plan(name: &str, givens: &[Given]) -> engine::Result<Worked> {
    planned(name, givens, &make::none(givens)).map(|(_, worked)| worked)
}

fn planned(
    name: &str,
    givens: &[Given],
    made: &[Made],
) -> engine::Result<(&'static Ufunc, Worked)> {
    let row = super::drawable(name)
        .ok_or_else(|| Error::value(format!("'{name}' is no ufunc of the table")))?;
    let shapes: Vec<Vec<i64>> = givens.iter().map(Given::viewed_shape).collect();
    let shapes: Vec<&[i64]> = shapes.iter().map(Vec::as_slice).collect();
    let codes: Vec<String> = givens.iter().map(operand_code).collect();
    let mut worked = Worked {
        ufunc: row.name,
        operands: Vec::new(),
        alignment: align(&shapes),
        expression: expression(row, &codes),
        shape: None,
        dtype: None,
        result_bytes: None,
        steps: Vec::new(),
        result: None,
        touches: Vec::new(),
        touch_count: 0,
        error: None,
    };
    for (place, (given, made)) in givens.iter().zip(made).enumerate() {
        let array = made.array.as_ref();
        worked.operands.push(Shown {
            name: given.name.clone(),
            code: codes[place].clone(),
            buffer: letter(place),
            dtype: made.dtype,
            layout: made.layout.clone(),
            stretched: None,
            held: limit::estimate(&made.layout.shape, made.dtype).bytes,
            bytes: array.map(|array| array.buffer().bytes().to_vec()),
            repr: array.map(engine::print::array_repr),
        });
    }
    worked.error = estimate(row, &codes, &mut worked).err().or(worked.error);
    Ok((row, worked))
}

/// The letter of the buffer at a place.
pub fn letter(place: usize) -> char {
    char::from(b'A' + u8::try_from(place).unwrap_or(25).min(25))
}

/// Plans every call of a ufunc on operands folded from the left, from layouts alone.
///
/// # Errors
/// As [`ufunc::plan_shapes`], of the first call that is refused.
pub(crate) fn plan_calls(
    row: &Ufunc,
    operands: Vec<(DType, Layout)>,
) -> engine::Result<Vec<ufunc::Estimate>> {
    let mut estimates = Vec::new();
    let mut call = Vec::new();
    for operand in operands {
        call.push(operand);
        if call.len() == row.inputs {
            let estimate = ufunc::plan_shapes(row.name, &call)?;
            let output = &estimate.plan.output;
            call = vec![(output.dtype, output.layout.clone())];
            estimates.push(estimate);
            if row.inputs == 1 {
                break;
            }
        }
    }
    Ok(estimates)
}

/// Plans every call: shapes, dtypes, bytes, refusals.
fn estimate(row: &'static Ufunc, codes: &[String], worked: &mut Worked) -> engine::Result<()> {
    let mut operands = Vec::with_capacity(worked.operands.len());
    for shown in &worked.operands {
        operands.push((shown.dtype, shown.layout.clone()));
    }
    for (place, estimate) in plan_calls(row, operands)?.into_iter().enumerate() {
        let plan = &estimate.plan;
        let code = expression(row, &codes[..(place + row.inputs).min(codes.len())]);
        let mut casts = Vec::new();
        for (operand, text) in std::iter::zip(&plan.operands, call_texts(row, codes, place)) {
            casts.extend(operand.cast.map(|to| (text, operand.dtype, to)));
        }
        worked.steps.push(Step {
            code,
            dtype: plan.output.dtype,
            shape: plan.shape.clone(),
            bytes: estimate.result_bytes,
            casts,
        });
        worked.shape = Some(plan.shape.clone());
        worked.dtype = Some(plan.output.dtype);
        worked.result_bytes = Some(estimate.result_bytes);
        if worked.error.is_none() {
            worked.error = estimate.refusal;
        }
    }
    if let Some(shape) = worked.shape.clone() {
        for operand in &mut worked.operands {
            operand.stretched = Some(operand.layout.broadcast_to(&shape)?);
        }
    }
    Ok(())
}

/// The texts of a call's inputs.
fn call_texts(row: &Ufunc, codes: &[String], place: usize) -> Vec<String> {
    if place == 0 {
        return codes.iter().take(row.inputs).cloned().collect();
    }
    let left = super::text::indexable(&expression(row, &codes[..=place]));
    vec![left, codes[place + 1].clone()]
}

/// Runs every call, and replays the last one.
fn run(row: &'static Ufunc, arrays: &[&Array], worked: &mut Worked) -> engine::Result<()> {
    let recorder = Recorder::start();
    let called = fold(row, arrays);
    let events = recorder.finish();
    let (result, temporary) = called?;
    let Some(plan) = events.into_iter().rev().find_map(|event| match event {
        Event::Compute(Plan::Elementwise(plan)) => Some(plan),
        _ => None,
    }) else {
        return Err(Error::value("the engine recorded no plan"));
    };
    let mut buffers: Vec<Buffer> = arrays.iter().map(|array| array.buffer().clone()).collect();
    buffers.extend(temporary.iter().map(|array| array.buffer().clone()));
    buffers.push(result.buffer().clone());
    let replay = Replay::of_elementwise(&plan, &buffers)?;
    worked.touch_count = replay.len();
    let kept = if replay.len() > MOST_TOUCHES {
        FEW_TOUCHES
    } else {
        replay.len()
    };
    let source = source_of(
        &plan,
        row,
        arrays,
        temporary.as_ref().map(|array| array.buffer().id()),
    );
    for number in 0..kept {
        let Some(touch) = replay.touch(number) else {
            continue;
        };
        let Some(write) = touch.write else { continue };
        let reads = touch
            .reads
            .iter()
            .filter_map(|read| {
                let value = read.seen().number()?;
                Some((source(read.operand), read.byte, value))
            })
            .collect();
        let Some(value) = write.value.number() else {
            continue;
        };
        worked.touches.push(Seen {
            index: touch.index,
            reads,
            byte: write.byte,
            value,
        });
    }
    let (dtype, layout) = (result.dtype(), result.layout().clone());
    let bytes = result.buffer().bytes().to_vec();
    worked.result = Some(Shown {
        name: super::text::indexable(&worked.expression),
        code: worked.expression.clone(),
        buffer: letter(worked.operands.len()),
        dtype,
        stretched: Some(layout.clone()),
        layout,
        held: bytes.len() as u128,
        bytes: Some(bytes),
        repr: Some(engine::print::array_repr(&result)),
    });
    Ok(())
}

/// The result, and the array the last call read as its left operand when that was no operand of the case.
fn fold(row: &Ufunc, arrays: &[&Array]) -> engine::Result<(Array, Option<Array>)> {
    use engine::ufunc::Operand;
    let Some((&first, rest)) = arrays.split_first() else {
        return Err(Error::value("there is no operand"));
    };
    if row.inputs == 1 {
        return Ok((ufunc::call(row.name, &[Operand::Array(first)])?, None));
    }
    let mut left: Option<Array> = None;
    let mut before: Option<Array> = None;
    for right in rest {
        let call = [
            Operand::Array(left.as_ref().unwrap_or(first)),
            Operand::Array(right),
        ];
        let result = ufunc::call(row.name, &call)?;
        before = left.replace(result);
    }
    match left {
        Some(result) => Ok((result, before)),
        None => Err(Error::value(format!("{} takes two operands", row.name))),
    }
}

/// Which operand of the case an operand of the last call is.
fn source_of(
    plan: &Elementwise,
    row: &Ufunc,
    arrays: &[&Array],
    temporary: Option<BufferId>,
) -> impl Fn(usize) -> Source + use<> {
    let count = arrays.len();
    let inputs = row.inputs;
    let first_is_temporary = temporary.is_some()
        && plan
            .operands
            .first()
            .is_some_and(|operand| operand.buffer == temporary);
    move |place| {
        if first_is_temporary && place == 0 {
            Source::Temporary
        } else {
            Source::Operand(count.saturating_sub(inputs) + place)
        }
    }
}
