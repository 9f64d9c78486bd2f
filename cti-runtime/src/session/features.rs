//! Features of a session that only some protocols use, so that a program links those of its protocols.
//!
//! A [`Core`](super::core::Core) is compiled once for all protocols. What only some of them need stands
//! behind a flag, which is set before the first session of such a protocol begins: [`register`] does
//! that, and what it gives is all that a `Core` can be made of. In a program without such a protocol
//! nothing sets the flag: a compiler that sees the whole program reads it as `false`, and leaves out what
//! stands behind it. One that doesn't has that code in vain.
//!
//! What it is worth, gzipped, as `cti-web/check/size` measures pages: with every flag set, LeadDesk Talk
//! has 38.1 kB and not 29.8, CloudTalk 43.1 and not 32.9. Small flags add up: conditions, codecs and
//! rules together are 0.2 kB in Talk; with what is reported, shown and listed it is 0.6 kB.

use std::mem::{ManuallyDrop, take};
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::describe::Direction;
use crate::protocol::{Messages, Protocol, Side, Transport};
use crate::table::{DirectionTable, MachineTable, ProtocolTable, Reply};

/// Something that a session needs for some protocols only.
pub(crate) struct Feature(AtomicBool);

/// Order rules.
pub(super) static RULES: Feature = Feature::new();
/// State machines that run once per call.
pub(super) static CALLS: Feature = Feature::new();
/// Moves that depend on what a message says.
pub(super) static CONDITIONS: Feature = Feature::new();
/// Handshakes.
pub(super) static HANDSHAKES: Feature = Feature::new();
/// Calls of this side, however they are answered.
pub(super) static REPLIES: Feature = Feature::new();
/// Calls that are answered by the name of a message.
pub(super) static NAMES: Feature = Feature::new();
/// Calls that are answered by an id.
pub(super) static IDS: Feature = Feature::new();
/// Requests of this side: what answers them is no message.
pub(super) static REQUESTS: Feature = Feature::new();
/// Requests of the other side.
pub(super) static QUESTIONS: Feature = Feature::new();
/// Values that the envelope reports.
pub(super) static REPORTS: Feature = Feature::new();
/// Messages that show that a document is new.
pub(super) static RELOADS: Feature = Feature::new();
/// Fields that the session fills in, or compares.
pub(super) static STAMPS: Feature = Feature::new();
/// Answers that are shown: by tools, which set it when they show the first.
pub(super) static SHOWN: Feature = Feature::new();
/// Envelopes of the other side with more than a tag and a content, or several of them.
pub(super) static ENVELOPES: Feature = Feature::new();
/// Policies that list exact origins: set by the first of them.
pub(crate) static LISTED: Feature = Feature::new();
/// Envelopes that have some of it in other objects.
pub(super) static PATHS: Feature = Feature::new();
/// Strings of another form than JSON's.
pub(super) static CODECS: Feature = Feature::new();
/// Conventions of libraries that a declaration says.
pub(super) static CONVENTIONS: Feature = Feature::new();
/// In-page libraries.
pub(super) static LIBRARIES: Feature = Feature::new();

impl Feature {
    const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Whether a protocol of this program may need it.
    #[inline]
    pub(crate) fn is_linked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// A protocol of this program needs it.
    #[inline]
    pub(crate) fn link(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What is empty in a program that doesn't need it, which so has nothing in it that drops it: its owner
/// lets it [go](Self::release) where it is needed.
#[derive(Clone, Default)]
pub(crate) struct Featured<T>(ManuallyDrop<T>);

impl<T: Default> Featured<T> {
    pub(crate) fn release(&mut self) {
        drop(take(&mut *self.0));
    }
}

impl<T> From<T> for Featured<T> {
    fn from(value: T) -> Self {
        Self(ManuallyDrop::new(value))
    }
}

impl<T> Deref for Featured<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Featured<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

/// A side of a protocol whose needs were noted: nothing else makes a [`Core`](super::core::Core), so no
/// session runs without what it needs.
#[derive(Clone, Copy)]
pub(super) struct Registered {
    pub(super) protocol: &'static ProtocolTable,
    /// What the other side sends.
    pub(super) theirs: &'static DirectionTable,
    /// What this side sends.
    pub(super) ours: &'static DirectionTable,
    /// Whether the other side is a library, or the page that calls it, and no window.
    pub(super) library: bool,
    /// Only this module makes one.
    _made_here: (),
}

/// Notes what a side of a protocol needs.
pub(super) fn register<P: Protocol, S: Side<P>>() -> Registered {
    if const { !P::TABLE.machines.is_empty() } {
        RULES.link();
    }
    if const { any_keyed(P::TABLE.machines) } {
        CALLS.link();
    }
    if const { Tables::of::<P, S>().theirs.conditions() || Tables::of::<P, S>().ours.conditions() }
    {
        CONDITIONS.link();
    }
    if const { Tables::of::<P, S>().shake_hands() } {
        HANDSHAKES.link();
    }
    if const { Tables::of::<P, S>().answers().ids } {
        IDS.link();
    }
    if const { Tables::of::<P, S>().answers().names } {
        NAMES.link();
    }
    if const { Tables::of::<P, S>().ours.has_requests() } {
        REQUESTS.link();
    }
    if const { Tables::of::<P, S>().theirs.has_requests() || provides_library::<P, S>() } {
        QUESTIONS.link();
    }
    if const { Tables::of::<P, S>().theirs.reports() } {
        REPORTS.link();
    }
    if const { Tables::of::<P, S>().theirs.only_plain().is_none() } {
        ENVELOPES.link();
    }
    if const { Tables::of::<P, S>().theirs.has_paths() || Tables::of::<P, S>().ours.has_paths() } {
        PATHS.link();
    }
    if const { Tables::of::<P, S>().have_reloads() } {
        RELOADS.link();
    }
    if const { Tables::of::<P, S>().are_stamped() } {
        STAMPS.link();
    }
    if const { Tables::of::<P, S>().have_codecs() } {
        CODECS.link();
    }
    if const { Tables::of::<P, S>().have_conventions() } {
        CONVENTIONS.link();
    }
    if const { P::Transport::IS_LIBRARY } {
        LIBRARIES.link();
    }
    if const { Tables::of::<P, S>().answers().any() || P::Transport::IS_LIBRARY } {
        REPLIES.link();
    }
    Registered {
        protocol: P::TABLE,
        theirs: <S::In as Messages>::TABLE,
        ours: <S::Out as Messages>::TABLE,
        library: P::Transport::IS_LIBRARY,
        _made_here: (),
    }
}

/// Whether a session fills in fields of its side's messages: ids, and what it was opened with.
pub(super) const fn completes<P: Protocol, S: Side<P>>() -> bool {
    let tables = Tables::of::<P, S>();
    tables.answers().numbers || tables.ours.is_stamped()
}

/// Whether a side is that of a library, whose functions the other side calls.
const fn provides_library<P: Protocol, S: Side<P>>() -> bool {
    P::Transport::IS_LIBRARY && matches!(S::RECEIVES, Direction::ToVendor)
}

/// What is known of a side when it is compiled.
struct Tables {
    theirs: &'static DirectionTable,
    ours: &'static DirectionTable,
}

/// How requests of a side are answered.
#[derive(Clone, Copy)]
struct Answers {
    names: bool,
    ids: bool,
    numbers: bool,
}

impl Answers {
    const fn any(self) -> bool {
        self.names || self.ids
    }
}

impl Tables {
    const fn of<P: Protocol, S: Side<P>>() -> Self {
        Self {
            theirs: <S::In as Messages>::TABLE,
            ours: <S::Out as Messages>::TABLE,
        }
    }

    const fn shake_hands(&self) -> bool {
        self.theirs.handshake.is_some() || self.ours.handshake.is_some()
    }

    const fn have_reloads(&self) -> bool {
        self.theirs.has_reloads() || self.ours.has_reloads()
    }

    const fn are_stamped(&self) -> bool {
        self.theirs.is_stamped() || self.ours.is_stamped()
    }

    const fn have_conventions(&self) -> bool {
        self.theirs.has_conventions() || self.ours.has_conventions()
    }

    const fn have_codecs(&self) -> bool {
        self.theirs.encoding.codec().is_some() || self.ours.encoding.codec().is_some()
    }

    const fn answers(&self) -> Answers {
        let mut found = Answers {
            names: false,
            ids: false,
            numbers: false,
        };
        let mut families = self.ours.families;
        while let [family, further @ ..] = families {
            let mut rows = family.rows;
            while let [row, rest @ ..] = rows {
                match (&row.reply, row.id.is_some()) {
                    (Some(Reply::Named { .. }), false) => found.names = true,
                    (Some(Reply::Named { .. }), true) => {
                        (found.ids, found.numbers) = (true, true);
                    }
                    (Some(Reply::Request { .. }), _) => found.ids = true,
                    (Some(Reply::Callback { .. }) | None, _) => {}
                }
                rows = rest;
            }
            families = further;
        }
        found
    }
}

const fn any_keyed(machines: &[MachineTable]) -> bool {
    let mut machines = machines;
    while let [machine, rest @ ..] = machines {
        if machine.keyed {
            return true;
        }
        machines = rest;
    }
    false
}
