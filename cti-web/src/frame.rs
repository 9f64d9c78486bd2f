//! The window of the other side: listening to it, and posting to it.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Weak;

use cti_runtime::describe::Encoding;
use cti_runtime::json::{FaultKind, Unholdable};
use cti_runtime::protocol::{Messages, Protocol, Side};
use cti_runtime::session::{Slot, Untyped};
use cti_runtime::{Data, Limits, Live, Origin, OutPost, Post, Received, Session};
use wasm_bindgen::{JsCast, JsValue};

use crate::Notice;
use crate::browser::{Message, Target};
use crate::convert::Write;
use crate::document::Document;
use crate::early::Kept;
use crate::place::Place;
use crate::port::{self, PortTransport};
use crate::removal::Removal;
use crate::request_port::{self, RequestPorts};
use crate::shared::Shared;
use crate::transport::{Callback, Inbound, Posted, Transport, callback};
use crate::value::{json_of_object, json_text_of, text_of};

/// A window and what listens to it.
pub(crate) struct Frame {
    window: Target,
    place: Place,
    read: Read,
    /// The key of the tag, if nothing else is to be found in objects: what lacks it isn't copied.
    tag: JsValue,
    write: Write,
    hand_over: HandOver,
    heard: Callback,
    loaded: Callback,
    early: Kept,
    removal: Removal,
    port: RefCell<Option<Box<dyn PortTransport>>>,
    request_ports: OnceCell<Box<dyn RequestPorts>>,
    shared: Weak<Shared>,
    document: Cell<Document>,
    /// Another document has spoken from another origin, and hasn't begun anew yet.
    elsewhere: Cell<bool>,
    /// The protocol's name, and the parent's origin as it was kept last.
    protocol: &'static str,
    kept: RefCell<Option<Origin>>,
}

impl Frame {
    pub(crate) fn new(
        window: Target,
        place: Place,
        has_loaded: bool,
        (read, write, hand_over): Forms,
        tag: Option<&str>,
        protocol: &'static str,
        shared: &Weak<Shared>,
    ) -> Self {
        Self {
            document: Cell::new(Document::new(has_loaded)),
            elsewhere: Cell::new(false),
            window,
            place,
            read,
            tag: tag.map_or(JsValue::UNDEFINED, JsValue::from_str),
            write,
            hand_over,
            heard: callback(shared, 0, heard),
            loaded: callback(shared, 0, loaded),
            early: Kept::new(shared, hand_over_early),
            removal: Removal::new(shared, changed),
            port: RefCell::default(),
            request_ports: OnceCell::new(),
            shared: Weak::clone(shared),
            protocol,
            kept: RefCell::default(),
        }
    }

    pub(crate) fn listen(&self) {
        if let Some(other) = self.place.window(&self.window) {
            self.early.take(&self.window, &other);
        }
        self.window.listen("message", self.heard.as_ref());
        if let Some(frame) = self.place.element() {
            frame.listen("load", self.loaded.as_ref());
        }
    }

    /// Whether the other side's document may be replaced under a connection.
    pub(crate) fn has_documents(&self) -> bool {
        self.place.has_documents()
    }

    /// Whether it is news that the window has another document, at another origin.
    pub(crate) fn is_elsewhere(&self) -> bool {
        self.has_documents() && !self.elsewhere.replace(true)
    }

    /// A message began a session in the middle of one.
    pub(crate) fn restart(&self) {
        self.elsewhere.set(false);
        let mut document = self.document.get();
        document.restart();
        self.document.set(document);
    }

    /// The way back to the connection.
    pub(crate) const fn shared(&self) -> &Weak<Shared> {
        &self.shared
    }

    /// Posts to the port, or to the window and one exact origin. Says whether it could.
    pub(crate) fn post(&self, post: &OutPost) -> bool {
        let Some(data) = (self.write)(post) else {
            return false;
        };
        if let Ok(port) = self.port.try_borrow()
            && let Some(port) = &*port
        {
            return port.post(&data);
        }
        self.post_to_window(&post.target, |window, origin| window.post(&data, origin))
    }

    /// Posts to the window as it is now and one exact origin.
    fn post_to_window(
        &self,
        target: &Origin,
        post: impl FnOnce(&Target, &str) -> Result<(), JsValue>,
    ) -> bool {
        let Some(window) = self.place.open_window(&self.window) else {
            return false;
        };
        self.place.keep(self.protocol, target, &self.kept);
        post(&window, target.as_str()).is_ok()
    }

    /// Posts with a port to take along, through which the conversation may go on.
    pub(crate) fn post_with(&self, post: &OutPost, ports: &JsValue) -> bool {
        (self.write)(post).is_some_and(|data| {
            if let Ok(port) = self.port.try_borrow()
                && let Some(port) = &*port
            {
                return port.post_with(&data, ports);
            }
            self.post_to_window(&post.target, |window, origin| {
                window.post_with(&data, origin, ports)
            })
        })
    }

    /// What is posted, as a value of JavaScript.
    pub(crate) fn data(&self, post: &OutPost) -> Option<JsValue> {
        (self.write)(post)
    }

    /// The ports of requests; the first time, those that are made.
    pub(crate) fn request_ports(
        &self,
        make: impl FnOnce() -> Box<dyn RequestPorts>,
    ) -> &dyn RequestPorts {
        &**self.request_ports.get_or_init(make)
    }

    pub(crate) fn has_port(&self) -> bool {
        self.port.try_borrow().is_ok_and(|port| port.is_some())
    }

    /// Goes on through a port, or through none any more.
    pub(crate) fn go_on(&self, port: Option<Box<dyn PortTransport>>) {
        let before = self.port.try_borrow_mut();
        let before = before.map(|mut before| std::mem::replace(&mut *before, port));
        if let Ok(Some(before)) = before {
            before.close();
        }
    }

    /// The origin of the port's messages, if it is the one that heard this one.
    pub(crate) fn origin_by_port(&self, event: &Message) -> Option<String> {
        let port = self.port.try_borrow().ok()?;
        port.as_ref()?.origin(event)
    }

    /// Whether an event that the browser made is a message of the other side's window.
    fn is_from_other(&self, event: &Message) -> bool {
        let other = if self.has_port() {
            None
        } else {
            self.place.window(&self.window)
        };
        other.is_some_and(|other| event.source() == *other)
    }
}

impl Transport for Frame {
    fn take(
        &self,
        session: &mut Untyped,
        inbound: &Inbound,
        slot: &mut dyn Slot,
    ) -> Option<Received<()>> {
        match inbound {
            Inbound::Post(posted) => Some((self.read)(self, session, posted, slot)),
            Inbound::Signal(_) => None,
        }
    }

    fn hand_over(&self, shared: &Shared) -> Option<bool> {
        let post = shared.with(Untyped::poll_post)??;
        let posted = (self.hand_over)(self, &post);
        if !posted {
            shared.with(|session| session.not_posted(&post));
        }
        Some(posted)
    }

    fn watch(&self, waits: bool) {
        if let Some(frame) = self.place.element() {
            self.removal.watch(frame, waits);
        }
    }

    fn tidy(&self, shared: &Shared) {
        if let Some(ports) = self.request_ports.get() {
            shared.with(|session| ports.tidy(session));
        }
    }

    fn close(&self) {
        if let Some(ports) = self.request_ports.get() {
            ports.close();
        }
        self.watch(false);
        self.early.stop();
        self.window.ignore("message", self.heard.as_ref());
        if let Some(frame) = self.place.element() {
            frame.ignore("load", self.loaded.as_ref());
        }
        self.go_on(None);
    }

    fn frame(&self) -> Option<&Frame> {
        Some(self)
    }
}

/// The window heard a message. The gates that only the browser's event can tell of come first;
/// nothing else of the event is looked at unless it passes them.
fn heard(shared: &Shared, _: u64, event: &JsValue) {
    hand_over_early(shared, 0, event);
    judge(shared, event);
}

/// What had arrived before the connection was opened comes first.
fn hand_over_early(shared: &Shared, _: u64, _: &JsValue) {
    if let Some(frame) = shared.frame() {
        frame.early.hand_over(shared, judge);
    }
}

fn judge(shared: &Shared, event: &JsValue) {
    let Some(frame) = shared.frame() else {
        return;
    };
    let event: &Message = event.unchecked_ref();
    let trusted = event.is_trusted();
    let posted = if trusted && frame.is_from_other(event) {
        Posted::by_other(event, event.origin())
    } else {
        Posted::by_stranger(trusted)
    };
    shared.arrive(Inbound::Post(posted));
}

/// The frame's document has loaded.
fn loaded(shared: &Shared, _: u64, event: &JsValue) {
    hand_over_early(shared, 0, event);
    let Some(frame) = shared.frame() else {
        return;
    };
    let mut document = frame.document.get();
    let another = document.load();
    frame.document.set(document);
    if another {
        // Its other end went with the document.
        frame.go_on(None);
        shared.later(Box::new(|shared| {
            shared.with(Untyped::give_up_requests);
        }));
    }
    shared.tell(Notice::Loaded { another });
    shared.pump();
}

/// The page has changed while something waits: the frame may be gone, and then no answer comes.
fn changed(shared: &Shared, _: u64, _: &JsValue) {
    let Some(frame) = shared.frame() else {
        return;
    };
    if frame.place.window(&frame.window).is_none() {
        frame.watch(false);
        frame.go_on(None);
        shared.later(Box::new(|shared| {
            shared.with(Untyped::give_up_requests);
        }));
        shared.tell(Notice::Removed);
        shared.pump();
    }
}

/// How a frame reads what is posted, writes what it posts, and hands that over.
pub(crate) type Forms = (Read, Write, HandOver);

/// Posts something. Says whether it could.
pub(crate) type HandOver = fn(&Frame, &OutPost) -> bool;

/// Known when it is compiled, so that a program has ports in it only if its protocols declare some.
pub(crate) const fn hand_over<P: Protocol, S: Side<P>>() -> HandOver {
    if Session::<P, S>::HAS_PORTS_OF_REQUESTS {
        |frame, post| {
            if let Some(request) = Session::<P, S>::port_of_request(post) {
                request_port::ask(frame, post, request)
            } else if let Some(request) = Session::<P, S>::port_of_answer(post) {
                request_port::answer(frame, post, request)
            } else {
                hand_over_message::<P, S>()(frame, post)
            }
        }
    } else {
        hand_over_message::<P, S>()
    }
}

const fn hand_over_message<P: Protocol, S: Side<P>>() -> HandOver {
    if Session::<P, S>::HANDS_OVER_PORTS {
        |frame, post| {
            if Session::<P, S>::hands_over_port(post) {
                port::send_with_port(frame, post, frame.shared())
            } else {
                frame.post(post)
            }
        }
    } else {
        Frame::post
    }
}

/// How a message that was posted is received, by what its protocol is written as.
pub(crate) type Read = fn(&Frame, &mut Untyped, &Posted, &mut dyn Slot) -> Received<()>;

/// Known when it is compiled, so that a program has nothing in it that looks at values which its
/// protocols refuse.
pub(crate) const fn read<P: Protocol, S: Side<P>>() -> Read {
    match <S::In as Messages>::TABLE.encoding {
        Encoding::Object if Session::<P, S>::READS_OBJECTS => |frame, session, posted, slot| {
            posted.receive::<true, false>(&frame.tag, session, slot, Untyped::receive_object)
        },
        Encoding::Object => |_, session, posted, slot| {
            posted.receive::<true, false>(&ANY, session, slot, Untyped::receive)
        },
        Encoding::Codec(codec) if codec.is_of_objects() => |_, session, posted, slot| {
            posted.receive::<true, false>(&ANY, session, slot, Untyped::receive)
        },
        Encoding::Codec(codec) if codec.posts_beside().is_some() => |_, session, posted, slot| {
            posted.receive::<true, true>(&ANY, session, slot, Untyped::receive)
        },
        Encoding::Text | Encoding::Codec(_) => |_, session, posted, slot| {
            posted.receive::<false, true>(&ANY, session, slot, Untyped::receive)
        },
        Encoding::ObjectOrText | Encoding::TextOrObject => |_, session, posted, slot| {
            posted.receive::<true, true>(&ANY, session, slot, Untyped::receive)
        },
    }
}

/// An object may have any members.
const ANY: JsValue = JsValue::UNDEFINED;

/// How a session receives.
type Receive = fn(&mut Untyped, &Post<'_>, &mut dyn Slot) -> Received<()>;

impl Posted {
    /// Objects without this member are received as empty ones.
    fn receive<const OBJECTS: bool, const TEXTS: bool>(
        &self,
        member: &JsValue,
        session: &mut Untyped,
        slot: &mut dyn Slot,
        receive: Receive,
    ) -> Received<()> {
        let value = self.data();
        let object = Object {
            value: &value,
            member,
            bytes: &self.copied,
        };
        let text = Text {
            value: &value,
            is_json: session.theirs().encoding.codec().is_none(),
        };
        let data = if value.is_object() {
            if OBJECTS {
                Data::LiveObject(&object)
            } else {
                Data::Object("")
            }
        } else if value.is_string() {
            if TEXTS {
                Data::LiveText(&text)
            } else {
                Data::Text("")
            }
        } else {
            Data::Other
        };
        receive(session, &self.post(data), slot)
    }
}

/// An object, and how many bytes it has once it was copied.
struct Object<'a> {
    value: &'a JsValue,
    member: &'a JsValue,
    bytes: &'a Cell<Option<usize>>,
}

impl Live for Object<'_> {
    fn text(&self, limits: &Limits) -> Result<String, FaultKind> {
        let json = json_of_object(self.value, limits, self.member);
        let bytes = json.as_ref().map_or(limits.message_bytes(), String::len);
        self.bytes.set(Some(bytes));
        json.ok_or(FaultKind::TooLarge)
    }
}

/// A string. What isn't JSON is given to its codec as it is, or not at all.
struct Text<'a> {
    value: &'a JsValue,
    is_json: bool,
}

impl Live for Text<'_> {
    fn text(&self, limits: &Limits) -> Result<String, FaultKind> {
        // One more than the limit, so that what is cut off is refused for its size.
        let units = limits.message_bytes().saturating_add(1);
        let text = if self.is_json {
            json_text_of(self.value, units)
        } else {
            text_of(self.value, units)
        };
        text.ok_or(FaultKind::Unholdable(Unholdable::HalfCharacter))
    }
}
