//! A CRM with Genesys Cloud's client beside its records.

use std::collections::BTreeMap;

use cti_runtime::types::PhoneNumber;
use cti_runtime::{Origin, Peer, SendError};

use super::Demo;
use crate::genesys_embeddable::{
    Association, AssociationType, Contact, GenesysEmbeddable, LifecycleHandler, NoticeHandler,
    NotificationHandler, Number, Presence, UserActionHandler, command, lifecycle, notice,
    user_action,
};

/// Shows who calls, offers that contact for the call's log, finds contacts, and saves logs.
#[derive(Default)]
pub struct Crm {
    contacts: Vec<(PhoneNumber, String)>,
    caller: Option<String>,
    status: Option<Presence>,
    logs: BTreeMap<String, Option<String>>,
    ended: u64,
}

impl Crm {
    /// A CRM that knows nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a contact.
    #[must_use]
    pub fn knowing(mut self, number: impl Into<PhoneNumber>, name: &str) -> Self {
        self.contacts.push((number.into(), name.to_owned()));
        self
    }

    /// A number was clicked: calls it.
    ///
    /// # Errors
    /// If the client can't be told.
    pub fn dial(
        &self,
        number: impl Into<PhoneNumber>,
        client: &mut Peer<GenesysEmbeddable>,
    ) -> Result<(), SendError> {
        client.send(command::ClickToDial::new(number).auto_place(true))
    }

    /// Who calls, or has called last, if the CRM knows.
    pub fn caller(&self) -> Option<&str> {
        self.caller.as_deref()
    }

    /// The agent's status, once it was told.
    pub const fn status(&self) -> Option<&Presence> {
        self.status.as_ref()
    }

    /// The notes of each interaction whose log was saved.
    pub const fn logs(&self) -> &BTreeMap<String, Option<String>> {
        &self.logs
    }

    /// How many interactions are over.
    pub const fn ended(&self) -> u64 {
        self.ended
    }
}

impl Demo<GenesysEmbeddable> for Crm {
    fn begin(_: &Origin, _: &mut Peer<GenesysEmbeddable>) -> Self {
        Self::new()
    }
}

impl NoticeHandler for Crm {
    fn screen_pop(&mut self, pop: notice::ScreenPop, client: &mut Peer<GenesysEmbeddable>) {
        let wanted = PhoneNumber::from(pop.search_string);
        let known = (0_u64..)
            .zip(&self.contacts)
            .find(|(_, (number, _))| *number == wanted);
        self.caller = known.map(|(_, (_, name))| name.clone());
        if let Some((id, (_, name))) = known {
            let contact = Association::new(id, name).r#type(AssociationType::Contact);
            let _ = client.send(command::AddAssociation::new(contact).select(true));
        }
    }

    fn process_call_log(&mut self, log: notice::ProcessCallLog, _: &mut Peer<GenesysEmbeddable>) {
        let id = log.interaction.id().to_owned();
        self.logs.insert(id, log.call_log.notes);
    }

    fn contact_search(
        &mut self,
        search: notice::ContactSearch,
        client: &mut Peer<GenesysEmbeddable>,
    ) {
        let wanted = search.search_string.to_lowercase();
        let found = self
            .contacts
            .iter()
            .filter(|(_, name)| name.to_lowercase().contains(&wanted))
            .map(|(number, name)| {
                Contact::new("external", name, vec![Number::new(number.clone())])
            });
        let _ = client.send(command::SendContactSearch(found.collect()));
    }
}

impl LifecycleHandler for Crm {
    fn disconnect(&mut self, _: lifecycle::Disconnect, _: &mut Peer<GenesysEmbeddable>) {
        self.ended += 1;
    }
}

impl UserActionHandler for Crm {
    fn status(&mut self, changed: user_action::Status, _: &mut Peer<GenesysEmbeddable>) {
        self.status = Some(changed.status);
    }
}

impl NotificationHandler for Crm {}
