//! The search for a contraction order: `greedy` takes the best pair each time, `optimal` tries every order.
//! After NumPy's `_greedy_path` and `_optimal_path`, ties included: whichever comes first in its order of pairs wins.

use super::{Lengths, Letters};

/// Steps, each the places taken from the list of operands left.
type Path = Vec<Vec<usize>>;

/// What a search is about.
pub(super) struct Search<'a> {
    pub(super) output: Letters,
    pub(super) lengths: &'a Lengths,
    /// The most elements of an intermediate result.
    pub(super) limit: u128,
}

/// A pair that could be contracted next.
#[derive(Clone)]
struct Candidate {
    /// Elements that vanish, then the cost: more is better, less is better.
    gain: i128,
    cost: u128,
    places: (usize, usize),
    result: Letters,
}

impl Search<'_> {
    /// What stays of some operands, and all letters that take part.
    fn contraction(&self, places: &[usize], left: &[Letters]) -> (Letters, Letters) {
        let mut taken = 0;
        let mut wanted = self.output;
        for (place, set) in left.iter().enumerate() {
            if places.contains(&place) {
                taken |= set;
            } else {
                wanted |= set;
            }
        }
        (taken & wanted, taken)
    }

    /// The operands left after a pair is contracted; the new one is last.
    fn after(places: (usize, usize), left: &[Letters], result: Letters) -> Vec<Letters> {
        let others = left.iter().enumerate();
        let others = others.filter(|(place, _)| *place != places.0 && *place != places.1);
        others.map(|(_, set)| *set).chain([result]).collect()
    }

    /// The best pair, contracted, again and again.
    pub(super) fn greedy(&self, inputs: Vec<Letters>) -> Path {
        let count = inputs.len();
        let all: Vec<usize> = (0..count).collect();
        let (kept, letters) = self.contraction(&all, &inputs);
        let naive = self.lengths.cost(letters, kept != letters, count);
        let mut left = inputs;
        let mut pairs = pairs_of(count);
        let mut known: Vec<Candidate> = Vec::new();
        let mut spent = 0u128;
        let mut path = Path::new();
        for _ in 1..count {
            for &(a, b) in &pairs {
                // Outer products wait until there is nothing else.
                if left[a] & left[b] != 0 {
                    known.extend(self.candidate((a, b), &left, spent, naive));
                }
            }
            if known.is_empty() {
                for places in pairs_of(left.len()) {
                    known.extend(self.candidate(places, &left, spent, naive));
                }
            }
            // The first of the best, as Python's `min` takes it.
            let better = |new: &Candidate, old: &Candidate| {
                new.gain > old.gain || new.gain == old.gain && new.cost < old.cost
            };
            let best = known
                .iter()
                .fold(None::<&Candidate>, |best, new| match best {
                    Some(old) if !better(new, old) => Some(old),
                    _ => Some(new),
                });
            let Some(best) = best.cloned() else {
                path.push((0..left.len()).collect());
                break;
            };
            let (x, y) = best.places;
            let moved = |place: usize| place - usize::from(place > x) - usize::from(place > y);
            known.retain(|one| {
                ![one.places.0, one.places.1]
                    .iter()
                    .any(|place| *place == x || *place == y)
            });
            for one in &mut known {
                one.places = (moved(one.places.0), moved(one.places.1));
            }
            left = Self::after(best.places, &left, best.result);
            let last = left.len() - 1;
            pairs = (0..last).map(|place| (place, last)).collect();
            path.push(vec![x, y]);
            spent = spent.saturating_add(best.cost);
        }
        path
    }

    fn candidate(
        &self,
        places: (usize, usize),
        left: &[Letters],
        spent: u128,
        naive: u128,
    ) -> Option<Candidate> {
        let (result, letters) = self.contraction(&[places.0, places.1], left);
        let size = self.lengths.of_set(result);
        if size > self.limit {
            return None;
        }
        let cost = self.lengths.cost(letters, result != letters, 2);
        if spent.saturating_add(cost) > naive {
            return None;
        }
        let old = [places.0, places.1].map(|place| self.lengths.of_set(left[place]));
        let signed = |size: u128| i128::try_from(size).unwrap_or(i128::MAX);
        Some(Candidate {
            gain: signed(old[0].saturating_add(old[1])).saturating_sub(signed(size)),
            cost,
            places,
            result,
        })
    }

    /// The cheapest of all orders; where the limit leaves none that is complete, the longest, then all the rest at once.
    pub(super) fn optimal(&self, inputs: &[Letters]) -> Path {
        let count = inputs.len();
        let mut best = Best {
            path: Path::new(),
            cost: 0,
        };
        self.descend(inputs, &mut Path::new(), 0, count, &mut best);
        let left = count - best.path.len();
        if left > 1 {
            best.path.push((0..left).collect());
        }
        best.path
    }

    /// Tries every pair, depth first, in the order of NumPy's list; what cannot be cheaper is left out.
    fn descend(
        &self,
        left: &[Letters],
        path: &mut Path,
        cost: u128,
        count: usize,
        best: &mut Best,
    ) {
        let deeper = path.len() > best.path.len();
        if deeper || path.len() == best.path.len() && cost < best.cost {
            best.path.clone_from(path);
            best.cost = cost;
        }
        if left.len() < 2 || best.path.len() + 1 == count && cost >= best.cost {
            return;
        }
        for (a, b) in pairs_of(left.len()) {
            let (result, letters) = self.contraction(&[a, b], left);
            if self.lengths.of_set(result) > self.limit {
                continue;
            }
            let step = self.lengths.cost(letters, result != letters, 2);
            path.push(vec![a, b]);
            let after = Self::after((a, b), left, result);
            self.descend(&after, path, cost.saturating_add(step), count, best);
            path.pop();
        }
    }
}

struct Best {
    path: Path,
    cost: u128,
}

/// Every two of so many, in order.
fn pairs_of(count: usize) -> Vec<(usize, usize)> {
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    pairs.collect()
}
