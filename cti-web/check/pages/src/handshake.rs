//! A protocol whose phone hands a port over, through which the conversation goes on.

use cti_runtime::{App, Peer, Vendor};
use cti_web::{Remote, connect, connect_with};

use crate::Setup;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, play, sent};

/// Acme Phone with a handshake.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod acme_handshake {
    /// Phone → page.
    #[event]
    pub enum Event {
        /// Begins, with a port.
        Hello,
        /// Somebody calls.
        Incoming {
            /// The other party.
            from: PhoneNumber,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        /// Picks up.
        Answer,
    }
}

use acme_handshake::{AcmeHandshake, CommandHandler, EventHandler, command, event};

/// Goes on through the port.
struct Crm(Remote<AcmeHandshake>);

impl EventHandler for Crm {
    fn hello(&mut self, _: event::Hello, _: &mut Peer<AcmeHandshake>) {
        self.0.adopt_port();
    }

    fn incoming(&mut self, _: event::Incoming, phone: &mut Peer<AcmeHandshake>) {
        // No rule forbids it.
        let _ = phone.send(command::Answer::new());
    }
}

struct Phone;

impl CommandHandler for Phone {}

pub fn app(setup: &Setup) -> Opened {
    let session = setup.app::<AcmeHandshake>()?;
    let line = connect_with(session, setup.place(), |phone| {
        setup.heard(Crm(phone.clone()))
    })?;
    Ok(play(line, &setup.log, act_app))
}

pub fn phone(setup: &Setup) -> Opened {
    let session = setup.vendor::<AcmeHandshake>()?;
    let line = connect(session, setup.place(), setup.heard(Phone))?;
    Ok(play(line, &setup.log, act_phone))
}

fn act_app(phone: &Line<AcmeHandshake, App, Crm>, words: &[&str]) -> Answer {
    match *words {
        ["answer"] => sent(phone.send(command::Answer::new())),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

fn act_phone(page: &Line<AcmeHandshake, Vendor, Phone>, words: &[&str]) -> Answer {
    match *words {
        ["hello"] => sent(page.send_with_port(event::Hello::new())),
        ["ring", number] => sent(page.send(event::Incoming::new(number))),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}
