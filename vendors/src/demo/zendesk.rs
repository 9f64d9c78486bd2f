//! A softphone in Zendesk's top bar.

use cti_runtime::types::{Json, Map, PhoneNumber};
use cti_runtime::{Origin, OriginPolicy, Peer, SendError, Session, Source, Ticket};

use super::Demo;
use crate::zendesk::{CommandFields, HappenedHandler, Zendesk, ask, happened, note};

/// Zendesk, as the app talks to it.
type Host = Peer<Zendesk>;

/// The guid of the app that tools see.
const GUID: &str = "a-7";

/// What the app says of the package that speaks for it.
const VERSION: &str = "2.0.9";

/// An app that dials what is clicked, and shows who calls.
pub struct Crm {
    guid: String,
    dialled: Option<PhoneNumber>,
    agent: Option<Ticket<ask::Get>>,
    search: Option<Ticket<note::Request>>,
}

impl Crm {
    /// An app with the guid that the address of its frame has: its session is opened with the same.
    pub fn new(guid: impl Into<String>) -> Self {
        Self {
            guid: guid.into(),
            dialled: None,
            agent: None,
            search: None,
        }
    }

    /// The number that was clicked last.
    pub const fn dialled(&self) -> Option<&PhoneNumber> {
        self.dialled.as_ref()
    }

    /// Says that the app is there. To be called when it has loaded.
    ///
    /// # Errors
    /// If Zendesk can't be told.
    pub fn open(&self, zendesk: &mut Host) -> Result<(), SendError> {
        let handshake = note::Handshake::new(VERSION);
        zendesk.send(handshake.instance_guid(&*self.guid))
    }

    /// The name of the agent, once Zendesk has said it.
    pub fn agent(&mut self, zendesk: &mut Host) -> Option<String> {
        let said = zendesk.outcome(self.agent.as_ref()?)?;
        self.agent = None;
        let agent = said.ok()?.values.remove("currentUser")?;
        Some(agent.get("name")?.as_str()?.to_owned())
    }

    /// Somebody calls: shows the app, and searches for who it is.
    ///
    /// # Errors
    /// If Zendesk can't be told.
    pub fn ring(
        &mut self,
        number: impl Into<PhoneNumber>,
        zendesk: &mut Host,
    ) -> Result<(), SendError> {
        let number = number.into();
        let number = number.digits();
        self.invoke("popover", vec![Json::from("show")], zendesk)?;
        let url = format!("/api/v2/search.json?query=type:user phone:{number}");
        let search = note::Request::new(url);
        let search = zendesk.request(search.instance_guid(&*self.guid))?;
        let id = search.id().get();
        self.search = Some(search);
        self.subscribe(&format!("request:{id}.done"), zendesk)?;
        self.subscribe(&format!("request:{id}.fail"), zendesk)
    }

    fn subscribe(&self, event: &str, zendesk: &mut Host) -> Result<(), SendError> {
        let on = note::On::new(event, 1_u32);
        zendesk.send(on.instance_guid(&*self.guid))
    }

    fn invoke(
        &self,
        path: &str,
        arguments: Vec<Json>,
        zendesk: &mut Host,
    ) -> Result<(), SendError> {
        let params = Map::from([(path.to_owned(), arguments)]);
        let invoke = ask::Invoke::new(params);
        zendesk.request(invoke.instance_guid(&*self.guid)).map(drop)
    }
}

impl Demo<Zendesk> for Crm {
    fn open(policy: OriginPolicy, host: Source) -> Session<Zendesk> {
        Session::with_fields(policy, host, &CommandFields::new(GUID))
    }

    fn begin(_: &Origin, zendesk: &mut Host) -> Self {
        let crm = Self::new(GUID);
        let _ = crm.open(zendesk);
        crm
    }
}

impl HappenedHandler for Crm {
    fn registered(&mut self, _: happened::Registered, zendesk: &mut Host) {
        let _ = self.subscribe("voice.dialout", zendesk);
        let agent = ask::Get::new(vec!["currentUser".to_owned()]);
        self.agent = zendesk.request(agent.instance_guid(&*self.guid)).ok();
    }

    fn voice_dialout(&mut self, clicked: happened::VoiceDialout, zendesk: &mut Host) {
        self.dialled = Some(clicked.number);
        let _ = self.invoke("popover", vec![Json::from("show")], zendesk);
    }

    /// The screen pop: of the one customer who has the number.
    fn request_done(&mut self, _: happened::RequestDone, zendesk: &mut Host) {
        let search = self.search.as_ref();
        let Some(Ok(done)) = search.and_then(|search| zendesk.outcome(search)) else {
            return;
        };
        self.search = None;
        let found = done.response_args.first();
        let found = found.and_then(|answer| answer.get("results")?.as_array());
        if let Some([user]) = found.map(Vec::as_slice)
            && let Some(id) = user.get("id")
        {
            let _ = self.invoke("routeTo", vec![Json::from("user"), id.clone()], zendesk);
        }
    }
}
