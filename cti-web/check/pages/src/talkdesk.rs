//! Talkdesk Embedded, and a page around its frame.

use cti_runtime::{App, Origin, Vendor};
use cti_vendors::demo::talkdesk_embedded::Crm;
use cti_vendors::simulated::talkdesk_embedded::Phone;
use cti_vendors::talkdesk_embedded::{Status, TalkdeskEmbedded, command};
use cti_web::connect;

use crate::Setup;
use crate::heard::Heard;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, acted, play, sent};

/// Where the application's page is, in all checks of this protocol.
const PAGE: &str = "https://crm.example";

pub fn app(setup: &Setup) -> Opened {
    let crm = setup.heard(Crm::new(Origin::parse(PAGE)?));
    let line = connect(setup.app::<TalkdeskEmbedded>()?, setup.place(), crm)?;
    Ok(play(line, &setup.log, act_app))
}

pub fn phone(setup: &Setup) -> Opened {
    let phone = setup.heard(Phone::new());
    let line = connect(setup.vendor::<TalkdeskEmbedded>()?, setup.place(), phone)?;
    Ok(play(line, &setup.log, act_phone))
}

fn act_app(talkdesk: &Line<TalkdeskEmbedded, App, Crm>, words: &[&str]) -> Answer {
    match *words {
        ["open"] => acted(talkdesk.act(|Heard { handler: crm, .. }, talkdesk| {
            crm.open(talkdesk)?;
            Ok(())
        })),
        ["dial", number] => {
            sent(talkdesk.send(command::ClickToCall::new(number).contact_id("crm-7")))
        }
        ["lunch"] => {
            let status = Status::AwayWith("lunch".to_owned());
            sent(talkdesk.send(command::IntegrationStatusChanged::new(status)))
        }
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

fn act_phone(page: &Line<TalkdeskEmbedded, Vendor, Phone>, words: &[&str]) -> Answer {
    acted(page.act(|Heard { handler: phone, .. }, page| match *words {
        ["ring"] => phone.ring(page, None),
        ["answer"] => phone.agent_answers(page),
        ["end"] => phone.call_ends(page),
        ["log", "out"] => phone.agent_logs_out(page),
        _ => Err(NO_SUCH_ACT),
    }))
}
