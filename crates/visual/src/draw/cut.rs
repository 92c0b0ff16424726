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
    let fits = |kept: &[i64]| slots_of(kept, length).len() <= most;
    let with = |kept: &[i64], index: i64| {
        let mut more = kept.to_vec();
        if (0..length).contains(&index) && !more.contains(&index) {
            more.insert(more.partition_point(|&other| other < index), index);
        }
        more
    };
    // Where there is no room for the last index, too, the first must do.
    let both = [0, length - 1];
    let all = wanted
        .iter()
        .fold(both.to_vec(), |kept, &index| with(&kept, index));
    let mut kept = if fits(&all) { both.to_vec() } else { vec![0] };
    for reach in 0..length.min(most as i64) {
        for &index in wanted {
            for near in [index - reach, index + reach] {
                let more = with(&kept, near);
                if fits(&more) {
                    kept = more;
                }
            }
        }
    }
    slots_of(&kept, length)
}

/// As many neighbors as a cut axis shows, around one index, with what is left out before and after.
pub fn around(length: i64, most: usize, wanted: i64) -> Vec<Slot> {
    let plain = cut(length, most);
    if plain.contains(&Slot::Index(wanted)) || !(0..length).contains(&wanted) {
        return plain;
    }
    let shown = (most.max(3) - 2) as i64;
    let start = (wanted - shown / 2).clamp(0, length - shown);
    slots_of(&(start..start + shown).collect::<Vec<_>>(), length)
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
                    let near = around(length, most, wanted);
                    assert_eq!(covered(&near), length);
                    assert!(near.len() <= most && near.contains(&Slot::Index(wanted)));
                    let few = window(length, most.max(4), &[wanted]);
                    assert!(few.len() <= most.max(4) && few.contains(&Slot::Index(wanted)));
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
