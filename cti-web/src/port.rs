//! A message port through which a session goes on.

use std::rc::Weak;

use cti_runtime::OutPost;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use crate::browser::Message;
use crate::frame::Frame;
use crate::shared::Shared;
use crate::transport::{Callback, Inbound, Posted, callback};

/// What a session goes on through. Behind a pointer, so that a program has ports in it only if it
/// uses them.
pub(crate) trait PortTransport {
    /// Says whether it could.
    fn post(&self, data: &JsValue) -> bool;
    /// The same, with a port to take along.
    fn post_with(&self, data: &JsValue, ports: &JsValue) -> bool;
    /// The origin that its messages are judged by, if it is the one that heard this one: a port that
    /// was given up may still have had messages on the way.
    fn origin(&self, event: &Message) -> Option<String>;
    fn close(&self);
}

struct Port {
    end: MessagePort,
    /// The origin of the message that carried it, or to which it was handed over.
    origin: String,
    /// Dropped with it.
    _heard: Callback,
}

impl Port {
    fn open(end: MessagePort, origin: String, shared: &Weak<Shared>) -> Box<dyn PortTransport> {
        let heard = callback(shared, 0, heard);
        // Starts the port too.
        end.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Box::new(Self {
            end,
            origin,
            _heard: heard,
        })
    }
}

impl PortTransport for Port {
    fn post(&self, data: &JsValue) -> bool {
        self.end.post_message(data).is_ok()
    }

    fn post_with(&self, data: &JsValue, ports: &JsValue) -> bool {
        let posted = self.end.post_message_with_transferable(data, ports);
        posted.is_ok()
    }

    fn origin(&self, event: &Message) -> Option<String> {
        let event: &MessageEvent = event.unchecked_ref();
        let heard_by = JsValue::from(event.current_target()?);
        (heard_by == *AsRef::<JsValue>::as_ref(&self.end)).then(|| self.origin.clone())
    }

    fn close(&self) {
        self.end.set_onmessage(None);
        self.end.close();
    }
}

/// The port heard a message: it is as good as the message that carried the port.
fn heard(shared: &Shared, _: u64, event: &JsValue) {
    let Some(frame) = shared.frame() else {
        return;
    };
    let event: &Message = event.unchecked_ref();
    let trusted = event.is_trusted();
    let origin = trusted.then(|| frame.origin_by_port(event)).flatten();
    let posted = match origin {
        Some(origin) => Posted::by_other(event, origin),
        None => Posted::by_stranger(trusted),
    };
    shared.arrive(Inbound::Post(posted));
}

/// Goes on through the first port of the message that is being handled. Says whether there is one.
pub(crate) fn adopt_port(open: &Shared, shared: &Weak<Shared>) -> bool {
    let Some(frame) = open.frame() else {
        return false;
    };
    let found = first(open);
    let is_found = found.is_some();
    if let Some((port, origin)) = found {
        frame.go_on(Some(Port::open(port, origin, shared)));
    }
    is_found
}

/// The first port of the message that is being handled, taken out, and the message's origin.
pub(crate) fn first(open: &Shared) -> Option<(MessagePort, String)> {
    let Inbound::Post(posted) = *open.handled()? else {
        return None;
    };
    let event: MessageEvent = posted.event?.unchecked_into();
    let port = event.ports().get(0).dyn_into().ok()?;
    Some((port, posted.origin))
}

/// Posts with a new port, and goes on through that. Says whether it could.
pub(crate) fn send_with_port(frame: &Frame, post: &OutPost, shared: &Weak<Shared>) -> bool {
    let Ok(channel) = MessageChannel::new() else {
        return false;
    };
    let handed_over = frame.post_with(post, &Array::of1(&channel.port2()));
    if handed_over {
        let origin = post.target.as_str().to_owned();
        frame.go_on(Some(Port::open(channel.port1(), origin, shared)));
    }
    handed_over
}
