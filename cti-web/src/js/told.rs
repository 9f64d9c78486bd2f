//! What a page in JavaScript is told besides events.

use cti_runtime::Drifted;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::Notice;
use crate::js::report_error;

/// The type of a notice, for a `typescript_custom_section`.
pub const TYPES: &str = r"
/** What happened besides events. */
export interface Notice {
  /**
   * `refused`: a message was turned away; noise is routine. `drifted`: an event isn't as documented.
   * `unknown`: an event that the declaration doesn't list. `reloaded`: another document has taken the
   * place of the phone's. `lost`: a message could not be handed over, or too many wait. `unanswered`: the
   * handshake was not acknowledged in time, and may be sent again.
   */
  kind: 'refused' | 'drifted' | 'unknown' | 'reloaded' | 'lost' | 'unanswered';
  /** The same in words; has no values of the message. */
  text: string;
  /** The event, if it is an unknown one. It may hold personal data. */
  message?: unknown;
}
";

/// Tells the page.
#[derive(Clone)]
pub(super) struct Told(Option<Function>);

impl Told {
    pub(super) const fn new(function: Option<Function>) -> Self {
        Self(function)
    }

    pub(super) fn notice(&self, notice: &Notice) {
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

    pub(super) fn drifted(&self, drifted: &Drifted) {
        let text = format!(
            "{}: {}, at {}",
            drifted.name(),
            drifted.why(),
            drifted.location().path
        );
        self.tell("drifted", &text, None);
    }

    pub(super) fn unknown(&self, message: &JsValue) {
        let text = "the declaration doesn't list it";
        self.tell("unknown", text, Some(message));
    }

    fn tell(&self, kind: &str, text: &str, message: Option<&JsValue>) {
        let Some(function) = &self.0 else { return };
        let notice = Object::new();
        let text = text.into();
        let entries = [
            ("kind", Some(&kind.into())),
            ("text", Some(&text)),
            ("message", message),
        ];
        for (key, value) in entries {
            if let Some(value) = value {
                // A fresh object takes any member.
                let _ = Reflect::set(&notice, &key.into(), value);
            }
        }
        if let Err(thrown) = function.call1(&JsValue::UNDEFINED, &notice) {
            report_error(&thrown);
        }
    }
}
