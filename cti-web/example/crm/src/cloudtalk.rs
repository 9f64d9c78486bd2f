//! CloudTalk Phone: reports its calls, several at a time, and takes no commands.

use std::rc::Rc;

use cti_runtime::types::{PhoneNumber, Uuid};
use cti_runtime::{App, Millis, Peer};
use cti_vendors::cloudtalk::{Cloudtalk, Contact, EventHandler, event};
use wasm_bindgen::JsError;

use crate::crm::{Direction, Phone};
use crate::page::Page;
use crate::phones;

/// What the CRM does when CloudTalk Phone says something.
pub(crate) struct CloudTalk(Rc<Page>);

pub(crate) type Connection = cti_web::Connection<Cloudtalk, App, CloudTalk>;

pub(crate) fn open(page: &Rc<Page>) -> Result<Connection, JsError> {
    let handler = CloudTalk(Rc::clone(page));
    phones::open(page, Phone::CloudTalk, phones::CLOUDTALK, handler)
}

impl CloudTalk {
    fn rings(
        &self,
        id: Uuid,
        direction: Direction,
        number: PhoneNumber,
        contact: Option<Contact>,
        now: Millis,
    ) {
        self.0
            .rings(Phone::CloudTalk, &id.to_string(), direction, number, now);
        self.known_as(id, contact);
    }

    fn known_as(&self, id: Uuid, contact: Option<Contact>) {
        if let Some(contact) = contact {
            let id = id.to_string();
            self.0.known_as(Phone::CloudTalk, &id, contact.name);
        }
    }
}

impl EventHandler for CloudTalk {
    fn ringing(&mut self, call: event::Ringing, phone: &mut Peer<Cloudtalk>) {
        let (id, number) = (call.call_uuid, call.external_number);
        self.rings(id, Direction::In, number, call.contact, phone.now());
    }

    fn dialing(&mut self, call: event::Dialing, phone: &mut Peer<Cloudtalk>) {
        let (id, number) = (call.call_uuid, call.external_number);
        self.rings(id, Direction::Out, number, call.contact, phone.now());
    }

    fn calling(&mut self, call: event::Calling, phone: &mut Peer<Cloudtalk>) {
        let id = call.call_uuid.to_string();
        self.0.answered(Phone::CloudTalk, &id, phone.now());
    }

    fn ended(&mut self, call: event::Ended, phone: &mut Peer<Cloudtalk>) {
        let id = call.call_uuid.to_string();
        self.0.over(Phone::CloudTalk, &id, phone.now());
    }

    fn contact_info(&mut self, call: event::ContactInfo, _: &mut Peer<Cloudtalk>) {
        self.known_as(call.call_uuid, call.contact);
    }
}
