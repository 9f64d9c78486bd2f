//! A softphone in Salesforce's utility bar.

use cti_runtime::types::PhoneNumber;
use cti_runtime::{Origin, Peer, SendError};

use super::Demo;
use crate::salesforce_open_cti::{
    CallType, ListenerHandler, Record, RecordPlace, SalesforceOpenCti, Target, listener, method,
};

/// Takes its place in the utility bar, makes phone numbers dial, shows whose number was clicked or
/// who calls, and saves calls.
#[derive(Clone, Debug, Default)]
pub struct Crm {
    dialled: u64,
    contact: Option<String>,
}

impl Crm {
    /// A softphone that was just loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes its place. To be called once the library has loaded.
    ///
    /// # Errors
    /// If too much waits to be sent.
    pub fn open(&self, salesforce: &mut Peer<SalesforceOpenCti>) -> Result<(), SendError> {
        salesforce.send(method::SetSoftphonePanelHeight::new(400))?;
        salesforce.send(method::SetSoftphonePanelWidth::new(420))?;
        salesforce.send(method::EnableClickToDial::new())
    }

    /// Somebody calls: searches, and shows who it is.
    ///
    /// # Errors
    /// If too much waits to be sent.
    pub fn rings(
        &self,
        number: &PhoneNumber,
        salesforce: &mut Peer<SalesforceOpenCti>,
    ) -> Result<(), SendError> {
        let search = method::SearchAndScreenPop::new()
            .search_params(number.as_str())
            .call_type(CallType::Inbound);
        salesforce.send(search)
    }

    /// A call is over: saves a task for it.
    ///
    /// # Errors
    /// If too much waits to be sent.
    pub fn ends(
        &self,
        subject: &str,
        salesforce: &mut Peer<SalesforceOpenCti>,
    ) -> Result<(), SendError> {
        let mut task = Record::new().entity_api_name("Task");
        task.fields.insert("Subject".to_owned(), subject.into());
        if let Some(contact) = &self.contact {
            task.fields
                .insert("WhoId".to_owned(), contact.as_str().into());
        }
        salesforce.send(method::SaveLog::new(task))
    }

    /// How many numbers were clicked.
    pub const fn dialled(&self) -> u64 {
        self.dialled
    }

    /// The contact that the agent looked at last, by its id.
    pub fn contact(&self) -> Option<&str> {
        self.contact.as_deref()
    }
}

// The answers are of no further use here, so the methods are sent without a ticket.
impl Demo<SalesforceOpenCti> for Crm {
    fn begin(_: &Origin, salesforce: &mut Peer<SalesforceOpenCti>) -> Self {
        let softphone = Self::new();
        let _ = softphone.open(salesforce);
        softphone
    }
}

impl ListenerHandler for Crm {
    fn on_click_to_dial(
        &mut self,
        click: listener::OnClickToDial,
        salesforce: &mut Peer<SalesforceOpenCti>,
    ) {
        self.dialled += 1;
        if let Some(record) = click.0.record_id {
            let target = Target::sobject(RecordPlace::new(record));
            let _ = salesforce.send(method::ScreenPop::new(target));
        }
    }

    fn on_navigation_change(
        &mut self,
        change: listener::OnNavigationChange,
        _: &mut Peer<SalesforceOpenCti>,
    ) {
        if change.0.object_type.as_deref() == Some("Contact") {
            self.contact = change.0.record_id;
        }
    }
}
