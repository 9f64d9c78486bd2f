//! What a page in JavaScript is told besides events.

use cti_runtime::Drifted;
use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::Notice;

#[wasm_bindgen(module = "/page.js")]
extern "C" {
    /// Calls a function with a notice, and what JSON says of an event.
    fn tell(function: &Function, kind: &str, text: &str, json: Option<&str>);
}

/// The type of a notice, for a `typescript_custom_section`.
pub const TYPES: &str = include_str!("notice.ts");

/// Tells the page.
#[derive(Clone)]
pub(super) struct Told(Option<Function>);

impl Told {
    pub(super) const fn new(function: Option<Function>) -> Self {
        Self(function)
    }

    pub(super) fn notice(&self, notice: &Notice) {
        // Most pages listen to no notices: then none gets its text.
        if self.0.is_none() {
            return;
        }
        match notice {
            Notice::Refused(refusal) => self.tell("refused", &refusal.to_string(), None),
            Notice::Drifted(drifted) => self.drifted(drifted),
            Notice::Loaded { another: false } => {}
            Notice::Loaded { another: true } | Notice::Restarted | Notice::Moved(_) => {
                self.tell("reloaded", "another document is in the frame", None);
            }
            Notice::Removed => self.tell("lost", "the frame was taken out of the page", None),
            Notice::NotSent(why) => self.tell("lost", &why.to_string(), None),
            Notice::HandshakeGivenUp { begin, until } => {
                let text = format!("{until} didn't come within the time of {begin}");
                self.tell("unanswered", &text, None);
            }
            Notice::NoPort => self.tell("lost", "a port that was to be handed over", None),
            Notice::Undelivered => self.tell("lost", "it could not be handed over", None),
            Notice::Overrun(_) => self.tell("lost", "dropped, since too many messages wait", None),
        }
    }

    fn drifted(&self, drifted: &Drifted) {
        let text = format!(
            "{}: {}, at {}",
            drifted.name(),
            drifted.why(),
            drifted.location().path
        );
        self.tell("drifted", &text, None);
    }

    pub(super) fn unknown(&self, json: &str) {
        self.tell("unknown", "the declaration doesn't list it", Some(json));
    }

    fn tell(&self, kind: &str, text: &str, json: Option<&str>) {
        if let Some(function) = &self.0 {
            tell(function, kind, text, json);
        }
    }
}
