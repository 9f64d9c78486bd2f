//! Outgoing messages without their types.

use std::marker::PhantomData;

use cti_runtime::message::Outgoing;
use cti_runtime::protocol::{Messages, Sendable, Side};
use cti_runtime::session::Untyped;
use cti_runtime::{Protocol, Session};

/// A message that is to be sent.
pub(crate) trait OutgoingMessage {
    /// What the session sends, with the number that it gives.
    fn outgoing(&mut self, session: &Untyped) -> Outgoing<'_>;
}

/// A message as it is.
struct Plain<M, F>(M, PhantomData<fn() -> F>);

impl<F: Messages, M: Sendable<F>> OutgoingMessage for Plain<M, F> {
    fn outgoing(&mut self, _: &Untyped) -> Outgoing<'_> {
        self.0.outgoing()
    }
}

/// A message that may be answered by its number.
struct Numbered<M, F>(M, PhantomData<fn() -> F>);

impl<F: Messages, M: Sendable<F>> OutgoingMessage for Numbered<M, F> {
    fn outgoing(&mut self, session: &Untyped) -> Outgoing<'_> {
        session.number(&mut self.0);
        self.0.outgoing()
    }
}

/// Takes the type from a message. Only those of protocols that number them are written to.
pub(crate) fn outgoing<P: Protocol, S: Side<P>>(
    message: impl Sendable<S::Out>,
) -> Box<dyn OutgoingMessage> {
    if const { Session::<P, S>::NUMBERS } {
        Box::new(Numbered(message, PhantomData::<fn() -> S::Out>))
    } else {
        Box::new(Plain(message, PhantomData::<fn() -> S::Out>))
    }
}
