//! Looking for a part in each text: `find`, `index`, `count`, `startswith`, `endswith`, between two places.
//! Knows arrays and dtypes; the work on one text stands in `kernel`.

use super::functions::{Side, check_kinds};
use super::{class_of_place, kernel, no_loop_of_classes, run};
use crate::array::Array;
use crate::cast::{Casting, can_cast};
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::plan::lines::LineKernel;
use crate::record::hearing;
use crate::scalar::Scalar;

/// The part of each text that is looked at, as a slice of Python's; numbers are broadcast against the texts.
#[derive(Clone, Copy, Debug)]
pub struct Between<'a> {
    /// The first place; 0 where it is left out.
    pub start: Option<&'a Array>,
    /// The place behind the last; the end where it is left out.
    pub stop: Option<&'a Array>,
}

impl Between<'_> {
    /// The whole text.
    pub const ALL: Between<'static> = Between {
        start: None,
        stop: None,
    };
}

/// Where a part stands in each text, first or last, between two places; -1 where it does not (`find`, `rfind`). `int64`. A
/// new array of the shape all broadcast to.
///
/// # Errors
/// `ufunc 'find' did not contain a loop …` for what is no text; `Cannot cast ufunc 'find' input 2 from dtype('float64') …`;
/// shapes that do not broadcast, memory refused.
pub fn find(array: &Array, part: &Array, between: Between<'_>, side: Side) -> Result<Array> {
    hearing(|| {
        let (name, kernel): (_, &'static LineKernel) = match side {
            Side::Right => ("rfind", &kernel::RFIND),
            _ => ("find", &kernel::FIND),
        };
        search(name, kernel, DType::I64, array, part, between)
    })
}

/// As [`find`], but refuses where the part does not stand (`index`, `rindex`).
///
/// # Errors
/// `ValueError: substring not found`; as [`find`].
pub fn index(array: &Array, part: &Array, between: Between<'_>, side: Side) -> Result<Array> {
    hearing(|| {
        let (name, kernel): (_, &'static LineKernel) = match side {
            Side::Right => ("rindex", &kernel::RINDEX),
            _ => ("index", &kernel::INDEX),
        };
        search(name, kernel, DType::I64, array, part, between)
    })
}

/// How often a part stands in each text without overlapping itself (`count`), `int64`.
///
/// # Errors
/// As [`find`].
pub fn count(array: &Array, part: &Array, between: Between<'_>) -> Result<Array> {
    hearing(|| search("count", &kernel::COUNT, DType::I64, array, part, between))
}

/// Whether each text starts with a part (`startswith`), `bool`. A new array of the shape all broadcast to.
///
/// # Errors
/// As [`find`].
pub fn startswith(array: &Array, part: &Array, between: Between<'_>) -> Result<Array> {
    hearing(|| {
        let kernel = &kernel::STARTSWITH;
        search("startswith", kernel, DType::Bool, array, part, between)
    })
}

/// Whether each text ends with a part (`endswith`), `bool`. A new array of the shape all broadcast to.
///
/// # Errors
/// As [`find`].
pub fn endswith(array: &Array, part: &Array, between: Between<'_>) -> Result<Array> {
    hearing(|| {
        let kernel = &kernel::ENDSWITH;
        search("endswith", kernel, DType::Bool, array, part, between)
    })
}

fn search(
    name: &str,
    kernel: &'static LineKernel,
    dtype: DType,
    array: &Array,
    part: &Array,
    between: Between<'_>,
) -> Result<Array> {
    if check_kinds(name, &[array, part], 2).is_err() {
        let classes = [array, part].map(|one| crate::records::promote::class_text(one.dtype));
        let python_int = class_of_place(&Array::scalar(Scalar::I64(0))?);
        let places = [between.start, between.stop];
        let places = places.map(|place| place.map_or(python_int.clone(), class_of_place));
        return Err(no_loop_of_classes(name, &[classes, places].concat()));
    }
    let place = |number: usize, given: Option<&Array>, otherwise: i64| match given {
        Some(places) => whole_places(name, number, places),
        None => Array::scalar(Scalar::I64(otherwise)),
    };
    let start = place(2, between.start, 0)?;
    let stop = place(3, between.stop, i64::MAX)?;
    run(kernel, &[array, part, &start, &stop], dtype, &[])
}

/// Places in texts as `int64`, as the ufuncs of texts take them.
///
/// # Errors
/// `Cannot cast ufunc 'find' input 2 from dtype('float64') to dtype('int64') with casting rule 'same_kind'`.
pub(super) fn whole_places(name: &str, number: usize, places: &Array) -> Result<Array> {
    if places.dtype == DType::I64 {
        return Ok(places.clone());
    }
    if can_cast(places.dtype, DType::I64, Casting::SameKind) {
        return places.astype(DType::I64);
    }
    Err(Error::new(
        ErrorClass::UFuncInputCasting,
        format!(
            "Cannot cast ufunc '{name}' input {number} from {} to dtype('int64') with casting rule 'same_kind'",
            places.dtype.repr()
        ),
    ))
}
