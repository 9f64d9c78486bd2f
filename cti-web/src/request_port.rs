//! The ports of requests: each is posted with a request, and what answers that one comes over it.

use std::cell::RefCell;
use std::rc::Weak;

use cti_runtime::session::{ReplyNote, Untyped};
use cti_runtime::{Order, OutPost, RequestId};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use crate::Notice;
use crate::browser::Message;
use crate::frame::Frame;
use crate::port;
use crate::shared::Shared;
use crate::transport::{Callback, Inbound, Posted, callback};

/// The ports of a connection's requests. Behind a pointer, so that a program has them in it only if its
/// protocols declare some.
pub(crate) trait RequestPorts {
    /// Keeps the end of a request of this side.
    fn asked(&self, port: Asked);
    /// The request of this side with this number, and the origin of what its port heard.
    fn heard(&self, number: u64, event: &MessageEvent) -> Option<(RequestId, String)>;
    /// Keeps the port that came with a request of the other side.
    fn keep(&self, request: RequestId, port: MessagePort);
    /// Posts over the port of a request of the other side. Says whether it could.
    fn answer(&self, request: RequestId, data: &JsValue) -> bool;
    /// Closes those of requests that are over.
    fn tidy(&self, session: &Untyped);
    /// Closes all.
    fn close(&self);
}

/// This side's end of a port that was posted with a request.
pub(crate) struct Asked {
    request: RequestId,
    end: MessagePort,
    /// To which the other end was posted.
    origin: String,
    /// Dropped with it.
    _heard: Callback,
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.end.set_onmessage(None);
        self.end.close();
    }
}

#[derive(Default)]
struct Ports {
    asked: RefCell<Vec<Asked>>,
    kept: RefCell<Vec<(RequestId, MessagePort)>>,
}

impl RequestPorts for Ports {
    fn asked(&self, port: Asked) {
        if let Ok(mut asked) = self.asked.try_borrow_mut() {
            asked.push(port);
        }
    }

    fn heard(&self, number: u64, event: &MessageEvent) -> Option<(RequestId, String)> {
        let heard_by = JsValue::from(event.current_target()?);
        let asked = self.asked.try_borrow().ok()?;
        let port = asked.iter().find(|port| {
            port.request.get() == number && heard_by == *AsRef::<JsValue>::as_ref(&port.end)
        })?;
        Some((port.request, port.origin.clone()))
    }

    fn keep(&self, request: RequestId, port: MessagePort) {
        if let Ok(mut kept) = self.kept.try_borrow_mut() {
            kept.push((request, port));
        }
    }

    fn answer(&self, request: RequestId, data: &JsValue) -> bool {
        self.kept.try_borrow().is_ok_and(|kept| {
            let mut kept = kept.iter();
            let port = kept.find(|(known, _)| *known == request);
            port.is_some_and(|(_, port)| port.post_message(data).is_ok())
        })
    }

    fn tidy(&self, session: &Untyped) {
        if let Ok(mut asked) = self.asked.try_borrow_mut() {
            asked.retain(|port| session.waits_at_port(port.request));
        }
        if let Ok(mut kept) = self.kept.try_borrow_mut() {
            kept.retain(|(request, port)| {
                let is_asked = session.is_asked_at_port(*request);
                if !is_asked {
                    port.close();
                }
                is_asked
            });
        }
    }

    fn close(&self) {
        if let Ok(mut asked) = self.asked.try_borrow_mut() {
            asked.clear();
        }
        if let Ok(mut kept) = self.kept.try_borrow_mut() {
            kept.drain(..).for_each(|(_, port)| port.close());
        }
    }
}

fn ports(frame: &Frame) -> &dyn RequestPorts {
    frame.request_ports(|| Box::new(Ports::default()))
}

/// Posts a request with a new port, over which it is answered. Says whether it could.
pub(crate) fn ask(frame: &Frame, post: &OutPost, request: RequestId) -> bool {
    let Ok(channel) = MessageChannel::new() else {
        return false;
    };
    let posted = frame.post_with(post, &Array::of1(&channel.port2()));
    if posted {
        let (end, shared) = (channel.port1(), frame.shared());
        ports(frame).asked(listen(end, request, post.target.as_str(), shared));
    }
    posted
}

fn listen(end: MessagePort, request: RequestId, origin: &str, shared: &Weak<Shared>) -> Asked {
    let heard = callback(shared, request.get(), heard);
    // Starts the port too.
    end.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    Asked {
        request,
        end,
        origin: origin.to_owned(),
        _heard: heard,
    }
}

/// The port of a request heard a message: who has the other end is whoever was asked.
fn heard(shared: &Shared, number: u64, event: &JsValue) {
    let Some(frame) = shared.frame() else {
        return;
    };
    let event: &Message = event.unchecked_ref();
    let trusted = event.is_trusted();
    let asked = trusted.then(|| ports(frame).heard(number, event.unchecked_ref()));
    let posted = match asked.flatten() {
        Some((request, origin)) => Posted::over_port(event, origin, request),
        None => Posted::by_stranger(trusted),
    };
    shared.arrive(Inbound::Post(posted));
}

/// Posts the answer to a request of the other side over the port of that. Says whether it could.
pub(crate) fn answer(frame: &Frame, post: &OutPost, request: RequestId) -> bool {
    let data = frame.data(post);
    data.is_some_and(|data| ports(frame).answer(request, &data))
}

/// Keeps the port that came with a request of the other side, if the message that is being handled is one
/// that is answered over it.
pub(crate) fn keep(shared: &Shared, order: &Order) {
    let Some((frame, request)) = shared.frame().zip(order.request()) else {
        return;
    };
    // An answer has the number of a request of this side.
    let is_answer = order.reply() != ReplyNote::None;
    let is_asked = || shared.with(|session| session.is_asked_at_port(request)) == Some(true);
    if is_answer || !is_asked() {
        return;
    }
    match port::first(shared) {
        Some((port, _)) => ports(frame).keep(request, port),
        None => shared.tell(Notice::NoPort),
    }
}
