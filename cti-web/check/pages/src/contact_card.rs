//! A customer card, and LeadDesk's page around its frame.

use cti_runtime::{App, Vendor};
use cti_vendors::demo::leaddesk_contact_card::Crm;
use cti_vendors::leaddesk_contact_card::{CallTarget, LeaddeskContactCard, command};
use cti_vendors::simulated::leaddesk_contact_card::Phone;
use cti_web::connect;

use crate::Setup;
use crate::heard::Heard;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, acted, play, sent};

pub fn app(setup: &Setup) -> Opened {
    let crm = setup.heard(Crm::new());
    let line = connect(setup.app::<LeaddeskContactCard>()?, setup.place(), crm)?;
    Ok(play(line, &setup.log, act_app))
}

pub fn phone(setup: &Setup) -> Opened {
    let phone = setup.heard(Phone::new());
    let line = connect(setup.vendor::<LeaddeskContactCard>()?, setup.place(), phone)?;
    Ok(play(line, &setup.log, act_phone))
}

fn act_app(leaddesk: &Line<LeaddeskContactCard, App, Crm>, words: &[&str]) -> Answer {
    match *words {
        ["dial", number] => {
            let target = CallTarget::PhoneNumber(number.into());
            sent(leaddesk.send(command::Call::new(target).auto_call(true)))
        }
        ["hang", "up"] => sent(leaddesk.send(command::Hangup::new())),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

fn act_phone(card: &Line<LeaddeskContactCard, Vendor, Phone>, words: &[&str]) -> Answer {
    acted(card.act(|Heard { handler: phone, .. }, card| match *words {
        ["start"] => phone.page_starts(card),
        ["ring"] => phone.ring(card),
        ["answer"] => phone.is_answered(card),
        ["caller", "hangs", "up"] => phone.caller_hangs_up(card),
        _ => Err(NO_SUCH_ACT),
    }))
}
