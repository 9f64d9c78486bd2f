//! LeadDesk Talk: dials, and reports its calls one at a time.

use std::rc::Rc;

use cti_runtime::types::PhoneNumber;
use cti_runtime::{App, Peer, SendError};
use cti_vendors::leaddesk_talk::{self, EventHandler, LeaddeskTalk, command, event};
use cti_web::NotSent;
use wasm_bindgen::JsError;

use crate::crm::{Direction, Phone};
use crate::page::Page;
use crate::phones;

/// What the CRM does when Talk says something.
pub(crate) struct Talk {
    page: Rc<Page>,
    /// The call that the events without an id are about.
    call: String,
}

pub(crate) type Connection = cti_web::Connection<LeaddeskTalk, App, Talk>;

pub(crate) fn open(page: &Rc<Page>) -> Result<Connection, JsError> {
    let talk = Talk {
        page: Rc::clone(page),
        call: String::new(),
    };
    phones::open(page, Phone::Talk, phones::TALK, talk)
}

/// Click-to-dial: what has come of it.
pub(crate) fn dial(page: &Page, talk: &Connection, number: PhoneNumber) -> String {
    let written = page.written(&number);
    match talk.send(command::Call::new(number, true)) {
        Ok(()) => format!("LeadDesk Talk calls {written}."),
        Err(_) if page.is_unreachable(Phone::Talk) => {
            "LeadDesk Talk can't be reached: see the notices.".into()
        }
        // The declaration has the rule that an agent is logged in, so nothing was posted.
        Err(NotSent::Session(SendError::OutOfTurn(_))) => "Log in to LeadDesk Talk first.".into(),
        Err(why) => format!("LeadDesk Talk can't call {written} now, {why}."),
    }
}

impl EventHandler for Talk {
    fn login(&mut self, _: event::Login, _: &mut Peer<LeaddeskTalk>) {
        self.page.state(Phone::Talk, "ready");
    }

    fn logout(&mut self, _: event::Logout, _: &mut Peer<LeaddeskTalk>) {
        self.page.state(Phone::Talk, "logged out");
    }

    fn call(&mut self, call: event::Call, talk: &mut Peer<LeaddeskTalk>) {
        self.call = call.id.to_string();
        let direction = match call.direction {
            leaddesk_talk::Direction::Out => Direction::Out,
            _ => Direction::In,
        };
        let (number, now) = (call.number, talk.now());
        self.page
            .rings(Phone::Talk, &self.call, direction, number, now);
    }

    fn connected(&mut self, _: event::Connected, talk: &mut Peer<LeaddeskTalk>) {
        self.page.answered(Phone::Talk, &self.call, talk.now());
    }

    fn disconnected(&mut self, _: event::Disconnected, talk: &mut Peer<LeaddeskTalk>) {
        self.page.over(Phone::Talk, &self.call, talk.now());
    }

    fn completed(&mut self, done: event::Completed, _: &mut Peer<LeaddeskTalk>) {
        self.page.state(Phone::Talk, "ready");
        if let Some(comment) = done.call.comment.filter(|comment| !comment.is_empty()) {
            let note = format!("Noted in Talk: {comment}");
            self.page.status(Some(Phone::Talk), &note);
        }
    }

    fn error(&mut self, error: event::Error, _: &mut Peer<LeaddeskTalk>) {
        let text = format!("It reports an error: {}.", error.message);
        self.page.notice(Phone::Talk, &text);
    }
}
