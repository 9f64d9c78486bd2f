//! A protocol whose two sides post `Date`s and `Map`s.

use cti_runtime::session::Return;
use cti_runtime::types::{DateTime, Map};
use cti_runtime::{App, Peer, Vendor};
use cti_web::connect;

use crate::Setup;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, answer, play, sent};

#[path = "../../../../tests/tests/shapes/acme_dates.rs"]
#[allow(missing_docs, reason = "a declaration of tests")]
mod declared;

pub use declared::acme_dates;
use declared::acme_dates::{
    AcmeDates, Attribute, End, EventHandler, NoticeHandler, QuestionHandler, State, event, notice,
    question,
};

const TIME: &str = "2026-01-31T09:30:00.000Z";

struct Crm;

impl EventHandler for Crm {}

struct Phone;

impl NoticeHandler for Phone {}

impl QuestionHandler for Phone {
    fn last(
        &mut self,
        _: question::Last,
        _: &mut Peer<AcmeDates, Vendor>,
    ) -> Return<State, String> {
        Ok(state()).into()
    }
}

pub fn app(setup: &Setup) -> Opened {
    let session = setup.app::<AcmeDates>()?;
    let line = connect(session, setup.place(), setup.heard(Crm))?;
    Ok(play(line, &setup.log, act_app))
}

pub fn phone(setup: &Setup) -> Opened {
    let session = setup.vendor::<AcmeDates>()?;
    let line = connect(session, setup.place(), setup.heard(Phone))?;
    Ok(play(line, &setup.log, act_phone))
}

fn act_app(phone: &Line<AcmeDates, App, Crm>, words: &[&str]) -> Answer {
    match *words {
        ["remind", at] => sent(phone.send(notice::Remind::new(at, at))),
        ["last"] => answer(phone.request(question::Last::new(TIME)), |state| state.name),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

fn act_phone(page: &Line<AcmeDates, Vendor, Phone>, words: &[&str]) -> Answer {
    match *words {
        ["call", "lost"] => sent(page.send(call(End::Lost { ended: TIME.into() }))),
        ["call"] => sent(page.send(call(End::Missed { ended: TIME.into() }))),
        ["tags"] => {
            let tags = [("__proto__", "x")].map(|(key, tag)| (key.to_owned(), tag.to_owned()));
            sent(page.send(event::Tags::new(Map::from_iter(tags))))
        }
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

/// All that can be in a call.
fn call(end: End) -> event::Call {
    let mut attribute = Attribute::new("gold");
    attribute.set = Some(TIME.into());
    let attributes = Map::from_iter([("__proto__".to_owned(), attribute)]);
    let sent = DateTime::from(TIME);
    let mut call = event::Call::new(TIME, attributes, vec![state()], sent);
    call.end = Some(end);
    call
}

fn state() -> State {
    State::new("open", vec![TIME.into(), "yesterday".into()])
}
