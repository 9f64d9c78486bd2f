//! The pages of the checks in Chromium: every application and every simulated vendor in one module.
//!
//! A page opens a [`Role`] by name, has it [act](Role::act) in a few words, and is told by a
//! function what the role has heard. Applications have the demo handlers of `cti-vendors`, vendors
//! its simulated phones.

mod agent;
mod bell;
mod cloudtalk;
mod contact_card;
mod dates;
mod desk;
mod desk_stream;
mod handshake;
mod heard;
mod heron;
mod kestrel;
mod late;
mod linnet;
mod otter;
mod part;
mod published;
mod ringcentral;
mod stream;
mod talk;
mod talkdesk;

use cti_runtime::{
    Origin, OriginError, OriginPolicy, Protocol, Session, Source, Vendor, protocol::Window,
};
use cti_web::Place;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;

use heard::{Heard, Log};
use part::Part;

/// What a role is opened with.
struct Setup {
    /// An iframe, a window that the page opened, or the name of a place; nothing is the parent.
    place: JsValue,
    origins: Vec<String>,
    log: Log,
}

impl Setup {
    /// Where the other side is.
    fn place(&self) -> Place {
        let place = &self.place;
        match place.as_string().as_deref() {
            Some("opener") => Place::opener(),
            Some("top") => Place::top(),
            Some(levels) => Place::ancestor(levels.parse().unwrap_or_default()),
            None if place.is_undefined() => Place::parent(),
            None => match place.dyn_ref() {
                Some(frame) => Place::frame(frame),
                None => Place::popup(place.unchecked_ref()),
            },
        }
    }

    /// A handler that tells the page what it hears.
    fn heard<H>(&self, handler: H) -> Heard<H> {
        Heard {
            handler,
            log: self.log.clone(),
        }
    }

    /// The application's session: with the declared origins, or with a simulation on these.
    fn app<P: Protocol<Transport = Window>>(&self) -> Result<Session<P>, OriginError> {
        let simulated: Vec<&str> = self.origins.iter().map(String::as_str).collect();
        let policy = match simulated.as_slice() {
            [] => OriginPolicy::declared::<P>(),
            origins => OriginPolicy::simulation(origins)?,
        };
        Ok(Session::new(policy, Source(1)))
    }

    /// The vendor's session, for the pages that it serves.
    fn vendor<P: Protocol<Transport = Window>>(&self) -> Result<Session<P, Vendor>, OriginError> {
        let pages: Result<Vec<_>, _> = self
            .origins
            .iter()
            .map(|page| Origin::parse(page))
            .collect();
        Ok(Session::serve(OriginPolicy::pages(pages?)?, Source(1)))
    }
}

/// A side of a conversation in this page.
#[wasm_bindgen]
pub struct Role {
    part: Box<dyn Part>,
}

#[wasm_bindgen]
impl Role {
    /// Opens a role: `talk-app` or `talk-phone`, and so for each protocol. `place` is an iframe, a
    /// window that the page opened, `opener`, `top` or a number of levels up; nothing is the parent.
    ///
    /// `origins` are, for a vendor, the pages that it serves; for an application those of a
    /// simulation, or none for the declared ones. Each message that a handler gets is told to `log`,
    /// and so is each notice.
    #[wasm_bindgen(constructor)]
    pub fn new(
        name: &str,
        place: JsValue,
        origins: Vec<String>,
        log: Function,
    ) -> Result<Role, JsValue> {
        let setup = Setup {
            place,
            origins,
            log: Log::new(log),
        };
        let part = match name {
            "talk-app" => talk::app(&setup),
            "talk-stream" => stream::app(&setup),
            "talk-phone" => talk::phone(&setup),
            "talkdesk-app" => talkdesk::app(&setup),
            "talkdesk-phone" => talkdesk::phone(&setup),
            "cloudtalk-app" => cloudtalk::app(&setup),
            "cloudtalk-phone" => cloudtalk::phone(&setup),
            "card-app" => contact_card::app(&setup),
            "card-phone" => contact_card::phone(&setup),
            "bell-app" => bell::app(&setup),
            "bell-phone" => bell::phone(&setup),
            "kestrel-app" => kestrel::app(&setup),
            "kestrel-phone" => kestrel::phone(&setup),
            "desk-app" => desk::app(&setup),
            "desk-phone" => desk::phone(&setup),
            "desk-stream" => desk_stream::phone(&setup),
            "ringcentral-app" => late::ringcentral(&setup),
            "aircall-app" => late::aircall(&setup),
            "justcall-app" => late::justcall(&setup),
            "justcall-phone" => published::justcall(&setup),
            "dialpad-app" => late::dialpad(&setup),
            "aircall-phone" => published::aircall(&setup),
            "connect-app" => published::connect_app(&setup),
            "connect-phone" => published::connect_ccp(&setup),
            "hubspot-phone" => published::hubspot(&setup),
            "hubspot-app" => published::hubspot_app(&setup),
            "dates-app" => dates::app(&setup),
            "dates-phone" => dates::phone(&setup),
            "linnet-app" => linnet::app(&setup),
            "linnet-phone" => linnet::phone(&setup),
            "heron-app" => heron::app(&setup),
            "heron-phone" => heron::phone(&setup),
            "otter-app" => otter::app(&setup),
            "otter-phone" => otter::phone(&setup),
            "handshake-app" => handshake::app(&setup),
            "handshake-phone" => handshake::phone(&setup),
            _ => return Err("no such role".into()),
        };
        let part = part.map_err(|why| why.to_string())?;
        Ok(Role { part })
    }

    /// Does what a person would do: a promise of what came of it.
    pub fn act(&self, step: &str) -> Promise {
        let words: Vec<&str> = step.split(' ').collect();
        let answer = self.part.act(&words);
        future_to_promise(async move { Ok(answer.await.into()) })
    }

    /// What has been accepted, drifted and refused, and came out of turn: `2 accepted, 0 drifted, 1 origin`.
    pub fn counted(&self) -> String {
        self.part.counted()
    }
}
