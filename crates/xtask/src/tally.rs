//! Counts of tests, read from what the test programs print, and the table that sums them up.
//! Runs nothing.

use std::time::Duration;

use crate::process::seconds;

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Tally {
    /// Adds what a line of Rust's test programs says, natively or in the browser:
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub(crate) fn read_rust(&mut self, line: &str) {
        let Some(counts) = line.trim().strip_prefix("test result: ") else {
            return;
        };
        let counts = counts.split_once(". ").map_or(counts, |(_, counts)| counts);
        for count in counts.split(';') {
            self.add(count);
        }
    }

    /// Adds what a line at the end of Playwright's list says: `3 passed (1.2s)`, `1 failed`.
    pub(crate) fn read_playwright(&mut self, line: &str) {
        let line = line.trim();
        let count = line.split_once(" (").map_or(line, |(count, _)| count);
        self.add(count);
    }

    fn add(&mut self, count: &str) {
        let Some((number, word)) = count.trim().split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse::<usize>() else {
            return;
        };
        match word {
            "passed" => self.passed += number,
            // A test that passed at the second try has failed once.
            "failed" | "flaky" | "interrupted" => self.failed += number,
            "ignored" | "skipped" | "did not run" => self.skipped += number,
            _ => {}
        }
    }
}

/// One finished stage.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) tally: Tally,
    pub(crate) time: Duration,
    /// Why the stage failed, in one line.
    pub(crate) failure: Option<String>,
}

impl Row {
    /// A stage that ended with these counts. A stage that counts no tests is one check itself;
    /// one that failed without a failed test (it did not compile, say) is one failure.
    pub(crate) fn new(
        name: &'static str,
        mut tally: Tally,
        time: Duration,
        failure: Option<String>,
    ) -> Self {
        if failure.is_some() {
            tally.failed = tally.failed.max(1);
        } else if tally.passed == 0 {
            tally.passed = 1;
        }
        Self {
            name,
            tally,
            time,
            failure,
        }
    }
}

/// What the reader sees last: failures, the table, and the closing line `N passed, N failed`.
pub(crate) fn summary(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        if let Some(failure) = &row.failure {
            text.push_str(&format!("✗ {}: {failure}\n", row.name));
        }
    }
    let mut line = |name: &str, cells: [&str; 4]| {
        let [passed, failed, skipped, time] = cells;
        text.push_str(&format!(
            "{name:<28}{passed:>8}{failed:>8}{skipped:>9}{time:>14}\n"
        ));
    };
    line("what", ["passed", "failed", "skipped", "time"]);
    for Row {
        name,
        tally: Tally {
            passed,
            failed,
            skipped,
        },
        time,
        ..
    } in rows
    {
        let [passed, failed, skipped] = [passed, failed, skipped].map(usize::to_string);
        line(name, [&passed, &failed, &skipped, &seconds(*time)]);
    }
    let sum = |part: fn(&Tally) -> usize| rows.iter().map(|row| part(&row.tally)).sum::<usize>();
    let [passed, failed, skipped] = [
        sum(|tally| tally.passed),
        sum(|tally| tally.failed),
        sum(|tally| tally.skipped),
    ];
    let time: Duration = rows.iter().map(|row| row.time).sum();
    let cells = [passed, failed, skipped].map(|count| count.to_string());
    line("all", [&cells[0], &cells[1], &cells[2], &seconds(time)]);
    text.push_str(&format!("\n{passed} passed, {failed} failed\n"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_results_are_summed() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test files::tests::one ... ok",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; \
             finished in 0.02s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
        ] {
            tally.read_rust(line);
        }
        assert_eq!(
            tally,
            Tally {
                passed: 15,
                failed: 2,
                skipped: 1
            }
        );
    }

    #[test]
    fn playwright_results_are_summed() {
        let mut tally = Tally::default();
        for line in [
            "Running 14 tests using 2 workers",
            "  ✓  1 pages.spec.mjs:10:3 › home › 12 passed by (1.2s)",
            "  1 failed",
            "    pages.spec.mjs:10:3 › home ───",
            "  1 flaky",
            "  2 did not run",
            "  12 passed (1.2m)",
        ] {
            tally.read_playwright(line);
        }
        assert_eq!(
            tally,
            Tally {
                passed: 12,
                failed: 2,
                skipped: 2
            }
        );
    }

    #[test]
    fn a_failed_stage_always_counts_a_failure() {
        let failure = Some("it did not compile".to_owned());
        let broken = Row::new("native tests", Tally::default(), Duration::ZERO, failure);
        assert_eq!(broken.tally.failed, 1);
        let clean = Row::new("rustfmt", Tally::default(), Duration::ZERO, None);
        let text = summary(&[clean, broken]);
        assert!(
            text.starts_with("✗ native tests: it did not compile\n"),
            "{text}"
        );
        assert!(text.ends_with("\n1 passed, 1 failed\n"), "{text}");
    }

    #[test]
    fn the_table_sums_its_rows() {
        let tally = Tally {
            passed: 40,
            failed: 0,
            skipped: 0,
        };
        let rows = [
            Row::new("native tests", tally, Duration::from_secs(3), None),
            Row::new("rustfmt", Tally::default(), Duration::from_secs(1), None),
        ];
        let text = summary(&rows);
        let all = text.lines().find(|line| line.starts_with("all")).unwrap();
        assert_eq!(
            all.split_whitespace().collect::<Vec<_>>(),
            ["all", "41", "0", "0", "4.0", "s"]
        );
        assert!(text.ends_with("\n41 passed, 0 failed\n"), "{text}");
    }
}
