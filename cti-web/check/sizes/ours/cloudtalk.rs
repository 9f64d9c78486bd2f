//! CloudTalk Phone with cti-web.

use check_sizes::{note, pop};
use cti_runtime::types::{PhoneNumber, Uuid};
use cti_runtime::{App, OriginPolicy, Peer, Session};
use cti_vendors::cloudtalk::{Cloudtalk as Protocol, Contact, EventHandler, event};
use cti_web::{Connection, Place, connect};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlIFrameElement;

struct Crm;

/// All six events carry the same fields.
macro_rules! tell {
    ($what:literal, $call:ident) => {
        tell(
            $what,
            $call.call_uuid,
            &$call.external_number,
            &$call.internal_number,
            $call.contact.as_ref(),
        )
    };
}

impl EventHandler for Crm {
    fn ringing(&mut self, call: event::Ringing, _: &mut Peer<Protocol>) {
        pop(call.external_number.as_str());
        tell!("rings", call);
    }

    fn dialing(&mut self, call: event::Dialing, _: &mut Peer<Protocol>) {
        tell!("is dialled", call);
    }

    fn calling(&mut self, call: event::Calling, _: &mut Peer<Protocol>) {
        tell!("is answered", call);
    }

    fn hangup(&mut self, call: event::Hangup, _: &mut Peer<Protocol>) {
        tell!("is hung up", call);
    }

    fn ended(&mut self, call: event::Ended, _: &mut Peer<Protocol>) {
        tell!("is over", call);
    }

    fn contact_info(&mut self, call: event::ContactInfo, _: &mut Peer<Protocol>) {
        tell!("has a contact", call);
    }
}

fn tell(
    what: &str,
    id: Uuid,
    external: &PhoneNumber,
    internal: &PhoneNumber,
    contact: Option<&Contact>,
) {
    let (external, internal) = (external.as_str(), internal.as_str());
    note(&format!("call {id} from {external} to {internal} {what}"));
    if let Some(contact) = contact {
        note(&who(contact));
    }
}

fn who(contact: &Contact) -> String {
    let mut line = format!("{} {}", contact.id, contact.name);
    let texts = contact.company.iter().chain(&contact.contact_emails);
    let numbers = contact.contact_numbers.iter().map(PhoneNumber::as_str);
    let tags = contact.tags.iter().map(String::as_str);
    for text in texts.map(String::as_str).chain(numbers).chain(tags) {
        line.push_str(", ");
        line.push_str(text);
    }
    for url in &contact.external_urls {
        for text in [", ", &url.external_system, ": ", url.external_url.as_str()] {
            line.push_str(text);
        }
    }
    line
}

/// The phone in its frame.
#[wasm_bindgen]
pub struct Cloudtalk(#[expect(dead_code, reason = "it listens")] Connection<Protocol, App, Crm>);

#[wasm_bindgen]
impl Cloudtalk {
    /// Listens to the frame.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: HtmlIFrameElement) -> Result<Cloudtalk, JsError> {
        let session = Session::<Protocol>::new(OriginPolicy::declared::<Protocol>());
        Ok(Cloudtalk(connect(session, Place::frame(&frame), Crm)?))
    }
}
