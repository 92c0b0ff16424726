//! The authors' page says what the code does: its tables are written from the reader's own key
//! tables, its words are the code's words, and every example on it is sound.

use lesson::directive::{KINDS, TABLES, Table};
use lesson::spec::{Lock, Measure, Moment, Rule};
use lesson::{Spec, parse};

const PAGE: &str = include_str!("../../../lessons/AUTHORS.md");

/// A key table as the page must hold it, with the heading over it.
fn written(table: &Table) -> String {
    let mut text = format!(
        "### {}\n\n| key | takes | if left out | what it does |\n|---|---|---|---|\n",
        table.name
    );
    for key in table.keys {
        let row = format!(
            "| `{}` | {} | {} | {} |\n",
            key.name,
            key.kind.expected(),
            key.need.told(),
            key.says
        );
        text.push_str(&row);
    }
    text
}

/// The first cells of the table under a heading, without their backquotes.
fn first_cells(heading: &str) -> Vec<&'static str> {
    PAGE.lines()
        .skip_while(|line| line.trim_start_matches('#').trim() != heading)
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('|').nth(1))
        .map(|cell| cell.trim().trim_matches('`'))
        .collect()
}

#[test]
fn every_key_table_is_on_the_page() {
    for table in TABLES {
        let table = written(table);
        assert!(PAGE.contains(&table), "the page must hold:\n\n{table}");
    }
}

#[test]
fn the_page_holds_no_other_keys() {
    let rows = PAGE
        .lines()
        .skip_while(|line| *line != "## Keys")
        .filter(|line| line.starts_with("| `"))
        .count();
    let keys: usize = TABLES.iter().map(|table| table.keys.len()).sum();
    assert_eq!(rows, keys);
    let headings: Vec<&str> = PAGE
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .collect();
    let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    assert_eq!(headings, names);
}

#[test]
fn kinds_and_words_are_the_codes() {
    let kinds: Vec<&str> = KINDS.iter().map(|table| table.name).collect();
    assert_eq!(first_cells("Kinds of widget"), kinds);
    assert_eq!(first_cells("Rules"), Rule::WORDS);
    assert_eq!(first_cells("Measures"), Measure::WORDS);
    assert_eq!(first_cells("Moments"), Moment::WORDS);
    assert_eq!(first_cells("Locks"), Lock::WORDS);
}

#[test]
fn defaults_are_those_of_the_reader() {
    let source = "```widget broadcast\ntitle = 'x'\noperands = [{ shape = [1] }]\n```\n\n```widget review\n```\n";
    let (doc, _) = parse(source);
    let specs: Vec<&Spec> = doc.specs().collect();
    let [Spec::Broadcast(broadcast), Spec::Review(review)] = specs[..] else {
        panic!("two sound blocks");
    };
    let default = |table: &str, key: &str| -> String {
        let table = TABLES.iter().find(|known| known.name == table).unwrap();
        let told = table.key(key).unwrap().need.told();
        told.trim_matches('`').to_owned()
    };
    assert_eq!(default("broadcast", "ufunc"), broadcast.ufunc);
    assert_eq!(default("broadcast", "dtype"), broadcast.dtype);
    assert_eq!(default("broadcast", "at"), broadcast.at.word());
    assert_eq!(
        default("broadcast", "show_memory"),
        broadcast.show_memory.to_string()
    );
    assert_eq!(default("operand", "values"), "count");
    assert_eq!(default("review", "title"), review.title);
}

#[test]
fn every_example_is_sound() {
    // The page shows whole lessons inside longer fences.
    let mut kinds: Vec<&str> = Vec::new();
    let mut count = 0;
    for example in PAGE.split("`````\n").skip(1).step_by(2) {
        let (doc, problems) = parse(example);
        assert_eq!(problems, [], "{example}");
        for spec in doc.specs() {
            if !kinds.contains(&spec.kind()) {
                kinds.push(spec.kind());
            }
        }
        count += 1;
    }
    assert!(count >= 1, "the page has no example");
    assert_eq!(
        kinds.len(),
        KINDS.len(),
        "an example of each kind, not only {kinds:?}"
    );
}
