//! What a connection has whatever its protocol: compiled once, not once for each of them.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::task::Waker;

use cti_runtime::protocol::FamilyTable;
use cti_runtime::{Data, Limits, Millis, OutPost, Post, Signal, Source, Witness};
use wasm_bindgen::JsValue;
use web_sys::MessageEvent;

use crate::Notice;
use crate::clock::Clock;
use crate::frame::Frame;
use crate::provide::Desk;

/// How many arrivals wait at most while a handler runs.
const INBOX: usize = 1024;

/// A connection, as the events of the browser see it.
pub(crate) trait Engine {
    fn line(&self) -> &Line;
    /// Takes what arrived through the session and to the handler. Gives it back if the session is in
    /// use.
    fn take(&self, arrival: Arrival, now: Millis) -> Result<Option<Notice>, Arrival>;
    /// Does what was put off while the session was in use.
    fn catch_up(&self);
    /// The next thing to hand over.
    fn next_out(&self) -> Option<Output>;
    /// Lets time pass.
    fn tick(&self, now: Millis);
    fn next_deadline(&self) -> Option<Millis>;
    /// What waits for an answer is given up.
    fn give_up_calls(&self);
    fn limits(&self) -> Limits;
    /// What this side sends.
    fn ours(&self) -> &'static FamilyTable;
    /// What the other side sends.
    fn theirs(&self) -> &'static FamilyTable;
}

/// What arrived.
pub(crate) enum Arrival {
    /// A message.
    Post(Posted),
    /// What crossed the edge of a library.
    Signal(Signal<'static>),
}

/// A message, and what the browser says of it.
pub(crate) struct Posted {
    source: Source,
    witness: Witness,
    pub(crate) origin: String,
    pub(crate) data: JsValue,
    /// The event, if it is one to look at.
    pub(crate) event: Option<MessageEvent>,
}

impl Posted {
    /// A message of the other side.
    pub(crate) fn by_other(event: MessageEvent, origin: String) -> Self {
        Self {
            source: OTHER,
            witness: Witness::Browser,
            origin,
            data: event.data(),
            event: Some(event),
        }
    }

    /// What another window posted, or an event that a script made. Nothing of it is looked at.
    pub(crate) fn by_stranger(event: &MessageEvent) -> Self {
        Self {
            source: STRANGER,
            witness: if event.is_trusted() {
                Witness::Browser
            } else {
                Witness::Nobody
            },
            origin: String::new(),
            data: JsValue::UNDEFINED,
            event: None,
        }
    }

    /// As the session sees it.
    pub(crate) fn post<'a>(&'a self, data: Data<'a>) -> Post<'a> {
        Post {
            witness: self.witness,
            ..Post::new(self.source, &self.origin, data)
        }
    }
}

/// The window that a session talks to, and every other one.
pub(crate) const OTHER: Source = Source(1);
const STRANGER: Source = Source(0);

/// What is to be handed over.
pub(crate) enum Output {
    Post(OutPost),
    Signal(Signal<'static>),
}

/// How the other side is reached. Behind a pointer, so that a program has only those in it that it
/// opens.
pub(crate) trait Carrier {
    /// Hands something over to the other side. Says whether it could.
    fn hand_over(&self, output: Output) -> bool;
    /// Listens no more.
    fn close(&self);
    /// The carrier, if it is a window.
    fn frame(&self) -> Option<&Frame> {
        None
    }
    /// The carrier, if it is the library's side of a library.
    fn desk(&self) -> Option<&Desk> {
        None
    }
}

/// Who is told what handlers aren't.
type Told = Rc<dyn Fn(Notice)>;

/// The untyped part of a connection.
pub(crate) struct Line {
    carrier: Box<dyn Carrier>,
    pub(crate) clock: Clock,
    closed: Cell<bool>,
    pumping: Cell<bool>,
    inbox: RefCell<VecDeque<Arrival>>,
    notice: RefCell<Option<Told>>,
    wakers: RefCell<Vec<Waker>>,
}

impl Line {
    pub(crate) fn new(carrier: Box<dyn Carrier>, clock: Clock) -> Self {
        Self {
            carrier,
            clock,
            closed: Cell::new(false),
            pumping: Cell::new(false),
            inbox: RefCell::default(),
            notice: RefCell::default(),
            wakers: RefCell::default(),
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.get()
    }

    pub(crate) fn frame(&self) -> Option<&Frame> {
        self.carrier.frame()
    }

    pub(crate) fn desk(&self) -> Option<&Desk> {
        self.carrier.desk()
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
        if let Ok(mut wakers) = self.wakers.try_borrow_mut()
            && !wakers.iter().any(|waiting| waiting.will_wake(waker))
        {
            wakers.push(waker.clone());
        }
    }

    fn wake(&self) {
        let wakers = self.wakers.try_borrow_mut();
        let wakers = wakers.map(|mut wakers| std::mem::take(&mut *wakers));
        wakers.into_iter().flatten().for_each(Waker::wake);
    }

    /// Nothing arrives and nothing is sent from here on.
    pub(crate) fn close(&self) {
        if self.closed.replace(true) {
            return;
        }
        self.clock.stop();
        self.carrier.close();
        self.wake();
    }

    fn arrived(&self, arrival: Arrival) -> Option<Notice> {
        let mut inbox = self.inbox.try_borrow_mut().ok()?;
        if inbox.len() >= INBOX {
            return Some(Notice::Overrun(INBOX));
        }
        inbox.push_back(arrival);
        None
    }

    fn next_arrival(&self) -> Option<Arrival> {
        self.inbox.try_borrow_mut().ok()?.pop_front()
    }

    fn put_back(&self, arrival: Arrival) {
        if let Ok(mut inbox) = self.inbox.try_borrow_mut() {
            inbox.push_front(arrival);
        }
    }
}

/// Something arrived.
pub(crate) fn arrive(engine: &dyn Engine, arrival: Arrival) {
    if let Some(notice) = engine.line().arrived(arrival) {
        engine.line().tell(notice);
    }
    pump(engine);
}

/// Takes what has arrived and hands over what is to go, until nothing is left of either.
///
/// Nothing of the connection is borrowed while code of others runs. What comes back from there (a
/// handler that sends, a library that answers at once) is put in its queue and taken in the turn of
/// this loop, not inside of it.
pub(crate) fn pump(engine: &dyn Engine) {
    let line = engine.line();
    if line.pumping.replace(true) {
        return;
    }
    while !line.is_closed() {
        engine.catch_up();
        if let Some(output) = engine.next_out() {
            hand_over(engine, output);
            continue;
        }
        let Some(arrival) = line.next_arrival() else {
            break;
        };
        match engine.take(arrival, line.clock.now()) {
            Ok(Some(notice)) => line.tell(notice),
            Ok(None) => {}
            Err(arrival) => {
                // Whoever uses the session comes here after that.
                line.put_back(arrival);
                break;
            }
        }
    }
    line.pumping.set(false);
    if !line.is_closed() {
        line.clock.set(engine.next_deadline());
        line.wake();
    }
}

fn hand_over(engine: &dyn Engine, output: Output) {
    let line = engine.line();
    if !line.carrier.hand_over(output) {
        line.tell(Notice::Undelivered);
    }
}

/// A function of JavaScript's that reaches a connection as long as there is one.
pub(crate) type Callback = wasm_bindgen::closure::Closure<dyn Fn(JsValue)>;

/// Makes a callback. It knows its connection by a number of its own, `key`.
pub(crate) fn callback(
    engine: &Weak<dyn Engine>,
    key: u64,
    run: fn(&dyn Engine, u64, &JsValue),
) -> Callback {
    let engine = Weak::clone(engine);
    Callback::new(move |argument| {
        if let Some(engine) = engine.upgrade()
            && !engine.line().is_closed()
        {
            run(&*engine, key, &argument);
        }
    })
}
