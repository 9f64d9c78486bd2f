//! What this side sent by other means: for tools that watch a conversation.

use super::admit::Admitted;
use super::decode::{self, Decoded};
use super::machines::Learning;
use super::open::Session;
use super::received::{Delivered, Drifted, Gate, Received, Refusal};
use super::signals::NO_LIBRARY;
use crate::describe::Direction;
use crate::protocol::{Family, Protocol, Side};
use crate::{Data, Millis, Signal};

impl<P: Protocol, S: Side<P>> Session<P, S> {
    pub(crate) fn watch_post(&mut self, data: Data<'_>, now: Millis) -> Received<S::Out> {
        self.peer.pass_time(now);
        let (Data::Text(json) | Data::Object(json)) = data else {
            return Received::Refused(Refusal::new(
                Gate::NotOurs,
                "neither an object nor a string",
            ));
        };
        let limits = &self.peer.limits;
        let decoded = Admitted::in_page(json, limits)
            .and_then(|admitted| decode::message::<S::Out>(&admitted, limits.nesting()));
        match decoded {
            Ok(decoded) => self.watched(decoded, json),
            Err(refusal) => Received::Refused(refusal),
        }
    }

    fn watched(&mut self, decoded: Decoded<S::Out>, json: &str) -> Received<S::Out> {
        match decoded {
            Decoded::Message(message) => {
                let order = self.peer.moved(&message);
                self.peer.observe_call(message.row(), None);
                Received::Message(message, order)
            }
            Decoded::Drifted {
                message,
                row,
                fields,
                why,
            } => {
                let (name, order) = self.drift(&message, row, fields, Learning::Nothing);
                Received::Drifted(Drifted {
                    name,
                    raw: json.to_owned(),
                    why,
                    order,
                })
            }
        }
    }

    pub(crate) fn watch_signal(&mut self, signal: &Signal<'_>, now: Millis) -> Delivered<S::Out> {
        self.peer.pass_time(now);
        let (name, body, call) = match (signal, S::RECEIVES) {
            _ if !self.peer.is_library() => return Delivered::Refused(NO_LIBRARY),
            (
                Signal::Call {
                    id,
                    name,
                    arguments,
                },
                Direction::FromVendor,
            ) => (name, arguments, Some(*id)),
            (Signal::Fire { name, body }, Direction::ToVendor) => (name, body, None),
            _ => {
                return Delivered::Refused(Refusal::new(Gate::NotOurs, "not sent by this side"));
            }
        };
        let decoded = match self.decode_named::<S::Out>(name, body, call.is_some()) {
            Ok(decoded) => decoded,
            Err(refusal) => return Delivered::Refused(refusal),
        };
        if let Some(row) = decode::find_row(<S::Out as Family>::TABLE, name)
            && call.is_some()
        {
            self.peer.observe_call(row, call);
        }
        self.watched(decoded, body).into()
    }
}
