//! Where a story stands and how it moves, as plain numbers: whole ones are key frames, fractions lie between.
//! Knows lengths of beats; no clock, no story, no view.

/// A place in a story and a goal it may be moving to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Player {
    position: f64,
    /// Where a journey has got to; ahead of `position` when the reader wants no motion.
    reached: f64,
    goal: Option<f64>,
    playing: bool,
}

impl Player {
    /// At rest at a moment.
    pub fn at(position: f64) -> Self {
        Self {
            position,
            reached: position,
            goal: None,
            playing: false,
        }
    }

    /// Where it stands.
    pub fn position(&self) -> f64 {
        self.position
    }

    /// Whether it plays to the end.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// Whether it moves at all.
    pub fn is_moving(&self) -> bool {
        self.goal.is_some()
    }

    /// Plays to the end, from the beginning when it stands at the end. Never starts over by itself.
    pub fn play(&mut self, end: f64) {
        if self.position >= end {
            self.position = 0.0;
        }
        self.playing = true;
        self.reached = self.position;
        self.goal = Some(end);
    }

    /// Stops at the nearest key frame ahead.
    pub fn pause(&mut self, reduced: bool) {
        self.playing = false;
        self.travel(self.position.ceil(), reduced);
    }

    /// Moves by whole beats; forward in motion, where the reader wants motion.
    pub fn step(&mut self, by: i32, end: f64, reduced: bool) {
        let from = if by > 0 {
            self.position.floor()
        } else {
            self.position.ceil()
        };
        let goal = (from + f64::from(by)).max(0.0).min(end);
        if by == 1 {
            self.playing = false;
            self.travel(goal, reduced);
        } else {
            self.jump(goal, end);
        }
    }

    /// Goes to a moment at once and rests.
    pub fn jump(&mut self, moment: f64, end: f64) {
        *self = Self::at(moment.max(0.0).min(end.max(0.0)));
    }

    fn travel(&mut self, goal: f64, reduced: bool) {
        if reduced || goal <= self.position {
            *self = Self::at(goal);
        } else {
            self.reached = self.position;
            self.goal = Some(goal);
        }
    }

    /// Moves on for some milliseconds. `length` gives the milliseconds that lead to a beat. Without motion, a beat
    /// stands still until the next one replaces it.
    pub fn advance(&mut self, milliseconds: f64, length: impl Fn(usize) -> f64, reduced: bool) {
        let Some(goal) = self.goal else { return };
        let ahead = self.reached.floor() as usize + 1;
        self.reached = (self.reached + milliseconds / length(ahead)).min(goal);
        self.position = if reduced {
            self.reached.floor()
        } else {
            self.reached
        };
        if self.reached >= goal {
            *self = Self::at(goal);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEAT: f64 = 100.0;

    fn played(mut player: Player, reduced: bool, frames: usize) -> Vec<f64> {
        let mut seen = vec![player.position()];
        for _ in 0..frames {
            player.advance(25.0, |_| BEAT, reduced);
            seen.push(player.position());
        }
        seen
    }

    #[test]
    fn playing_goes_to_the_end_and_stops() {
        let mut player = Player::at(2.0);
        player.play(2.0);
        let seen = played(player, false, 9);
        assert_eq!(seen, [0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.0]);
    }

    #[test]
    fn without_motion_only_key_frames_are_shown() {
        let mut player = Player::at(0.0);
        player.play(2.0);
        let seen = played(player, true, 9);
        assert_eq!(seen, [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0]);
        player.step(1, 2.0, true);
        assert_eq!((player.position(), player.is_moving()), (1.0, false));
    }

    #[test]
    fn pausing_rests_at_the_next_key_frame() {
        let mut player = Player::at(0.0);
        player.play(3.0);
        player.advance(30.0, |_| BEAT, false);
        player.pause(false);
        assert!(!player.is_playing() && player.is_moving());
        player.advance(1000.0, |_| BEAT, false);
        assert_eq!((player.position(), player.is_moving()), (1.0, false));
    }

    #[test]
    fn steps_stay_inside_the_story() {
        let mut player = Player::at(0.0);
        player.step(-1, 3.0, false);
        assert_eq!(player.position(), 0.0);
        player.jump(f64::MAX, 3.0);
        player.step(1, 3.0, false);
        assert_eq!((player.position(), player.is_moving()), (3.0, false));
        player.jump(1.5, 3.0);
        player.step(-1, 3.0, false);
        assert_eq!(player.position(), 1.0);
    }
}
