//! What was looked up lately: rows by their names, loops by the dtypes of a call. The tables are long, and the same few
//! calls come again and again. Knows only the answers of others: what does not stand here is looked up and noted.

use std::cell::Cell;

use super::table::{Entry, Ufunc};
use crate::dtype::DType;
use crate::promote::Input;

/// Names that are remembered at once; each has one place.
const NAMES: usize = 256;

/// Calls that are remembered at once.
const CALLS: usize = 64;

/// A call with its loops.
#[derive(Clone, Copy)]
struct Call {
    row: &'static Ufunc,
    inputs: Inputs,
    entry: Entry,
}

/// What counts of the inputs of a call when its loop is chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Inputs(u32);

thread_local! {
    static ROWS: [Cell<Option<&'static Ufunc>>; NAMES] = const { [const { Cell::new(None) }; NAMES] };
    static LOOPS: [Cell<Option<Call>>; CALLS] = const { [const { Cell::new(None) }; CALLS] };
}

/// The row of a name, from here or from the table.
pub(super) fn row(
    name: &str,
    table: impl FnOnce() -> Option<&'static Ufunc>,
) -> Option<&'static Ufunc> {
    let bytes = name.as_bytes();
    // Few of NumPy's names share a place under this sum.
    let place = [1, bytes.len() / 2, bytes.len().wrapping_sub(1)]
        .into_iter()
        .filter_map(|place| bytes.get(place))
        .fold(bytes.len(), |sum, &byte| {
            sum.wrapping_mul(43).wrapping_add(usize::from(byte))
        });
    ROWS.with(|rows| {
        let noted = &rows[place % NAMES];
        if let Some(row) = noted.get()
            && row.is_called(name)
        {
            return Some(row);
        }
        let found = table()?;
        noted.set(Some(found));
        Some(found)
    })
}

impl Inputs {
    /// The inputs of a call whose loop depends on nothing but dtypes, and the dtype that is asked for; nothing where a value,
    /// a text or a record has a say.
    pub(crate) fn of(
        inputs: impl ExactSizeIterator<Item = Input>,
        wanted: Option<DType>,
    ) -> Option<Self> {
        if inputs.len() > 3 {
            return None;
        }
        let start = (inputs.len() as u32) << 7 | wanted.map_or(Some(0), code_of)?;
        let mut codes = inputs.map(|input| match input {
            Input::Array(dtype) => code_of(dtype),
            Input::PyBool(_) => Some(1),
            // So small that every integer dtype holds it.
            Input::PyInt(0..=127) => Some(2),
            Input::PyInt(_) => None,
            Input::PyFloat(_) => Some(3),
            #[cfg(feature = "complex")]
            Input::PyComplex(_) => Some(4),
        });
        let sum = codes.try_fold(start, |sum, code| Some(sum << 7 | code?));
        sum.map(Self)
    }

    /// A number for them; other inputs have others.
    #[cfg(feature = "lanes")]
    pub(crate) fn number(self) -> usize {
        self.0.wrapping_mul(0x9E37_79B1) as usize >> 8
    }

    /// The place of such a call of a row among so many.
    pub(super) fn place(self, row: &Ufunc, places: usize) -> usize {
        let row = std::ptr::from_ref(row).addr() / size_of::<usize>();
        let sum = (row as u32).wrapping_add(self.0).wrapping_mul(0x9E37_79B1);
        (sum >> 16) as usize % places
    }
}

/// NumPy's letter, which is above all codes of Python numbers.
fn code_of(dtype: DType) -> Option<u32> {
    dtype.is_number().then(|| u32::from(dtype.code()))
}

/// The loops that were chosen for such a call, if it is remembered.
pub(super) fn entry(row: &'static Ufunc, inputs: Inputs) -> Option<Entry> {
    let call = LOOPS.with(|calls| calls[inputs.place(row, CALLS)].get())?;
    (std::ptr::eq(call.row, row) && call.inputs == inputs).then_some(call.entry)
}

/// Remembers a call.
pub(super) fn note(row: &'static Ufunc, inputs: Inputs, entry: Entry) {
    let call = Call { row, inputs, entry };
    LOOPS.with(|calls| calls[inputs.place(row, CALLS)].set(Some(call)));
}
