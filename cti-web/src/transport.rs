//! How a session is carried: what arrives from the browser, and the transports that bring it.

use std::cell::Cell;
use std::rc::Weak;

use cti_runtime::session::{Slot, Untyped};
use cti_runtime::{Data, Drifted, Order, Post, Received, RequestId, Signal, Source, Witness};
use wasm_bindgen::JsValue;

use crate::Notice;
use crate::browser::Message;
use crate::frame::Frame;
use crate::functions::Callers;
use crate::provide::ProvidedLibrary;
use crate::shared::Shared;
use crate::value::text_length;

/// What arrived.
pub(crate) enum Inbound {
    /// A message.
    Post(Posted),
    /// What crossed the edge of a library.
    Signal(Signal<'static>),
}

/// A message, and what the browser says of it.
pub(crate) struct Posted {
    /// The event, if the other side posted it: nothing is looked at of one that another window posted,
    /// or a script made.
    pub(crate) event: Option<Message>,
    pub(crate) origin: String,
    /// Whether the browser made the event.
    pub(crate) trusted: bool,
    /// The request of this side over whose port it came.
    pub(crate) answers: Option<RequestId>,
    /// How many bytes it has as JSON, if it is an object that was copied.
    pub(crate) copied: Cell<Option<usize>>,
}

impl Inbound {
    /// How many bytes it has as JSON. A text's characters count as one each, and an object as soon as
    /// it was copied: until then it counts as the most that it may have.
    pub(crate) fn bytes(&self, most: usize) -> usize {
        match self {
            Self::Post(posted) => posted.bytes(most),
            Self::Signal(
                Signal::Request {
                    arguments: json, ..
                }
                | Signal::Reply { body: json, .. }
                | Signal::Reject { body: json, .. }
                | Signal::Fire { body: json, .. },
            ) => json.len(),
            Self::Signal(Signal::Fail { .. }) => 0,
        }
    }
}

impl Posted {
    /// An event that another window posted, or that a script made.
    pub(crate) const fn by_stranger(trusted: bool) -> Self {
        Self {
            event: None,
            origin: String::new(),
            trusted,
            answers: None,
            copied: Cell::new(None),
        }
    }

    /// An event of the other side.
    pub(crate) fn by_other(event: &Message, origin: String) -> Self {
        Self {
            event: Some(event.clone()),
            origin,
            trusted: true,
            answers: None,
            copied: Cell::new(None),
        }
    }

    /// An event of the other side, at the port of a request.
    pub(crate) fn over_port(event: &Message, origin: String, request: RequestId) -> Self {
        Self {
            answers: Some(request),
            ..Self::by_other(event, origin)
        }
    }

    fn bytes(&self, most: usize) -> usize {
        if self.event.is_none() {
            return 0;
        }
        let copied = || text_length(&self.data()).unwrap_or(most);
        self.copied.get().unwrap_or_else(copied)
    }

    pub(crate) fn data(&self) -> JsValue {
        self.event.as_ref().map(Message::data).unwrap_or_default()
    }

    /// As the session sees it.
    pub(crate) fn post<'a>(&'a self, data: Data<'a>) -> Post<'a> {
        let source = if self.event.is_some() {
            OTHER
        } else {
            STRANGER
        };
        let witness = if self.trusted {
            Witness::Browser
        } else {
            Witness::Script
        };
        Post {
            witness,
            answers: self.answers,
            ..Post::new(source, &self.origin, data)
        }
    }
}

/// The window that a session talks to, and every other one.
pub(crate) const OTHER: Source = Source(1);
const STRANGER: Source = Source(0);

/// How the other side is reached. Behind a pointer, so that a program has only those in it that it
/// opens.
pub(crate) trait Transport {
    /// Takes what arrived through the session; `None` if it was the answer of a request.
    fn take(
        &self,
        session: &mut Untyped,
        inbound: &Inbound,
        slot: &mut dyn Slot,
    ) -> Option<Received<()>>;
    /// Hands the next thing over to the other side. Says whether it could; `None` if there is none.
    fn hand_over(&self, shared: &Shared) -> Option<bool>;
    /// Lets go of what is over for the session.
    fn tidy(&self, _shared: &Shared) {}
    /// Listens no more.
    fn close(&self);
    /// Whether something waits for the other side: then it is watched whether that is still there.
    fn watch(&self, _waits: bool) {}
    /// The transport, if it is a window.
    fn frame(&self) -> Option<&Frame> {
        None
    }
    /// Who calls functions of this side, and waits for an answer, if the transport is a library.
    fn callers(&self) -> Option<&Callers> {
        None
    }
    /// The transport, if it is the library's side of a library.
    fn provided_library(&self) -> Option<&ProvidedLibrary> {
        None
    }
}

/// Where messages go, with their types. One is put in, and handed on then.
pub(crate) trait MessageSink: Slot {
    /// Hands on the message that was put in.
    fn message(&mut self, shared: &Shared, order: &Order);
    /// Hands on a message that has drifted.
    fn drifted(&mut self, shared: &Shared, drifted: Drifted) {
        shared.tell(Notice::Drifted(drifted));
    }
}

/// A function of JavaScript's that reaches a connection as long as there is one.
pub(crate) type Callback = wasm_bindgen::closure::Closure<dyn Fn(JsValue)>;

/// Makes a callback. It knows its connection by a number of its own, `key`.
pub(crate) fn callback(
    shared: &Weak<Shared>,
    key: u64,
    run: fn(&Shared, u64, &JsValue),
) -> Callback {
    let shared = Weak::clone(shared);
    Callback::new(move |argument| {
        if let Some(shared) = Shared::open(&shared) {
            run(&shared, key, &argument);
        }
    })
}
