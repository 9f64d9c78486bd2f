//! Two sides and the wire between them.

use cti_runtime::protocol::Window;
use cti_runtime::session::Dispatch;
use cti_runtime::testing::Cable;
use cti_runtime::{
    App, Data, Gate, Millis, Order, Origin, OriginPolicy, Post, Protocol, Received, Session,
    Source, Vendor,
};

/// The customer's page.
pub const PAGE: &str = "https://crm.example";
/// Where an agent logs in to Talk.
pub const TALK: &str = "https://login-ce2.leaddesk.com";
/// LeadDesk's page around a contact card.
pub const LEADDESK: &str = "https://ce2.leaddesk.com";
/// Talkdesk's frame.
pub const TALKDESK: &str = "https://prd-cdn-talkdesk.talkdesk.com";
/// CloudTalk's frame.
pub const CLOUDTALK: &str = "https://phone.cloudtalk.io";

pub fn origin(text: &str) -> Origin {
    Origin::parse(text).unwrap()
}

/// The application's side, with the origins of the declaration.
pub fn app<P: Protocol<Transport = Window>>() -> Session<P> {
    Session::new(OriginPolicy::declared::<P>(), Source(1)).numbering_from(1)
}

/// The vendor's side, which serves the customer's page.
pub fn vendor<P: Protocol<Transport = Window>>() -> Session<P, Vendor> {
    Session::serve(OriginPolicy::pages([origin(PAGE)]).unwrap(), Source(1)).numbering_from(1)
}

/// An object that was posted by window 1.
pub fn object<'a>(origin: &'a str, json: &'a str) -> Post<'a> {
    Post::new(Source(1), origin, Data::Object(json))
}

/// A string that was posted by window 1.
pub fn text<'a>(origin: &'a str, json: &'a str) -> Post<'a> {
    Post::new(Source(1), origin, Data::Text(json))
}

/// The message, if it passed every gate.
#[track_caller]
pub fn message<M: std::fmt::Debug>(received: Received<M>) -> (M, Order) {
    match received {
        Received::Message(message, order) => (message, order),
        other => panic!("not delivered: {other:?}"),
    }
}

/// The gate at which it was turned away.
#[track_caller]
pub fn gate<M: std::fmt::Debug>(received: Received<M>) -> Gate {
    match received {
        Received::Refused(refusal) => refusal.gate(),
        other => panic!("not refused: {other:?}"),
    }
}

/// An application and a phone, joined by a cable.
pub struct Conversation<P: Protocol<Transport = Window>, A, V> {
    pub app: Session<P, App>,
    pub crm: A,
    pub vendor: Session<P, Vendor>,
    pub phone: V,
    pub cable: Cable,
}

impl<P, A, V> Conversation<P, A, V>
where
    P: Protocol<Transport = Window>,
    P::Event: Dispatch<A, P, App>,
    P::Command: Dispatch<V, P, Vendor>,
{
    /// A conversation from its beginning; the phone is at this origin.
    pub fn new(phone_origin: &str, crm: A, phone: V) -> Self {
        Self::of(app(), phone_origin, crm, phone)
    }

    /// The same, with a session that the application has opened.
    pub fn of(app: Session<P>, phone_origin: &str, crm: A, phone: V) -> Self {
        let app = app.targeting(phone_origin).unwrap();
        let cable = Cable::new(origin(PAGE), origin(phone_origin));
        Self {
            app,
            crm,
            vendor: vendor(),
            phone,
            cable,
        }
    }

    /// Time passes on both sides.
    pub fn at(&mut self, now: u64) {
        self.cable.now = Millis(now);
        self.app.tick(self.cable.now);
        self.vendor.tick(self.cable.now);
    }

    /// Carries what both sides have to say, and tells what was said: `← login`, `→ answer`.
    ///
    /// Nothing may be refused, and nothing may be posted to an origin that is not the other's.
    #[track_caller]
    pub fn said(&mut self) -> Vec<String> {
        let short = |line: String| {
            let (arrow, json) = line.split_once(' ').unwrap();
            format!("{arrow} {}", tag(json))
        };
        self.posted().into_iter().map(short).collect()
    }

    /// The same, and tells all that was posted: `← {"action":"login"}`.
    #[track_caller]
    pub fn posted(&mut self) -> Vec<String> {
        let Self {
            app,
            crm,
            vendor,
            phone,
            cable,
        } = self;
        let refused = cable.run((app, crm), (vendor, phone));
        assert_eq!(refused, [""; 0]);
        assert_eq!(cable.undelivered, []);
        std::mem::take(&mut cable.log)
    }
}

/// The tag of a message of any of the protocols; an answer that is found by its id alone has none.
pub fn tag(json: &str) -> String {
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    let keys = [
        "action", "type", "event", "name", "method", "key", "request",
    ];
    let tag = keys.iter().find_map(|key| json[key].as_str());
    tag.unwrap_or_else(|| {
        assert!(!json["id"].is_null(), "{json}");
        "answer"
    })
    .to_owned()
}
