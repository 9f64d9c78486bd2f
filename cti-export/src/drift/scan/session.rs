//! What a session reported of the messages: out of turn, drifted, refused.

use cti_runtime::{Gate, mask};

use super::found::shown;
use super::{About, FindingKey, Found, Scanner};
use crate::drift::{Drifted, Kind, OutOfTurn, Refused, TurnedAway};

/// How many places from which messages were turned away are listed at most.
const PLACES: usize = 20;

impl Scanner<'_> {
    pub(crate) fn out_of_turn(&mut self, broken: &OutOfTurn<'_>) {
        let state = broken.state.unwrap_or("not known");
        let key = FindingKey {
            kind: Kind::Order,
            direction: broken.direction,
            message: shown(mask::name(broken.name)),
            path: String::new(),
            detail: format!("{} is {state}", broken.machine),
        };
        let about = About::Order(broken.state.map(str::to_owned));
        self.at(key, |_| Found::new(broken.line, about));
    }

    pub(crate) fn drifted(&mut self, drifted: &Drifted<'_>) {
        if self.breaks {
            return;
        }
        // One place, whichever item of a list it was in.
        let digit = |letter: char| letter.is_ascii_digit();
        let path = drifted
            .path
            .split('[')
            .map(|step| match step.split_once(']') {
                Some((index, behind)) if index.chars().all(digit) => format!("]{behind}"),
                _ => step.to_owned(),
            });
        let path = path.collect::<Vec<_>>().join("[");
        let key = FindingKey {
            kind: Kind::Type,
            direction: drifted.direction,
            message: mask::name(drifted.name).to_owned(),
            path: shown(&path),
            detail: shown(drifted.why),
        };
        self.at(key, |_| Found::new(drifted.line, About::Else));
    }

    pub(crate) fn refused(&mut self, refused: &Refused<'_>) {
        let kind = match refused.gate {
            Gate::Malformed => Kind::Malformed,
            Gate::Size => Kind::TooLarge,
            Gate::NotOurs => return self.foreign += 1,
            Gate::Source | Gate::Origin => return self.turn_away(refused),
        };
        let key = FindingKey {
            kind,
            direction: refused.direction,
            message: String::new(),
            path: String::new(),
            detail: shown(refused.why),
        };
        self.at(key, |_| Found::new(refused.line, About::Else));
    }

    fn turn_away(&mut self, refused: &Refused<'_>) {
        let origin = shown(refused.origin.unwrap_or_default());
        let source = refused.source.unwrap_or_default();
        let known = self.turned_away.iter().position(|known| {
            known.gate == refused.gate && known.origin == origin && known.source == source
        });
        let full = self.turned_away.len() >= PLACES;
        let at = known.unwrap_or(if full {
            PLACES - 1
        } else {
            self.turned_away.len()
        });
        match self.turned_away.get_mut(at) {
            Some(place) => {
                place.count += 1;
                if known.is_none() {
                    // There is no end of noise: the last place stands for all others.
                    "elsewhere".clone_into(&mut place.origin);
                }
            }
            None => self.turned_away.push(TurnedAway {
                gate: refused.gate,
                origin,
                source,
                count: 1,
                line: refused.line,
            }),
        }
    }
}
