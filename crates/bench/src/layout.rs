//! How the elements of an input lie in memory, and what values they have.
//! Knows how to make arrays, not what is computed with them.

use engine::{Array, DType, Index, Result};

/// How the elements lie in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lie {
    /// One after the other, in C order.
    Contiguous,
    /// Every second one, `a[..., ::2]`.
    Strided,
    /// Backward, `a[..., ::-1]`.
    Reversed,
    /// One row stretched over all rows.
    Broadcast,
    /// A matrix seen from its side, `a.T`.
    Transposed,
}

impl Lie {
    /// All with their names, in the order of the table's columns.
    pub const ALL: [(&'static str, Lie); 5] = [
        ("contiguous", Lie::Contiguous),
        ("strided", Lie::Strided),
        ("reversed", Lie::Reversed),
        ("broadcast", Lie::Broadcast),
        ("transposed", Lie::Transposed),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        let found = Lie::ALL.iter().find(|(_, lie)| *lie == self);
        found.map_or("", |(name, _)| name)
    }
}

/// From where to where the values go, the end left out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Range {
    /// The smallest value.
    pub low: f64,
    /// The value that is not reached.
    pub high: f64,
}

/// Values without a pattern that a processor could learn: element `i` of sequence `seed`.
///
/// The finishing steps of splitmix64 by Sebastiano Vigna, over a counter.
pub fn value(i: u64, seed: u64, range: Range) -> f64 {
    let mut mixed = i
        .wrapping_add(seed << 32)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    let unit = (mixed >> 11) as f64 / (1_u64 << 53) as f64;
    range.low + unit * (range.high - range.low)
}

/// An array of a shape (one axis or two of equal length) whose elements lie so.
///
/// # Errors
/// Memory refused.
pub fn array(shape: &[i64], lie: Lie, dtype: DType, seed: u64, range: Range) -> Result<Array> {
    let mut whole = shape.to_vec();
    match (lie, whole.last_mut()) {
        (Lie::Strided, Some(last)) => *last *= 2,
        (Lie::Broadcast, _) => whole.truncate(0),
        _ => {}
    }
    if lie == Lie::Broadcast {
        whole.extend(shape.last());
    }
    let count = whole.iter().product::<i64>().unsigned_abs();
    let values: Vec<f64> = (0..count).map(|i| value(i, seed, range)).collect();
    let array = Array::from_elements(&values, &whole)?;
    // A truth value is an even chance, not a number above 0.
    let array = match dtype {
        DType::Bool => halves(&array, range)?,
        dtype => array.astype(dtype)?,
    };
    match lie {
        Lie::Contiguous => Ok(array),
        Lie::Strided => array.index(&[Index::Ellipsis, Index::every(2)]),
        Lie::Reversed => array.index(&[Index::Ellipsis, Index::every(-1)]),
        Lie::Broadcast => array.broadcast_to(shape),
        Lie::Transposed => Ok(array.t()),
    }
}

fn halves(array: &Array, range: Range) -> Result<Array> {
    use engine::ufunc::{Operand, call};
    let middle = f64::midpoint(range.low, range.high);
    call("less", &[Operand::Array(array), Operand::PyFloat(middle)])
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: Range = Range {
        low: -3.0,
        high: 5.0,
    };

    #[test]
    fn values_fill_their_range_and_differ_by_seed() {
        let values: Vec<f64> = (0..1000).map(|i| value(i, 1, RANGE)).collect();
        assert!(values.iter().all(|v| (-3.0..5.0).contains(v)));
        let mean = values.iter().sum::<f64>() / 1000.0;
        assert!((0.5..1.5).contains(&mean), "{mean}");
        assert!((0..1000).all(|i| value(i, 1, RANGE) != value(i, 2, RANGE)));
    }

    #[test]
    fn elements_lie_where_they_should() {
        let shape = [3, 4];
        // Which value of the sequence stands at row `r` and column `c`, and the strides in elements.
        type Place = fn(u64, u64) -> u64;
        let expected: [(Lie, Place, [i64; 2]); 4] = [
            (Lie::Contiguous, |r, c| r * 4 + c, [4, 1]),
            (Lie::Strided, |r, c| r * 8 + 2 * c, [8, 2]),
            (Lie::Reversed, |r, c| r * 4 + 3 - c, [4, -1]),
            (Lie::Broadcast, |_, c| c, [0, 1]),
        ];
        for (lie, place, strides) in expected {
            let array = array(&shape, lie, DType::F64, 7, RANGE).unwrap();
            assert_eq!(array.shape(), shape, "{lie:?}");
            assert_eq!(array.strides(), strides.map(|s| s * 8), "{lie:?}");
            let wanted: Vec<f64> = (0..3)
                .flat_map(|r| (0..4).map(move |c| (r, c)))
                .map(|(r, c)| value(place(r, c), 7, RANGE))
                .collect();
            assert_eq!(array.to_vec::<f64>().unwrap(), wanted, "{lie:?}");
        }
        let turned = array(&[4, 4], Lie::Transposed, DType::F64, 7, RANGE).unwrap();
        assert_eq!(turned.strides(), [8, 32]);
        assert_eq!(turned.to_vec::<f64>().unwrap()[1], value(4, 7, RANGE));
    }

    #[test]
    fn truth_values_are_about_half_and_half() {
        let mask = array(&[1000], Lie::Contiguous, DType::Bool, 1, RANGE).unwrap();
        let count: u64 = mask
            .to_vec::<u8>()
            .unwrap()
            .into_iter()
            .map(u64::from)
            .sum();
        assert!((400..600).contains(&count), "{count}");
    }
}
