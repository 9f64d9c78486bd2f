//! The window of the other side: listening to it, and posting to it.

use std::cell::{Cell, RefCell};
use std::rc::Weak;

use cti_runtime::{Origin, OutPost, Payload};
use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, MessageChannel, MessageEvent, MessagePort, Window};

use crate::Notice;
use crate::document::Document;
use crate::line::{Arrival, Callback, Carrier, Engine, Output, Posted, arrive, callback, pump};
use crate::place::Place;

/// A window and what listens to it.
pub(crate) struct Frame {
    window: Window,
    place: Place,
    heard: Callback,
    loaded: Callback,
    engine: Weak<dyn Engine>,
    port: RefCell<Option<Port>>,
    document: Cell<Document>,
    /// The protocol's name, and the parent's origin as it was kept last.
    protocol: &'static str,
    kept: RefCell<Option<Origin>>,
    /// The message that is being handled.
    handled: RefCell<Option<Posted>>,
}

/// A port that carries on a session.
struct Port {
    end: MessagePort,
    /// The origin of the message that carried it, or to which it was handed over.
    origin: String,
    /// Dropped with it.
    _heard: Callback,
}

impl Frame {
    pub(crate) fn new(
        window: &Window,
        place: Place,
        protocol: &'static str,
        engine: &Weak<dyn Engine>,
    ) -> Self {
        Self {
            window: window.clone(),
            document: Cell::new(Document::new(place.has_loaded(window))),
            place,
            heard: callback(engine, 0, heard),
            loaded: callback(engine, 0, loaded),
            engine: Weak::clone(engine),
            port: RefCell::default(),
            protocol,
            kept: RefCell::default(),
            handled: RefCell::default(),
        }
    }

    pub(crate) fn listen(&self) {
        // These fail for no event that exists.
        let function = self.heard.as_ref().unchecked_ref();
        let _ = self
            .window
            .add_event_listener_with_callback("message", function);
        if let Some(frame) = self.place.element() {
            let function = self.loaded.as_ref().unchecked_ref();
            let _ = frame.add_event_listener_with_callback("load", function);
        }
    }

    /// Whether the other side's document may be replaced under a connection.
    pub(crate) const fn has_documents(&self) -> bool {
        self.place.element().is_some()
    }

    /// A message began a session in the middle of one.
    pub(crate) fn restart(&self) {
        let mut document = self.document.get();
        document.restart();
        self.document.set(document);
    }

    /// Posts to the port, or to the window and one exact origin. Says whether it could.
    pub(crate) fn post(&self, post: &OutPost, port: Option<&MessagePort>) -> bool {
        let data = match &post.data {
            Payload::Text(text) => JsValue::from_str(text),
            Payload::Object(json) => match js_sys::JSON::parse(json) {
                Ok(object) => object,
                Err(_) => return false,
            },
        };
        if let Ok(carrier) = self.port.try_borrow()
            && let Some(carrier) = &*carrier
        {
            return carrier.end.post_message(&data).is_ok();
        }
        let Some(window) = self.place.window(&self.window) else {
            return false;
        };
        self.keep(&post.target);
        let origin = post.target.as_str();
        match port {
            None => window.post_message(&data, origin).is_ok(),
            Some(port) => {
                let ports = Array::of1(port);
                window
                    .post_message_with_transfer(&data, origin, &ports)
                    .is_ok()
            }
        }
    }

    /// Keeps the parent's origin for the next page in this frame.
    fn keep(&self, origin: &Origin) {
        if let Ok(mut kept) = self.kept.try_borrow_mut()
            && kept.as_ref() != Some(origin)
        {
            self.place.keep(&self.window, self.protocol, origin);
            *kept = Some(origin.clone());
        }
    }

    /// Posts to the window with a new port, and goes on through that.
    pub(crate) fn post_with_port(&self, post: &OutPost) -> bool {
        let Ok(channel) = MessageChannel::new() else {
            return false;
        };
        let handed_over = self.post(post, Some(&channel.port2()));
        if handed_over {
            self.go_on(channel.port1(), post.target.as_str().to_owned());
        }
        handed_over
    }

    pub(crate) fn has_port(&self) -> bool {
        self.port.try_borrow().is_ok_and(|port| port.is_some())
    }

    /// Notes what carried the message that is being handled.
    pub(crate) fn handling(&self, handled: Option<Posted>) {
        if let Ok(mut before) = self.handled.try_borrow_mut() {
            *before = handled;
        }
    }

    /// Goes on through the first port of the message that is being handled.
    pub(crate) fn carry_on(&self) -> bool {
        let handled = self.handled.try_borrow_mut().ok();
        let Some(posted) = handled.and_then(|mut handled| handled.take()) else {
            return false;
        };
        let ports = posted.event.map(|event| event.ports());
        let port = ports.and_then(|ports| ports.get(0).dyn_into().ok());
        let found = port.is_some();
        if let Some(port) = port {
            self.go_on(port, posted.origin);
        }
        found
    }

    fn go_on(&self, port: MessagePort, origin: String) {
        self.close_port();
        let heard = callback(&self.engine, 0, heard_port);
        // Starts the port too.
        port.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        if let Ok(mut before) = self.port.try_borrow_mut() {
            *before = Some(Port {
                end: port,
                origin,
                _heard: heard,
            });
        }
    }

    fn close_port(&self) {
        let carrier = self
            .port
            .try_borrow_mut()
            .ok()
            .and_then(|mut port| port.take());
        if let Some(carrier) = carrier {
            carrier.end.set_onmessage(None);
            carrier.end.close();
        }
    }

    /// Whether an event is a message that the browser brings from the other side's window.
    fn is_from_other(&self, event: &MessageEvent) -> bool {
        if !event.is_trusted() || self.has_port() {
            return false;
        }
        let source: Option<Object> = event.source();
        match (source, self.place.window(&self.window)) {
            (Some(source), Some(other)) => JsValue::from(source) == JsValue::from(other),
            _ => false,
        }
    }
}

impl Carrier for Frame {
    fn hand_over(&self, output: Output) -> bool {
        match output {
            Output::Post(post) => self.post(&post, None),
            Output::Signal(_) => false,
        }
    }

    fn close(&self) {
        let window: &EventTarget = &self.window;
        let function = self.heard.as_ref().unchecked_ref();
        let _ = window.remove_event_listener_with_callback("message", function);
        if let Some(frame) = self.place.element() {
            let function = self.loaded.as_ref().unchecked_ref();
            let _ = frame.remove_event_listener_with_callback("load", function);
        }
        self.close_port();
    }

    fn frame(&self) -> Option<&Frame> {
        Some(self)
    }
}

/// The window heard a message. The gates that only the browser's event can tell of come first;
/// nothing else of the event is looked at unless it passes them.
fn heard(engine: &dyn Engine, _: u64, event: &JsValue) {
    let Some(frame) = engine.line().frame() else {
        return;
    };
    let event: MessageEvent = event.clone().unchecked_into();
    let posted = if frame.is_from_other(&event) {
        let origin = event.origin();
        Posted::by_other(event, origin)
    } else {
        Posted::by_stranger(&event)
    };
    arrive(engine, Arrival::Post(posted));
}

/// The port heard a message: it is as good as the message that carried the port.
fn heard_port(engine: &dyn Engine, _: u64, event: &JsValue) {
    let Some(frame) = engine.line().frame() else {
        return;
    };
    let event: MessageEvent = event.clone().unchecked_into();
    let origin = frame.port.try_borrow().ok().and_then(|port| {
        let port = port.as_ref()?;
        // A port that was given up may still have had messages on the way.
        let heard_by = JsValue::from(event.current_target()?);
        (heard_by == *AsRef::<JsValue>::as_ref(&port.end)).then(|| port.origin.clone())
    });
    let posted = match origin {
        Some(origin) if event.is_trusted() => Posted::by_other(event, origin),
        _ => Posted::by_stranger(&event),
    };
    arrive(engine, Arrival::Post(posted));
}

/// The frame's document has loaded.
fn loaded(engine: &dyn Engine, _: u64, _: &JsValue) {
    let Some(frame) = engine.line().frame() else {
        return;
    };
    let mut document = frame.document.get();
    let another = document.load();
    frame.document.set(document);
    if another {
        // Its other end went with the document.
        frame.close_port();
        engine.give_up_calls();
    }
    engine.line().tell(Notice::Loaded { another });
    pump(engine);
}
