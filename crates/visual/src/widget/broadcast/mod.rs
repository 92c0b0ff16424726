//! The shape aligner: one to four operands, one ufunc, and what broadcasting makes of them.
//! Holds what the reader has set; what follows from it is asked of the engine through a case.

mod controls;
mod link;
mod repair;
mod shape;
mod walk;
mod words;

use std::sync::Arc;

use super::control::{Control, Failure, Msg};
use crate::case::text::reduction_code;
use crate::case::{self, Given, Worked, work};
use crate::draw::key::Key;
use crate::scene::{Frame, Scene, tween};
use crate::story::Story;
use crate::story::aligner::picture::{choice_text, picture};
use crate::story::aligner::select::exists;
use crate::story::aligner::{self, Aligner};
use engine::{DType, ufunc};
use lesson::spec::{BroadcastSpec, Lock, MAX_AXES, MAX_OPERANDS, Reduce, Reduction, Values};

/// One operand, with what the reader is typing for its shape.
#[derive(Clone, PartialEq, Debug)]
pub struct Operand {
    given: Given,
    typed: Option<Typed>,
}

/// A shape as the reader types it. It stays letter by letter until the field is left: `4` on the way to `4, 3` is a shape
/// already, and writing it as `(4,)` would take the rest of the words out of the reader's mouth.
#[derive(Clone, PartialEq, Debug)]
struct Typed {
    text: String,
    /// Why it cannot be used; nothing when it is the operand's shape now.
    problem: Option<String>,
}

/// What the reader has set.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    author: Arc<BroadcastSpec>,
    ufunc: String,
    /// With a unary ufunc only the first counts; the others wait for a binary one.
    operands: Vec<Operand>,
    chosen: Option<Key>,
    worked: Arc<Worked>,
}

impl State {
    pub(crate) fn init(spec: &BroadcastSpec) -> Result<State, String> {
        let row = case::drawable(&spec.ufunc)
            .ok_or_else(|| format!("there is no ufunc called `{}` to align", spec.ufunc))?;
        let count = spec.operands.len();
        if count == 0 || count > MAX_OPERANDS {
            return Err(format!("an aligner has one to {MAX_OPERANDS} operands"));
        }
        if (row.inputs == 1) != (count == 1) {
            let wanted = if row.inputs == 1 {
                "one operand"
            } else {
                "two operands or more"
            };
            return Err(format!(
                "`{}` takes {wanted}, and {count} are given",
                spec.ufunc
            ));
        }
        let mut operands = Vec::new();
        for operand in &spec.operands {
            if operand.shape.len() > MAX_AXES || operand.shape.iter().any(|&length| length < 0) {
                return Err(format!("the shape of {} cannot be drawn", operand.name));
            }
            let given = Given::from_spec(operand).map_err(engine::Error::into_message)?;
            operands.push(Operand { given, typed: None });
        }
        let worked = work(row.name, &[]).map_err(engine::Error::into_message)?;
        let mut state = State {
            author: Arc::new(spec.clone()),
            ufunc: row.name.to_owned(),
            operands,
            chosen: None,
            worked: Arc::new(worked),
        };
        state.refresh();
        Ok(state)
    }

    /// The operands that count now.
    fn active(&self) -> &[Operand] {
        let unary = ufunc::find(&self.ufunc).is_some_and(|row| row.inputs == 1);
        let count = if unary { 1 } else { self.operands.len() };
        &self.operands[..count.min(self.operands.len())]
    }

    fn givens(&self) -> Vec<Given> {
        self.active()
            .iter()
            .map(|operand| operand.given.clone())
            .collect()
    }

    fn locked(&self, lock: Lock) -> bool {
        self.author.locked.contains(&lock)
    }

    /// Works the case anew after a change.
    fn refresh(&mut self) {
        settle(&mut self.operands);
        if let Ok(worked) = work(&self.ufunc, &self.givens()) {
            self.worked = Arc::new(worked);
        }
        let aligner = self.aligner();
        if self
            .chosen
            .as_ref()
            .is_some_and(|key| !exists(&aligner, key))
        {
            self.chosen = None;
        }
    }

    /// The case without its story, for questions about cells.
    fn aligner(&self) -> Aligner {
        Aligner {
            worked: self.worked.clone(),
            stretches: Vec::new(),
            stages: Vec::new(),
            memory: self.author.show_memory,
            origins: Vec::new(),
            boards: Default::default(),
        }
    }

    pub(crate) fn update(mut self, msg: Msg) -> State {
        match msg {
            Msg::Reset => return State::init(&self.author).unwrap_or(self),
            Msg::Choose(None) => self.chosen = None,
            Msg::Choose(Some(text)) => {
                let aligner = self.aligner();
                self.chosen = Key::parse(&text).filter(|key| exists(&aligner, key));
            }
            Msg::Move(direction) => {
                if let Some(key) = walk::next(&self.aligner(), self.chosen.as_ref(), direction) {
                    self.chosen = Some(key);
                }
            }
            Msg::Control { id, value } => {
                if self.set(&id, &value) {
                    self.refresh();
                }
            }
            Msg::Leave { id } => self.leave(&id),
        }
        self
    }

    /// Sets a control; says whether anything that counts has changed.
    fn set(&mut self, id: &str, value: &str) -> bool {
        let (kind, rest) = id.split_once(':').unwrap_or((id, ""));
        match kind {
            "repair" => self.repair(rest),
            "ufunc" if !self.locked(Lock::Ufunc) => self.set_ufunc(value),
            "add-operand" if !self.locked(Lock::Operands) => self.add_operand(),
            "remove" if !self.locked(Lock::Operands) => self.remove_operand(rest),
            "dtype" if !self.locked(Lock::Dtype) => match DType::from_name(value) {
                Ok(dtype) => self.change(rest, |given| {
                    given.dtype = dtype;
                    given.from = None;
                }),
                Err(_) => false,
            },
            "shape" if !self.locked(Lock::Shapes) => self.type_shape(rest, value),
            "axis" | "add-axis" | "remove-axis" if !self.locked(Lock::Shapes) => {
                self.step_axis(kind, rest, value)
            }
            _ => false,
        }
    }

    fn set_ufunc(&mut self, name: &str) -> bool {
        let Some(row) = case::drawable(name) else {
            return false;
        };
        self.ufunc = row.name.to_owned();
        if row.inputs == 2 && self.operands.len() < 2 {
            self.push_operand();
        }
        true
    }

    fn add_operand(&mut self) -> bool {
        if ufunc::find(&self.ufunc).is_none_or(|row| row.inputs == 1) {
            if self.locked(Lock::Ufunc) {
                return false;
            }
            let author = ufunc::find(&self.author.ufunc).filter(|row| row.inputs == 2);
            self.ufunc = author.map_or("add", |row| row.name).to_owned();
            if self.operands.len() < 2 {
                self.push_operand();
            }
            return true;
        }
        if self.operands.len() >= MAX_OPERANDS {
            return false;
        }
        self.push_operand();
        true
    }

    /// A new operand that fits whatever is there.
    fn push_operand(&mut self) {
        let taken = |name: &str| {
            self.operands
                .iter()
                .any(|operand| operand.given.name == name)
        };
        let name = ["a", "b", "c", "d", "e", "f", "g"]
            .into_iter()
            .find(|name| !taken(name))
            .unwrap_or("z");
        let shape = self.operands.last().map_or(vec![3], |last| {
            last.given
                .viewed_shape()
                .last()
                .map_or(Vec::new(), |&length| vec![length])
        });
        self.operands.push(Operand {
            given: Given {
                name: name.to_owned(),
                shape,
                dtype: DType::from_name(&self.author.dtype).unwrap_or(DType::I64),
                // A name the author used means the author's values, here as in a link.
                values: self
                    .author
                    .operands
                    .iter()
                    .find(|operand| operand.name == name)
                    .map_or(Values::Count, |operand| operand.values.clone()),
                from: None,
                views: Vec::new(),
            },
            typed: None,
        });
    }

    fn remove_operand(&mut self, name: &str) -> bool {
        let Some(place) = self
            .operands
            .iter()
            .position(|operand| operand.given.name == name)
        else {
            return false;
        };
        if self.active().len() < 2 {
            return false;
        }
        let binary = ufunc::find(&self.ufunc).is_some_and(|row| row.inputs == 2);
        if binary && self.operands.len() == 2 && self.locked(Lock::Ufunc) {
            return false;
        }
        self.operands.remove(place);
        if self.operands.len() == 1 {
            // One operand is left: only a unary ufunc makes sense of it.
            self.ufunc = "negative".to_owned();
        }
        true
    }

    /// Changes the shape or dtype of an operand, which ends its views and what was typed.
    fn change(&mut self, name: &str, edit: impl FnOnce(&mut Given)) -> bool {
        let Some(operand) = self.operand_mut(name) else {
            return false;
        };
        operand.typed = None;
        edit(&mut operand.given);
        true
    }

    fn type_shape(&mut self, name: &str, text: &str) -> bool {
        let parsed = shape::parse_shape(text);
        let typed = Typed {
            text: text.chars().take(200).collect(),
            problem: parsed.as_ref().err().cloned(),
        };
        let changed = parsed.is_ok_and(|shape| self.change(name, |given| given.reshape(shape)));
        if let Some(operand) = self.operand_mut(name) {
            operand.typed = Some(typed);
        }
        changed
    }

    /// The reader has left a field: a shape in it is written as NumPy writes it. What cannot be used stays, to be mended.
    fn leave(&mut self, id: &str) {
        let name = id.strip_prefix("shape:").unwrap_or_default();
        if let Some(operand) = self.operand_mut(name)
            && operand
                .typed
                .as_ref()
                .is_some_and(|typed| typed.problem.is_none())
        {
            operand.typed = None;
        }
    }

    fn operand_mut(&mut self, name: &str) -> Option<&mut Operand> {
        self.operands
            .iter_mut()
            .find(|operand| operand.given.name == name)
    }

    fn step_axis(&mut self, kind: &str, rest: &str, value: &str) -> bool {
        let (name, axis) = rest.split_once(':').unwrap_or((rest, ""));
        let Some(operand) = self
            .operands
            .iter()
            .find(|operand| operand.given.name == name)
        else {
            return false;
        };
        let mut shape = operand.given.viewed_shape();
        match kind {
            "add-axis" if shape.len() < MAX_AXES => shape.push(2),
            "remove-axis" if !shape.is_empty() => {
                shape.pop();
            }
            "axis" => {
                let length = shape::length(value).ok();
                let slot = axis
                    .parse::<usize>()
                    .ok()
                    .and_then(|axis| shape.get_mut(axis));
                let (Some(length), Some(slot)) = (length, slot) else {
                    return false;
                };
                *slot = length;
            }
            _ => return false,
        }
        self.change(name, |given| given.reshape(shape))
    }

    pub(crate) fn controls(&self) -> Vec<Control> {
        controls::controls(self)
    }

    pub(crate) fn story(&self) -> Story {
        let origins = self
            .active()
            .iter()
            .filter_map(|operand| {
                let from = operand.given.from.as_ref()?;
                Some(format!("{} = {}", operand.given.name, reduction_code(from)))
            })
            .collect();
        aligner::tell(
            self.worked.clone(),
            origins,
            self.author.show_memory,
            self.author.at,
        )
    }

    pub(crate) fn scene(&self, story: &Story, t: f64, frame: Frame) -> Scene {
        let last = story.beat_count() - 1;
        let t = if t.is_finite() {
            t.max(0.0).min(last as f64)
        } else {
            last as f64
        };
        let before = t.floor() as usize;
        let aligner = &story.aligner;
        let chosen = self.chosen.as_ref().filter(|key| exists(aligner, key));
        let draw = |place: usize| picture(aligner, aligner.stage(place), chosen, frame);
        let f = t - before as f64;
        if f == 0.0 || before == last {
            return draw(before);
        }
        tween(&draw(before), &draw(before + 1), f)
    }

    pub(crate) fn status(&self, story: &Story, t: f64) -> String {
        if let Some(text) = self
            .chosen
            .as_ref()
            .and_then(|key| choice_text(&story.aligner, key))
        {
            return text;
        }
        story.beat(story.place_at(t)).says.clone()
    }

    pub(crate) fn problem(&self) -> Option<Failure> {
        repair::failure(self)
    }

    pub(crate) fn link(&self) -> String {
        link::write(self)
    }

    pub(crate) fn follow(self, link: &str) -> (State, Option<String>) {
        link::read(self, link)
    }

    pub(crate) fn in_words(&self, story: &Story, t: f64) -> Vec<String> {
        words::in_words(self, story, t)
    }

    /// Applies a repair by the name it was offered under.
    fn repair(&mut self, name: &str) -> bool {
        let Some(edits) = repair::edits_of(name) else {
            return false;
        };
        let mut operands = self.operands.clone();
        for (place, edit) in edits {
            let Some(operand) = operands.get_mut(place) else {
                return false;
            };
            if !edit.apply(&mut operand.given) {
                return false;
            }
            operand.typed = None;
        }
        self.operands = operands;
        true
    }
}

impl Given {
    /// Takes a shape the reader set: views and origin end with it.
    fn reshape(&mut self, shape: Vec<i64>) {
        if shape != self.viewed_shape() {
            self.shape = shape;
            self.views.clear();
            self.from = None;
        }
    }
}

/// Gives every reduction the shape and dtype that its source leaves it; one whose source or axis is gone stands alone.
fn settle(operands: &mut [Operand]) {
    for place in 0..operands.len() {
        let (before, rest) = operands.split_at_mut(place);
        let Some(operand) = rest.first_mut() else {
            continue;
        };
        let Some(from) = operand.given.from.clone() else {
            continue;
        };
        let source = before.iter().find(|other| other.given.name == from.of);
        match source.and_then(|source| {
            reduced_shape(&source.given.shape, &from).map(|shape| (shape, source.given.dtype))
        }) {
            Some((shape, dtype)) => {
                if operand.given.shape.len() != shape.len() {
                    operand.given.views.clear();
                }
                operand.given.shape = shape;
                operand.given.dtype = reduced_dtype(dtype, from.reduce);
            }
            None => operand.given.from = None,
        }
    }
}

fn reduced_shape(shape: &[i64], from: &Reduction) -> Option<Vec<i64>> {
    let axis = usize::try_from(from.axis)
        .ok()
        .filter(|&axis| axis < shape.len())?;
    let mut left = shape.to_vec();
    if from.keepdims {
        left[axis] = 1;
    } else {
        left.remove(axis);
    }
    Some(left)
}

/// The dtype NumPy gives a reduction.
fn reduced_dtype(dtype: DType, reduce: Reduce) -> DType {
    use engine::dtype::Kind;
    match (reduce, dtype.kind()) {
        (Reduce::Min | Reduce::Max, _) | (_, Kind::Float) => dtype,
        (Reduce::Mean | Reduce::Std, _) => DType::F64,
        (Reduce::Sum, Kind::Unsigned) => DType::U64,
        (Reduce::Sum, _) => DType::I64,
    }
}
