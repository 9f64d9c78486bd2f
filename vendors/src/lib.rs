//! Ready-made protocols, declared with [`cti_runtime`]: a file and a module each.
//!
//! | module | the page is | messages travel as |
//! |---|---|---|
//! | [`leaddesk_contact_card`] | in a frame of LeadDesk's | JSON text, calls down, line states up |
//! | [`leaddesk_talk`] | around the softphone's frame | objects |
//! | [`talkdesk_embedded`] | around the softphone's frame | objects |
//! | [`cloudtalk`] | around the softphone's frame | JSON text, from the phone only |
//! | [`aircall`] | around the workspace's frame | objects with a prefix each way |
//! | [`dialpad`] | around the dialer's frame | objects that name their API |
//! | [`justcall`] | around the dialer's frame | objects, enveloped differently up and down |
//! | [`ringcentral`] | around the widget's frame | objects; questions both ways, by id |
//! | [`desk_open_cti`] | in Desk.com's page, beside its library | function calls and callbacks |
//!
//! Every module has the messages of both directions (`event`, `command`, or `method` and
//! `listener`), a handler trait for each, the state enums of its order rules, and a marker type
//! that names the protocol: `Session::<LeaddeskTalk>`. Where a vendor's document contradicts
//! itself, a comment beside the declaration says what was decided.

// A file holds its protocol as one module of the same name, since an attribute needs the module's
// body; this private layer keeps the doubled name out of the paths that users write.
#[path = "."]
mod files {
    pub(crate) mod aircall;
    pub(crate) mod cloudtalk;
    pub(crate) mod desk_open_cti;
    pub(crate) mod dialpad;
    pub(crate) mod justcall;
    pub(crate) mod leaddesk_contact_card;
    pub(crate) mod leaddesk_talk;
    pub(crate) mod ringcentral;
    pub(crate) mod talkdesk_embedded;
}

// Each module's page is the reference that `cti-export` writes from its declaration: the links lead
// to its golden files, and `UPDATE_GOLDEN=1 cargo test -p cti-export` writes them anew.
#[doc = include_str!("../reference/aircall.md")]
#[doc = "\n---\n"]
pub use files::aircall::aircall;
#[doc = include_str!("../reference/cloudtalk.md")]
#[doc = "\n---\n"]
pub use files::cloudtalk::cloudtalk;
#[doc = include_str!("../reference/desk-open-cti.md")]
#[doc = "\n---\n"]
pub use files::desk_open_cti::desk_open_cti;
#[doc = include_str!("../reference/dialpad.md")]
#[doc = "\n---\n"]
pub use files::dialpad::dialpad;
#[doc = include_str!("../reference/justcall.md")]
#[doc = "\n---\n"]
pub use files::justcall::justcall;
#[doc = include_str!("../reference/leaddesk-contact-card.md")]
#[doc = "\n---\n"]
pub use files::leaddesk_contact_card::leaddesk_contact_card;
#[doc = include_str!("../reference/leaddesk-talk.md")]
#[doc = "\n---\n"]
pub use files::leaddesk_talk::leaddesk_talk;
#[doc = include_str!("../reference/ringcentral.md")]
#[doc = "\n---\n"]
pub use files::ringcentral::ringcentral;
#[doc = include_str!("../reference/talkdesk-embedded.md")]
#[doc = "\n---\n"]
pub use files::talkdesk_embedded::talkdesk_embedded;

pub mod demo;
pub mod registry;
pub mod simulated;
