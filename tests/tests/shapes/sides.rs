//! Both sides of a fictitious vendor, and what is between them.

use cti_runtime::protocol::Window;
use cti_runtime::session::ReplyNote;
use cti_runtime::{
    Data, Gate, Millis, Origin, OriginPolicy, Post, Protocol, Received, Session, Source, Vendor,
};

/// The customer's page.
pub const PAGE: &str = "https://crm.example";
/// The vendor's frame.
pub const PHONE: &str = "https://phone.acme.example";

pub fn app<P: Protocol<Transport = Window>>() -> Session<P> {
    Session::new(OriginPolicy::declared::<P>(), Source(1)).numbering_from(1)
}

pub fn vendor<P: Protocol<Transport = Window>>() -> Session<P, Vendor> {
    let page = Origin::parse(PAGE).unwrap();
    Session::serve(OriginPolicy::pages([page]).unwrap(), Source(1)).numbering_from(1)
}

/// An object from the vendor.
pub fn from_phone(json: &str) -> Post<'_> {
    Post::new(Source(1), PHONE, Data::Object(json))
}

/// An object from the page.
pub fn from_page(json: &str) -> Post<'_> {
    Post::new(Source(1), PAGE, Data::Object(json))
}

/// Everything that the application posts.
pub fn posts<P: Protocol<Transport = Window>>(session: &mut Session<P>) -> Vec<String> {
    std::iter::from_fn(|| session.poll_post())
        .map(|post| post.data.json().to_owned())
        .collect()
}

/// Everything that the vendor posts.
pub fn phone_posts<P: Protocol<Transport = Window>>(
    session: &mut Session<P, Vendor>,
) -> Vec<String> {
    std::iter::from_fn(|| session.poll_post())
        .map(|post| post.data.json().to_owned())
        .collect()
}

/// What a message of the vendor is to the calls that wait; the application drops it otherwise.
#[track_caller]
pub fn hear<P: Protocol<Transport = Window>>(
    session: &mut Session<P>,
    json: &str,
    now: u64,
) -> ReplyNote {
    match session.receive(from_phone(json), Millis(now)) {
        Received::Message(_, order) => order.reply(),
        Received::Drifted(drifted) => drifted.order().reply(),
        Received::Refused(refusal) => panic!("{refusal}: {json}"),
    }
}

/// The gate at which a message of the vendor is turned away.
#[track_caller]
pub fn turned_away<P: Protocol<Transport = Window>>(session: &mut Session<P>, json: &str) -> Gate {
    match session.receive(from_phone(json), session.view().now()) {
        Received::Refused(refusal) => refusal.gate(),
        other => panic!("{other:?}: {json}"),
    }
}
