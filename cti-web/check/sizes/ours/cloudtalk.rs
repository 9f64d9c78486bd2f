//! CloudTalk Phone with cti-web.

use check_sizes::{digits, note, pop};
use cti_runtime::types::{PhoneNumber, Uuid};
use cti_runtime::{App, OriginPolicy, Peer, Session, Source};
use cti_vendors::cloudtalk::{Cloudtalk as Protocol, Contact, EventHandler, event};
use cti_web::{Connection, Place, connect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlIFrameElement;

struct Crm;

/// All six events carry the same fields.
macro_rules! tell {
    ($what:literal, $call:ident) => {
        tell(
            $what,
            $call.call_uuid,
            &$call.external_number,
            $call.internal_number.as_ref(),
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
    internal: Option<&PhoneNumber>,
    contact: Option<&Contact>,
) {
    let mut buffer = Uuid::encode_buffer();
    let id: &str = id.hyphenated().encode_lower(&mut buffer);
    let internal = internal.map_or("", PhoneNumber::as_str);
    let external = external.as_str();
    note(&["call ", id, " from ", external, " to ", internal, " ", what]);
    if let Some(contact) = contact {
        who(contact);
    }
}

fn who(contact: &Contact) {
    let id = contact.id.map(digits).unwrap_or_default();
    let mut line = vec![&*id, " ", &contact.name];
    let texts = contact.company.iter().chain(&contact.contact_emails);
    let numbers = contact.contact_numbers.iter().map(PhoneNumber::as_str);
    let tags = contact.tags.iter().map(String::as_str);
    for text in texts.map(String::as_str).chain(numbers).chain(tags) {
        line.extend([", ", text]);
    }
    for url in &contact.external_urls {
        line.extend([", ", &url.external_system, ": ", url.external_url.as_str()]);
    }
    note(&line);
}

/// The phone in its frame.
#[wasm_bindgen]
pub struct Cloudtalk(#[expect(dead_code, reason = "it listens")] Connection<Protocol, App, Crm>);

#[wasm_bindgen]
impl Cloudtalk {
    /// Listens to the frame.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: HtmlIFrameElement) -> Result<Cloudtalk, JsValue> {
        let session = Session::<Protocol>::new(OriginPolicy::declared::<Protocol>(), Source(1));
        Ok(Cloudtalk(connect(session, Place::frame(&frame), Crm)?))
    }
}
