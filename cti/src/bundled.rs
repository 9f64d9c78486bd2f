//! Which recordings come with the program?

/// A recording that comes with the program. All begin where the conversation begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bundled {
    /// Its protocol.
    pub(crate) protocol: &'static str,
    /// Its lines.
    pub(crate) text: &'static str,
}

/// All of them.
pub(crate) const RECORDINGS: [Bundled; 9] = [
    Bundled {
        protocol: "leaddesk-talk",
        text: include_str!("../recordings/leaddesk-talk.jsonl"),
    },
    Bundled {
        protocol: "leaddesk-contact-card",
        text: include_str!("../recordings/leaddesk-contact-card.jsonl"),
    },
    Bundled {
        protocol: "talkdesk-embedded",
        text: include_str!("../recordings/talkdesk-embedded.jsonl"),
    },
    Bundled {
        protocol: "cloudtalk",
        text: include_str!("../recordings/cloudtalk.jsonl"),
    },
    Bundled {
        protocol: "aircall",
        text: include_str!("../recordings/aircall.jsonl"),
    },
    Bundled {
        protocol: "ringcentral",
        text: include_str!("../recordings/ringcentral.jsonl"),
    },
    Bundled {
        protocol: "dialpad",
        text: include_str!("../recordings/dialpad.jsonl"),
    },
    Bundled {
        protocol: "justcall",
        text: include_str!("../recordings/justcall.jsonl"),
    },
    Bundled {
        protocol: "desk-open-cti",
        text: include_str!("../recordings/desk-open-cti.jsonl"),
    },
];
