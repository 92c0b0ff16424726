//! The player: where a story stands, and the buttons that move it.
//! Knows beats and time; nothing of what a beat shows.

use std::sync::Arc;

use leptos::prelude::*;
use lesson::decimal::f64_from_decimal;
use visual::Story;

use super::reactive::{flag, part, press, text, with_value};
use crate::browser::clock;

/// Where a story stands and whether it plays. Copies share the same state.
#[derive(Clone, Copy)]
pub struct Player {
    /// Beats from the first; whole numbers are key frames.
    pub position: RwSignal<f64>,
    /// Whether it moves by itself now.
    pub playing: RwSignal<bool>,
    story: Signal<Arc<Story>>,
    /// Counts the journeys begun, so that a new one ends the one before.
    journey: StoredValue<u32>,
}

impl Player {
    /// A player at a beat.
    pub fn new(story: Signal<Arc<Story>>, position: f64) -> Self {
        Self {
            position: RwSignal::new(position),
            playing: RwSignal::new(false),
            story,
            journey: StoredValue::new(0),
        }
    }

    /// The last beat.
    pub fn last(self) -> usize {
        self.story.with(|story| story.beat_count()) - 1
    }

    /// The last moment, read without following it.
    fn end(self) -> f64 {
        self.story.with_untracked(|story| story.beat_count()) as f64 - 1.0
    }

    /// Stops where it is, at the nearest key frame ahead.
    pub fn pause(self) {
        self.playing.set(false);
        self.journey_to(self.position.get_untracked().ceil());
    }

    /// Plays to the end, from the beginning when it stands at the end. Never starts over by itself.
    pub fn play(self) {
        let end = self.end();
        if self.position.get_untracked() >= end {
            self.position.set(0.0);
        }
        self.playing.set(true);
        self.journey_to(end);
    }

    /// Moves by whole beats, in motion where the reader wants motion.
    pub fn step(self, by: i32) {
        self.playing.set(false);
        let now = self.position.get_untracked();
        let from = if by > 0 { now.floor() } else { now.ceil() };
        let end = self.end();
        let goal = (from + f64::from(by)).clamp(0.0, end);
        if by == 1 {
            self.journey_to(goal);
        } else {
            self.jump(goal);
        }
    }

    /// Goes to a moment at once.
    pub fn jump(self, moment: f64) {
        self.playing.set(false);
        self.journey
            .update_value(|journey| *journey = journey.wrapping_add(1));
        let end = self.end();
        self.position.set(moment.clamp(0.0, end));
    }

    fn journey_to(self, goal: f64) {
        let journey = self.journey.get_value().wrapping_add(1);
        self.journey.set_value(journey);
        let reduced = clock::prefers_reduced_motion();
        if reduced && !self.playing.get_untracked() {
            self.position.set(goal);
            return;
        }
        let mut shown = self.position.get_untracked();
        clock::each_frame(move |passed| {
            if self.journey.try_get_value() != Some(journey) {
                return false;
            }
            let ahead = shown.floor() as usize + 1;
            let Some(length) = self
                .story
                .try_with_untracked(|story| story.beat(ahead).milliseconds)
            else {
                return false;
            };
            shown = (shown + passed / f64::from(length.max(1))).min(goal);
            let arrived = shown >= goal;
            // With reduced motion a beat stands still until the next one replaces it.
            let position = if reduced { shown.floor() } else { shown };
            if self.position.get_untracked() != position {
                self.position.set(position);
            }
            if arrived {
                self.playing.set(false);
            }
            !arrived
        });
    }
}

/// Play or pause, a step either way, and the bar to scrub.
#[component]
pub fn PlayerControls(
    /// What they move.
    player: Player,
    /// Whether the app is alive; still pages show them at rest.
    live: bool,
    /// What the story says at a moment.
    says: Signal<String>,
) -> impl IntoView {
    let position = player.position;
    let place = text(move || {
        format!(
            "step {} of {}",
            position.get().round() as usize + 1,
            player.last() + 1
        )
    });
    let spoken = text(move || format!("{}: {}", place.get(), says.get()));
    let at_start = flag(move || !live || position.get() <= 0.0);
    let at_end = flag(move || !live || position.get() >= player.last() as f64);
    let scrub = with_value(move |value| {
        if let Some(moment) = f64_from_decimal(&value) {
            player.jump(moment);
        }
    });
    let play = part(move || {
        if player.playing.get() {
            view! { <button type="button" class="play" on:click=press(move || player.pause())>"Pause"</button> }.into_any()
        } else {
            view! { <button type="button" class="play" disabled=!live on:click=press(move || player.play())>"Play"</button> }.into_any()
        }
    });
    view! {
        <div class="player needs-app">
            <button type="button" class="step" aria-label="Step back" title="Step back" disabled=at_start on:click=press(move || player.step(-1))>
                <svg viewBox="0 0 16 16" width="12" aria-hidden="true"><path d="M12 2v12L3 8z" fill="currentColor"></path></svg>
            </button>
            {play}
            <button type="button" class="step" aria-label="Step forward" title="Step forward" disabled=at_end on:click=press(move || player.step(1))>
                <svg viewBox="0 0 16 16" width="12" aria-hidden="true"><path d="M4 2v12l9-6z" fill="currentColor"></path></svg>
            </button>
            <input
                type="range"
                min="0"
                max=text(move || player.last().to_string())
                step="any"
                aria-label="Position in the story"
                aria-valuetext=spoken
                disabled=!live
                value=position.get_untracked().to_string()
                prop:value=text(move || position.get().to_string())
                on:input=scrub
                on:keydown=move |event| scrub_by_key(player, &event)
            />
            <span class="place">{place}</span>
        </div>
    }
}

/// Arrow keys on a fine-grained bar would creep; here they go from key frame to key frame.
fn scrub_by_key(player: Player, event: &leptos::ev::KeyboardEvent) {
    let position = player.position.get_untracked();
    let goal = match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => (position + 1.0).floor(),
        "ArrowLeft" | "ArrowDown" => (position - 1.0).ceil(),
        "PageUp" => position.round() + 5.0,
        "PageDown" => position.round() - 5.0,
        "Home" => 0.0,
        "End" => f64::MAX,
        _ => return,
    };
    event.prevent_default();
    player.jump(goal);
}
