//! What the protocols of a program need of a session, so that nothing else becomes part of it.
//!
//! A [`Core`](super::core::Core) is compiled once for all protocols. What only some of them need stands
//! behind a flag, which is set before the first session of such a protocol begins. In a program
//! without one nothing ever sets it: a compiler that sees the whole program reads it as `false`,
//! and leaves out what stands behind it. One that doesn't has the code in vain.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::protocol::{Family, FamilyTable, MachineTable, Protocol, Side};

/// Something that a session needs for some protocols only.
pub(super) struct Need(AtomicBool);

/// Handshakes.
pub(super) static HANDSHAKES: Need = Need::new();
/// State machines that run once per call.
pub(super) static CALLS: Need = Need::new();

impl Need {
    const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Whether a protocol of this program may need it.
    #[inline]
    pub(super) fn is_there(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn arise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Notes what a side of a protocol needs. To be called before a session of it begins.
pub(super) fn note<P: Protocol, S: Side<P>>() {
    if const { Tables::of::<P, S>().shake_hands() } {
        HANDSHAKES.arise();
    }
    if const { Tables::of::<P, S>().follow_calls() } {
        CALLS.arise();
    }
}

/// What is known of a side when it is compiled.
struct Tables {
    machines: &'static [MachineTable],
    theirs: &'static FamilyTable,
    ours: &'static FamilyTable,
}

impl Tables {
    const fn of<P: Protocol, S: Side<P>>() -> Self {
        Self {
            machines: P::TABLE.machines,
            theirs: <S::In as Family>::TABLE,
            ours: <S::Out as Family>::TABLE,
        }
    }

    const fn shake_hands(&self) -> bool {
        self.theirs.handshake.is_some() || self.ours.handshake.is_some()
    }

    const fn follow_calls(&self) -> bool {
        let mut machines = self.machines;
        while let [machine, rest @ ..] = machines {
            if machine.keyed {
                return true;
            }
            machines = rest;
        }
        false
    }
}
