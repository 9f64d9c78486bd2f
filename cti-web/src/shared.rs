//! A session and its handler, as the browser's events find them.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use cti_runtime::describe::Encoding;
use cti_runtime::protocol::{
    Family, FamilyTable, Library, MachineTable, Protocol, Row, Side, Window,
};
use cti_runtime::{Data, Delivered, Limits, Millis, Order, Peer, Session, Turn};

use crate::line::{Arrival, Engine, Line, Output, Posted, pump};
use crate::value::{JsMessage, text_of};
use crate::{Incoming, Notice};

/// Hands a message to whoever is to have it.
pub(crate) type Hear<P, S> =
    Box<dyn FnMut(Incoming<<S as Side<P>>::In>, &mut Peer<P, S>) -> Option<Notice>>;

/// What was put off while the session was in use.
type Later<P, S> = Box<dyn FnOnce(&mut Session<P, S>) -> Option<Notice>>;

/// A connection.
pub(crate) struct Shared<P: Protocol, S: Side<P>> {
    pub(crate) line: Line,
    session: RefCell<Session<P, S>>,
    hear: RefCell<Option<Hear<P, S>>>,
    later: RefCell<VecDeque<Later<P, S>>>,
    ways: Ways<P, S>,
}

/// How a session takes and gives, by what carries its protocol.
pub(crate) struct Ways<P: Protocol, S: Side<P>> {
    take: Take<P, S>,
    next_out: fn(&mut Session<P, S>) -> Option<Output>,
}

type Take<P, S> = fn(&mut Session<P, S>, &Arrival, Millis) -> Option<Delivered<<S as Side<P>>::In>>;

impl<P: Protocol, S: Side<P>> Shared<P, S> {
    /// Makes a connection, whose carrier and clock know the way back.
    pub(crate) fn new(
        session: Session<P, S>,
        ways: Ways<P, S>,
        line: impl FnOnce(&Weak<dyn Engine>) -> Line,
    ) -> Rc<Self> {
        Rc::new_cyclic(|weak: &Weak<Self>| {
            let engine: Weak<dyn Engine> = Weak::<Self>::clone(weak);
            Self {
                line: line(&engine),
                session: RefCell::new(session),
                hear: RefCell::default(),
                later: RefCell::default(),
                ways,
            }
        })
    }

    pub(crate) fn hear_with(&self, hear: Hear<P, S>) {
        if let Ok(mut heard) = self.hear.try_borrow_mut() {
            *heard = Some(hear);
        }
    }

    pub(crate) fn is_in_use(&self) -> bool {
        self.session.try_borrow_mut().is_err()
    }

    /// Uses the session now; `None` while it is in use.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&mut Session<P, S>) -> R) -> Option<R> {
        let mut session = self.session.try_borrow_mut().ok()?;
        session.tick(self.line.clock.now());
        Some(act(&mut session))
    }

    /// Does something, now or as soon as the session isn't in use any more, and hands over what comes
    /// of it.
    pub(crate) fn now_or_later(
        &self,
        act: impl FnOnce(&mut Session<P, S>) -> Option<Notice> + 'static,
    ) {
        self.later(Box::new(act));
        pump(self);
    }

    fn later(&self, act: Later<P, S>) {
        if let Ok(mut later) = self.later.try_borrow_mut() {
            later.push_back(act);
        }
    }

    /// Whether a message only begins a session, and came in the middle of one.
    fn restarts(&self, message: &S::In, order: &Order) -> bool {
        order.turn() == Turn::OutOfTurn
            && self
                .line
                .frame()
                .is_some_and(crate::frame::Frame::has_documents)
            && <S::In as Family>::TABLE
                .row(message.row())
                .is_some_and(|row| only_begins(row, P::TABLE.machines))
    }

    /// Takes what arrived through the session, and says whether it began anew; `None` while it is in
    /// use.
    fn receive(&self, arrival: &Arrival, now: Millis) -> Option<(Option<Delivered<S::In>>, bool)> {
        let mut session = self.session.try_borrow_mut().ok()?;
        let delivered = (self.ways.take)(&mut session, arrival, now);
        if let Some(Delivered::Message(message, order)) = &delivered
            && self.restarts(message, order)
        {
            session.reload();
            return Some(((self.ways.take)(&mut session, arrival, now), true));
        }
        Some((delivered, false))
    }

    /// Hands what was received to the handler.
    fn deliver(&self, delivered: Delivered<S::In>) -> Option<Notice> {
        let incoming = match delivered {
            Delivered::Message(message, order) => Incoming::Message(message, order),
            Delivered::Drifted(drifted) => Incoming::Drifted(drifted),
            Delivered::Refused(refusal) => return Some(Notice::Refused(refusal)),
            Delivered::Answered { .. } => return None,
        };
        let mut session = self.session.try_borrow_mut().ok()?;
        self.hear.try_borrow_mut().ok()?.as_mut()?(incoming, session.peer())
    }
}

/// Whether a message leads nowhere but out of a start: one that tells of a login, say. In the middle
/// of a session it means that another document has come.
fn only_begins(row: &Row, machines: &[MachineTable]) -> bool {
    let is_keyed = |machine: u8| {
        let machine = machines.get(usize::from(machine));
        machine.is_none_or(|machine| machine.keyed)
    };
    !row.moves.is_empty()
        && (row.moves.iter()).all(|step| step.from == 1 && step.to != 0 && !is_keyed(step.machine))
}

impl<P: Protocol, S: Side<P>> Engine for Shared<P, S> {
    fn line(&self) -> &Line {
        &self.line
    }

    fn take(&self, arrival: Arrival, now: Millis) -> Result<Option<Notice>, Arrival> {
        let Some((delivered, restarted)) = self.receive(&arrival, now) else {
            return Err(arrival);
        };
        let frame = self.line.frame();
        if restarted && let Some(frame) = frame {
            frame.restart();
            self.line.tell(Notice::Restarted);
        }
        if let (Some(frame), Arrival::Post(posted)) = (frame, arrival) {
            frame.handling(Some(posted));
        }
        let notice = delivered.and_then(|delivered| self.deliver(delivered));
        if let Some(frame) = frame {
            frame.handling(None);
        }
        Ok(notice)
    }

    fn catch_up(&self) {
        while let Ok(mut session) = self.session.try_borrow_mut()
            && let Ok(mut later) = self.later.try_borrow_mut()
            && let Some(act) = later.pop_front()
        {
            drop(later);
            session.tick(self.line.clock.now());
            let notice = act(&mut session);
            drop(session);
            if let Some(notice) = notice {
                self.line.tell(notice);
            }
        }
    }

    fn next_out(&self) -> Option<Output> {
        (self.ways.next_out)(&mut *self.session.try_borrow_mut().ok()?)
    }

    fn tick(&self, now: Millis) {
        if let Ok(mut session) = self.session.try_borrow_mut() {
            session.tick(now);
        }
    }

    fn next_deadline(&self) -> Option<Millis> {
        self.session.try_borrow().ok()?.next_deadline()
    }

    fn give_up_calls(&self) {
        if let Ok(mut session) = self.session.try_borrow_mut() {
            session.give_up_calls();
        } else {
            self.later(Box::new(|session| {
                session.give_up_calls();
                None
            }));
        }
    }

    fn limits(&self) -> Limits {
        self.session
            .try_borrow()
            .map_or(Limits::DEFAULT, |session| *session.limits())
    }

    fn ours(&self) -> &'static FamilyTable {
        <S::Out as Family>::TABLE
    }

    fn theirs(&self) -> &'static FamilyTable {
        <S::In as Family>::TABLE
    }
}

impl<P: Protocol<Carrier = Window>, S: Side<P>> Ways<P, S> {
    pub(crate) const WINDOW: Self = Self {
        take: if Reads::<S::In>::TEXT {
            if Reads::<S::In>::OBJECTS {
                take_either
            } else {
                take_text
            }
        } else {
            take_object
        },
        next_out: |session| session.poll_post().map(Output::Post),
    };
}

impl<P: Protocol<Carrier = Library>, S: Side<P>> Ways<P, S> {
    pub(crate) const LIBRARY: Self = Self {
        take: |session, arrival, now| match arrival {
            Arrival::Signal(signal) => Some(session.deliver(signal, now)),
            Arrival::Post(_) => None,
        },
        next_out: |session| session.poll_signal().map(Output::Signal),
    };
}

/// What a family is written as. Known when it is compiled, so that a program that reads objects only
/// has nothing in it that reads text.
struct Reads<F>(F);

impl<F: Family> Reads<F> {
    const TEXT: bool = !matches!(F::TABLE.encoding, Encoding::Object);
    const OBJECTS: bool = !matches!(F::TABLE.encoding, Encoding::Text | Encoding::Codec(_));
}

fn posted(arrival: &Arrival) -> Option<&Posted> {
    match arrival {
        Arrival::Post(posted) => Some(posted),
        Arrival::Signal(_) => None,
    }
}

fn take_object<P: Protocol<Carrier = Window>, S: Side<P>>(
    session: &mut Session<P, S>,
    arrival: &Arrival,
    now: Millis,
) -> Option<Delivered<S::In>> {
    let posted = posted(arrival)?;
    let object = JsMessage(&posted.data);
    Some(
        session
            .receive_live(posted.post(Data::Other), &object, now)
            .into(),
    )
}

fn take_text<P: Protocol<Carrier = Window>, S: Side<P>>(
    session: &mut Session<P, S>,
    arrival: &Arrival,
    now: Millis,
) -> Option<Delivered<S::In>> {
    let posted = posted(arrival)?;
    // One more than the limit, so that what is cut off is refused for its size.
    let text = text_of(
        &posted.data,
        session.limits().message_bytes().saturating_add(1),
    );
    let data = text.as_deref().map_or(Data::Other, Data::Text);
    Some(session.receive(posted.post(data), now).into())
}

fn take_either<P: Protocol<Carrier = Window>, S: Side<P>>(
    session: &mut Session<P, S>,
    arrival: &Arrival,
    now: Millis,
) -> Option<Delivered<S::In>> {
    if posted(arrival)?.data.is_object() {
        take_object(session, arrival, now)
    } else {
        take_text(session, arrival, now)
    }
}
