//! A sink of messages that calls functions of a page.

use cti_runtime::Order;
use cti_runtime::json::Fill;
use cti_runtime::message;
use cti_runtime::protocol::{Messages, New};
use cti_runtime::session::Slot;
use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::js::told::Told;
use crate::message_sink::take_port;
use crate::shared::Shared;
use crate::transport::MessageSink;

#[wasm_bindgen(module = "/page.js")]
extern "C" {
    /// Calls the function of an object that has this name, if there is one, with what JSON says.
    fn hand(events: &Object, name: &str, json: &str);
}

/// Hands each message to the function of an object that has its tag for a name.
pub(super) struct ToPage<M> {
    events: Object,
    told: Told,
    message: Option<M>,
}

impl<M> ToPage<M> {
    pub(super) const fn new(events: Object, told: Told) -> Self {
        Self {
            events,
            told,
            message: None,
        }
    }
}

impl<M: Messages> Slot for ToPage<M> {
    fn make(&mut self, new: New) -> &mut dyn Fill {
        self.message.insert(Messages::make(new)).record_mut()
    }
}

impl<M: Messages> MessageSink for ToPage<M> {
    fn message(&mut self, shared: &Shared, order: &Order) {
        take_port::<M>(shared, order);
        let Some(message) = self.message.take() else {
            return;
        };
        if message.as_settled().is_some() {
            return;
        }
        let json = message::encode(&message);
        match M::TABLE.row(message.row()) {
            Some(row) => hand(&self.events, row.tag, &json),
            None => self.told.unknown(&json),
        }
    }
}
