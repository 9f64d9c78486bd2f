//! CloudTalk Phone, and a page around its frame.

use cti_runtime::types::Uuid;
use cti_runtime::{App, Vendor};
use cti_vendors::cloudtalk::{Cloudtalk, Contact};
use cti_vendors::demo::cloudtalk::Crm;
use cti_vendors::simulated::cloudtalk::Phone;
use cti_web::connect;

use crate::Setup;
use crate::heard::Heard;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, acted, play, sent};

pub fn app(setup: &Setup) -> Opened {
    let crm = setup.heard(Crm::default());
    let line = connect(setup.app::<Cloudtalk>()?, setup.place(), crm)?;
    Ok(play(line, &setup.log, act_app))
}

pub fn phone(setup: &Setup) -> Opened {
    let phone = setup.heard(Phone::new());
    let line = connect(setup.vendor::<Cloudtalk>()?, setup.place(), phone)?;
    Ok(play(line, &setup.log, act_phone))
}

/// The phone takes no commands.
fn act_app(_: &Line<Cloudtalk, App, Crm>, _: &[&str]) -> Answer {
    sent(Err(NO_SUCH_ACT))
}

/// What is said of a call is said of the latest one.
fn act_phone(page: &Line<Cloudtalk, Vendor, Phone>, words: &[&str]) -> Answer {
    acted(page.act(|Heard { handler: phone, .. }, page| {
        let last = phone.calls(page).last().map_or(Uuid::nil(), |call| call.0);
        match *words {
            ["ring", number] => phone.ring(page, number).map(drop),
            ["dial", number] => phone.dial(page, number).map(drop),
            ["answer"] => phone.answer(page, last),
            ["hang", "up"] => phone.hang_up(page, last),
            ["caller", "hangs", "up"] => phone.caller_hangs_up(page, last),
            ["contact", name] => phone.contact_info(page, last, Contact::new(name).id(7)),
            _ => Err(NO_SUCH_ACT),
        }
    }))
}
