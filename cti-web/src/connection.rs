//! An open connection, and how to reach the other side from outside of handlers.

use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::rc::{Rc, Weak};

use cti_runtime::protocol::{Sendable, Side};
use cti_runtime::session::Untyped;
use cti_runtime::{App, Counters, Millis, Peer, Protocol, Request, Streamed};

use crate::outgoing::{OutgoingMessage, outgoing};
use crate::port;
use crate::shared::Shared;
use crate::{Answers, NotSent, Notice, PendingRequest};

/// A session that is connected to a window or to a library.
///
/// Dropping it closes the connection: listeners and timers are removed, ports are closed, and
/// requests that wait end as [`Closed`](crate::RequestFailed::Closed). So keep it as long as the softphone
/// is on the page.
///
/// It is a [`Remote`] too: `connection.send(…)`.
pub struct Connection<P: Protocol, S: Side<P> = App, H = ()> {
    shared: Rc<Shared>,
    handler: Rc<RefCell<H>>,
    remote: Remote<P, S>,
}

impl<P: Protocol, S: Side<P>, H> Connection<P, S, H> {
    pub(crate) const fn new(
        shared: Rc<Shared>,
        handler: Rc<RefCell<H>>,
        remote: Remote<P, S>,
    ) -> Self {
        Self {
            shared,
            handler,
            remote,
        }
    }

    /// Does something with the handler and the other side, as a method of the handler would: for what
    /// a person does on the page. What it sends goes out at once. `None`, and not done, inside a
    /// handler of this connection, which has both.
    pub fn act<R>(&self, act: impl FnOnce(&mut H, &mut Peer<P, S>) -> R) -> Option<R> {
        let mut handler = self.handler.try_borrow_mut().ok()?;
        self.shared.tick();
        let done = self
            .shared
            .lend(|session| act(&mut handler, session.peer()));
        drop(handler);
        self.shared.pump();
        done
    }

    /// The other side, to be kept and cloned wherever it is needed. It doesn't keep the connection
    /// open.
    pub fn remote(&self) -> Remote<P, S> {
        self.remote.clone()
    }
}

impl<P: Protocol, S: Side<P>, H> Deref for Connection<P, S, H> {
    type Target = Remote<P, S>;

    fn deref(&self) -> &Remote<P, S> {
        &self.remote
    }
}

impl<P: Protocol, S: Side<P>, H> Drop for Connection<P, S, H> {
    fn drop(&mut self) {
        self.shared.close();
    }
}

impl<P: Protocol, S: Side<P>, H> fmt::Debug for Connection<P, S, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connection with {}", P::TABLE.name)
    }
}

/// The other side of a connection, as it is reached from outside of handlers.
///
/// Everything here may be called anywhere, also inside a handler of the same connection. There
/// the handler's own [`Peer`] is the better way: it answers at once. What is sent through a
/// `Remote` meanwhile goes out when the handler returns, and a rule that forbids it then is told
/// as [`Notice::NotSent`].
pub struct Remote<P: Protocol, S: Side<P> = App> {
    shared: Weak<Shared>,
    types: PhantomData<fn() -> (P, S)>,
}

impl<P: Protocol, S: Side<P>> Clone for Remote<P, S> {
    fn clone(&self) -> Self {
        Self::new(Weak::clone(&self.shared))
    }
}

fn send(shared: &Weak<Shared>, mut message: Box<dyn OutgoingMessage>) -> Result<(), NotSent> {
    let shared = Shared::open(shared).ok_or(NotSent::Closed)?;
    if !shared.tick() {
        shared.later(Box::new(move |shared| {
            if let Err(why) = shared.say(&mut *message) {
                shared.tell(Notice::NotSent(why));
            }
        }));
        return Ok(());
    }
    let sent = shared.say(&mut *message);
    shared.pump();
    sent.map_err(NotSent::Session)
}

fn hand_over(shared: &Weak<Shared>, mut message: Box<dyn OutgoingMessage>) -> Result<(), NotSent> {
    let there = Shared::open(shared).ok_or(NotSent::Closed)?;
    let frame = there.frame().ok_or(NotSent::NoPort)?;
    if frame.has_port() || !there.tick() {
        return Err(NotSent::NoPort);
    }
    // What was sent before goes first, and without the port.
    there.pump();
    there.say(&mut *message).map_err(NotSent::Session)?;
    let Some(post) = there.with(Untyped::poll_post).flatten() else {
        return Err(NotSent::NoPort);
    };
    let handed_over = port::send_with_port(frame, &post, shared);
    there.pump();
    handed_over.then_some(()).ok_or(NotSent::NoPort)
}

impl<P: Protocol, S: Side<P>> Remote<P, S> {
    pub(crate) const fn new(shared: Weak<Shared>) -> Self {
        Self {
            shared,
            types: PhantomData,
        }
    }

    fn open(&self) -> Option<Rc<Shared>> {
        Shared::open(&self.shared)
    }

    /// Whether the connection is open.
    pub fn is_open(&self) -> bool {
        self.open().is_some()
    }

    /// Sends a message.
    ///
    /// # Errors
    /// What forbids it; nothing has happened then.
    pub fn send(&self, message: impl Sendable<S::Out>) -> Result<(), NotSent> {
        send(&self.shared, outgoing::<P, S>(message))
    }

    /// Sends a message that is answered, and gives the future of its answer, which waits as long
    /// as [`Peer::request`](cti_runtime::Peer::request) says.
    pub fn request<M>(&self, message: M) -> PendingRequest<P, S, M>
    where
        M: Request<Direction = S::Out, Answers = S::In>,
    {
        PendingRequest::make(&self.shared, message, None)
    }

    /// Sends a message that is answered, and waits this long for the answer.
    pub fn request_within<M>(&self, message: M, timeout: Millis) -> PendingRequest<P, S, M>
    where
        M: Request<Direction = S::Out, Answers = S::In>,
    {
        PendingRequest::make(&self.shared, message, Some(timeout))
    }

    /// Sends a message that is answered many times, and gives the stream of its answers.
    pub fn stream<M>(&self, message: M) -> Answers<P, S, M>
    where
        M: Streamed<Direction = S::Out, Answers = S::In>,
    {
        Answers::make(&self.shared, message)
    }

    /// Looks at the session, or sends by hand; what it sends goes out at once. `None`, and not done,
    /// inside a handler of this connection, which has the peer, and once the connection is dropped.
    pub fn with<R>(&self, act: impl FnOnce(&mut Peer<P, S>) -> R) -> Option<R> {
        let shared = self.open()?;
        shared.tick();
        let done = shared.lend(|session| act(session.peer()));
        shared.pump();
        done
    }

    /// What the session has counted. What the browser's event says of its sender (a script made
    /// it, another window posted it) is counted as [`Gate::Source`](cti_runtime::Gate). `None` as in
    /// [`with`](Self::with).
    pub fn counters(&self) -> Option<Counters> {
        self.with(|peer| peer.counters())
    }

    /// Calls a function with all that handlers aren't told: refusals, drifts, restarts. It takes
    /// the place of the one before.
    pub fn on_notice(&self, notice: impl Fn(Notice) + 'static) {
        if let Some(shared) = self.open() {
            shared.on_notice(Rc::new(notice));
        }
    }

    /// Begins the session anew, as [`Session::reload`](cti_runtime::Session::reload) does: for a vendor
    /// whose new document says nothing until it is told something (Talkdesk: `init_td_embedded`, after
    /// each [`Notice::Loaded`]). Does nothing once the connection is dropped.
    pub fn restart(&self) {
        if let Some(shared) = self.open() {
            shared.now_or_later(Box::new(|shared| {
                shared.with(Untyped::reload);
            }));
        }
    }

    /// Goes on through the first `MessagePort` that came with the message which a handler is
    /// handling.
    ///
    /// From here on everything is posted to that port, also what the handler has sent before. What
    /// comes from it is judged as coming from the origin of the message that carried it, since only
    /// who got that message's port from there can post to it. The window isn't listened to any more,
    /// until another document has loaded in the frame. `false`, and nothing changes, if there is no
    /// such port, or if the declaration says `#[port]` of the message: it is gone on through already.
    pub fn adopt_port(&self) -> bool {
        self.open()
            .is_some_and(|shared| port::adopt_port(&shared, &self.shared))
    }

    /// Sends a message with a new `MessagePort`, through which the session goes on: the other end of
    /// [`adopt_port`](Self::adopt_port).
    ///
    /// # Errors
    /// As [`send`](Self::send), and [`NotSent::NoPort`].
    pub fn send_with_port(&self, message: impl Sendable<S::Out>) -> Result<(), NotSent> {
        hand_over(&self.shared, outgoing::<P, S>(message))
    }
}

impl<P: Protocol, S: Side<P>> fmt::Debug for Remote<P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Remote of {}", P::TABLE.name)
    }
}
