//! CloudTalk Phone by hand: JSON text.

use check_sizes::{digits, note, pop, warn};
use serde::Deserialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlIFrameElement;

use crate::link::Link;

const ORIGIN: &str = "https://phone.cloudtalk.io";

#[derive(Deserialize)]
#[serde(tag = "event", content = "properties", rename_all = "snake_case")]
enum Event {
    Ringing(Call),
    Dialing(Call),
    Calling(Call),
    Hangup(Call),
    Ended(Call),
    ContactInfo(Call),
}

#[derive(Deserialize)]
struct Call {
    call_uuid: String,
    external_number: String,
    internal_number: Option<String>,
    contact: Option<Contact>,
}

#[derive(Deserialize)]
struct Contact {
    id: Option<u64>,
    name: String,
    company: Option<String>,
    #[serde(default)]
    contact_emails: Vec<String>,
    #[serde(default)]
    contact_numbers: Vec<String>,
    #[serde(default)]
    external_urls: Vec<ExternalUrl>,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Deserialize)]
struct ExternalUrl {
    external_system: String,
    external_url: String,
}

/// The phone in its frame.
#[wasm_bindgen]
pub struct Cloudtalk(#[expect(dead_code, reason = "it listens")] Link);

#[wasm_bindgen]
impl Cloudtalk {
    /// Listens to the frame.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: HtmlIFrameElement) -> Result<Cloudtalk, JsValue> {
        let hear = |data: JsValue| match data.as_string().map(|text| serde_json::from_str(&text)) {
            Some(Ok(event)) => hear(&event),
            Some(Err(why)) => warn(&why.to_string()),
            None => warn("not text"),
        };
        Link::frame(frame, ORIGIN, hear).map(Cloudtalk)
    }
}

fn hear(event: &Event) {
    match event {
        Event::Ringing(call) => {
            pop(&call.external_number);
            tell("rings", call);
        }
        Event::Dialing(call) => tell("is dialled", call),
        Event::Calling(call) => tell("is answered", call),
        Event::Hangup(call) => tell("is hung up", call),
        Event::Ended(call) => tell("is over", call),
        Event::ContactInfo(call) => tell("has a contact", call),
    }
}

fn tell(what: &str, call: &Call) {
    let (id, external, internal) = (
        &call.call_uuid,
        &call.external_number,
        call.internal_number.as_deref().unwrap_or_default(),
    );
    note(&["call ", id, " from ", external, " to ", internal, " ", what]);
    if let Some(contact) = &call.contact {
        who(contact);
    }
}

fn who(contact: &Contact) {
    let id = contact.id.map(digits).unwrap_or_default();
    let mut line = vec![&*id, " ", &contact.name];
    let more = contact.company.iter().chain(&contact.contact_emails);
    for text in more.chain(&contact.contact_numbers).chain(&contact.tags) {
        line.extend([", ", text]);
    }
    for url in &contact.external_urls {
        line.extend([", ", &url.external_system, ": ", &url.external_url]);
    }
    note(&line);
}
