//! Which indices of a long axis are drawn, and how many are left out where. Nothing is left out silently.
//! Knows lengths only.

/// One place along a drawn axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// An index that is drawn.
    Index(i64),
    /// Indices that are not: the first of them, and how many.
    Gap {
        /// The first index left out.
        first: i64,
        /// How many are left out.
        count: i64,
    },
}

/// The slots of an axis: all indices when there are at most `most`, else the first few, a gap, and the last.
///
/// `most` counts slots and is at least 3.
pub fn cut(length: i64, most: usize) -> Vec<Slot> {
    let most = most.max(3) as i64;
    if length <= most {
        return (0..length).map(Slot::Index).collect();
    }
    let head = most - 2;
    let mut slots: Vec<Slot> = (0..head).map(Slot::Index).collect();
    slots.push(Slot::Gap {
        first: head,
        count: length - head - 1,
    });
    slots.push(Slot::Index(length - 1));
    slots
}

/// The slots of an axis that keep some indices in view: the first and last ones, and each wanted one with its
/// neighbours, as long as there is room for `most` slots.
pub fn window(length: i64, most: usize, wanted: &[i64]) -> Vec<Slot> {
    let plain = cut(length, most);
    let shown = |slots: &[Slot], index: i64| slots.contains(&Slot::Index(index));
    if wanted
        .iter()
        .all(|&index| index < 0 || index >= length || shown(&plain, index))
    {
        return plain;
    }
    let mut kept: Vec<i64> = vec![0, length - 1];
    for reach in 0..length.min(most as i64) {
        for &index in wanted {
            for near in [index - reach, index + reach] {
                let mut more = kept.clone();
                if (0..length).contains(&near) && !more.contains(&near) {
                    more.push(near);
                    more.sort_unstable();
                    if slots_of(&more, length).len() <= most {
                        kept = more;
                    }
                }
            }
        }
    }
    slots_of(&kept, length)
}

/// Slots for sorted indices, with gaps between those that are not neighbours.
fn slots_of(kept: &[i64], length: i64) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut next = 0;
    for &index in kept {
        if index > next {
            slots.push(Slot::Gap {
                first: next,
                count: index - next,
            });
        }
        slots.push(Slot::Index(index));
        next = index + 1;
    }
    if next < length {
        slots.push(Slot::Gap {
            first: next,
            count: length - next,
        });
    }
    slots
}

/// How many indices are left out.
pub fn left_out(slots: &[Slot]) -> i64 {
    slots
        .iter()
        .map(|slot| match slot {
            Slot::Index(_) => 0,
            Slot::Gap { count, .. } => *count,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(slots: &[Slot]) -> i64 {
        let mut next = 0;
        for slot in slots {
            match *slot {
                Slot::Index(index) => {
                    assert_eq!(index, next);
                    next += 1;
                }
                Slot::Gap { first, count } => {
                    assert_eq!(first, next);
                    assert!(count > 0);
                    next += count;
                }
            }
        }
        next
    }

    #[test]
    fn every_index_is_drawn_or_counted() {
        for length in 0..40 {
            for most in 3..12 {
                let slots = cut(length, most);
                assert_eq!(covered(&slots), length);
                assert!(slots.len() <= most);
                for wanted in 0..length {
                    let slots = window(length, most.max(5), &[wanted]);
                    assert_eq!(covered(&slots), length);
                    assert!(
                        slots.len() <= most.max(5),
                        "{length} {most} {wanted} {slots:?}"
                    );
                    assert!(
                        slots.contains(&Slot::Index(wanted)),
                        "{length} {most} {wanted} {slots:?}"
                    );
                }
            }
        }
    }
}
