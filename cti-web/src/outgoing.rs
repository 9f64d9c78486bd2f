//! Outgoing messages without their types.

use std::marker::PhantomData;

use cti_runtime::message::Outgoing;
use cti_runtime::protocol::{Messages, Sendable, Side};
use cti_runtime::session::Untyped;
use cti_runtime::{Protocol, Session};

/// A message that is to be sent.
pub(crate) trait OutgoingMessage {
    /// What the session sends, with what it fills in.
    fn outgoing(&mut self, session: &mut Untyped) -> Outgoing<'_>;
}

/// A message as it is.
struct Plain<M, F>(M, PhantomData<fn() -> F>);

impl<F: Messages, M: Sendable<F>> OutgoingMessage for Plain<M, F> {
    fn outgoing(&mut self, _: &mut Untyped) -> Outgoing<'_> {
        self.0.outgoing()
    }
}

/// A message in which the session fills in fields.
struct Completed<M, F>(M, PhantomData<fn() -> F>);

impl<F: Messages, M: Sendable<F>> OutgoingMessage for Completed<M, F> {
    fn outgoing(&mut self, session: &mut Untyped) -> Outgoing<'_> {
        session.complete(&mut self.0);
        self.0.outgoing()
    }
}

/// Takes the type from a message. Only those of protocols whose sessions fill in fields are written to.
pub(crate) fn outgoing<P: Protocol, S: Side<P>>(
    message: impl Sendable<S::Out>,
) -> Box<dyn OutgoingMessage> {
    if const { Session::<P, S>::COMPLETES } {
        Box::new(Completed(message, PhantomData::<fn() -> S::Out>))
    } else {
        Box::new(Plain(message, PhantomData::<fn() -> S::Out>))
    }
}
