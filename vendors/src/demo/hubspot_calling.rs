//! A calling app in HubSpot's page.

use cti_runtime::types::{Id, Json, Map, PhoneNumber};
use cti_runtime::{Origin, Peer, SendError};

use super::Demo;
use crate::hubspot_calling::{EndStatus, EventHandler, HubspotCalling, Size, command, event};

/// HubSpot, as the app talks to it.
type HubSpot = Peer<HubspotCalling>;

/// What the app says of the package that speaks for it.
const VERSION: &str = "0.9.7";

/// An app with one line: it calls what is clicked, has HubSpot make records, shows who calls, and
/// writes what the user noted.
pub struct Crm {
    page: Origin,
    number: PhoneNumber,
    initialized: bool,
    made: u64,
    call: Option<Call>,
}

/// The call that is on, or that the user isn't done with.
struct Call {
    id: String,
    engagement: Option<Id>,
}

impl Crm {
    /// An app in a page of this origin, whose line has this number.
    pub fn new(page: &Origin, number: impl Into<PhoneNumber>) -> Self {
        Self {
            page: page.clone(),
            number: number.into(),
            initialized: false,
            made: 0,
            call: None,
        }
    }

    /// The id of the call that is on, or that the user isn't done with.
    pub fn call(&self) -> Option<&str> {
        self.call.as_ref().map(|call| call.id.as_str())
    }

    /// HubSpot's id of that call's record.
    pub fn engagement(&self) -> Option<&Id> {
        self.call.as_ref()?.engagement.as_ref()
    }

    /// The user logs in, and takes calls.
    ///
    /// # Errors
    /// If HubSpot can't be told.
    pub fn log_in(&self, hubspot: &mut HubSpot) -> Result<(), SendError> {
        hubspot.send(command::LoggedIn::new())?;
        hubspot.send(command::UserAvailable::new())
    }

    /// Somebody calls the user.
    ///
    /// # Errors
    /// If HubSpot can't be told.
    pub fn ring(
        &mut self,
        number: impl Into<PhoneNumber>,
        hubspot: &mut HubSpot,
    ) -> Result<(), SendError> {
        let id = self.next_id();
        let call = command::IncomingCall::new(id.clone(), number, self.number.clone());
        hubspot.send(call.create_engagement(true))?;
        self.begin(id);
        Ok(())
    }

    /// The user calls somebody.
    ///
    /// # Errors
    /// If HubSpot can't be told.
    pub fn dial(
        &mut self,
        number: impl Into<PhoneNumber>,
        hubspot: &mut HubSpot,
    ) -> Result<(), SendError> {
        let id = self.next_id();
        let call = command::OutgoingCallStarted::new(id.clone())
            .from_number(self.number.clone())
            .to_number(number);
        hubspot.send(call.create_engagement(true))?;
        self.begin(id);
        Ok(())
    }

    /// The call was answered, on either side. Does nothing without a call.
    ///
    /// # Errors
    /// If HubSpot can't be told.
    pub fn answer(&self, hubspot: &mut HubSpot) -> Result<(), SendError> {
        match &self.call {
            Some(call) => hubspot.send(command::CallAnswered::new(&*call.id)),
            None => Ok(()),
        }
    }

    /// The call is over. Does nothing without a call.
    ///
    /// # Errors
    /// If HubSpot can't be told.
    pub fn hang_up(&self, hubspot: &mut HubSpot) -> Result<(), SendError> {
        let Some(call) = &self.call else {
            return Ok(());
        };
        let mut ended = command::CallEnded::new(&*call.id).call_end_status(EndStatus::Completed);
        ended.engagement_id.clone_from(&call.engagement);
        hubspot.send(ended)
    }

    /// The user is done with the call, and has noted something. Does nothing without a call.
    ///
    /// # Errors
    /// If HubSpot can't be told.
    pub fn complete(&mut self, note: &str, hubspot: &mut HubSpot) -> Result<(), SendError> {
        let Some(call) = &self.call else {
            return Ok(());
        };
        let note = ("hs_call_body".to_owned(), Json::from(note));
        let mut completed = command::CallCompleted::new(&*call.id)
            .hide_widget(false)
            .engagement_properties(Map::from([note]));
        completed.engagement_id.clone_from(&call.engagement);
        hubspot.send(completed)?;
        self.call = None;
        Ok(())
    }

    fn next_id(&self) -> String {
        format!("call-{}", self.made + 1)
    }

    fn begin(&mut self, id: String) {
        self.made += 1;
        self.call = Some(Call {
            id,
            engagement: None,
        });
    }
}

impl Demo<HubspotCalling> for Crm {
    fn begin(page: &Origin, _: &mut HubSpot) -> Self {
        Self::new(page, "+1 202 555 0100")
    }
}

impl EventHandler for Crm {
    fn sync(&mut self, sync: event::Sync, hubspot: &mut HubSpot) {
        let acknowledgement = command::SyncAck::new(
            sync.message_id,
            sync.context,
            VERSION,
            self.page.to_string(),
        );
        let acknowledged = hubspot.send(acknowledgement.debug_mode(false)).is_ok();
        if acknowledged && !self.initialized {
            let initialized = command::Initialized::new()
                .is_logged_in(false)
                .is_available(false)
                .size_info(Size::new(400, 650));
            self.initialized = hubspot.send(initialized).is_ok();
        }
    }

    fn dial_number(&mut self, dial: event::DialNumber, hubspot: &mut HubSpot) {
        // A user who is on the phone isn't called away.
        if self.call.is_none() {
            let _ = self.dial(dial.phone_number, hubspot);
        }
    }

    fn end_call(&mut self, _: event::EndCall, hubspot: &mut HubSpot) {
        let _ = self.hang_up(hubspot);
    }

    fn create_engagement_succeeded(
        &mut self,
        made: event::CreateEngagementSucceeded,
        _: &mut HubSpot,
    ) {
        if let Some(call) = &mut self.call {
            call.engagement = Some(made.engagement_id);
        }
    }

    fn caller_id_match_succeeded(
        &mut self,
        found: event::CallerIdMatchSucceeded,
        hubspot: &mut HubSpot,
    ) {
        if let Some(first) = found.caller_id_matches.into_iter().next() {
            let pop = command::NavigateToRecord::new(first.object_coordinates);
            let _ = hubspot.send(pop);
        }
    }
}
