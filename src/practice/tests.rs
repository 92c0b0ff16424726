//! A reader's ways through a question, an exercise and a review, without a browser.

use lesson::Spec;
use lesson::spec::QuestionSpec;

use super::{Act, Practice, deeds};
use crate::work::{Deed, Done, Work};

const LESSON: &str = r#"+++
title = "t"
lead = "l"
minutes = 1
+++

```widget question
id = "q"
misconception = "M08"
ask = "What shape?"
measure = "shape"
[case]
ufunc = "add"
operands = [{ name = "a", shape = [3, 1] }, { name = "b", shape = [3] }]
[[options]]
answer = "(3, 3)"
rule = "numpy"
why = "Right."
[[options]]
answer = "(3, 1)"
rule = "as-column"
why = "No."
[then]
ask = "What did you see?"
[[then.options]]
text = "One *thing*"
right = true
why = "Yes."
[[then.options]]
text = "Another"
why = "No."
```

```widget exercise
id = "e"
goal = "Add them."
arrays = [{ name = "a", shape = [3] }, { name = "b", shape = [3] }]
start = "a"
solution = "a + b"
hints = ["One.", "Two."]
[[scaffold]]
goal = "Fill it."
template = "a + ___"
solution = "a + b"
```

```widget review
id = "r"
title = "Again"
```
"#;

fn spec(id: &str) -> Spec {
    let (lesson, problems) = lesson::parse(LESSON);
    assert!(problems.is_empty(), "{problems:?}");
    let found = lesson.specs().find(|spec| spec.id() == id);
    found.expect("the lesson has it").clone()
}

fn questions() -> Vec<QuestionSpec> {
    match spec("q") {
        Spec::Question(spec) => vec![spec],
        _ => Vec::new(),
    }
}

/// A page with one block, and what its reader's browser keeps.
struct Page {
    practice: Practice,
    work: Work,
}

impl Page {
    fn open(id: &str, work: &Work) -> Self {
        let practice = Practice::new(spec(id), "l", work, questions);
        Self {
            practice: practice.expect("no figure"),
            work: work.clone(),
        }
    }

    fn act(&mut self, place: usize, act: Act) -> Option<Done> {
        let done = self.practice.act(place, act);
        if let Some(done) = &done {
            self.work.lesson_mut("l").keep(done.clone());
            self.practice.follow(&self.work);
        }
        done
    }

    fn html(&self) -> String {
        self.practice.nodes(true).to_html()
    }
}

fn predicted(place: usize) -> Page {
    let mut page = Page::open("q", &Work::default());
    page.act(0, Act::Choose(place));
    page.act(0, Act::Check);
    page
}

#[test]
fn a_prediction_is_checked_once_chosen_and_shown_beside_the_rule() {
    let mut page = Page::open("q", &Work::default());
    let before = page.html();
    assert!(!before.contains("You predicted"));
    assert!(before.contains("disabled=\"\">Check my prediction"));
    assert_eq!(page.act(0, Act::Check), None);
    page.act(0, Act::Choose(1));
    assert!(
        page.html()
            .contains("type=\"submit\" class=\"main-action\">Check my prediction")
    );
    page.act(0, Act::Check);
    let wrong = page.html();
    assert!(
        wrong.contains("✗ You predicted: (3, 1). NumPy: (3, 3)."),
        "{wrong}"
    );
    assert!(wrong.contains("aria-label=\"Your rule\"") && wrong.contains("aria-label=\"NumPy\""));
    // What is checked is settled until it is taken back.
    page.act(0, Act::Choose(0));
    assert_eq!(page.html(), wrong);
    page.act(0, Act::AnswerAgain);
    assert_eq!(page.html(), before);
    assert!(
        page.work
            .lessons
            .get("l")
            .is_some_and(|lesson| lesson.questions.get("q").is_none())
    );
}

#[test]
fn who_was_right_sees_one_rule() {
    let html = predicted(0).html();
    assert!(
        html.contains("✓ You predicted: (3, 3). NumPy: (3, 3)."),
        "{html}"
    );
    assert!(!html.contains("Your rule"));
}

#[test]
fn what_was_answered_and_seen_is_there_at_another_visit() {
    let mut page = predicted(1);
    let unseen = page.html();
    page.act(0, Act::See(0));
    let seen = page.html();
    assert_ne!(seen, unseen);
    assert!(seen.contains("verdict-line right"), "{seen}");
    assert_eq!(page.act(0, Act::See(7)), None);
    assert_eq!(Page::open("q", &page.work).html(), seen);
}

#[test]
fn cleared_work_clears_what_is_shown() {
    let mut page = predicted(1);
    let shown = page.html();
    assert!(!page.practice.follow(&page.work.clone()));
    assert_eq!(page.html(), shown);
    assert!(page.practice.follow(&Work::default()));
    assert_eq!(page.html(), Page::open("q", &Work::default()).html());
    assert!(!page.practice.follow(&Work::default()));
}

#[test]
fn a_miss_comes_back_in_another_order_and_stays_once_mended_until_another_visit() {
    let mut review = Page::open("r", &Work::default());
    let none = review.html();
    assert!(none.contains("There are none now"));
    review.work = predicted(1).work;
    assert!(review.practice.follow(&review.work));
    let html = review.html();
    let first = html.find("(3, 1)").expect("an option");
    assert!(first < html.find("(3, 3)").expect("an option"), "{html}");
    review.act(0, Act::Choose(0));
    assert_eq!(
        review.act(0, Act::Check),
        Some(Done {
            id: "q".into(),
            deed: Deed::Mended
        })
    );
    assert!(review.html().contains("✓ You predicted"));
    // It is not asked a second time what was seen.
    assert!(!review.html().contains("What did you see"));
    assert_eq!(Page::open("r", &review.work).html(), none);
    assert!(review.practice.follow(&Work::default()));
    assert_eq!(review.html(), none);
}

#[test]
fn a_miss_answered_wrongly_again_is_still_one() {
    let mut review = Page::open("r", &predicted(1).work);
    let first = review.html();
    review.act(0, Act::Choose(1));
    assert_eq!(review.act(0, Act::Check), None);
    assert_eq!(Page::open("r", &review.work).html(), first);
    assert_eq!(review.act(0, Act::AnswerAgain), None);
    assert_eq!(review.html(), first);
    assert_eq!(review.act(3, Act::AnswerAgain), None);
}

#[test]
fn each_step_of_an_exercise_keeps_its_own_text() {
    let mut page = Page::open("e", &Work::default());
    let first = page.html();
    page.act(0, Act::Write("a + b".into()));
    page.act(0, Act::Check);
    page.act(1, Act::Write("a * b".into()));
    page.act(1, Act::Check);
    let html = page.html();
    assert!(html.contains("✓ That is right"), "{html}");
    assert!(html.contains("✗ "), "{html}");
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 1);
    let again = Page::open("e", &page.work).html();
    // What was wrong is not judged again until the reader asks.
    assert!(
        again.contains("value=\"a * b\"") && again.contains("✓ That is right"),
        "{again}"
    );
    assert!(!again.contains("✗ "), "{again}");
    page.act(1, Act::StartOver);
    page.act(0, Act::StartOver);
    assert_eq!(page.html(), first);
    // Starting over forgets nothing that is kept.
    assert_eq!(Page::open("e", &page.work).html(), again);
    assert_eq!(page.act(9, Act::Check), None);
    page.act(0, Act::Write("x".into()));
    page.practice.follow(&Work::default());
    assert_eq!(page.html(), first);
}

#[test]
fn hints_come_one_at_a_time() {
    let mut page = Page::open("e", &Work::default());
    assert!(page.html().contains("Show hint 1 of 2") && !page.html().contains("One."));
    page.act(0, Act::Hint);
    assert!(page.html().contains("One.") && page.html().contains("Show hint 2 of 2"));
    page.act(0, Act::Hint);
    assert!(page.html().contains("Two.") && !page.html().contains("Show hint"));
}

#[test]
fn at_rest_nothing_answers() {
    for id in ["q", "e", "r"] {
        let still = Page::open(id, &Work::default())
            .practice
            .nodes(false)
            .to_html();
        for tag in ["<button", "<input"] {
            for element in still.split(tag).skip(1) {
                let end = element.find('>').unwrap_or(element.len());
                assert!(
                    element[..end].contains("disabled"),
                    "{tag}{}",
                    &element[..end]
                );
            }
        }
    }
}

#[test]
fn every_deed_that_a_press_does_is_known() {
    let mut pages = [Page::open("e", &Work::default()), predicted(1)];
    pages[0].act(0, Act::Hint);
    let mut presses = 0;
    for page in &pages {
        for element in page.html().split("data-do=\"").skip(1) {
            let deed = element.split('"').next().unwrap_or_default();
            if deed != deeds::WRITE {
                assert!(Act::from_press(deed, 0).is_some(), "{deed}");
                presses += 1;
            }
        }
    }
    assert!(presses > 5, "{presses}");
    assert_eq!(Act::from_press("nothing", 0), None);
}
