//! A customer card in LeadDesk's page.

use cti_runtime::{Origin, Peer};

use super::Demo;
use crate::leaddesk_contact_card::{EventHandler, LeaddeskContactCard, command, event};

/// Asks for the whole window when a call rings, and counts the calls that were answered.
#[derive(Clone, Debug, Default)]
pub struct Crm {
    answered: u64,
}

impl Crm {
    /// A card that has seen no call yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many calls were answered.
    pub const fn answered(&self) -> u64 {
        self.answered
    }
}

impl Demo<LeaddeskContactCard> for Crm {
    fn begin(_: &Origin, _: &mut Peer<LeaddeskContactCard>) -> Self {
        Self::new()
    }
}

impl EventHandler for Crm {
    fn call_line_ringing(
        &mut self,
        _: event::CallLineRinging,
        leaddesk: &mut Peer<LeaddeskContactCard>,
    ) {
        // Without the window the card is smaller, and nothing else is lost.
        let _ = leaddesk.send(command::RequestFullWindow::new());
    }

    fn call_line_on(&mut self, _: event::CallLineOn, _: &mut Peer<LeaddeskContactCard>) {
        self.answered += 1;
    }
}
