//! A CRM with Zoom Phone beside its records.

use cti_runtime::types::{Json, PhoneNumber};
use cti_runtime::{Origin, Peer, SendError};

use super::Demo;
use crate::zoom_phone::{Contact, EventHandler, ZoomPhone, command, event};

/// Configures the embed, calls numbers by a click, says who the contacts are, and counts what was
/// logged.
#[derive(Clone, Debug, Default)]
pub struct Crm {
    contacts: Vec<Contact>,
    logged: u64,
}

impl Crm {
    /// A CRM with these contacts.
    pub fn new(contacts: impl IntoIterator<Item = Contact>) -> Self {
        Self {
            contacts: contacts.into_iter().collect(),
            logged: 0,
        }
    }

    /// Configures the embed. To be called when its frame has loaded.
    ///
    /// # Errors
    /// If the configuration can't be sent.
    pub fn open(&self, zoom: &mut Peer<ZoomPhone>) -> Result<(), SendError> {
        let config = command::InitConfig::new()
            .enable_contact_searching(true)
            .enable_contact_matching(true);
        zoom.send(config)
    }

    /// A number was clicked: calls it.
    ///
    /// # Errors
    /// If it can't be sent, mostly because the embed isn't configured.
    pub fn dial(
        &self,
        number: impl Into<PhoneNumber>,
        zoom: &mut Peer<ZoomPhone>,
    ) -> Result<(), SendError> {
        zoom.send(command::MakeCall::new(number).auto_dial(true))
    }

    /// How many calls were logged.
    pub const fn logged(&self) -> u64 {
        self.logged
    }
}

impl Demo<ZoomPhone> for Crm {
    fn begin(_: &Origin, zoom: &mut Peer<ZoomPhone>) -> Self {
        let crm = Self::new([Contact::new("+1 202 555 0101", "Ada Example")]);
        let _ = crm.open(zoom);
        crm
    }
}

impl EventHandler for Crm {
    fn call_log_completed_event(
        &mut self,
        _: event::CallLogCompletedEvent,
        _: &mut Peer<ZoomPhone>,
    ) {
        self.logged += 1;
    }

    fn contact_search_event(
        &mut self,
        asked: event::ContactSearchEvent,
        zoom: &mut Peer<ZoomPhone>,
    ) {
        let named = |contact: &&Contact| contact.display_name.contains(&asked.search_string);
        let found: Vec<_> = self.contacts.iter().filter(named).cloned().collect();
        let _ = zoom.send(command::ContactSearchResponse::new(asked.request_id, found));
    }

    fn contact_match_event(&mut self, asked: event::ContactMatchEvent, zoom: &mut Peer<ZoomPhone>) {
        let has_number = |contact: &&Contact| asked.phone_numbers.contains(&contact.number);
        let found = self.contacts.iter().filter(has_number).map(|contact| {
            let entry = [
                ("number", contact.number.as_str()),
                ("displayName", contact.display_name.as_str()),
            ];
            entry
                .into_iter()
                .map(|(key, value)| (key.to_owned(), Json::from(value)))
                .collect::<Json>()
        });
        let answer = command::ContactMatchResponse::new(asked.request_id, found.collect::<Json>());
        let _ = zoom.send(answer);
    }
}
