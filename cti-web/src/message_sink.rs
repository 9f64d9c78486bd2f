//! Sinks of messages: a handler, or a stream. All that is compiled once for each protocol.

use std::cell::RefCell;
use std::rc::Rc;

use cti_runtime::json::Fill;
use cti_runtime::protocol::{Messages, New, Side};
use cti_runtime::session::Dispatch;
use cti_runtime::session::Slot;
use cti_runtime::{Drifted, Order, Protocol, Session};

use crate::events::Sink;
use crate::shared::Shared;
use crate::transport::MessageSink;
use crate::{Incoming, Notice, port, request_port};

/// A handler.
pub(crate) struct ToHandler<P: Protocol, S: Side<P>, H> {
    pub(crate) handler: Rc<RefCell<H>>,
    pub(crate) message: Option<S::In>,
}

impl<P: Protocol, S: Side<P>, H> Slot for ToHandler<P, S, H> {
    fn make(&mut self, new: New) -> &mut dyn Fill {
        self.message.insert(Messages::make(new)).record_mut()
    }
}

impl<P: Protocol, S: Side<P>, H> MessageSink for ToHandler<P, S, H>
where
    S::In: Dispatch<H, P, S>,
{
    fn message(&mut self, shared: &Shared, order: &Order) {
        take_port::<S::In>(shared, order);
        let Ok(mut handler) = self.handler.try_borrow_mut() else {
            return;
        };
        let message = &mut self.message;
        shared.lend(|session: &mut Session<P, S>| {
            if let Some(message) = message.take() {
                message.dispatch(&mut handler, session.handling(order));
            }
        });
    }
}

/// Takes the port of a message, before anything that a handler sends: goes on through one that the message
/// hands over, and keeps that over which it is answered. A program has this in it only if its protocols have
/// such messages.
pub(crate) fn take_port<M: Messages>(shared: &Shared, order: &Order) {
    if const { M::TABLE.hands_over_ports() }
        && order.hands_over_port()
        && let Some(frame) = shared.frame()
        && !port::adopt_port(shared, frame.shared())
    {
        shared.tell(Notice::NoPort);
    }
    if const { M::TABLE.has_requests_by_port() } {
        request_port::keep(shared, order);
    }
}

/// A stream.
pub(crate) struct ToStream<M> {
    pub(crate) sink: Sink<M>,
    pub(crate) message: Option<M>,
}

impl<M: Messages> Slot for ToStream<M> {
    fn make(&mut self, new: New) -> &mut dyn Fill {
        self.message.insert(Messages::make(new)).record_mut()
    }
}

impl<M: Messages> MessageSink for ToStream<M> {
    fn message(&mut self, shared: &Shared, order: &Order) {
        let bytes = shared.bytes();
        take_port::<M>(shared, order);
        if let Some(message) = self.message.take() {
            self.put(shared, Incoming::Message(message, *order), bytes);
        }
    }

    fn drifted(&mut self, shared: &Shared, drifted: Drifted) {
        self.put(shared, Incoming::Drifted(drifted), shared.bytes());
    }
}

impl<M> ToStream<M> {
    fn put(&self, shared: &Shared, incoming: Incoming<M>, bytes: usize) {
        if let Some(notice) = self.sink.put(incoming, bytes) {
            shared.tell(notice);
        }
    }
}
