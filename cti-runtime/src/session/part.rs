//! Parts of a session that only some protocols need, so that a program links those of its protocols.
//!
//! A [`Core`](super::core::Core) is compiled once for all protocols. What only some of them need is a
//! part, which a session of such a protocol is [given](super::assemble) when it is opened. In a program
//! whose protocols need no such part none is ever made: a compiler that sees the whole program reads
//! [`Part::get`] as `None`, and leaves out what stands behind it. One that doesn't has that code in vain.
//!
//! What it is worth, gzipped, as `cti-web/check/size` measures pages: when it came, a page of LeadDesk
//! Talk had 31.0 kB, one of CloudTalk 33.4. With the calls that machines track Talk had 3.7 kB more, with handshakes 2.9,
//! inner objects 3.8, what is reported 3.0, a library 1.1; CloudTalk with requests 2.7, and their answers
//! 3.4 more. Pointers in a table of each protocol, in place of parts, made 33.7 and 37.0 kB of them: what
//! stands behind a pointer is linked by any protocol's table, and a compiler looks through none.

use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};

/// What may be a part of a session.
pub(super) trait Optional {
    /// Of this type alone.
    const MADE: &'static Made;
}

/// Whether this program has made such a part.
pub(super) struct Made(AtomicBool);

impl Made {
    pub(super) const fn new() -> Self {
        Self(AtomicBool::new(false))
    }
}

/// A part of a session that it may lack.
pub(super) struct Part<T: Optional>(
    // Dropped only where one was made: a program without such parts has nothing that drops them.
    ManuallyDrop<Option<Box<T>>>,
);

impl<T: Optional> Part<T> {
    /// No such part.
    pub(super) const NONE: Self = Self(ManuallyDrop::new(None));

    pub(super) fn new(part: T) -> Self {
        T::MADE.0.store(true, Ordering::Relaxed);
        Self(ManuallyDrop::new(Some(Box::new(part))))
    }

    /// Whether this program has made such a part.
    #[inline]
    pub(super) fn is_made() -> bool {
        T::MADE.0.load(Ordering::Relaxed)
    }

    #[inline]
    pub(super) fn is_there(&self) -> bool {
        Self::is_made() && self.0.is_some()
    }

    #[inline]
    pub(super) fn get(&self) -> Option<&T> {
        if Self::is_made() {
            self.0.as_deref()
        } else {
            None
        }
    }

    #[inline]
    pub(super) fn get_mut(&mut self) -> Option<&mut T> {
        if Self::is_made() {
            self.0.as_deref_mut()
        } else {
            None
        }
    }
}

impl<T: Optional> Drop for Part<T> {
    fn drop(&mut self) {
        if Self::is_made() {
            drop(self.0.take());
        }
    }
}

/// Says that a type may be a part of a session.
macro_rules! optional {
    ($part:ty) => {
        impl $crate::session::part::Optional for $part {
            const MADE: &'static $crate::session::part::Made = {
                static MADE: $crate::session::part::Made = $crate::session::part::Made::new();
                &MADE
            };
        }
    };
}
pub(super) use optional;
