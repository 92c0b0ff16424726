//! The conformance table: each group's counts, each reason for a difference, and whether there are cases enough.
//! Turns reports into text; runs nothing and prints nothing.

use crate::group::Report;
use crate::purpose::Purposes;

/// The fewest cases of a group, and of all groups together, that say anything about a whole.
const FEWEST_IN_GROUP: usize = 100;
const FEWEST_OF_ALL: usize = 20_000;

/// A line for each group: cases, equal, on purpose, wrong.
pub(crate) fn groups(rows: &[(String, Report)]) -> String {
    let mut text = line("group", ["cases", "equal", "on purpose", "wrong"]);
    for (name, report) in rows {
        text += &line(name, counted(report));
    }
    text
}

/// A line for each reason why the engine differs on purpose.
pub(crate) fn reasons(purposes: &Purposes) -> String {
    let mut text = "different on purpose (tests/golden/ON_PURPOSE.md):\n".to_owned();
    for (heading, count) in purposes.reasons() {
        text += &format!("{count:>7}  {heading}\n");
    }
    text
}

/// A complaint for each group with too few cases, and for the whole.
pub(crate) fn too_few(rows: &[(String, Report)]) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut hold = |name: &str, cases: usize, fewest: usize| {
        if cases < fewest {
            complaints.push(format!("{name}: {cases} cases are fewer than {fewest}"));
        }
    };
    for (name, report) in rows {
        hold(name, report.cases, FEWEST_IN_GROUP);
    }
    hold("all groups", sum(rows)[0], FEWEST_OF_ALL);
    complaints
}

/// `cases=2 equal=1 on_purpose=1 wrong=0`
pub(crate) fn counts(rows: &[(String, Report)]) -> String {
    let [cases, equal, on_purpose, wrong] = sum(rows);
    format!("cases={cases} equal={equal} on_purpose={on_purpose} wrong={wrong}")
}

fn sum(rows: &[(String, Report)]) -> [usize; 4] {
    let mut sum = [0; 4];
    for (_, report) in rows {
        for (total, count) in sum.iter_mut().zip(four(report)) {
            *total += count;
        }
    }
    sum
}

fn four(report: &Report) -> [usize; 4] {
    let wrong = report.wrong.len();
    [report.cases, report.equal, report.on_purpose, wrong]
}

fn counted(report: &Report) -> [String; 4] {
    four(report).map(|count| count.to_string())
}

fn line(name: &str, cells: [impl std::fmt::Display; 4]) -> String {
    let [cases, equal, on_purpose, wrong] = cells;
    format!("{name:<24}{cases:>9}{equal:>9}{on_purpose:>12}{wrong:>7}\n")
}
