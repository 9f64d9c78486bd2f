//! Numbers of requests, and the word that one was answered.

use std::fmt;

use crate::json::{Fault, FaultKind, Fill, Put, Reader, Record, Shape, Writer};

/// The number by which a session knows a request: one of its own, or one that it is to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub(crate) u64);

impl RequestId {
    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// A request of this side was answered: its ticket has the outcome.
///
/// It is no message of the declaration, but stands among those of the direction from which the answer
/// came, so that a page's loop needs no further case for it. Handlers don't see it.
#[derive(Clone, PartialEq)]
pub struct Settled {
    pub(crate) request: RequestId,
    pub(crate) method: &'static str,
    /// Row of the request.
    pub(crate) row: usize,
}

impl Settled {
    /// The number of the request, which its ticket has too.
    pub const fn request(&self) -> RequestId {
        self.request
    }

    /// The function that was called, by its name on the wire.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    pub(crate) const fn row(&self) -> usize {
        self.row
    }
}

impl fmt::Debug for Settled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Settled {} ({})", self.request.get(), self.method)
    }
}

/// It has nothing to be read or written: what was answered is the ticket's.
impl Record for Settled {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            whole: true,
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for Settled {
    fn set(&mut self, _: usize, _: &mut dyn Reader) -> Result<(), Fault> {
        Err(Fault::nowhere(FaultKind::Value("a message with a tag")))
    }
}

impl Put for Settled {
    fn put(&self, out: &mut Writer) {
        out.null();
    }
}
