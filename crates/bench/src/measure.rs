//! Timing: how often to run so that a clock of coarse steps can tell, and rounds in which both ways take turns.
//! The clock and the work are given; nothing here knows where it runs.

use engine::kernels::Way;

/// How a case is timed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Care {
    /// The shortest batch that counts, in milliseconds. A browser's clock has steps of 0.1 ms, so that 20 ms are told
    /// within one percent.
    pub batch: f64,
    /// Rounds; each way has one batch in each.
    pub rounds: u32,
}

/// What was found for both ways: milliseconds for one run, the least of all rounds. What disturbs a computer makes it
/// slower and never faster, so that the least is nearest to what the work itself takes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Found {
    /// One element at a time.
    pub one: f64,
    /// In registers.
    pub lanes: f64,
}

impl Found {
    /// How many times as fast registers are.
    pub fn ratio(&self) -> f64 {
        self.one / self.lanes
    }
}

/// Both ways, the plain one first.
pub const WAYS: [Way; 2] = [Way::OneAtATime, Way::Simd128];

/// More runs than any case needs.
const MOST: u32 = 1 << 30;

/// Times both ways of some work. `run` does it so many times; `now` tells milliseconds.
///
/// # Errors
/// Those of the work.
pub fn measure<E>(
    care: Care,
    now: &dyn Fn() -> f64,
    run: &mut dyn FnMut(Way, u32) -> Result<(), E>,
) -> Result<Found, E> {
    let mut timed = |way, times| {
        let start = now();
        run(way, times)?;
        Ok(now() - start)
    };
    let mut times = [1; 2];
    for (way, times) in std::iter::zip(WAYS, &mut times) {
        // The first run makes what later ones find: compiled code, memory.
        timed(way, 1)?;
        *times = enough(care.batch, &mut |times| timed(way, times))?;
    }
    let mut least = [f64::INFINITY; 2];
    for round in 0..care.rounds.max(1) {
        for turn in 0..2 {
            // Neither way is always the first.
            let place = (round as usize + turn) % 2;
            let took = timed(WAYS[place], times[place])?;
            least[place] = least[place].min(took / f64::from(times[place]));
        }
    }
    Ok(Found {
        one: least[0],
        lanes: least[1],
    })
}

/// How many runs fill a batch.
fn enough<E>(batch: f64, timed: &mut dyn FnMut(u32) -> Result<f64, E>) -> Result<u32, E> {
    let mut times: u32 = 1;
    loop {
        let took = timed(times)?;
        // What a quarter of a batch took is known well enough to tell the whole from it, with a little to spare.
        let wanted = f64::from(times) * 1.1 * batch / took.max(batch / 1e3);
        if took >= batch || times >= MOST {
            return Ok(times);
        }
        if took >= batch / 4.0 {
            return Ok((wanted.ceil() as u32).clamp(times, MOST));
        }
        // Less is hardly more than a step of the clock: no more than ten times as many on its word.
        let next = wanted.min(f64::from(times) * 10.0).ceil();
        times = (next as u32).clamp(times + 1, MOST);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const CARE: Care = Care {
        batch: 20.0,
        rounds: 3,
    };

    /// A computer on which one run takes so long, with a clock that tells tenths of milliseconds.
    fn found(one: f64, lanes: f64, disturbed: impl Fn(u32) -> f64) -> (Found, Vec<(Way, u32)>) {
        let time = Cell::new(0.0);
        let mut calls = Vec::new();
        let found = measure(
            CARE,
            &|| (time.get() * 10.0_f64).floor() / 10.0,
            &mut |way, times| {
                let each = match way {
                    Way::OneAtATime => one,
                    Way::Simd128 => lanes,
                };
                let slower = disturbed(calls.len() as u32);
                calls.push((way, times));
                time.set(time.get() + each * f64::from(times) * slower);
                Ok::<(), ()>(())
            },
        );
        (found.unwrap(), calls)
    }

    #[test]
    fn a_coarse_clock_tells_short_work_within_a_percent() {
        for (one, lanes) in [(3e-6, 1e-6), (0.013, 0.021), (5.0, 1.0), (70.0, 35.0)] {
            let (found, _) = found(one, lanes, |_| 1.0);
            assert!((found.one / one - 1.0).abs() < 0.01, "{found:?}");
            assert!(
                (found.ratio() * lanes / one - 1.0).abs() < 0.02,
                "{found:?}"
            );
        }
    }

    #[test]
    fn one_undisturbed_round_is_enough() {
        let calls = found(1.0, 0.5, |_| 1.0).1.len() as u32;
        // All rounds but the last take three times as long.
        let disturbed = calls - 6..calls - 2;
        let (found, _) = found(
            1.0,
            0.5,
            |call| {
                if disturbed.contains(&call) { 3.0 } else { 1.0 }
            },
        );
        assert!((found.one - 1.0).abs() < 0.01, "{found:?}");
        assert!((found.lanes - 0.5).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn the_ways_take_turns_at_being_first() {
        let (_, calls) = found(30.0, 30.0, |_| 1.0);
        let rounds: Vec<Way> = calls[calls.len() - 6..]
            .iter()
            .map(|(way, _)| *way)
            .collect();
        let [one, lanes] = WAYS;
        assert_eq!(rounds, [one, lanes, lanes, one, one, lanes]);
    }

    #[test]
    fn work_that_fails_stops_the_measurement() {
        let failed = measure(CARE, &|| 0.0, &mut |_, _| Err("no"));
        assert_eq!(failed, Err("no"));
    }
}
