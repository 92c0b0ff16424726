//! The project's own benchmark on this machine: `cargo xtask bench` starts it.
//! Takes words that choose cases; prints the table.

use std::time::Instant;

use bench::measure::Care;
use bench::suite::Suite;

/// A native clock tells nanoseconds, so that short batches do.
const CARE: Care = Care {
    batch: 2.0,
    rounds: 5,
};

fn main() -> Result<(), String> {
    let words = std::env::args().nth(1).unwrap_or_default();
    let table = timed(&words)?;
    println!(
        "\nNative, where registers are a model of the instructions: right, and not fast\n\n{table}"
    );
    Ok(())
}

fn timed(words: &str) -> Result<String, String> {
    let mut suite = Suite::new(words, CARE)?;
    let start = Instant::now();
    let now = || start.elapsed().as_secs_f64() * 1e3;
    for number in 0..suite.cases().len() {
        let measured = suite.measure(number, &now);
        measured.map_err(|error| {
            let listed = suite.cases().get(number);
            format!("{}: {error}", listed.map_or("", |listed| listed.operation))
        })?;
    }
    Ok(suite.table())
}
