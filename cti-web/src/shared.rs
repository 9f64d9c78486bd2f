//! A session and its handler, as the browser's events find them: compiled once, not once for each
//! protocol.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};
use std::task::Waker;

use cti_runtime::json::Fill;
use cti_runtime::protocol::{New, Protocol, Side};
use cti_runtime::session::{Slot, Untyped};
use cti_runtime::table::DirectionTable;
use cti_runtime::{Limits, Received, SendError, Session, SessionNotice, Turn};

use crate::bounds::Load;
use crate::clock::Clock;
use crate::frame::Frame;
use crate::functions::Callers;
use crate::outgoing::OutgoingMessage;
use crate::provide::ProvidedLibrary;
use crate::transport::{Inbound, MessageSink, Transport};
use crate::{Notice, Queue};

/// How many bytes an object counts as that hasn't been copied yet.
const ON_ITS_WAY: usize = 64 << 10;

/// What was put off while the session was in use.
pub(crate) type Later = Box<dyn FnOnce(&Shared)>;

/// Who is told what handlers aren't.
type Told = Rc<dyn Fn(Notice)>;

/// A connection.
pub(crate) struct Shared {
    /// Not there while it is in use.
    session: Cell<Option<Untyped>>,
    sink: RefCell<Option<Box<dyn MessageSink>>>,
    /// What is being handled.
    handled: Cell<Option<Box<Inbound>>>,
    transport: Box<dyn Transport>,
    pub(crate) clock: Clock,
    closed: Cell<bool>,
    pumping: Cell<bool>,
    /// Each with its bytes.
    inbox: RefCell<Vec<(Box<Inbound>, usize)>>,
    load: Cell<Load>,
    later: RefCell<Vec<Later>>,
    notice: RefCell<Option<Told>>,
    /// Behind a pointer: only programs that make requests have any.
    tasks: OnceCell<Box<dyn Wait>>,
    /// What this side sends.
    pub(crate) ours: &'static DirectionTable,
    /// What the other side sends.
    pub(crate) theirs: &'static DirectionTable,
}

impl Shared {
    /// Makes a connection, whose transport and clock know the way back.
    pub(crate) fn new(
        session: Untyped,
        transport: impl FnOnce(&Weak<Self>) -> Box<dyn Transport>,
    ) -> Rc<Self> {
        Rc::new_cyclic(|weak| Self {
            transport: transport(weak),
            clock: Clock::new(weak),
            closed: Cell::new(false),
            pumping: Cell::new(false),
            sink: RefCell::default(),
            handled: Cell::default(),
            inbox: RefCell::default(),
            load: Cell::default(),
            later: RefCell::default(),
            notice: RefCell::default(),
            tasks: OnceCell::new(),
            ours: session.ours(),
            theirs: session.theirs(),
            session: Cell::new(Some(session)),
        })
    }

    /// The connection, if it is there and open.
    pub(crate) fn open(shared: &Weak<Self>) -> Option<Rc<Self>> {
        shared.upgrade().filter(|shared| !shared.is_closed())
    }

    pub(crate) fn deliver_to(&self, sink: Box<dyn MessageSink>) {
        if let Ok(mut before) = self.sink.try_borrow_mut() {
            *before = Some(sink);
        }
    }

    /// What is being handled, to be taken out.
    pub(crate) fn handled(&self) -> Option<Box<Inbound>> {
        self.handled.take()
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.get()
    }

    pub(crate) fn frame(&self) -> Option<&Frame> {
        self.transport.frame()
    }

    pub(crate) fn callers(&self) -> Option<&Callers> {
        self.transport.callers()
    }

    pub(crate) fn provided_library(&self) -> Option<&ProvidedLibrary> {
        self.transport.provided_library()
    }

    /// Uses the session; `None` while it is in use.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&mut Untyped) -> R) -> Option<R> {
        let mut session = self.session.take()?;
        let done = act(&mut session);
        self.give_back(session);
        Some(done)
    }

    /// The session isn't in use any more.
    #[inline(never)]
    fn give_back(&self, session: Untyped) {
        self.session.set(Some(session));
    }

    /// Lends the session to code outside of this crate that knows its types; `None`
    /// while it is in use.
    pub(crate) fn lend<P: Protocol, S: Side<P>, R>(
        &self,
        act: impl FnOnce(&mut Session<P, S>) -> R,
    ) -> Option<R> {
        let mut session = Session::typed(self.session.take()?);
        let done = act(&mut session);
        self.give_back(session.untyped());
        Some(done)
    }

    /// How much the session takes.
    pub(crate) fn limits(&self) -> Limits {
        let limits = self.with(|session| *session.limits());
        limits.unwrap_or(Limits::DEFAULT)
    }

    /// Sends a message.
    pub(crate) fn say(&self, message: &mut dyn OutgoingMessage) -> Result<(), SendError> {
        let sent = self.with(|session| {
            let said = message.outgoing(session);
            session.send(said)
        });
        sent.unwrap_or(Ok(()))
    }

    /// Lets time pass. Says whether the session isn't in use.
    pub(crate) fn tick(&self) -> bool {
        let now = self.clock.now();
        self.with(|session| session.tick(now)).is_some()
    }

    /// Does something, now or as soon as the session isn't in use any more, and hands over what comes
    /// of it.
    pub(crate) fn now_or_later(&self, act: Later) {
        self.later(act);
        self.pump();
    }

    pub(crate) fn later(&self, act: Later) {
        if let Ok(mut later) = self.later.try_borrow_mut() {
            later.push(act);
        }
    }

    pub(crate) fn on_notice(&self, notice: Told) {
        // Dropped outside of the borrow: what a closure owns may come back here.
        let before = self
            .notice
            .try_borrow_mut()
            .ok()
            .map(|mut n| n.replace(notice));
        drop(before);
    }

    /// Tells what the session does.
    fn tell_of(&self, notice: &SessionNotice) {
        if let SessionNotice::HandshakeGivenUp { begin, until } = *notice {
            self.tell(Notice::HandshakeGivenUp { begin, until });
        }
    }

    pub(crate) fn tell(&self, told: Notice) {
        let notice = self
            .notice
            .try_borrow()
            .ok()
            .and_then(|notice| notice.clone());
        if let Some(notice) = notice {
            notice(told);
        }
    }

    /// Has a task polled again after the next thing that happens.
    pub(crate) fn wait(&self, waker: &Waker) {
        let tasks = self.tasks.get_or_init(|| Box::new(Tasks::default()));
        tasks.wait(waker);
    }

    fn wake(&self) {
        if let Some(tasks) = self.tasks.get() {
            tasks.wake();
        }
    }

    /// Nothing arrives and nothing is sent from here on.
    pub(crate) fn close(&self) {
        if self.closed.replace(true) {
            return;
        }
        self.clock.stop();
        self.transport.close();
        self.wake();
    }

    /// Something arrived.
    pub(crate) fn arrive(&self, inbound: Inbound) {
        // What is taken at once isn't measured.
        let bytes = if self.pumping.get() {
            inbound.bytes(ON_ITS_WAY)
        } else {
            0
        };
        let mut load = self.load.get();
        let put = load.put(bytes, Queue::Inbox);
        self.load.set(load);
        match put {
            Ok(()) => {
                if let Ok(mut inbox) = self.inbox.try_borrow_mut() {
                    inbox.push((Box::new(inbound), bytes));
                }
            }
            Err(overrun) => self.tell(Notice::Overrun(overrun)),
        }
        self.pump();
    }

    /// How many bytes the message has that is being handled.
    pub(crate) fn bytes(&self) -> usize {
        let handled = self.handled.take();
        let bytes = handled.as_ref().map(|inbound| inbound.bytes(ON_ITS_WAY));
        self.handled.set(handled);
        bytes.unwrap_or_default()
    }

    /// Takes what has arrived and hands over what is to go, until nothing is left of either.
    ///
    /// Nothing of the connection is borrowed while code of others runs. What comes back from there (a
    /// handler that sends, a library that answers at once) is put in its queue and taken in the turn of
    /// this loop, not inside of it.
    pub(crate) fn pump(&self) {
        if self.pumping.replace(true) {
            return;
        }
        // The time is asked for once, however much there is to do.
        if self.tick() {
            while !self.is_closed() && self.step() {}
        }
        self.pumping.set(false);
        if !self.is_closed() {
            let deadline = self.with(|session| session.next_deadline()).flatten();
            self.clock.set(deadline);
            self.transport.watch(deadline.is_some());
            self.transport.tidy(self);
            self.wake();
        }
    }

    /// Does the next thing that is to be done; `false` if nothing is.
    fn step(&self) -> bool {
        if let Some(notice) = self.with(Untyped::poll_notice).flatten() {
            self.tell_of(&notice);
        } else if let Some(act) = first(&self.later) {
            act(self);
        } else if let Some(handed_over) = self.transport.hand_over(self) {
            if !handed_over {
                self.tell(Notice::Undelivered);
            }
        } else if let Some((inbound, bytes)) = first(&self.inbox) {
            let mut load = self.load.get();
            load.take(bytes);
            self.load.set(load);
            self.take(inbound);
        } else {
            return false;
        }
        true
    }

    /// Takes what arrived through the session and to the handler.
    fn take(&self, inbound: Box<Inbound>) {
        let Ok(mut sink) = self.sink.try_borrow_mut() else {
            return;
        };
        let (Some(sink), Some(mut session)) = (&mut *sink, self.session.take()) else {
            return;
        };
        let mut slot = Noting {
            sink: &mut **sink,
            row: None,
        };
        let mut received = self.transport.take(&mut session, &inbound, &mut slot);
        if let Some(Received::Refused(refusal)) = &received
            && refusal.is_of_another_origin()
            && let Some(frame) = self.frame()
            && frame.is_elsewhere()
        {
            // One window has one document: that of the other origin has taken the place of the one that
            // the session was with. Its message may begin anew.
            session.give_up_requests();
            received = self.transport.take(&mut session, &inbound, &mut slot);
        }
        let mut other_document = None;
        if let Some(Received::Message((), order)) = &received {
            if order.is_new_origin() {
                let origin = session.target().cloned();
                other_document = Some(origin.map_or(Notice::Restarted, Notice::Moved));
            } else if order.is_reloaded() {
                other_document = Some(Notice::Restarted);
            } else if order.turn() == Turn::OutOfTurn
                && self.frame().is_some_and(Frame::has_documents)
                && slot.row.is_some_and(|row| session.only_begins(row))
            {
                session.reload();
                received = self.transport.take(&mut session, &inbound, &mut slot);
                other_document = Some(Notice::Restarted);
            }
        }
        self.give_back(session);
        if let Some(notice) = other_document {
            if let Some(frame) = self.frame() {
                frame.restart();
            }
            self.tell(notice);
        }
        // A notice may have closed the connection: nothing arrives any more then.
        if self.is_closed() {
            return;
        }
        match received {
            Some(Received::Message((), order)) => {
                self.handled.set(Some(inbound));
                sink.message(self, &order);
                self.handled.set(None);
            }
            Some(Received::Drifted(drifted)) => {
                self.handled.set(Some(inbound));
                sink.drifted(self, drifted);
                self.handled.set(None);
            }
            Some(Received::Refused(refusal)) => self.tell(Notice::Refused(refusal)),
            None => {}
        }
    }
}

/// Takes out what waits longest.
fn first<T>(queue: &RefCell<Vec<T>>) -> Option<T> {
    let mut queue = queue.try_borrow_mut().ok()?;
    (!queue.is_empty()).then(|| queue.remove(0))
}

/// Puts a message on, and notes its row.
struct Noting<'a> {
    sink: &'a mut dyn MessageSink,
    row: Option<usize>,
}

impl Slot for Noting<'_> {
    fn make(&mut self, new: New) -> &mut dyn Fill {
        self.row = match new {
            New::Row(row) => Some(row),
            New::Unknown(_) | New::Settled(_) => None,
        };
        self.sink.make(new)
    }
}

/// Tasks that wait for something to happen.
trait Wait {
    fn wait(&self, waker: &Waker);
    fn wake(&self);
}

#[derive(Default)]
struct Tasks(RefCell<Vec<Waker>>);

impl Wait for Tasks {
    fn wait(&self, waker: &Waker) {
        if let Ok(mut wakers) = self.0.try_borrow_mut()
            && !wakers.iter().any(|waiting| waiting.will_wake(waker))
        {
            wakers.push(waker.clone());
        }
    }

    fn wake(&self) {
        let wakers = self.0.try_borrow_mut();
        let wakers = wakers.map(|mut wakers| std::mem::take(&mut *wakers));
        wakers.into_iter().flatten().for_each(Waker::wake);
    }
}
