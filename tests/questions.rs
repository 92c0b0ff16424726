//! Every question and exercise of every lesson, held to the engine: each answer is what its rule gives, each solution is
//! accepted, nothing passes untouched, and each picture of an answer fits its frame.

#![cfg(not(target_arch = "wasm32"))]

use lesson::Spec;
use std::path::Path;
use visual::scene::Kind;
use visual::{Frame, Scene};

/// The question and exercise blocks of the lessons that ship, with the lesson's file name.
fn specs() -> Vec<(String, Spec)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found = Vec::new();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_lesson =
            name.ends_with(".md") && !matches!(name.as_str(), "SUMMARY.md" | "AUTHORS.md");
        if !is_lesson {
            continue;
        }
        let source = std::fs::read_to_string(entry.path()).unwrap_or_default();
        let (document, _) = lesson::parse(&source);
        found.extend(document.specs().map(|spec| (name.clone(), spec.clone())));
    }
    found
}

#[test]
fn every_answer_and_every_solution_is_true() {
    let mut problems = Vec::new();
    let (mut questions, mut options, mut exercises, mut steps) = (0, 0, 0, 0);
    for (name, spec) in specs() {
        let told = match &spec {
            Spec::Question(question) => {
                questions += 1;
                options += question.options.len();
                visual::question::validate(question)
            }
            Spec::Exercise(exercise) => {
                exercises += 1;
                steps += visual::exercise::step_count(exercise);
                visual::exercise::validate(exercise)
            }
            Spec::Broadcast(_) | Spec::Review(_) => Vec::new(),
        };
        problems.extend(told.into_iter().map(|problem| format!("{name}: {problem}")));
    }
    println!(
        "{questions} questions with {options} options, {exercises} exercises with {steps} steps"
    );
    assert_eq!(problems, [""; 0]);
    assert!(
        questions >= 4 && exercises >= 1,
        "the lessons ask too little: {questions}, {exercises}"
    );
}

#[test]
fn every_comparison_fits_its_frame() {
    let mut scenes = 0;
    for (name, spec) in specs() {
        let Spec::Question(question) = &spec else {
            continue;
        };
        for option in &question.options {
            for frame in Frame::ALL {
                let both = visual::question::comparison(question, option, frame);
                for side in [both.yours, both.numpy] {
                    scenes += 1;
                    assert!(
                        !side.code.is_empty() && side.sentence.ends_with('.'),
                        "{}: {side:?}",
                        question.id
                    );
                    let outside = outside(&side.scene);
                    assert_eq!(
                        outside, [""; 0],
                        "{name}, {}, {}, {frame:?}",
                        question.id, option.rule
                    );
                }
            }
        }
    }
    println!("{scenes} scenes");
    assert!(scenes > 0);
}

/// Marks that reach over the edges of their scene.
fn outside(scene: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    for mark in scene.walk() {
        let (left, right, bottom) = match &mark.kind {
            Kind::Cell { width, height, .. } => (mark.x, mark.x + width, mark.y + height),
            Kind::Text { font, anchor, runs } => {
                let width: f64 = runs.iter().map(|run| font.width(&run.text)).sum();
                let left = match anchor {
                    visual::scene::Anchor::Start => mark.x,
                    visual::scene::Anchor::Middle => mark.x - width / 2.0,
                    visual::scene::Anchor::End => mark.x - width,
                };
                (left, left + width, mark.y)
            }
            _ => continue,
        };
        if left < 0.0 || right > scene.width || bottom > scene.height {
            found.push(format!(
                "{} from {left} to {right}, down to {bottom}",
                mark.key
            ));
        }
    }
    found
}
