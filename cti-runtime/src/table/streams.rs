//! Requests with many answers.

/// A request of which many answers come, until it ends.
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    /// The request's row within its family.
    pub row: u16,
    /// Row of the other side's message that ends it.
    pub until: Option<u16>,
    /// Row of the message of its own side that cancels it.
    pub cancel: Option<u16>,
}
