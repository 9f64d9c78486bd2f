//! Pages that connect to a phone which has long been there.

use cti_runtime::App;
use cti_vendors::aircall::Aircall;
use cti_vendors::dialpad::Dialpad;
use cti_vendors::justcall::Justcall;
use cti_vendors::ringcentral::{Ringcentral, Service, control};
use cti_vendors::{demo, justcall as dialer};
use cti_web::connect;

use crate::Setup;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, answer, play, sent};

pub fn ringcentral(setup: &Setup) -> Opened {
    let crm = setup.heard(demo::ringcentral::Crm::new());
    let line = connect(setup.app::<Ringcentral>()?, setup.place(), crm)?;
    Ok(play(line, &setup.log, act_ringcentral))
}

fn act_ringcentral(
    widget: &Line<Ringcentral, App, demo::ringcentral::Crm>,
    words: &[&str],
) -> Answer {
    sent(match *words {
        ["dial", number] => widget.send(control::NewCall::new(number).to_call(true)),
        ["text", number] => widget.send(control::NewSms::new(number)),
        ["register"] => widget.send(control::RegisterThirdPartyService::new(Service::new("CRM"))),
        _ => return sent(Err(NO_SUCH_ACT)),
    })
}

pub fn aircall(setup: &Setup) -> Opened {
    let crm = setup.heard(demo::aircall::Crm::new());
    let line = connect(setup.app::<Aircall>()?, setup.place(), crm)?;
    Ok(play(line, &setup.log, act_aircall))
}

fn act_aircall(workspace: &Line<Aircall, App, demo::aircall::Crm>, words: &[&str]) -> Answer {
    let dialled = workspace.act(|crm, workspace| match *words {
        ["dial", number] => Ok(crm.handler.dial(number, workspace)),
        _ => Err(NO_SUCH_ACT),
    });
    match dialled {
        Some(Ok(dialled)) => sent(dialled),
        Some(Err(why)) => sent(Err(why)),
        None => sent(Err(NO_SUCH_ACT)),
    }
}

pub fn justcall(setup: &Setup) -> Opened {
    let crm = setup.heard(demo::justcall::Crm::new());
    let line = connect(setup.app::<Justcall>()?, setup.place(), crm)?;
    Ok(play(line, &setup.log, act_justcall))
}

fn act_justcall(dialler: &Line<Justcall, App, demo::justcall::Crm>, words: &[&str]) -> Answer {
    match *words {
        ["dial", number] => sent(dialler.send(dialer::command::DialNumber::new(number))),
        ["ask"] => answer(
            dialler.request(dialer::command::IsLoggedIn::new()),
            |answer| answer.0.0.to_string(),
        ),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

pub fn dialpad(setup: &Setup) -> Opened {
    let crm = setup.heard(demo::dialpad::Crm::new());
    let line = connect(setup.app::<Dialpad>()?, setup.place(), crm)?;
    Ok(play(line, &setup.log, act_dialpad))
}

fn act_dialpad(dialer: &Line<Dialpad, App, demo::dialpad::Crm>, words: &[&str]) -> Answer {
    let dialled = dialer.act(|crm, dialer| match *words {
        ["dial", number] => Ok(crm.handler.dial(number, dialer)),
        _ => Err(NO_SUCH_ACT),
    });
    match dialled {
        Some(Ok(dialled)) => sent(dialled),
        Some(Err(why)) => sent(Err(why)),
        None => sent(Err(NO_SUCH_ACT)),
    }
}
