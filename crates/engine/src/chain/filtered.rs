//! The elements that a comparison keeps, `a[a > c]`, as one call: of arrays of one shape that lie side by side, and Python
//! numbers. The loop is one of `kernel::lanes::filter`; what was found out for one call is kept for the next.
//! Knows which loop there is, how its inputs have to lie, and how much room the result needs; nothing of chains.

use super::compared::{bytes, number, source};
use super::link::Link;
use crate::array::Array;
#[cfg(feature = "kept")]
use crate::kept::{Shelf, Target, look, number_of, swap};
use crate::kernel::lanes::compared::turned;
use crate::kernel::lanes::filter::{Filter, find};
use crate::kernels::{Way, way};
#[cfg(feature = "kept")]
use crate::layout::Shared;
use crate::ufunc::Ufunc;

/// What is compared.
type Sides<'a> = [&'a Link; 2];

/// `from[comparison(a, b)]` in one loop, without the truths between. Nothing where there is no such loop, or anything would be
/// refused.
#[inline]
pub(super) fn kept(
    comparison: &'static Ufunc,
    mut sides: Sides<'_>,
    from: &Array,
) -> Option<Array> {
    if way() != Way::Simd128 {
        return None;
    }
    let is_turned = !matches!(sides[0], Link::Array(_));
    if is_turned {
        sides.swap(0, 1);
    }
    let Link::Array(first) = sides[0] else {
        return None;
    };
    #[cfg(feature = "kept")]
    if let Some(result) = again(comparison, is_turned, first, sides, from) {
        return Some(result);
    }
    anew(comparison, is_turned, first, sides, from)
}

#[inline(never)]
fn anew(
    comparison: &'static Ufunc,
    is_turned: bool,
    first: &Array,
    sides: Sides<'_>,
    from: &Array,
) -> Option<Array> {
    let name = match is_turned {
        true => turned(comparison.name)?,
        false => comparison.name,
    };
    let by_lanes = find(name, first.dtype)?;
    let size = first.dtype.itemsize();
    let nbytes = usize::try_from(first.nbytes()).ok()?;
    let alike = |array: &Array| {
        array.layout.shape == first.layout.shape && array.layout.is_c_contiguous(size)
    };
    let other_alike = match sides[1] {
        Link::Array(other) => other.dtype == first.dtype && alike(other),
        Link::Number(_) => true,
        Link::Call(_) => false,
    };
    let moved = from.dtype.is_number() && from.dtype.itemsize() == size && alike(from);
    if first.ndim() == 0 || nbytes == 0 || !alike(first) || !other_alike || !moved {
        return None;
    }
    let room = Array::unwritten(&[first.size()], from.dtype).ok()?;
    #[cfg(feature = "kept")]
    let target = Target::like(&room);
    let result = run(name, by_lanes, sides, from, room, nbytes)?;
    #[cfg(feature = "kept")]
    if let Some(target) = target {
        let kept = Kept {
            comparison,
            name,
            is_turned,
            layout: first.layout.share(),
            compared: first.dtype,
            target,
            by_lanes,
            nbytes,
        };
        swap(&KEPT, place_of(comparison, first), Some(Box::new(kept)));
    }
    Some(result)
}

/// Computes into a new array with room for all elements.
#[inline]
fn run(
    name: &str,
    by_lanes: Filter,
    [first, second]: Sides<'_>,
    from: &Array,
    room: Array,
    nbytes: usize,
) -> Option<Array> {
    let Link::Array(array) = first else {
        return None;
    };
    let dtype = array.dtype;
    let (first_bytes, second_bytes) = (bytes(first), bytes(second));
    let beside = number(name, second, true, dtype)?;
    let compared = source(first, &first_bytes, &[0; 2], dtype, nbytes)?.bytes();
    let second = source(second, &second_bytes, &beside, dtype, nbytes)?;
    let moved = from.buffer.bytes();
    let start = usize::try_from(from.layout.offset).ok()?;
    let kept = by_lanes(
        compared,
        second,
        moved.get(start..start.checked_add(nbytes)?)?,
        room.buffer.bytes_mut().get_mut(..nbytes)?,
    );
    room.shortened(kept)
}

/// A loop with what it was found for.
#[cfg(feature = "kept")]
struct Kept {
    comparison: &'static Ufunc,
    /// The comparison with the array first.
    name: &'static str,
    is_turned: bool,
    /// That of all arrays.
    layout: Shared,
    compared: crate::dtype::DType,
    /// With room for all elements.
    target: Target,
    by_lanes: Filter,
    nbytes: usize,
}

/// Loops that are kept at once.
#[cfg(feature = "kept")]
const LOOPS: usize = 16;

#[cfg(feature = "kept")]
thread_local! {
    static KEPT: Shelf<Kept, LOOPS> = const { Shelf::new() };
}

#[cfg(feature = "kept")]
fn place_of(comparison: &Ufunc, first: &Array) -> usize {
    let row = std::ptr::from_ref(comparison).addr() / size_of::<usize>();
    row.wrapping_mul(13).wrapping_add(number_of(&first.layout))
}

/// The result of a call that was made before.
#[cfg(feature = "kept")]
#[inline]
fn again(
    comparison: &'static Ufunc,
    is_turned: bool,
    first: &Array,
    sides: Sides<'_>,
    from: &Array,
) -> Option<Array> {
    look(&KEPT, place_of(comparison, first), |kept| {
        let lies = |array: &Array| kept.layout.same_steps(&array.layout);
        let other_fits = match sides[1] {
            Link::Array(other) => other.dtype == kept.compared && lies(other),
            Link::Number(_) => true,
            Link::Call(_) => false,
        };
        if !std::ptr::eq(kept.comparison, comparison)
            || kept.is_turned != is_turned
            || first.dtype != kept.compared
            || !kept.target.is_of(from.dtype)
            || !lies(first)
            || !lies(from)
            || !other_fits
        {
            return None;
        }
        let room = kept.target.fresh()?;
        run(kept.name, kept.by_lanes, sides, from, room, kept.nbytes)
    })
}

#[cfg(test)]
mod tests {
    use crate::array::Array;
    use crate::chain::{Chain, call};
    use crate::dtype::DType;
    use crate::index::Index;
    use crate::kernels::{Way, set_way};
    use crate::ufunc::{self, Operand};

    fn numbers(shape: &[i64], dtype: DType) -> Array {
        let count: i64 = shape.iter().product();
        let counted = Array::arange(0, count, 1, Some(DType::I64)).unwrap();
        let spread = ufunc::call(
            "multiply",
            &[Operand::Array(&counted), Operand::PyInt(1_000_003)],
        );
        let spread = ufunc::call(
            "remainder",
            &[Operand::Array(&spread.unwrap()), Operand::PyInt(97)],
        );
        let array = spread.unwrap().astype(dtype).unwrap();
        array.reshape(shape).unwrap()
    }

    /// The same by two calls.
    fn same(array: &Array, name: &str, sides: [Operand<'_>; 2]) {
        let mask = ufunc::call(name, &sides).unwrap();
        let wanted = array.index(&[Index::from(mask)]).unwrap();
        let by = call(name, sides.map(Chain::from));
        for _ in 0..2 {
            let found = Chain::of(array).index(&by).unwrap();
            assert_eq!(found.dtype(), wanted.dtype());
            assert_eq!(found.layout(), wanted.layout());
            assert_eq!(
                found.buffer().nbytes(),
                wanted.buffer().nbytes(),
                "{name} {sides:?}"
            );
            assert_eq!(found.buffer().owner_layout(), found.layout());
            assert_eq!(*found.buffer().bytes(), *wanted.buffer().bytes());
            assert!(found.owndata() && found.writeable());
        }
    }

    #[test]
    fn what_is_kept_is_what_two_calls_keep() {
        set_way(Way::Simd128);
        let dtypes = [
            DType::F64,
            DType::F32,
            DType::I64,
            DType::I32,
            DType::U16,
            DType::U8,
            DType::Bool,
        ];
        let comparisons = [
            "less",
            "less_equal",
            "greater",
            "greater_equal",
            "equal",
            "not_equal",
        ];
        let cut = [Index::Slice {
            start: Some(3),
            stop: None,
            step: None,
        }];
        let back = [Index::every(-1)];
        for dtype in dtypes {
            for shape in [&[0][..], &[1], &[50], &[997], &[7, 9], &[3, 4, 5]] {
                let whole = numbers(shape, dtype);
                let other = ufunc::call("remainder", &[Operand::Array(&whole), Operand::PyInt(50)]);
                let other = match other {
                    Ok(other) => other.astype(dtype).unwrap(),
                    Err(_) => whole.clone(),
                };
                let wide = numbers(shape, DType::F64);
                for a in [
                    whole.clone(),
                    whole.index(&cut).unwrap(),
                    whole.index(&back).unwrap(),
                    whole.t(),
                ] {
                    for name in comparisons {
                        let array = Operand::Array(&a);
                        for number in [
                            Operand::PyInt(3),
                            Operand::PyInt(95),
                            Operand::PyInt(-1),
                            Operand::PyInt(300),
                            Operand::PyFloat(47.5),
                            Operand::PyFloat(f64::NAN),
                            Operand::PyBool(true),
                        ] {
                            if matches!(number, Operand::PyInt(-1 | 300)) && dtype == DType::U8 {
                                continue;
                            }
                            same(&a, name, [array, number]);
                            same(&a, name, [number, array]);
                        }
                        if a.shape() == other.shape() {
                            same(&a, name, [array, Operand::Array(&other)]);
                            same(&other, name, [array, Operand::PyInt(47)]);
                            same(&wide, name, [array, Operand::PyInt(47)]);
                            same(&wide, name, [array, Operand::Array(&wide)]);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn others_are_indexed_as_by_two_calls() -> crate::Result<()> {
        set_way(Way::Simd128);
        let (a, b) = (numbers(&[6, 5], DType::F64), numbers(&[6], DType::F64));
        let chain = Chain::of(&a);
        let doubled = &chain * 2;
        for (of, by) in [
            (&chain, Chain::of(&b).greater(40)),
            (&doubled, doubled.greater(100)),
            (&doubled, chain.greater(50) & chain.less(90)),
            (&chain, Chain::of(&numbers(&[4], DType::I64)) % 6),
            (&chain, Chain::from(1)),
        ] {
            let found = of.index(&by)?;
            let wanted = of.evaluate()?.index(&[Index::from(by.evaluate()?)])?;
            assert_eq!(found.layout(), wanted.layout());
            assert_eq!(*found.buffer().bytes(), *wanted.buffer().bytes());
        }
        let wrong = [
            Chain::of(&b).greater(&a),
            Chain::of(&numbers(&[7], DType::F64)).greater(3),
            chain.sqrt(),
        ];
        for by in wrong {
            let refused = chain.index(&by).unwrap_err();
            let wanted = match by.evaluate() {
                Ok(by) => a.index(&[Index::from(by)]).unwrap_err(),
                Err(error) => error,
            };
            assert_eq!(refused.to_string(), wanted.to_string());
        }
        Ok(())
    }
}
