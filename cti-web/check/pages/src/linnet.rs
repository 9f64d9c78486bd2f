//! A phone that posts strings with nothing around them beside objects, one of which hands a port over.

use cti_runtime::{App, Peer, Vendor};
use cti_web::connect;

use crate::Setup;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, answer, play, sent};

#[path = "../../../../tests/src/bare.rs"]
#[allow(missing_docs, reason = "a declaration of tests")]
mod declared;

pub use declared::linnet_phone;
use declared::linnet_phone::{
    CueHandler, LinnetPhone, NoticeHandler, WishHandler, WordHandler, cue, notice, wish, word,
};

/// Dials as soon as its widget is there.
struct Crm;

impl NoticeHandler for Crm {}

impl WordHandler for Crm {
    fn init(&mut self, _: word::Init, phone: &mut Peer<LinnetPhone>) {
        // No rule forbids it.
        let _ = phone.send(wish::Dial::new("+12025550100"));
    }
}

struct Phone;

impl WishHandler for Phone {}

impl CueHandler for Phone {
    fn ping(&mut self, _: cue::Ping, page: &mut Peer<LinnetPhone, Vendor>) {
        let _ = page.send(word::Pong::new());
    }
}

pub fn app(setup: &Setup) -> Opened {
    let session = setup.app::<LinnetPhone>()?;
    let line = connect(session, setup.place(), setup.heard(Crm))?;
    Ok(play(line, &setup.log, act_app))
}

pub fn phone(setup: &Setup) -> Opened {
    let session = setup.vendor::<LinnetPhone>()?;
    let line = connect(session, setup.place(), setup.heard(Phone))?;
    Ok(play(line, &setup.log, act_phone))
}

fn act_app(phone: &Line<LinnetPhone, App, Crm>, words: &[&str]) -> Answer {
    match *words {
        ["ping"] => answer(phone.request(cue::Ping::new()), |_| "pong".to_owned()),
        ["dial", number] => sent(phone.send(wish::Dial::new(number))),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

fn act_phone(page: &Line<LinnetPhone, Vendor, Phone>, words: &[&str]) -> Answer {
    match *words {
        ["ready"] => sent(page.send(word::Ready::new())),
        ["init", widget] => sent(page.send(word::Init::new(widget))),
        ["ring", number] => sent(page.send(notice::Ring::new(7, number))),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}
