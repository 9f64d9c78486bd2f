//! The recordings that come with the shipped protocols. All begin where the conversation begins.

use std::borrow::Cow;

use super::Bundled;

/// All of them.
pub(super) const RECORDINGS: [Bundled; 9] = [
    Bundled {
        protocol: "leaddesk-talk",
        text: Cow::Borrowed(include_str!("../../recordings/leaddesk-talk.jsonl")),
    },
    Bundled {
        protocol: "leaddesk-contact-card",
        text: Cow::Borrowed(include_str!("../../recordings/leaddesk-contact-card.jsonl")),
    },
    Bundled {
        protocol: "talkdesk-embedded",
        text: Cow::Borrowed(include_str!("../../recordings/talkdesk-embedded.jsonl")),
    },
    Bundled {
        protocol: "cloudtalk",
        text: Cow::Borrowed(include_str!("../../recordings/cloudtalk.jsonl")),
    },
    Bundled {
        protocol: "aircall",
        text: Cow::Borrowed(include_str!("../../recordings/aircall.jsonl")),
    },
    Bundled {
        protocol: "ringcentral",
        text: Cow::Borrowed(include_str!("../../recordings/ringcentral.jsonl")),
    },
    Bundled {
        protocol: "dialpad",
        text: Cow::Borrowed(include_str!("../../recordings/dialpad.jsonl")),
    },
    Bundled {
        protocol: "justcall",
        text: Cow::Borrowed(include_str!("../../recordings/justcall.jsonl")),
    },
    Bundled {
        protocol: "desk-open-cti",
        text: Cow::Borrowed(include_str!("../../recordings/desk-open-cti.jsonl")),
    },
];
