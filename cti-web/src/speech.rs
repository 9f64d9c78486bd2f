//! Messages that are to be sent, without their types.

use std::marker::PhantomData;

use cti_runtime::protocol::{Family, Says, Side};
use cti_runtime::session::{Said, Untyped};
use cti_runtime::{Protocol, Session};

/// A message that is to be sent.
pub(crate) trait Speech {
    /// What the session sends, with the number that it gives.
    fn said(&mut self, session: &Untyped) -> Said<'_>;
}

/// A message as it is.
struct Plain<M, F>(M, PhantomData<fn() -> F>);

impl<F: Family, M: Says<F>> Speech for Plain<M, F> {
    fn said(&mut self, _: &Untyped) -> Said<'_> {
        self.0.said()
    }
}

/// A message that may be answered by its number.
struct Numbered<M, F>(M, PhantomData<fn() -> F>);

impl<F: Family, M: Says<F>> Speech for Numbered<M, F> {
    fn said(&mut self, session: &Untyped) -> Said<'_> {
        session.number(&mut self.0);
        self.0.said()
    }
}

/// Takes the type from a message. Only those of protocols that number them are written to.
pub(crate) fn speech<P: Protocol, S: Side<P>>(message: impl Says<S::Out>) -> Box<dyn Speech> {
    if const { Session::<P, S>::NUMBERS } {
        Box::new(Numbered(message, PhantomData::<fn() -> S::Out>))
    } else {
        Box::new(Plain(message, PhantomData::<fn() -> S::Out>))
    }
}
