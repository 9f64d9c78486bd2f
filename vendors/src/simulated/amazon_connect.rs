//! A simulated Contact Control Panel of Amazon Connect.

use cti_runtime::session::Return;
use cti_runtime::types::{Json, PhoneNumber};
use cti_runtime::{Millis, Peer, Vendor};
use jiff::Timestamp;

use super::{Cannot, Simulated};
use crate::amazon_connect::{
    AgentState, AgentStateDefinition, AgentStateType, AmazonConnect, ApiHandler, BroadcastHandler,
    Ccp, Configuration, Connection, ConnectionState, ConnectionStateType, ConnectionType, Contact,
    ContactState, ContactStateType, ContactType, ControlHandler, CoordinationHandler, Endpoint,
    Endpoints, Mastery, Queue, RoutingProfile, Snapshot, api, broadcast, control, coordination,
    event,
};

/// The page around the CCP, as the CCP talks to it.
type Page = Peer<AmazonConnect, Vendor>;

/// What a request gives that only says whether it was done.
type Done = Return<(), String>;

/// The CCP's own connection, by which it is known to be the one that has the softphone.
const PORT: &str = "port-1";
const QUEUE: &str = "arn:queue-1";
/// The names of states that the agent can choose.
const AVAILABLE: &str = "Available";
const OFFLINE: &str = "Offline";

/// The CCP with its agent, who takes one call at a time, and all customers.
pub struct Phone {
    state: (String, AgentStateType),
    since: Millis,
    contact: Option<Contact>,
    made: u64,
    configured: Option<control::Configure>,
    muted: bool,
    softphone: bool,
    digits: String,
}

impl Default for Phone {
    fn default() -> Self {
        Self::new()
    }
}

impl Phone {
    /// A CCP that shows its login page. Its agent will be offline.
    pub fn new() -> Self {
        Self {
            state: (OFFLINE.to_owned(), AgentStateType::Offline),
            since: Millis(0),
            contact: None,
            made: 0,
            configured: None,
            muted: false,
            softphone: true,
            digits: String::new(),
        }
    }

    /// What the page wants of the CCP.
    pub const fn configured(&self) -> Option<&control::Configure> {
        self.configured.as_ref()
    }

    /// The contact that the agent works on.
    pub const fn contact(&self) -> Option<&Contact> {
        self.contact.as_ref()
    }

    /// Whether the agent is muted.
    pub const fn is_muted(&self) -> bool {
        self.muted
    }

    /// The keys that were pressed for the other party of the contact.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The agent logs in, or the CCP has been loaded again.
    ///
    /// # Errors
    /// If the page can't be told.
    pub fn agent_logs_in(&mut self, page: &mut Page) -> Result<(), Cannot> {
        page.send(event::Acknowledge::new().id(PORT))?;
        self.since = page.now();
        self.update(page)
    }

    /// The agent logs out, and the CCP shows its login page again.
    ///
    /// # Errors
    /// If nobody is logged in, the agent has a contact, or the page can't be told.
    pub fn agent_logs_out(&mut self, page: &mut Page) -> Result<(), Cannot> {
        Self::needs_agent(page)?;
        if self.contact.is_some() {
            return Err(Cannot::Now("the agent has a contact"));
        }
        page.send(event::Terminated::new())?;
        *self = Self::new();
        Ok(())
    }

    /// A customer calls, and the agent is offered the call; gives the contact's id.
    ///
    /// # Errors
    /// If the agent isn't available, has a contact, or the page can't be told.
    pub fn ring(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
    ) -> Result<String, Cannot> {
        Self::needs_agent(page)?;
        if self.state.1 != AgentStateType::Routable {
            return Err(Cannot::Now("the agent isn't available"));
        }
        let customer = (ConnectionType::Inbound, ConnectionStateType::Connected);
        self.begin(page, customer, Endpoint::new().phone_number(number))
    }

    /// The party that the agent calls answers.
    ///
    /// # Errors
    /// If the agent calls nobody, or the page can't be told.
    pub fn party_answers(&mut self, page: &mut Page) -> Result<(), Cannot> {
        let calls = |contact: &Contact| contact.initiation_method.as_deref() == Some("outbound");
        match &mut self.contact {
            Some(contact) if calls(contact) && waits(contact) => connect(contact),
            _ => return Err(Cannot::Now("the agent calls nobody")),
        }
        self.update(page)
    }

    /// The customer hangs up, or gives up waiting. The agent has work after it until it is cleared.
    ///
    /// # Errors
    /// If no call is on, or the page can't be told.
    pub fn customer_hangs_up(&mut self, page: &mut Page) -> Result<(), Cannot> {
        match &mut self.contact {
            Some(contact) if !is_over(contact) => end(contact),
            _ => return Err(Cannot::Now("no call is on")),
        }
        self.muted = false;
        self.update(page)
    }

    fn needs_agent(page: &Page) -> Result<(), Cannot> {
        match page.state() {
            Some(Ccp::Acknowledged) => Ok(()),
            _ => Err(Cannot::Now("no agent is logged in")),
        }
    }

    /// Tells the page all that is known.
    fn update(&self, page: &mut Page) -> Result<(), Cannot> {
        let (name, kind) = self.state.clone();
        let state = AgentState::new(name, kind).start_timestamp(time(self.since));
        let mut snapshot = Snapshot::new(state);
        snapshot.contacts.extend(self.contact.clone());
        let snapshot = snapshot.snapshot_timestamp(time(page.now())).skew(0);
        let settings = configuration().softphone_enabled(self.softphone);
        page.send(event::AgentUpdate::new(snapshot, settings))?;
        Ok(())
    }

    fn begin(
        &mut self,
        page: &mut Page,
        (kind, state): (ConnectionType, ConnectionStateType),
        customer: Endpoint,
    ) -> Result<String, Cannot> {
        if self.contact.is_some() {
            return Err(Cannot::Now("the agent has a contact"));
        }
        self.made += 1;
        let id = format!("c-{}", self.made);
        let initiation = match kind {
            ConnectionType::Outbound => "outbound",
            _ => "inbound",
        };
        let now = time(page.now());
        let connection = |id: &str, kind, state| {
            Connection::new(id, kind, ConnectionState::new(state).timestamp(&*now))
        };
        let connecting = ConnectionStateType::Connecting;
        let connections = vec![
            connection("n-1", ConnectionType::Agent, connecting),
            connection("n-2", kind, state)
                .endpoint(customer)
                .initial(true),
        ];
        let state = ContactState::new(ContactStateType::Connecting).timestamp(&*now);
        let contact = Contact::new(id.clone(), ContactType::Voice, state)
            .queue(Queue::new(QUEUE).name("Sales"))
            .connections(connections)
            .initiation_method(initiation);
        self.contact = Some(contact);
        self.update(page)?;
        Ok(id)
    }

    /// Changes the contact of this id, and tells the page.
    fn change(
        &mut self,
        page: &mut Page,
        id: &str,
        may: impl Fn(&Contact) -> bool,
        how: impl FnOnce(&mut Contact),
    ) -> Done {
        match &mut self.contact {
            Some(contact) if contact.contact_id == id && may(contact) => how(contact),
            _ => return invalid(),
        }
        let _ = self.update(page);
        Ok(()).into()
    }

    /// Changes the state of a party, and tells the page.
    fn change_party(
        &mut self,
        page: &mut Page,
        (id, party): (&str, &str),
        from: &ConnectionStateType,
        to: ConnectionStateType,
    ) -> Done {
        let found = |contact: &Contact| {
            let mut parties = contact.connections.iter();
            parties.position(|of| of.connection_id == party && of.state.kind == *from)
        };
        self.change(
            page,
            id,
            |contact| found(contact).is_some(),
            |contact| {
                if let Some(at) = found(contact) {
                    contact.connections[at].state.kind = to;
                }
            },
        )
    }

    /// The agent is done with a contact.
    fn finish(&mut self, page: &mut Page, id: &str, may: impl Fn(&Contact) -> bool) -> Done {
        let done = |contact: &Contact| contact.contact_id == id && may(contact);
        if !self.contact.as_ref().is_some_and(done) {
            return invalid();
        }
        self.contact = None;
        let _ = self.update(page);
        Ok(()).into()
    }
}

/// What the service says of a request at the wrong time.
fn invalid() -> Done {
    Err(r#"{"type":"InvalidStateException"}"#.to_owned()).into()
}

fn waits(contact: &Contact) -> bool {
    contact.state.kind == ContactStateType::Connecting
}

fn is_over(contact: &Contact) -> bool {
    contact.state.kind == ContactStateType::Ended
}

fn connect(contact: &mut Contact) {
    contact.state.kind = ContactStateType::Connected;
    for connection in &mut contact.connections {
        connection.state.kind = ConnectionStateType::Connected;
    }
}

fn end(contact: &mut Contact) {
    contact.state.kind = ContactStateType::Ended;
    for connection in &mut contact.connections {
        connection.state.kind = ConnectionStateType::Disconnected;
    }
}

fn states() -> Vec<AgentStateDefinition> {
    let state = |kind, name: &str| AgentStateDefinition::new(kind, name);
    vec![
        state(AgentStateType::Routable, AVAILABLE).agent_state_arn("arn:state-1"),
        state(AgentStateType::Offline, OFFLINE).agent_state_arn("arn:state-2"),
        state(AgentStateType::NotRoutable, "Lunch").agent_state_arn("arn:state-3"),
    ]
}

fn configuration() -> Configuration {
    let queue = Queue::new(QUEUE).name("Sales");
    let mut profile = RoutingProfile::new(queue.clone()).name("Sales");
    profile.queues.push(queue);
    Configuration::new("Jo Example", profile)
        .username("jo")
        .agent_states(states())
}

fn time(Millis(now): Millis) -> String {
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    let now = Timestamp::from_millisecond(now).unwrap_or(Timestamp::MAX);
    format!("{now:.3}")
}

impl Simulated<AmazonConnect> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://example.my.connect.aws");

    fn begin(page: &mut Page) -> Self {
        let mut phone = Self::new();
        let _ = phone.agent_logs_in(page);
        phone
    }
}

impl ControlHandler for Phone {
    /// The login page doesn't listen.
    fn synchronize(&mut self, _: control::Synchronize, page: &mut Page) {
        if Self::needs_agent(page).is_ok() {
            let _ = page.send(event::Acknowledge::new());
        }
    }

    fn configure(&mut self, configure: control::Configure, _: &mut Page) {
        self.configured = Some(configure);
    }

    fn media_device_request(&mut self, _: control::MediaDeviceRequest, page: &mut Page) {
        let headset = [
            ("deviceId", "d-1"),
            ("kind", "audioinput"),
            ("label", "Headset"),
        ];
        let headset = headset.into_iter().collect::<Json>();
        let devices = Json::Array(vec![headset]);
        let _ = page.send(event::MediaDeviceResponse::new(devices));
    }

    fn reload_agent_configuration(
        &mut self,
        _: control::ReloadAgentConfiguration,
        page: &mut Page,
    ) {
        let _ = self.update(page);
    }
}

impl BroadcastHandler for Phone {
    fn mute(&mut self, mute: broadcast::Mute, page: &mut Page) {
        let mut echo = event::Mute::new();
        echo.mute = mute.mute;
        let _ = page.send(echo);
        let talks = |contact: &Contact| contact.state.kind == ContactStateType::Connected;
        if self.contact.as_ref().is_some_and(talks) {
            self.muted = mute.mute.unwrap_or(!self.muted);
            let _ = page.send(event::MuteToggle::new(self.muted));
        }
    }

    fn contact_accepted(&mut self, accepted: broadcast::ContactAccepted, page: &mut Page) {
        let _ = page.send(event::ContactAccepted::new(accepted.contact_id));
    }

    fn one_contact_accepted(&mut self, accepted: broadcast::OneContactAccepted, page: &mut Page) {
        let mut echo = event::OneContactAccepted::new(accepted.id);
        echo.contact_id = accepted.contact_id;
        let _ = page.send(echo);
    }

    fn contact_view(&mut self, view: broadcast::ContactView, page: &mut Page) {
        let mut echo = event::ContactView::new();
        echo.contact_id = view.contact_id;
        let _ = page.send(echo);
    }

    fn set_speaker_device(&mut self, set: broadcast::SetSpeakerDevice, page: &mut Page) {
        let _ = page.send(event::SpeakerDeviceChanged::new().device_id(set.device_id));
    }

    fn set_microphone_device(&mut self, set: broadcast::SetMicrophoneDevice, page: &mut Page) {
        let _ = page.send(event::MicrophoneDeviceChanged::new().device_id(set.device_id));
    }

    fn set_ringer_device(&mut self, set: broadcast::SetRingerDevice, page: &mut Page) {
        let _ = page.send(event::RingerDeviceChanged::new().device_id(set.device_id));
    }
}

impl ApiHandler for Phone {
    fn put_agent_state(&mut self, put: api::PutAgentState, page: &mut Page) -> Done {
        if !states().iter().any(|state| state.name == put.state.name) {
            return invalid();
        }
        self.state = (put.state.name, put.state.kind);
        self.since = page.now();
        let _ = self.update(page);
        Ok(()).into()
    }

    fn create_outbound_contact(
        &mut self,
        call: api::CreateOutboundContact,
        page: &mut Page,
    ) -> Done {
        if call.endpoint.phone_number.is_none() {
            return Err(r#"{"type":"BadEndpointException"}"#.to_owned()).into();
        }
        let party = (ConnectionType::Outbound, ConnectionStateType::Connecting);
        match self.begin(page, party, call.endpoint) {
            Ok(_) => Ok(()).into(),
            Err(_) => invalid(),
        }
    }

    fn accept_contact(&mut self, accept: api::AcceptContact, page: &mut Page) -> Done {
        self.change(page, &accept.contact_id, waits, connect)
    }

    fn reject_contact(&mut self, reject: api::RejectContact, page: &mut Page) -> Done {
        self.change(page, &reject.contact_id, waits, end)
    }

    fn complete_contact(&mut self, complete: api::CompleteContact, page: &mut Page) -> Done {
        self.finish(page, &complete.contact_id, |_| true)
    }

    fn clear_contact(&mut self, clear: api::ClearContact, page: &mut Page) -> Done {
        self.finish(page, &clear.contact_id, is_over)
    }

    fn destroy_connection(&mut self, destroy: api::DestroyConnection, page: &mut Page) -> Done {
        self.muted = false;
        let on = |contact: &Contact| !is_over(contact);
        self.change(page, &destroy.contact_id, on, end)
    }

    fn hold_connection(&mut self, hold: api::HoldConnection, page: &mut Page) -> Done {
        let party = (&*hold.contact_id, &*hold.connection_id);
        let (from, to) = (ConnectionStateType::Connected, ConnectionStateType::Hold);
        self.change_party(page, party, &from, to)
    }

    fn resume_connection(&mut self, resume: api::ResumeConnection, page: &mut Page) -> Done {
        let party = (&*resume.contact_id, &*resume.connection_id);
        let (from, to) = (ConnectionStateType::Hold, ConnectionStateType::Connected);
        self.change_party(page, party, &from, to)
    }

    fn send_digits(&mut self, send: api::SendDigits, _: &mut Page) -> Done {
        let talks = |contact: &Contact| contact.contact_id == send.contact_id && !is_over(contact);
        if !self.contact.as_ref().is_some_and(talks) {
            return invalid();
        }
        self.digits.push_str(&send.digits);
        Ok(()).into()
    }

    /// It changes whether calls come to the softphone, and no other setting.
    fn update_agent_configuration(
        &mut self,
        update: api::UpdateAgentConfiguration,
        _: &mut Page,
    ) -> Done {
        let enabled = update.configuration.get("softphoneEnabled");
        self.softphone = enabled.and_then(Json::as_bool).unwrap_or(self.softphone);
        Ok(()).into()
    }

    fn get_endpoints(&mut self, _: api::GetEndpoints, _: &mut Page) -> Return<Endpoints, String> {
        let colleague = Endpoint::new().kind("agent").name("Lee Example");
        Ok(Endpoints::new(vec![colleague])).into()
    }
}

impl CoordinationHandler for Phone {
    fn become_master(
        &mut self,
        topic: coordination::BecomeMaster,
        _: &mut Page,
    ) -> Return<Mastery, std::convert::Infallible> {
        let mastery = Mastery::new(topic.topic).master_id(PORT).take_over(false);
        Ok(mastery).into()
    }

    fn check_master(
        &mut self,
        topic: coordination::CheckMaster,
        _: &mut Page,
    ) -> Return<Mastery, std::convert::Infallible> {
        let mastery = Mastery::new(topic.topic).master_id(PORT).is_master(true);
        Ok(mastery).into()
    }
}
