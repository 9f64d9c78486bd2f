//! A CRM with RingCentral Embeddable beside its records.

use std::collections::BTreeMap;
use std::convert::Infallible;

use cti_runtime::session::Return;
use cti_runtime::types::{Map, PhoneNumber};
use cti_runtime::{Origin, Peer, SendError};

use super::Demo;
use crate::ringcentral::{
    Contact, Contacts, Log, Logged, Logs, Matches, NoticeHandler, Number, QuestionHandler,
    Ringcentral, Service, control, notice, question,
};

/// The name under which the CRM's contacts are shown.
const NAME: &str = "Example CRM";

/// Registers itself whenever the widget has loaded, answers who has a number, keeps what it is asked to log, counts calls.
#[derive(Clone, Debug, Default)]
pub struct Crm {
    contacts: Vec<(PhoneNumber, String)>,
    /// Notes and lengths in seconds, by the ids of calls.
    logs: BTreeMap<String, (String, i64)>,
    rang: u64,
    ended: u64,
}

impl Crm {
    /// A CRM without records.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds somebody to the records.
    #[must_use]
    pub fn knowing(mut self, number: impl Into<PhoneNumber>, name: &str) -> Self {
        self.contacts.push((number.into(), name.to_owned()));
        self
    }

    /// A number was clicked: calls it.
    ///
    /// # Errors
    /// If the dialer isn't ready.
    pub fn dial(
        &self,
        number: impl Into<PhoneNumber>,
        widget: &mut Peer<Ringcentral>,
    ) -> Result<(), SendError> {
        widget.send(control::NewCall::new(number).to_call(true))
    }

    /// Registers the CRM: to be called where the page connects to a widget that has loaded long before.
    ///
    /// # Errors
    /// If the widget can't be told.
    pub fn register(&self, widget: &mut Peer<Ringcentral>) -> Result<(), SendError> {
        let service = Service::new(NAME)
            .contacts_path("/contacts")
            .contact_search_path("/contacts/search")
            .contact_match_path("/contacts/match")
            .call_logger_path("/callLogger")
            .call_logger_title("Log to Example CRM")
            .call_log_entity_matcher_path("/callLogger/match");
        widget.send(control::RegisterThirdPartyService::new(service))
    }

    /// How many calls rang in the browser, and how many are over.
    pub const fn calls(&self) -> (u64, u64) {
        (self.rang, self.ended)
    }

    /// How many calls were logged.
    pub fn logged(&self) -> usize {
        self.logs.len()
    }

    /// How long the calls were that were logged, in seconds.
    pub fn talked(&self) -> u64 {
        // A length below 0 is that of two clocks that disagree.
        let seconds = self.logs.values().map(|(_, seconds)| *seconds);
        let seconds = seconds.map(|seconds| u64::try_from(seconds).unwrap_or_default());
        seconds.fold(0, u64::saturating_add)
    }

    fn found(&self, fits: impl Fn(&PhoneNumber, &str) -> bool) -> Vec<Contact> {
        let records = self.contacts.iter().enumerate();
        records
            .filter(|(_, (number, name))| fits(number, name))
            .map(|(id, (number, name))| {
                let numbers = vec![Number::new(number.clone(), "direct")];
                Contact::new(id.to_string(), name.as_str(), NAME, numbers)
            })
            .collect()
    }
}

impl Demo<Ringcentral> for Crm {
    fn begin(_: &Origin, _: &mut Peer<Ringcentral>) -> Self {
        Self::new()
    }
}

impl NoticeHandler for Crm {
    // A widget that was reloaded has forgotten the service.
    fn push_adapter_state(&mut self, _: notice::PushAdapterState, widget: &mut Peer<Ringcentral>) {
        let _ = self.register(widget);
    }

    fn call_ring_notify(&mut self, _: notice::CallRingNotify, _: &mut Peer<Ringcentral>) {
        self.rang += 1;
    }

    fn call_end_notify(&mut self, _: notice::CallEndNotify, _: &mut Peer<Ringcentral>) {
        self.ended += 1;
    }
}

impl QuestionHandler for Crm {
    fn contacts(
        &mut self,
        _: question::Contacts,
        _: &mut Peer<Ringcentral>,
    ) -> Return<Contacts, Infallible> {
        Return::Now(Ok(Contacts::new(self.found(|_, _| true))))
    }

    fn search_contacts(
        &mut self,
        search: question::SearchContacts,
        _: &mut Peer<Ringcentral>,
    ) -> Return<Contacts, Infallible> {
        let text = search.search_string;
        let found =
            self.found(|number, name| name.contains(&text) || number.as_str().contains(&text));
        Return::Now(Ok(Contacts::new(found)))
    }

    fn match_contacts(
        &mut self,
        asked: question::MatchContacts,
        _: &mut Peer<Ringcentral>,
    ) -> Return<Matches, Infallible> {
        let matches = asked.phone_numbers.into_iter().map(|asked| {
            let found = self.found(|number, _| *number == asked);
            (asked.as_str().to_owned(), found)
        });
        Return::Now(Ok(Matches::new(matches.collect::<Map<_>>())))
    }

    fn log_call(
        &mut self,
        log: question::LogCall,
        _: &mut Peer<Ringcentral>,
    ) -> Return<Logged, Infallible> {
        let call = log.call;
        // The widget asks again when something about the call has changed.
        let entry = (
            log.note.unwrap_or_default(),
            call.duration.unwrap_or_default(),
        );
        self.logs.insert(call.session_id, entry);
        Return::Now(Ok(Logged::new("ok")))
    }

    fn match_logs(
        &mut self,
        asked: question::MatchLogs,
        _: &mut Peer<Ringcentral>,
    ) -> Return<Logs, Infallible> {
        let logs = asked.session_ids.into_iter().filter_map(|id| {
            let (note, _) = self.logs.get(&id)?;
            let log = Log::new(id.as_str()).note(note.as_str());
            Some((id, vec![log]))
        });
        Return::Now(Ok(Logs::new(logs.collect::<Map<_>>())))
    }
}
