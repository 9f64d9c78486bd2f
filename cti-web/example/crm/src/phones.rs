//! What the phones have in common: where they are, whom the page believes, and what it says of
//! messages that it doesn't take.

use std::rc::Rc;

use cti_runtime::protocol::{Protocol, Window};
use cti_runtime::session::Dispatch;
use cti_runtime::{App, Gate, OriginError, OriginPolicy, Session, Source};
use cti_web::{Connection, Notice, Place};
use js_sys::futures::{JsFuture, spawn_local};
use wasm_bindgen::JsError;
use web_sys::{RequestCredentials, RequestInit, RequestMode, Url, window};

use crate::crm::Phone;
use crate::page::Page;

/// The address of CloudTalk Phone, which wants to know who embeds it.
#[cfg(not(feature = "simulated"))]
pub(crate) const CLOUDTALK: &str = "https://phone.cloudtalk.io?partner=mycrm";
/// The address of LeadDesk Talk: the login host of your account.
#[cfg(not(feature = "simulated"))]
pub(crate) const TALK: &str = "https://login-ce2.leaddesk.com/";

/// Whom the page believes: the origins that the declaration lists for the vendor, and nobody else.
#[cfg(not(feature = "simulated"))]
#[expect(clippy::unnecessary_wraps, reason = "as the simulation's")]
fn policy<P: Protocol>() -> Result<OriginPolicy, OriginError> {
    Ok(OriginPolicy::declared::<P>())
}

#[cfg(feature = "simulated")]
pub(crate) const CLOUDTALK: &str = "http://localhost:8081/cloudtalk.html";
#[cfg(feature = "simulated")]
pub(crate) const TALK: &str = "http://localhost:8081/talk.html";

/// Whom the page believes while it is developed: one exact origin on this machine, and not the
/// vendor's. It is compiled in by the feature `simulated` alone. No address, setting or message can
/// turn it on, so a page that is delivered doesn't have it.
#[cfg(feature = "simulated")]
#[expect(
    clippy::extra_unused_type_parameters,
    reason = "as the declared policy, which is the protocol's"
)]
fn policy<P: Protocol>() -> Result<OriginPolicy, OriginError> {
    OriginPolicy::simulation(&["http://localhost:8081"])
}

/// Shows a phone in its place on the page, and has a handler listen to it.
pub(crate) fn open<P, H>(
    page: &Rc<Page>,
    phone: Phone,
    src: &'static str,
    handler: H,
) -> Result<Connection<P, App, H>, JsError>
where
    P: Protocol<Transport = Window>,
    P::Event: Dispatch<H, P, App>,
    H: 'static,
{
    let frame = page.frame(phone, src)?;
    let session = Session::new(policy::<P>()?, Source(1));
    let connection = cti_web::connect(session, Place::frame(&frame), handler)?;
    let told = Rc::clone(page);
    connection.on_notice(move |notice| tell(&told, phone, &notice));
    // Its document loads from here on: nothing that it says is missed.
    page.show_frame(phone, &frame)?;
    look_for(Rc::clone(page), phone, src);
    Ok(connection)
}

/// Says so if a phone's host doesn't answer. The frame doesn't tell: for a page, what another origin shows
/// is a document like any other, also the browser's error.
fn look_for(page: Rc<Page>, phone: Phone, src: &'static str) {
    let Some(window) = window() else { return };
    let asked = RequestInit::new();
    asked.set_method("HEAD");
    asked.set_mode(RequestMode::NoCors);
    asked.set_credentials(RequestCredentials::Omit);
    let answer = JsFuture::from(window.fetch_with_str_and_init(src, &asked));
    spawn_local(async move {
        if answer.await.is_err() {
            let host = Url::new(src).map_or_else(|_| src.to_owned(), |url| url.host());
            page.unreachable(phone, &host);
        }
    });
}

/// Says what handlers aren't told.
fn tell(page: &Page, phone: Phone, notice: &Notice) {
    let text = match notice {
        // Routine: what other windows post, such as the other phone's.
        Notice::Refused(refusal) if refusal.gate() == Gate::Source => return,
        Notice::Refused(refusal) => format!("A message was refused, {refusal}."),
        Notice::Drifted(drifted) => format!(
            "The message `{}` isn't as documented: {} ({}).",
            drifted.name(),
            drifted.why(),
            drifted.location()
        ),
        Notice::NotSent(why) => format!("A message was not sent, {why}."),
        Notice::Undelivered => "A message could not be handed over.".to_owned(),
        Notice::Loaded { another: false } => return,
        Notice::Loaded { another: true } | Notice::Restarted | Notice::Moved(_) => {
            return page.reloaded(phone);
        }
        other => format!("{other:?}"),
    };
    page.notice(phone, &text);
}
