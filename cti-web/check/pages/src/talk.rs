//! LeadDesk Talk, and a page around its frame.

use cti_runtime::{App, Millis, Vendor};
use cti_vendors::demo::leaddesk_talk::Crm;
use cti_vendors::leaddesk_talk::{LeaddeskTalk, command};
use cti_vendors::simulated::leaddesk_talk::Phone;
use cti_web::connect;

use crate::Setup;
use crate::heard::Heard;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, acted, answer, play, sent, thrown};

pub fn app(setup: &Setup) -> Opened {
    let crm = setup.heard(Crm::new());
    let line = connect(setup.app::<LeaddeskTalk>()?, setup.place(), crm)?;
    Ok(play(line, &setup.log, act_app))
}

pub fn phone(setup: &Setup) -> Opened {
    let phone = setup.heard(Phone::new());
    let line = connect(setup.vendor::<LeaddeskTalk>()?, setup.place(), phone)?;
    Ok(play(line, &setup.log, act_phone))
}

fn act_app(talk: &Line<LeaddeskTalk, App, Crm>, words: &[&str]) -> Answer {
    let token = |answer: cti_vendors::leaddesk_talk::event::Jwt| answer.jwt.expose().clone();
    match *words {
        ["dial", number] => sent(talk.send(command::Call::new(number, true)).map_err(thrown)),
        ["hang", "up"] => sent(talk.send(command::Hangup::new())),
        ["token"] => answer(talk.request(command::GetJwt::new()), token),
        ["token", "within", ms] => {
            let allowance = Millis(ms.parse().unwrap_or_default());
            answer(
                talk.request_within(command::GetJwt::new(), allowance),
                token,
            )
        }
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

fn act_phone(page: &Line<LeaddeskTalk, Vendor, Phone>, words: &[&str]) -> Answer {
    acted(page.act(|Heard { handler: phone, .. }, page| match *words {
        ["log", "in"] => phone.agent_logs_in(page),
        ["log", "out"] => phone.agent_logs_out(page),
        ["ring", number] => phone.ring(page, number),
        ["caller", "hangs", "up"] => phone.caller_hangs_up(page),
        ["complete"] => phone.agent_completes(page),
        _ => Err(NO_SUCH_ACT),
    }))
}
