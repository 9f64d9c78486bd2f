//! From a message to the method of a handler.

use super::peer::Peer;
use crate::protocol::{Protocol, Side};

/// Hands a message to the method of a handler that is meant for it.
pub trait Dispatch<H: ?Sized, P: Protocol, S: Side<P>> {
    /// Calls the handler's method for this message.
    fn dispatch(self, handler: &mut H, peer: &mut Peer<P, S>);
}
