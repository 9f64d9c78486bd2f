//! What vendors publish has these for its other side: simulated phones, and a calling app in HubSpot's page.
//!
//! What people do is an act in words. All else that the declaration has is sent as JSON, which is read as a
//! message of its side first.

use cti_runtime::describe::Sample;
use cti_runtime::message::{Found, Lifted, Paths, find_tag, read_body};
use cti_runtime::protocol::{Messages, New, Side};
use cti_runtime::types::Json;
use cti_runtime::{App, Limits, Origin, Protocol, Vendor};
use cti_vendors::aircall::Aircall;
use cti_vendors::amazon_connect::AmazonConnect;
use cti_vendors::hubspot_calling::HubspotCalling;
use cti_vendors::justcall::Justcall;
use cti_vendors::{demo, simulated};
use cti_web::{Remote, connect};

use crate::Setup;
use crate::heard::Heard;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, acted, now, play, sent};

/// Where the calling app's page is, in all checks of this protocol.
const APP: &str = "https://phone.example";

pub fn aircall(setup: &Setup) -> Opened {
    let settings = [("openTickets".to_owned(), Json::from(true))];
    let phone = simulated::aircall::Phone::new().with_settings(settings);
    let line = connect(
        setup.vendor::<Aircall>()?,
        setup.place(),
        setup.heard(phone),
    )?;
    Ok(play(line, &setup.log, act_aircall))
}

fn act_aircall(line: &Line<Aircall, Vendor, simulated::aircall::Phone>, words: &[&str]) -> Answer {
    if let Some(answer) = any(line, words) {
        return answer;
    }
    acted(line.act(|Heard { handler: phone, .. }, page| match *words {
        ["log", "in"] => phone.user_logs_in(page),
        ["log", "out"] => phone.user_logs_out(page),
        ["ring", number] => phone.ring(page, number).map(drop),
        ["dial", number] => phone.dial(page, number).map(drop),
        ["api", "dials", number] => phone.api_dials(page, number).map(drop),
        ["answer"] => phone.user_answers(page),
        ["is", "answered"] => phone.called_party_answers(page),
        ["hang", "up"] => phone.hangs_up(page),
        ["note", text] => phone.user_notes(page, phone.call().unwrap_or_default(), text),
        _ => Err(NO_SUCH_ACT),
    }))
}

pub fn justcall(setup: &Setup) -> Opened {
    let phone = setup.heard(simulated::justcall::Phone::new());
    let line = connect(setup.vendor::<Justcall>()?, setup.place(), phone)?;
    Ok(play(line, &setup.log, act_justcall))
}

/// What is said of a call is said of the latest one.
fn act_justcall(
    line: &Line<Justcall, Vendor, simulated::justcall::Phone>,
    words: &[&str],
) -> Answer {
    if let Some(answer) = any(line, words) {
        return answer;
    }
    acted(line.act(|Heard { handler: phone, .. }, page| {
        let last = phone.calls(page).pop().unwrap_or_default().0;
        match *words {
            ["log", "in"] => phone.user_logs_in(page),
            ["log", "out"] => phone.user_logs_out(page),
            ["ring", number] => phone.ring(page, number).map(drop),
            ["call"] => phone.user_dials(page).map(drop),
            ["answer"] => phone.answer(page, &last),
            ["hang", "up"] => phone.hang_up(page, &last),
            ["text", number, text] => phone.text(page, number, text),
            _ => Err(NO_SUCH_ACT),
        }
    }))
}

pub fn connect_ccp(setup: &Setup) -> Opened {
    let phone = setup.heard(simulated::amazon_connect::Phone::new());
    let line = connect(setup.vendor::<AmazonConnect>()?, setup.place(), phone)?;
    Ok(play(line, &setup.log, act_connect))
}

fn act_connect(
    line: &Line<AmazonConnect, Vendor, simulated::amazon_connect::Phone>,
    words: &[&str],
) -> Answer {
    if let Some(answer) = any(line, words) {
        return answer;
    }
    acted(line.act(|Heard { handler: phone, .. }, page| match *words {
        ["log", "in"] => phone.agent_logs_in(page),
        ["log", "out"] => phone.agent_logs_out(page),
        ["ring", number] => phone.ring(page, number).map(drop),
        ["party", "answers"] => phone.party_answers(page),
        ["customer", "hangs", "up"] => phone.customer_hangs_up(page),
        _ => Err(NO_SUCH_ACT),
    }))
}

pub fn connect_app(setup: &Setup) -> Opened {
    let app = setup.heard(demo::amazon_connect::Crm::new());
    let line = connect(setup.app::<AmazonConnect>()?, setup.place(), app)?;
    Ok(play(line, &setup.log, act_connect_app))
}

fn act_connect_app(
    line: &Line<AmazonConnect, App, demo::amazon_connect::Crm>,
    words: &[&str],
) -> Answer {
    let acted = line.act(|Heard { handler: crm, .. }, ccp| match *words {
        ["dial", number] => Some(crm.dial(number, ccp)),
        _ => None,
    });
    acted.flatten().map_or_else(|| sent(Err(NO_SUCH_ACT)), sent)
}

pub fn hubspot(setup: &Setup) -> Opened {
    let phone = setup.heard(simulated::hubspot_calling::Phone::new());
    let line = connect(setup.vendor::<HubspotCalling>()?, setup.place(), phone)?;
    Ok(play(line, &setup.log, act_hubspot))
}

fn act_hubspot(
    line: &Line<HubspotCalling, Vendor, simulated::hubspot_calling::Phone>,
    words: &[&str],
) -> Answer {
    if let Some(answer) = any(line, words) {
        return answer;
    }
    acted(line.act(|Heard { handler: phone, .. }, app| match *words {
        ["frame", "loads"] => phone.frame_loads(app),
        ["click", number] => phone.user_clicks(app, number),
        ["end"] => phone.user_ends_call(app),
        ["hide"] => phone.user_hides(app, true),
        ["fail"] => {
            *phone = simulated::hubspot_calling::Phone::new().failing();
            Ok(())
        }
        _ => Err(NO_SUCH_ACT),
    }))
}

pub fn hubspot_app(setup: &Setup) -> Opened {
    let app = demo::hubspot_calling::Crm::new(&Origin::parse(APP)?, "+12025550100");
    let line = connect(
        setup.app::<HubspotCalling>()?,
        setup.place(),
        setup.heard(app),
    )?;
    Ok(play(line, &setup.log, act_hubspot_app))
}

fn act_hubspot_app(
    line: &Line<HubspotCalling, App, demo::hubspot_calling::Crm>,
    words: &[&str],
) -> Answer {
    if let Some(answer) = any(line, words) {
        return answer;
    }
    let acted = line.act(|Heard { handler: app, .. }, hubspot| match *words {
        ["ring", number] => Some(app.ring(number, hubspot)),
        ["answer"] => Some(app.answer(hubspot)),
        ["hang", "up"] => Some(app.hang_up(hubspot)),
        ["complete", note] => Some(app.complete(note, hubspot)),
        _ => None,
    });
    acted.flatten().map_or_else(|| sent(Err(NO_SUCH_ACT)), sent)
}

/// What each of these roles does: `declared` says what its side sends and receives, `send JSON` sends a
/// message.
fn any<P: Protocol, S: Side<P>>(remote: &Remote<P, S>, words: &[&str]) -> Option<Answer> {
    match words {
        ["declared"] => Some(now(declared::<P, S>())),
        ["send", json @ ..] => Some(match read::<S::Out>(&json.join(" ")) {
            Some(message) => sent(remote.send(message)),
            None => now("not a message of this side".to_owned()),
        }),
        _ => None,
    }
}

/// The tags of what this side sends, each with its samples, and the tags of what it receives.
fn declared<P: Protocol, S: Side<P>>() -> String {
    let messages = |direction| {
        let families = P::description().families_of(direction);
        families.flat_map(|family| family.messages)
    };
    let samples = messages(S::RECEIVES.opposite()).map(|message| {
        let samples = message.samples.iter().filter_map(|sample| match sample {
            Sample::Message(json) => Some(Json::from(*json)),
            _ => None,
        });
        (message.tag, samples.collect::<Json>())
    });
    let tags = messages(S::RECEIVES).map(|message| Json::from(message.tag));
    Json::from_iter([
        ("sends", samples.collect::<Json>()),
        ("receives", tags.collect()),
    ])
    .to_string()
}

/// A message that is given as it goes over the wire.
fn read<F: Messages>(json: &str) -> Option<F> {
    let nesting = Limits::DEFAULT.nesting();
    let mut lifted = Lifted::default();
    if const { F::TABLE.has_paths() } {
        lifted.lift(json, Paths::of(F::TABLE), nesting).ok()?;
    }
    let json = lifted.text(json);
    let tagged = find_tag(json, F::TABLE, nesting).ok()?;
    let Found::Row(row) = tagged.found else {
        return None;
    };
    let mut message = F::make(New::Row(row.into()));
    let row = F::TABLE.row(row.into())?;
    read_body(json, &tagged, row, message.record_mut(), nesting).ok()?;
    Some(message)
}
