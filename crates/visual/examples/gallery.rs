//! Writes one HTML page with many pictures of the shape aligner, wide and narrow, to be looked at:
//! `cargo run -p visual --example gallery -- gallery.html [dark]`.

use lesson::Spec;
use lesson::spec::{BroadcastSpec, Lock, Moment, OperandSpec, Reduce, Reduction, Values};
use std::fmt::Write as _;
use visual::{Frame, Msg, Widget, svg_text};

fn operand(name: &str, shape: &[i64], values: Values, dtype: &str) -> OperandSpec {
    OperandSpec {
        name: name.to_owned(),
        shape: shape.to_vec(),
        values,
        dtype: dtype.to_owned(),
        from: None,
    }
}

fn spec(ufunc: &str, operands: Vec<OperandSpec>) -> BroadcastSpec {
    BroadcastSpec {
        id: "gallery".to_owned(),
        title: "Shape aligner".to_owned(),
        caption: None,
        ufunc: ufunc.to_owned(),
        dtype: "int64".to_owned(),
        operands,
        at: Moment::End,
        show_memory: true,
        locked: Vec::<Lock>::new(),
    }
}

fn shapes(ufunc: &str, shapes: &[&[i64]]) -> BroadcastSpec {
    let operands = shapes
        .iter()
        .enumerate()
        .map(|(place, shape)| {
            let name = ["a", "b", "c", "d"][place];
            let values = if place == 0 {
                Values::Tens
            } else {
                Values::Count
            };
            operand(name, shape, values, "int64")
        })
        .collect();
    spec(ufunc, operands)
}

/// The app's own colors and faces.
const CSS: &str = include_str!("../../../assets/css/ndarium.css");
/// Where the pictures stand on this page.
const PLACES: &str = "body{margin:20px}.pair{display:flex;gap:20px;align-items:flex-start;margin:0 0 18px}\
    figure{margin:0;border:1px solid var(--line);border-radius:14px;overflow:hidden;background:var(--panel)}\
    figure.wide{width:732px}figure.narrow{width:342px}svg{display:block;width:100%}";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments
        .next()
        .unwrap_or_else(|| "gallery.html".to_owned());
    let theme = arguments.next().unwrap_or_else(|| "light".to_owned());
    let only: Option<usize> = arguments.next().and_then(|text| text.parse().ok());
    let mut mean = operand("m", &[3], Values::Count, "float64");
    mean.from = Some(Reduction {
        reduce: Reduce::Mean,
        of: "a".to_owned(),
        axis: 1,
        keepdims: false,
    });
    let cases: Vec<(BroadcastSpec, Vec<&str>, Option<&str>)> = vec![
        (
            shapes("add", &[&[3, 1], &[4]]),
            vec!["0", "1", "3", "4", "9", "end"],
            None,
        ),
        (
            shapes("add", &[&[3, 1], &[4]]),
            vec!["end"],
            Some("A:8/1,2"),
        ),
        (shapes("add", &[&[3, 1], &[4]]), vec!["end"], Some("C:48")),
        (shapes("add", &[&[3, 1], &[4]]), vec!["end"], Some("B:16")),
        (shapes("add", &[&[3, 4], &[3]]), vec!["0", "end"], None),
        (
            shapes("multiply", &[&[2, 3, 1], &[4]]),
            vec!["4", "end"],
            None,
        ),
        (
            shapes("add", &[&[2, 1, 3, 1], &[4, 1, 2]]),
            vec!["end"],
            None,
        ),
        (
            shapes("add", &[&[100, 1], &[1000]]),
            vec!["end"],
            Some("A:400"),
        ),
        (shapes("add", &[&[3, 1], &[4], &[]]), vec!["7", "end"], None),
        (
            shapes("add", &[&[3, 1], &[4], &[3, 4], &[1, 1]]),
            vec!["end"],
            None,
        ),
        (shapes("sqrt", &[&[2, 3]]), vec!["3", "end"], None),
        (
            spec(
                "multiply",
                vec![
                    operand(
                        "x",
                        &[3],
                        Values::List(vec![0.1, 1.0 / 3.0, 1e10]),
                        "float64",
                    ),
                    operand("y", &[2, 1], Values::List(vec![2.0, -3.0]), "int32"),
                ],
            ),
            vec!["4", "end"],
            None,
        ),
        (
            shapes("add", &[&[5_000_000, 1000, 1], &[10]]),
            vec!["0", "end"],
            None,
        ),
        (shapes("less", &[&[8, 1], &[8]]), vec!["end"], None),
        (
            shapes("add", &[&[1, 1, 1, 1, 1, 3], &[2, 2, 2, 2, 2, 1]]),
            vec!["end"],
            None,
        ),
        (
            spec(
                "subtract",
                vec![operand("a", &[3, 4], Values::Count, "float64"), mean],
            ),
            vec!["0", "end"],
            None,
        ),
        (shapes("maximum", &[&[0, 3], &[3]]), vec!["end"], None),
        (shapes("add", &[&[], &[]]), vec!["end"], None),
    ];
    let mut page = format!(
        "<!doctype html><html data-theme=\"{theme}\"><meta charset=\"utf-8\"><style>{CSS}{PLACES}</style>\n"
    );
    for (number, (spec, moments, choice)) in cases.into_iter().enumerate() {
        if only.is_some_and(|only| only != number) {
            continue;
        }
        let spec = Spec::Broadcast(spec);
        let widget = match Widget::init(&spec) {
            Ok(widget) => widget,
            Err(reason) => {
                let _ = writeln!(page, "<p>{reason}</p>");
                continue;
            }
        };
        let widget = widget.update(Msg::Choose(choice.map(str::to_owned)));
        let story = widget.story();
        for moment in moments {
            let t = moment
                .parse::<f64>()
                .unwrap_or((story.beat_count() - 1) as f64);
            let wide = svg_text(&widget.scene(&story, t, Frame::Wide));
            let narrow = svg_text(&widget.scene(&story, t, Frame::Narrow));
            let _ = writeln!(
                page,
                "<div class=\"pair\"><figure class=\"wide\">{wide}<p class=\"status\">{number} · {t} of {}: {} <code>{}</code></p></figure><figure class=\"narrow\">{narrow}</figure></div>",
                story.beat_count() - 1,
                widget.status(&story, t),
                story.beat(story.place_at(t)).code
            );
        }
        if let Some(problem) = widget.problem() {
            let _ = writeln!(
                page,
                "<pre>{}: {}\n{}",
                problem.class, problem.message, problem.explanation
            );
            for repair in problem.repairs {
                let _ = writeln!(
                    page,
                    "  {} | {} | {} | {}",
                    repair.id, repair.label, repair.code, repair.preview
                );
            }
            let _ = writeln!(page, "</pre>");
        }
        let _ = writeln!(page, "<pre>link: {}</pre>", widget.link());
    }
    if let Err(error) = std::fs::write(&path, page) {
        eprintln!("{path}: {error}");
    }
}
