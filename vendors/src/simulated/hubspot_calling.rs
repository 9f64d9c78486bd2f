//! A simulated HubSpot, around the calling app that it shows.

use std::collections::BTreeMap;

use cti_runtime::types::{Id, Json, Map, PhoneNumber};
use cti_runtime::{Millis, Peer, Vendor};

use super::{Cannot, Simulated};
use crate::hubspot_calling::{
    Callee, CallerIdMatch, CommandHandler, Context, HubspotCalling, IframeLocation,
    ObjectCoordinates, RecordKind, Size, Widget, command, event,
};

/// The calling app in its frame, as HubSpot talks to it.
type App = Peer<HubspotCalling, Vendor>;

/// The account.
const PORTAL: u64 = 62_515;
/// The one contact of the account: her record and her number.
const ADA: u64 = 51;
const ADAS_NUMBER: &str = "+1 202 555 0101";
const CONTACT: &str = "0-1";

/// HubSpot's page with its user, an account with one contact, and the records of calls.
#[derive(Default)]
pub struct Phone {
    calls: BTreeMap<String, CallRecord>,
    made: u64,
    size: Option<Size>,
    shown: Option<ObjectCoordinates>,
    hidden: bool,
    alerts: Vec<String>,
    failing: bool,
}

/// What HubSpot knows of a call.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CallRecord {
    /// The id of its record, if it has one.
    pub engagement: Option<u64>,
    /// What the record says.
    pub properties: Map<Json>,
    /// Whether the user is done with the call.
    pub is_completed: bool,
    /// Whether the record can't be changed any more.
    pub is_final: bool,
}

impl Phone {
    /// HubSpot without calls.
    pub fn new() -> Self {
        Self::default()
    }

    /// HubSpot that can neither write records nor look numbers up.
    #[must_use]
    pub const fn failing(mut self) -> Self {
        self.failing = true;
        self
    }

    /// What is known of a call, by the app's id.
    pub fn call(&self, id: &str) -> Option<&CallRecord> {
        self.calls.get(id)
    }

    /// The size that the app has asked for.
    pub const fn size(&self) -> Option<&Size> {
        self.size.as_ref()
    }

    /// The record that the app has shown last.
    pub const fn shown(&self) -> Option<&ObjectCoordinates> {
        self.shown.as_ref()
    }

    /// Whether the app is hidden.
    pub const fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// What the app has had shown to the user as errors.
    pub fn alerts(&self) -> &[String] {
        &self.alerts
    }

    /// The app's frame has loaded: HubSpot synchronises with it.
    ///
    /// # Errors
    /// If the app can't be told.
    pub fn frame_loads(&mut self, app: &mut App) -> Result<(), Cannot> {
        let context = Context::new()
            .host_url("https://app.hubspot.com")
            .portal_id(PORTAL)
            .user_id(7)
            .owner_id(9)
            .iframe_location(IframeLocation::Widget)
            .uses_calling_window(false);
        app.send(event::Sync::new(context))?;
        Ok(())
    }

    /// The user clicks a number on the contact's record.
    ///
    /// # Errors
    /// If the app hasn't acknowledged.
    pub fn user_clicks(
        &mut self,
        app: &mut App,
        number: impl Into<PhoneNumber>,
    ) -> Result<(), Cannot> {
        Self::needs_app(app)?;
        let Millis(now) = app.now();
        let now = i64::try_from(now).unwrap_or_default();
        let dial = event::DialNumber::new(number)
            .owner_id(9)
            .subject_id(ADA)
            .object_id(ADA)
            .object_type(RecordKind::Contact)
            .portal_id(PORTAL)
            .country_code("US")
            .callee_info(Callee::new(ADA, CONTACT))
            .start_timestamp(now)
            .to_phone_number_src("phone");
        app.send(dial)?;
        self.hidden = false;
        Ok(())
    }

    /// The user ends the call in HubSpot's page.
    ///
    /// # Errors
    /// If there is no call, or the app can't be told.
    pub fn user_ends_call(&mut self, app: &mut App) -> Result<(), Cannot> {
        if self.calls.values().all(|call| call.is_completed) {
            return Err(Cannot::Now("no call is on"));
        }
        app.send(event::EndCall::new())?;
        Ok(())
    }

    /// The user hides the app, or shows it.
    ///
    /// # Errors
    /// If the app hasn't acknowledged.
    pub fn user_hides(&mut self, app: &mut App, hidden: bool) -> Result<(), Cannot> {
        Self::needs_app(app)?;
        let changed = event::VisibilityChanged::new()
            .is_minimized(hidden)
            .is_hidden(hidden);
        app.send(changed)?;
        self.hidden = hidden;
        Ok(())
    }

    fn needs_app(app: &App) -> Result<(), Cannot> {
        match app.state() {
            Some(Widget::Ready) => Ok(()),
            _ => Err(Cannot::Now("the app isn't there")),
        }
    }

    /// A call has begun; its record is made if the app wants one.
    fn begin_call(&mut self, app: &mut App, id: String, wanted: bool) {
        let record = self.calls.entry(id.clone()).or_default();
        if !wanted {
            return;
        }
        if self.failing {
            let _ = app.send(event::CreateEngagementFailed::new().details(failure()));
            return;
        }
        self.made += 1;
        record.engagement = Some(self.made);
        let _ = app
            .send(event::CreateEngagementSucceeded::new(Id::from(self.made)).external_call_id(id));
    }

    /// The call with a record of this id that isn't final.
    fn open_record(&mut self, id: &str, engagement: &Id) -> Option<&mut CallRecord> {
        let record = self.calls.get_mut(id)?;
        let same = record.engagement.map(Id::from).as_ref() == Some(engagement);
        (same && !record.is_final).then_some(record)
    }
}

fn failure() -> Map<Json> {
    Map::from([("message".to_owned(), Json::from("Not now."))])
}

fn adas_record() -> ObjectCoordinates {
    ObjectCoordinates::new(PORTAL, ADA, CONTACT)
}

impl Simulated<HubspotCalling> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://app.hubspot.com");

    fn begin(app: &mut App) -> Self {
        let mut phone = Self::new();
        let _ = phone.frame_loads(app);
        phone
    }
}

impl CommandHandler for Phone {
    fn initialized(&mut self, initialized: command::Initialized, _: &mut App) {
        if initialized.size_info.is_some() {
            self.size = initialized.size_info;
        }
    }

    fn incoming_call(&mut self, call: command::IncomingCall, app: &mut App) {
        let id = call.external_call_id;
        self.begin_call(app, id.clone(), call.create_engagement == Some(true));
        if self.failing {
            let _ = app.send(event::CallerIdMatchFailed::new().details(failure()));
            return;
        }
        let mut matches = Vec::new();
        if call.from_number == PhoneNumber::from(ADAS_NUMBER) {
            let ada = CallerIdMatch::new(RecordKind::Contact, adas_record());
            let ada = ada.first_name("Ada").last_name("Example");
            matches.push(ada.email("ada@example.com"));
        }
        let _ = app.send(event::CallerIdMatchSucceeded::new(matches).external_call_id(id));
    }

    fn outgoing_call_started(&mut self, call: command::OutgoingCallStarted, app: &mut App) {
        let wanted = call.create_engagement == Some(true);
        self.begin_call(app, call.external_call_id, wanted);
    }

    fn call_completed(&mut self, call: command::CallCompleted, app: &mut App) {
        self.hidden = call.hide_widget == Some(true);
        let Some(record) = self.calls.get_mut(&call.external_call_id) else {
            return;
        };
        record.is_completed = true;
        let Some(properties) = call.engagement_properties else {
            return;
        };
        match record.engagement {
            Some(engagement) if !record.is_final => {
                record.properties = properties;
                let updated = event::UpdateEngagementSucceeded::new(Id::from(engagement));
                let _ = app.send(updated.external_call_id(call.external_call_id));
            }
            _ => {
                let _ = app.send(event::UpdateEngagementFailed::new().details(failure()));
            }
        }
    }

    fn navigate_to_record(&mut self, navigate: command::NavigateToRecord, app: &mut App) {
        if navigate.object_coordinates == adas_record() {
            self.shown = Some(navigate.object_coordinates);
            return;
        }
        let mut failed =
            event::NavigateToRecordFailed::new().object_coordinates(navigate.object_coordinates);
        failed.engagement_id = navigate.engagement_id;
        let _ = app.send(failed);
    }

    #[expect(deprecated, reason = "HubSpot still takes it")]
    fn publish_to_channel(&mut self, publish: command::PublishToChannel, app: &mut App) {
        let (id, engagement) = (publish.external_call_id, publish.engagement_id);
        if self.open_record(&id, &engagement).is_some() {
            let done = event::PublishToChannelSucceeded::new().engagement_id(engagement);
            let _ = app.send(done.external_call_id(id));
        } else {
            let failed = event::PublishToChannelFailed::new().engagement_id(engagement);
            let _ = app.send(failed.external_call_id(id));
        }
    }

    fn finalize_engagement(&mut self, finalize: command::FinalizeEngagement, app: &mut App) {
        let (id, engagement) = (finalize.external_call_id, finalize.engagement_id);
        if let Some(record) = self.open_record(&id, &engagement) {
            record.is_final = true;
            let done = event::FinalizeEngagementSucceeded::new().engagement_id(engagement);
            let _ = app.send(done.external_call_id(id));
        } else {
            let failed = event::FinalizeEngagementFailed::new().engagement_id(engagement);
            let _ = app.send(failed.external_call_id(id));
        }
    }

    fn resize_widget(&mut self, resize: command::ResizeWidget, _: &mut App) {
        self.size = Some(resize.size);
    }

    fn set_widget_url(&mut self, set: command::SetWidgetUrl, app: &mut App) {
        if !set.i_frame_url.as_str().starts_with("https://") {
            let _ = app.send(event::SetWidgetUrlFailed::new().details(failure()));
        }
    }

    fn error(&mut self, error: command::Error, _: &mut App) {
        self.alerts.extend(error.message);
    }
}
