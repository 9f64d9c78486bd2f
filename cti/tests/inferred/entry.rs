//! The protocol of a declaration, whichever way its two sides reach each other.

use cti::Entry;
use cti_runtime::Protocol;
use cti_runtime::protocol::{Library, Window};

/// The protocol of a marker.
pub(crate) fn of<P: Protocol<Transport: Reaches<P>>>() -> Entry {
    P::Transport::entry()
}

/// How the two sides reach each other.
pub(crate) trait Reaches<P> {
    fn entry() -> Entry;
}

impl<P: Protocol<Transport = Self>> Reaches<P> for Window {
    fn entry() -> Entry {
        Entry::window::<P>()
    }
}

impl<P: Protocol<Transport = Self>> Reaches<P> for Library {
    fn entry() -> Entry {
        Entry::library::<P>()
    }
}
