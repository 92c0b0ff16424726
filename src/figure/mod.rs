//! A widget in its figure, as plain data: the widget's state, where its story stands, what the reader was told.
//! Knows no widget in particular and no browser; `view` says how it looks.

pub mod controls;
pub mod failure;
pub mod player;
pub mod view;

use lesson::spec::Spec;
use visual::{Frame, Msg, Node, Story, Widget};

pub use player::Player;

/// What a figure shows and how it got there.
#[derive(Clone, Debug)]
pub struct Figure {
    spec: Spec,
    widget: Widget,
    story: Story,
    player: Player,
    /// Why the address could not be followed, until the reader starts over.
    complaint: Option<String>,
    link: Link,
    said: Said,
}

/// What came of the last wish for a link.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Link {
    /// There was none.
    #[default]
    NotAsked,
    /// It is on the clipboard.
    Copied,
    /// The browser does not let pages copy: here it is.
    ByHand(String),
}

/// What a reader did with a figure.
#[derive(Clone, PartialEq, Debug)]
pub enum Act {
    /// Something the widget knows.
    Tell(Msg),
    /// Play from here, or from the beginning when at the end.
    Play,
    /// Stop at the next key frame.
    Pause,
    /// Move by whole beats.
    Step(i32),
    /// Go to a moment at once.
    Jump(f64),
    /// A link was wished for.
    Link(Link),
}

/// What is said of the beat the story stands at; kept, since a story moves sixty times a second.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Said {
    beat: usize,
    status: String,
    words: Vec<String>,
}

/// What has to be drawn again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Changed {
    /// The picture and the player.
    Moment,
    /// Everything.
    All,
}

impl Figure {
    /// The figure of a block as its author left it.
    ///
    /// # Errors
    /// One sentence, when the spec has no picture.
    pub fn new(spec: Spec) -> Result<Self, String> {
        Self::at_beat(spec, None)
    }

    /// The figure as its author left it, at a beat if the text is a number.
    ///
    /// # Errors
    /// As [`Figure::new`].
    pub fn at_beat(spec: Spec, beat: Option<&str>) -> Result<Self, String> {
        let widget = Widget::init(&spec)?;
        Ok(Self::of(spec, widget, beat, None))
    }

    /// The figure that a link describes: the widget's state and the number of a beat.
    ///
    /// # Errors
    /// As [`Figure::new`]; a link that cannot be read is told in the figure instead.
    pub fn from_link(spec: Spec, link: &str, beat: Option<&str>) -> Result<Self, String> {
        let (widget, complaint) = Widget::from_link(&spec, link)?;
        Ok(Self::of(spec, widget, beat, complaint))
    }

    fn of(spec: Spec, widget: Widget, beat: Option<&str>, complaint: Option<String>) -> Self {
        // Only whole beats are ever written.
        let beat = beat.and_then(|text| text.parse::<u32>().ok());
        let story = widget.story();
        let end = end_of(&story);
        let position = match beat {
            Some(beat) if complaint.is_none() => f64::from(beat).min(end),
            _ => story.opening() as f64,
        };
        let mut figure = Self {
            spec,
            widget,
            story,
            player: Player::at(position),
            complaint,
            link: Link::NotAsked,
            said: Said::default(),
        };
        figure.say();
        figure
    }

    /// The block's id.
    pub fn id(&self) -> &str {
        self.spec.id()
    }

    /// The widget's state as a link keeps it, and the number of the beat.
    pub fn link(&self) -> (String, usize) {
        (self.widget.link(), self.said.beat)
    }

    /// Where the story stands: whole numbers are beats.
    pub fn position(&self) -> f64 {
        self.player.position()
    }

    /// Whether the story moves by itself now.
    pub fn is_moving(&self) -> bool {
        self.player.is_moving()
    }

    /// Does what the reader did. `reduced` says that the reader wants no motion.
    pub fn act(&mut self, act: Act, reduced: bool) {
        // A chosen cell holds picture and words on itself; whoever moves on wants to see the loop again.
        if matches!(act, Act::Play | Act::Step(_) | Act::Jump(_)) {
            self.tell(Msg::Choose(None));
        }
        let end = end_of(&self.story);
        match act {
            Act::Tell(msg) => self.tell(msg),
            Act::Play => self.player.play(end),
            Act::Pause => self.player.pause(reduced),
            Act::Step(by) => self.player.step(by, end, reduced),
            Act::Jump(moment) => self.player.jump(moment, end),
            Act::Link(link) => self.link = link,
        }
        self.say();
    }

    fn tell(&mut self, msg: Msg) {
        let keeps_place = matches!(msg, Msg::Choose(_) | Msg::Move(_));
        let resets = matches!(msg, Msg::Reset);
        self.widget = self.widget.clone().update(msg);
        let story = self.widget.story();
        let is_another = story != self.story;
        self.story = story;
        let end = end_of(&self.story);
        if resets {
            self.complaint = None;
            self.link = Link::NotAsked;
            self.player.jump(self.story.opening() as f64, end);
        } else if is_another && !keeps_place {
            // Another shape tells another story: its end shows at once what came of the change.
            self.player.jump(end, end);
        }
    }

    /// Lets the story move on by some milliseconds; says what that changed.
    pub fn advance(&mut self, milliseconds: f64, reduced: bool) -> Changed {
        let story = &self.story;
        let length = |beat: usize| {
            let beat = beat.min(story.beat_count().saturating_sub(1));
            f64::from(story.beat(beat).milliseconds.max(1))
        };
        self.player.advance(milliseconds, length, reduced);
        if self.player.position().round() as usize == self.said.beat && self.player.is_moving() {
            return Changed::Moment;
        }
        self.say();
        Changed::All
    }

    /// The picture now, in one frame.
    pub fn picture(&self, frame: Frame) -> Node {
        visual::nodes(
            &self
                .widget
                .scene(&self.story, self.player.position(), frame),
        )
    }

    fn say(&mut self) {
        let moment = self.player.position().round();
        self.said = Said {
            beat: moment as usize,
            status: self.widget.status(&self.story, moment),
            words: self.widget.in_words(&self.story, moment),
        };
    }
}

fn end_of(story: &Story) -> f64 {
    story.beat_count() as f64 - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESSON: &str = "+++\ntitle = \"t\"\nlead = \"l\"\nminutes = 1\n+++\n\n\
```widget broadcast\nid = \"w\"\ntitle = \"Meeting\"\nat = \"start\"\n[[operands]]\nshape = [3, 1]\n\
[[operands]]\nshape = [4]\n```\n";

    fn figure() -> Figure {
        let (lesson, problems) = lesson::parse(LESSON);
        assert!(problems.is_empty(), "{problems:?}");
        let spec = lesson.specs().next().expect("one widget").clone();
        Figure::new(spec).expect("the spec is sound")
    }

    fn set(figure: &mut Figure, id: &str, value: &str) {
        let (id, value) = (id.to_owned(), value.to_owned());
        figure.act(Act::Tell(Msg::Control { id, value }), false);
    }

    fn html(figure: &Figure) -> String {
        view::figure(figure, &[Frame::Wide], true).to_html()
    }

    #[test]
    fn another_shape_is_shown_at_its_end_and_starting_over_forgets_it() {
        let mut figure = figure();
        let first = html(&figure);
        assert_eq!(figure.position(), 0.0);
        set(&mut figure, "shape:a", "(5, 1)");
        assert!(figure.position() > 1.0);
        assert!(html(&figure).contains("(5, 4)"));
        figure.act(Act::Link(Link::ByHand("address".to_owned())), false);
        assert!(html(&figure).contains("value=\"address\""));
        figure.act(Act::Tell(Msg::Reset), false);
        assert_eq!(html(&figure), first);
    }

    #[test]
    fn shapes_that_do_not_fit_say_so_and_a_repair_mends_them() {
        let mut figure = figure();
        set(&mut figure, "shape:b", "(3,)");
        set(&mut figure, "shape:a", "(3, 4)");
        let refused = html(&figure);
        let words = "operands could not be broadcast together with shapes (3,4) (3,)";
        assert!(refused.contains(words), "{refused}");
        let repair = figure.widget.problem().expect("refused").repairs[0]
            .id
            .clone();
        assert!(refused.contains(&format!("data-control=\"{repair}\"")));
        set(&mut figure, &repair, "");
        assert!(!html(&figure).contains(words));
    }

    #[test]
    fn a_shape_stays_as_it_is_typed_until_its_field_is_left() {
        let mut figure = figure();
        for (typed, shape) in [
            ("4", "(4,)"),
            ("4,", "(4,)"),
            ("4, 1", "(4, 4)"),
            ("4, 1 x", "(4, 4)"),
            ("4, 1", "(4, 4)"),
        ] {
            set(&mut figure, "shape:a", typed);
            let page = html(&figure);
            assert!(page.contains(&format!("value=\"{typed}\"")), "{typed}");
            assert!(page.contains(shape), "{typed}");
        }
        let leave = |figure: &mut Figure| {
            let id = "shape:a".to_owned();
            figure.act(Act::Tell(Msg::Leave { id }), false);
        };
        leave(&mut figure);
        assert!(html(&figure).contains("value=\"(4, 1)\""));
        // What cannot be used is not taken away.
        set(&mut figure, "shape:a", "four");
        leave(&mut figure);
        assert!(html(&figure).contains("value=\"four\""));
    }

    #[test]
    fn a_link_brings_back_the_same_figure() {
        let mut figure = figure();
        set(&mut figure, "shape:a", "(2, 1)");
        figure.act(Act::Step(-1), false);
        let (state, beat) = figure.link();
        let again = Figure::from_link(figure.spec.clone(), &state, Some(&beat.to_string()));
        assert_eq!(html(&again.expect("a link of ours")), html(&figure));
        let other = Figure::from_link(figure.spec.clone(), "nonsense", Some("3"));
        assert!(html(&other.expect("still a figure")).contains("role=\"alert\""));
    }

    #[test]
    fn moving_on_lets_go_of_the_chosen_cell() {
        let second_of_a = "A:8".to_owned();
        for act in [Act::Step(1), Act::Jump(2.0), Act::Play] {
            let mut chosen = figure();
            chosen.act(Act::Tell(Msg::Choose(Some(second_of_a.clone()))), false);
            assert_ne!(html(&chosen), html(&figure()));
            chosen.act(act.clone(), false);
            let mut plain = figure();
            plain.act(act, false);
            assert_eq!(html(&chosen), html(&plain));
        }
    }

    #[test]
    fn a_story_that_plays_ends_by_itself() {
        let mut figure = figure();
        figure.act(Act::Play, false);
        let mut frames = 0;
        while figure.is_moving() && frames < 10_000 {
            figure.advance(50.0, false);
            frames += 1;
        }
        assert_eq!(figure.position(), end_of(&figure.story));
        assert!(html(&figure).contains("data-do=\"play\""));
    }

    #[test]
    fn at_rest_nothing_answers() {
        let still = view::figure(&figure(), &Frame::ALL, false).to_html();
        for tag in ["<button", "<input", "<select"] {
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
