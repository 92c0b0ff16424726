//! Widget blocks: a kind and a TOML body become a spec, or every reason why they cannot. Knows
//! the authoring language; whether a ufunc or an answer is true is for the engine to say.

mod exercise;
mod fields;
mod key;
mod operand;
mod question;
mod tables;
mod value;

pub use key::{Key, Kind, Need, Table};
pub use tables::{KINDS, TABLES};

use crate::doc::{Meta, WidgetBlock};
use crate::ids::Ids;
use crate::nearest::{clipped, listed, way_out};
use crate::problem::Problem;
use crate::spec::{BroadcastSpec, Lock, Moment, ReviewSpec, Spec};
use fields::{Fields, Reading};

/// A fenced block as it stands in the lesson.
pub(crate) struct Fenced<'a> {
    /// What follows the word `widget` behind the fence.
    pub(crate) kind: &'a str,
    /// The text between the fences.
    pub(crate) body: &'a str,
    /// Line of the opening fence.
    pub(crate) line: usize,
    /// Problems found before the body is read, such as a fence that never closes.
    pub(crate) problems: Vec<Problem>,
    /// How many blocks of this kind came before, and this one.
    pub(crate) count: usize,
}

/// Reads a block; it keeps an id and its source also when it is broken.
pub(crate) fn read(mut fenced: Fenced<'_>, ids: &mut Ids) -> WidgetBlock {
    let mut problems = std::mem::take(&mut fenced.problems);
    let mut reading = Reading::new(fenced.body, fenced.line + 1);
    let kinds: Vec<&str> = KINDS.iter().map(|table| table.name).collect();
    let table = KINDS
        .iter()
        .copied()
        .find(|table| table.name == fenced.kind);
    let (id, spec) = match table {
        None => {
            let (reason, hint) = if fenced.kind.is_empty() {
                let hint = format!("write one of {} behind `widget`", listed(&kinds));
                ("a widget block without its kind".to_owned(), hint)
            } else {
                let reason = format!("there is no widget `{}`", clipped(fenced.kind));
                (reason, way_out(fenced.kind, &kinds))
            };
            reading.problem(fenced.line, reason, Some(hint));
            (ids.take_like("widget", fenced.line), None)
        }
        Some(table) => {
            let toml = reading.table();
            // A torn body is read no further: what follows from the tear would only mislead.
            let torn = (!reading.is_sound()).then(|| std::mem::take(&mut reading.problems));
            let fields = Fields::open(table, &toml, fenced.line, &mut reading);
            let id = block_id(&fields, table, &fenced, ids, &mut reading);
            let spec = spec(table.name, &fields, &id, &mut reading);
            if let Some(torn) = torn {
                reading.problems = torn;
            }
            (id, spec)
        }
    };
    problems.append(&mut reading.problems);
    problems.sort_by_key(|problem| problem.line);
    let spec = match spec {
        Some(spec) if problems.is_empty() => Ok(spec),
        _ => Err(problems),
    };
    WidgetBlock {
        id,
        line: fenced.line,
        spec,
        source: fenced.body.to_owned(),
    }
}

/// The author's id, or one made from kind and place.
fn block_id(
    fields: &Fields<'_, '_>,
    table: &Table,
    fenced: &Fenced<'_>,
    ids: &mut Ids,
    reading: &mut Reading<'_>,
) -> String {
    let made = format!("{}-{}", table.name, fenced.count);
    let Some(wanted) = fields.id(reading) else {
        return ids.take_like(&made, fenced.line);
    };
    match ids.take(&wanted, fenced.line) {
        Ok(()) => wanted,
        Err(earlier) => {
            let line = fields.line_of("id", reading);
            let reason = format!("the id `{wanted}` is taken already on line {earlier}");
            let hint = "ids are unique on a page, headings included".to_owned();
            reading.problem(line, reason, Some(hint));
            ids.take_like(&made, fenced.line)
        }
    }
}

fn spec(kind: &str, fields: &Fields<'_, '_>, id: &str, reading: &mut Reading<'_>) -> Option<Spec> {
    let id = id.to_owned();
    match kind {
        "broadcast" => Some(Spec::Broadcast(broadcast(fields, id, reading))),
        "question" => question::question(fields, id, reading).map(Spec::Question),
        "exercise" => exercise::exercise(fields, id, reading).map(Spec::Exercise),
        "review" => Some(Spec::Review(ReviewSpec {
            id,
            title: fields.text("title", reading),
        })),
        _ => None,
    }
}

fn broadcast(fields: &Fields<'_, '_>, id: String, reading: &mut Reading<'_>) -> BroadcastSpec {
    let dtype = fields.word("dtype", reading);
    BroadcastSpec {
        id,
        title: fields.text("title", reading),
        caption: fields.markdown_line("caption", reading),
        ufunc: fields.ufunc("ufunc", reading),
        operands: operand::operands(fields, "operands", &dtype, reading),
        dtype,
        at: Moment::from_word(&fields.word("at", reading)).unwrap_or(Moment::End),
        show_memory: fields.flag("show_memory", reading),
        locked: fields
            .words("locked", reading)
            .iter()
            .filter_map(|word| Lock::from_word(word))
            .collect(),
    }
}

/// Reads a lesson's front matter; what is missing stays empty, with a problem.
pub(crate) fn front_matter(body: &str, line: usize, problems: &mut Vec<Problem>) -> Meta {
    let mut reading = Reading::new(body, line + 1);
    let toml = reading.table();
    let mut meta = Meta::default();
    if reading.is_sound() {
        let fields = Fields::open(&tables::FRONT_MATTER, &toml, line, &mut reading);
        let small = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok());
        meta = Meta {
            title: fields.text("title", &mut reading),
            lead: fields.text("lead", &mut reading),
            minutes: small(fields.integer("minutes", &mut reading)).unwrap_or_default(),
            chapter: small(fields.integer("chapter", &mut reading)),
        };
    }
    problems.append(&mut reading.problems);
    meta
}
