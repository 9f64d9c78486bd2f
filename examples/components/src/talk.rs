//! The phone, without a framework: what is done with its events.

use cti_runtime::{App, OriginPolicy, Peer, Session, Source};
use cti_vendors::leaddesk_talk::{EventHandler, LeaddeskTalk, command, event};
use cti_web::{Connection, NotSent, OpenError, Place};
use web_sys::HtmlIFrameElement;

/// An open phone. Dropping it closes the connection: nothing is left on the page.
pub type Talk = Connection<LeaddeskTalk, App, Crm>;

/// What handles events: it hands on what a component shows.
pub struct Crm {
    show: Box<dyn Fn(String)>,
}

impl EventHandler for Crm {
    fn call(&mut self, call: event::Call, _: &mut Peer<LeaddeskTalk>) {
        (self.show)(call.number.to_string());
    }
}

/// Opens the phone in its iframe. The number of each call is shown.
///
/// # Errors
/// If the iframe isn't in a page.
pub fn open(frame: &HtmlIFrameElement, show: impl Fn(String) + 'static) -> Result<Talk, OpenError> {
    let session = Session::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1));
    let show = Box::new(show);
    cti_web::connect(session, Place::frame(frame), Crm { show })
}

/// Click-to-dial; gives what forbids it.
///
/// # Errors
/// If no agent is logged in, or the line is busy.
pub fn dial(talk: &Talk, number: &str) -> Result<(), NotSent> {
    talk.send(command::Call::new(number, true))
}
