//! Which dtype strings, records and numbers have in common, and which rule of casting is the least that lets one become
//! the other. Knows dtypes only.

use super::definition::{Alias, Definition, Subarray, is_identical, packed};
use super::order::all_native;
use super::text::python_text;
use crate::array::Array;
use crate::cast::{Casting, can_cast};
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::promote::try_promote_types;

/// Characters enough for every number of a dtype, as NumPy counts them.
pub(crate) fn width_of_number(dtype: DType) -> u32 {
    match (dtype.kind(), dtype.itemsize()) {
        (Kind::Bool, _) => 5,
        (Kind::Signed, 1) => 4,
        (Kind::Signed, 2) => 6,
        (Kind::Signed, 4) => 11,
        (Kind::Signed, _) => 21,
        (Kind::Unsigned, 1) => 3,
        (Kind::Unsigned, 2) => 5,
        (Kind::Unsigned, 4) => 10,
        (Kind::Unsigned, _) => 20,
        (Kind::Float, _) => 32,
        _ => 64,
    }
}

/// A string dtype without a width gets the one that holds every element of another dtype, as `astype('U')` finds it.
pub(crate) fn width_found(from: DType, to: DType) -> DType {
    let width = match from.native() {
        DType::Str(width) | DType::Bytes(width) => width,
        number if number.holds_numbers() => width_of_number(number),
        DType::Void(width) => match to {
            DType::Void(_) => width,
            _ => width.max(1),
        },
        // As many characters as bytes.
        DType::Record(definition) if definition.fields.len() == 1 => {
            u32::try_from(definition.itemsize.max(1)).unwrap_or(u32::MAX)
        }
        _ if to == DType::Void(0) => 0,
        _ => return to,
    };
    // An order of bytes without a width says nothing.
    let to = match to.unaliased() {
        DType::Swapped(DType::Str(0)) => DType::Str(0),
        DType::Void(0) => DType::Void(0),
        _ => to,
    };
    match to {
        // Text keeps the order of its bytes.
        DType::Str(0) if from.kind() == Kind::Str => from,
        DType::Void(0) if from.kind() == Kind::Void => from,
        DType::Str(0) => DType::Str(width),
        DType::Bytes(0) => DType::Bytes(width),
        DType::Void(0) => DType::Void(u32::try_from(from.itemsize()).unwrap_or(u32::MAX)),
        other => other,
    }
}

/// Raw bytes of no width yet as so many; any other dtype is its own.
pub(crate) fn void_of(dtype: DType, itemsize: usize) -> DType {
    let width = u32::try_from(itemsize).unwrap_or(u32::MAX);
    match dtype {
        DType::Void(0) => DType::Void(width),
        DType::Alias(alias) if matches!(alias.base, DType::Void(0)) => Alias {
            base: DType::Void(width),
            ..alias.clone()
        }
        .dtype(),
        other => other,
    }
}

/// The class of an element where NumPy makes Python objects of elements.
fn python_class(dtype: DType) -> &'static str {
    match dtype.kind() {
        Kind::Bool => "bool",
        Kind::Unsigned | Kind::Signed => "int",
        Kind::Float => "float",
        Kind::Str => "str",
        Kind::Void if dtype.definition().is_some() => "tuple",
        Kind::Bytes | Kind::Void => "bytes",
        _ => "complex",
    }
}

/// Whether NumPy multiplies elements of these dtypes as Python objects: one of them is a record or raw bytes.
fn are_objects(a: &Array, b: &Array) -> bool {
    [a, b].iter().any(|one| one.dtype.kind() == Kind::Void)
}

/// Refuses products of records and of raw bytes, which are tuples and `bytes` in Python: with whole numbers they would be longer
/// ones, which no array here holds.
///
/// # Errors
/// `TypeError: can't multiply sequence by non-int of type 'float'`,
/// `products of 'tuple' and 'int' have no elements here: they would be Python objects`.
pub(crate) fn refuse_products(a: &Array, b: &Array) -> Result<()> {
    if !are_objects(a, b) {
        return Ok(());
    }
    let (one, other) = (python_class(a.dtype), python_class(b.dtype));
    // The number, or of two sequences the second.
    let factor = if a.dtype.holds_numbers() { one } else { other };
    Err(Error::type_(match factor {
        _ if a.size() == 0 || b.size() == 0 => no_objects(one, other),
        "int" | "bool" => no_objects(one, other),
        factor => format!("can't multiply sequence by non-int of type '{factor}'"),
    }))
}

fn no_objects(one: &str, other: &str) -> String {
    format!("products of '{one}' and '{other}' have no elements here: they would be Python objects")
}

/// Refuses the conjugates of what is no number, where NumPy asks a Python object for its own.
///
/// # Errors
/// `AttributeError: 'tuple' object has no attribute 'conjugate'`.
pub(crate) fn refuse_conjugates(a: &Array, b: &Array) -> Result<()> {
    if !are_objects(a, b) || a.dtype.holds_numbers() || a.size() == 0 {
        return Ok(());
    }
    Err(Error::new(
        ErrorClass::Attribute,
        format!(
            "'{}' object has no attribute 'conjugate'",
            python_class(a.dtype)
        ),
    ))
}

/// Refuses records of no field or of several that are to be texts of a width that is still to be found.
///
/// # Errors
/// `TypeError: cannot cast dtype [('a', '<i4'), ('b', '<i4')] to <class 'numpy.dtypes.BytesDType'>.`
pub(crate) fn check_width(from: DType, to: DType) -> Result<()> {
    let without_width = matches!(to.native(), DType::Str(0) | DType::Bytes(0));
    if without_width && from.kind() == Kind::Void && !can_cast(from, to, Casting::Unsafe) {
        let class = class_text(to);
        return Err(Error::type_(format!(
            "cannot cast dtype {from} to {class}."
        )));
    }
    Ok(())
}

/// The smallest dtype for both, one of which is no number.
///
/// # Errors
/// `DTypePromotionError` for records beside others, or of other field names.
pub(crate) fn common(a: DType, b: DType) -> Result<DType> {
    // With itself a dtype comes to what it is, whatever it tells beside.
    if is_identical(a, b) && a.kind() != Kind::Void && a.byteorder() != '>' {
        return Ok(a);
    }
    match (a.native(), b.native()) {
        (DType::Str(one), DType::Str(two)) | (DType::Bytes(one), DType::Bytes(two)) => {
            Ok(all_native(if one < two { b } else { a }))
        }
        (DType::Void(one), DType::Void(two)) if one == two => Ok(a),
        // Even with itself a record comes to one without gaps.
        (a, b) if a == b && !matches!(a, DType::Record(_)) => Ok(canonical(a)),
        (a, b) if a.holds_numbers() && b.holds_numbers() => {
            Ok(crate::promote::promote_numbers(a, b))
        }
        (DType::Str(one), DType::Bytes(two)) | (DType::Bytes(one), DType::Str(two)) => {
            Ok(DType::Str(one.max(two)))
        }
        (DType::Str(width), number) | (number, DType::Str(width)) if number.holds_numbers() => {
            Ok(DType::Str(width.max(width_of_number(number))))
        }
        (DType::Bytes(width), number) | (number, DType::Bytes(width)) if number.holds_numbers() => {
            Ok(DType::Bytes(width.max(width_of_number(number))))
        }
        (DType::Record(one), DType::Record(two)) => common_record(one, two),
        (DType::Sub(one), DType::Sub(two)) if one.shape == two.shape => {
            let base = try_promote_types(one.base, two.base)?;
            let shape = one.shape.clone();
            Ok(DType::Sub(Subarray { base, shape }.interned()))
        }
        (DType::Void(_), DType::Void(_)) => Err(Error::new(
            ErrorClass::DTypePromotion,
            "Invalid type promotion with void datatypes of different lengths. Use the `np.bytes_` datatype instead to \
             pad the shorter value with trailing zero bytes.",
        )),
        (DType::Sub(_), DType::Sub(_)) => Err(Error::new(
            ErrorClass::DTypePromotion,
            "invalid type promotion with subarray datatypes (shape mismatch).",
        )),
        (a, b) if a.kind() == Kind::Void && b.kind() == Kind::Void => Err(Error::new(
            ErrorClass::DTypePromotion,
            "invalid type promotion with structured datatype(s).",
        )),
        _ => Err(Error::new(
            ErrorClass::DTypePromotion,
            format!(
                "The DTypes {} and {} do not have a common DType. For example they cannot be stored in a single array \
                 unless the dtype is `object`.",
                class_text(a),
                class_text(b)
            ),
        )),
    }
}

/// The refusal where several dtypes are to become one and these two have none in common, all of them listed.
pub(crate) fn no_common_among(one: DType, other: DType, all: &[DType]) -> Error {
    let classes: Vec<String> = all.iter().map(|&dtype| class_text(dtype)).collect();
    Error::new(
        ErrorClass::DTypePromotion,
        format!(
            "The DType {} could not be promoted by {}. This means that no common DType exists for the given inputs. For \
             example they cannot be stored in a single array unless the dtype is `object`. The full list of DTypes is: \
             ({})",
            class_text(one),
            class_text(other),
            classes.join(", ")
        ),
    )
}

/// A dtype as `np.result_type` gives it back: every part in the machine's own order, records without gaps.
pub(crate) fn canonical(dtype: DType) -> DType {
    match dtype {
        DType::Record(definition) => {
            let fields = definition.fields.iter();
            let fields = fields.map(|field| {
                let dtype = canonical(field.dtype);
                (field.name.clone(), field.title.clone(), dtype)
            });
            let mut packed = packed(fields.collect(), definition.aligned);
            packed.record = definition.record;
            DType::Record(packed.interned())
        }
        DType::Sub(Subarray { base, shape }) => {
            let (base, shape) = (canonical(*base), shape.clone());
            DType::Sub(Subarray { base, shape }.interned())
        }
        other => all_native(other),
    }
}

fn common_record(one: &'static Definition, two: &'static Definition) -> Result<DType> {
    let names = |definition: &Definition| -> Vec<String> {
        definition
            .fields
            .iter()
            .map(|field| field.name.clone())
            .collect()
    };
    if names(one) != names(two) {
        return Err(Error::new(
            ErrorClass::DTypePromotion,
            format!(
                "field names `{}` and `{}` mismatch.",
                tuple_of_names(&names(one)),
                tuple_of_names(&names(two))
            ),
        ));
    }
    let fields = std::iter::zip(&one.fields, &two.fields)
        .map(|(a, b)| {
            let joined = try_promote_types(a.dtype, b.dtype)?;
            if a.title != b.title {
                return Err(Error::new(
                    ErrorClass::DTypePromotion,
                    format!("field titles of field {} mismatch", python_text(&a.name)),
                ));
            }
            Ok((a.name.clone(), a.title.clone(), joined))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut joined = packed(fields, one.aligned || two.aligned);
    // Only one and the same dtype keeps the class of its elements, where it is itself what comes out.
    joined.record = one.record && std::ptr::eq(one, two) && joined == *one;
    Ok(DType::Record(joined.interned()))
}

/// `('a', 'b')`, as Python prints a tuple of names.
pub(crate) fn tuple_of_names(names: &[String]) -> String {
    match names {
        [only] => format!("({},)", python_text(only)),
        _ => {
            let names: Vec<String> = names.iter().map(|name| python_text(name)).collect();
            format!("({})", names.join(", "))
        }
    }
}

/// The class of a dtype, as in `<class 'numpy.dtypes.StrDType'>`.
pub(crate) fn class_text(dtype: DType) -> String {
    let name = match dtype.kind() {
        Kind::Bytes => "Bytes".to_owned(),
        Kind::Str => "Str".to_owned(),
        Kind::Void => "Void".to_owned(),
        _ => {
            let name = dtype.name();
            match name.strip_prefix('u') {
                Some(rest) => format!("U{}", capital(rest)),
                None => capital(name),
            }
        }
    };
    format!("<class 'numpy.dtypes.{name}DType'>")
}

fn capital(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    format!("{}{rest}", first.to_ascii_uppercase())
}

/// The strictest rule that allows a cast between two dtypes of which one is no number; `None` where none does.
pub(crate) fn least_rule(from: DType, to: DType) -> Option<Casting> {
    let (from, mut to) = (from.unaliased(), to.unaliased());
    if matches!(to, DType::Swapped(DType::Str(0))) {
        to = DType::Str(0);
    }
    let by_width = |from: u32, to: u32| {
        if to == 0 || to >= from {
            Casting::Safe
        } else {
            Casting::SameKind
        }
    };
    let rules = [
        Casting::No,
        Casting::Equiv,
        Casting::Safe,
        Casting::SameKind,
        Casting::Unsafe,
    ];
    let (own, other) = (from.native(), to.native());
    if (own, other) != (from, to) {
        // Another order of bytes is as good as the same dtype, but not the same.
        let rule = rules.into_iter().find(|&rule| can_cast(own, other, rule))?;
        let same_order = (own == from) == (other == to);
        return Some(if same_order {
            rule
        } else {
            rule.max(Casting::Equiv)
        });
    }
    Some(match (from, to) {
        _ if from == to => Casting::No,
        (DType::Str(_), DType::Str(0))
        | (DType::Bytes(_), DType::Bytes(0))
        | (DType::Void(_) | DType::Record(_), DType::Void(0)) => Casting::No,
        _ if from.holds_numbers() && to.holds_numbers() => {
            if crate::promote::promote_numbers(from, to) == to {
                Casting::Safe
            } else if from.kind() != Kind::Bool && from.kind() <= to.kind() {
                Casting::SameKind
            } else {
                Casting::Unsafe
            }
        }
        (DType::Void(one), DType::Void(two)) => by_width(one, two),
        (DType::Str(_) | DType::Bytes(_), DType::Void(width)) => {
            match by_width(u32::try_from(from.itemsize()).unwrap_or(u32::MAX), width) {
                Casting::Safe => Casting::Safe,
                _ => Casting::Unsafe,
            }
        }
        (number, DType::Void(width)) if number.holds_numbers() => {
            if width == 0 || width as usize >= number.itemsize() {
                Casting::Safe
            } else {
                Casting::Unsafe
            }
        }
        (DType::Str(one), DType::Str(two))
        | (DType::Bytes(one), DType::Bytes(two) | DType::Str(two)) => by_width(one, two),
        (number, DType::Str(width) | DType::Bytes(width)) if number.holds_numbers() => {
            by_width(width_of_number(number), width)
        }
        (DType::Record(one), DType::Record(two)) => {
            if one.fields.len() != two.fields.len() {
                return None;
            }
            let mut least = Casting::Equiv;
            for (a, b) in std::iter::zip(&one.fields, &two.fields) {
                let rule = rules
                    .into_iter()
                    .find(|&rule| can_cast(a.dtype, b.dtype, rule))?;
                let renamed = if a.name == b.name && a.title == b.title {
                    rule
                } else {
                    rule.max(Casting::Safe)
                };
                least = least.max(renamed);
            }
            least
        }
        // A single field is cast in place of its record, if it can be.
        (DType::Record(definition), other) => match definition.fields.as_slice() {
            [field] => can_cast(field.dtype, other, Casting::Unsafe).then_some(Casting::Unsafe)?,
            _ => return None,
        },
        (other, DType::Sub(two)) if other.kind() != Kind::Void => {
            let rules = [Casting::Safe, Casting::SameKind, Casting::Unsafe];
            rules
                .into_iter()
                .find(|&rule| can_cast(other, two.base, rule))?
        }
        (DType::Sub(one), DType::Sub(two)) if one.shape == two.shape => {
            let rules = [Casting::Safe, Casting::SameKind, Casting::Unsafe];
            rules
                .into_iter()
                .find(|&rule| can_cast(one.base, two.base, rule))?
        }
        (DType::Sub(_), DType::Void(0)) => Casting::Safe,
        _ => Casting::Unsafe,
    })
}
