//! A simulated Zendesk, around the app that it shows in its top bar.

use std::collections::{BTreeMap, BTreeSet};

use cti_runtime::session::Return;
use cti_runtime::types::{Json, Map, PhoneNumber};
use cti_runtime::{Peer, Vendor};

use super::{Cannot, Simulated};
use crate::zendesk::{
    Account, AskHandler, Context, Failure, Metadata, NoteHandler, Problem, Values, Zendesk, ask,
    happened, note,
};

/// The app in its frame, as Zendesk talks to it.
type App = Peer<Zendesk, Vendor>;

/// The agent.
const AGENT: u64 = 7;
/// The one customer: her id and the digits of her number.
const ADA: u64 = 51;
const ADAS_DIGITS: &str = "12025550101";

/// Zendesk with its agent and one customer.
#[derive(Default)]
pub struct Phone {
    guid: Option<String>,
    subscribed: BTreeSet<String>,
    answers: BTreeMap<String, Answer>,
    shown: bool,
    icon: Option<String>,
    record: Option<(String, u64)>,
    triggered: Option<note::Trigger>,
}

/// What an interface has answered, and the app hasn't subscribed to.
enum Answer {
    Done(Json),
    Fail(Json),
}

impl Phone {
    /// Zendesk before its app has loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the app's pane is shown.
    pub const fn is_shown(&self) -> bool {
        self.shown
    }

    /// The icon that the app has set.
    pub fn icon(&self) -> Option<&str> {
        self.icon.as_deref()
    }

    /// The record that is shown: its kind and its id.
    pub fn record(&self) -> Option<(&str, u64)> {
        self.record.as_ref().map(|(kind, id)| (kind.as_str(), *id))
    }

    /// The event that the app has made happen last.
    pub const fn triggered(&self) -> Option<&note::Trigger> {
        self.triggered.as_ref()
    }

    /// The agent clicks a phone number.
    ///
    /// # Errors
    /// If the app hasn't subscribed to that.
    pub fn agent_clicks(
        &mut self,
        app: &mut App,
        number: impl Into<PhoneNumber>,
    ) -> Result<(), Cannot> {
        self.needs("voice.dialout")?;
        app.send(happened::VoiceDialout::new(number))?;
        Ok(())
    }

    /// The agent opens the app's pane, or closes it.
    ///
    /// # Errors
    /// If the app isn't there, or can't be told. It is told if it has subscribed to that.
    pub fn agent_opens(&mut self, app: &mut App, open: bool) -> Result<(), Cannot> {
        if self.guid.is_none() {
            return Err(Cannot::Now("the app isn't there"));
        }
        if open && self.needs("pane.activated").is_ok() {
            app.send(happened::PaneActivated::new())?;
        }
        if !open && self.needs("pane.deactivated").is_ok() {
            app.send(happened::PaneDeactivated::new())?;
        }
        self.shown = open;
        Ok(())
    }

    /// A server sends the app something, under a name.
    ///
    /// # Errors
    /// If the app hasn't subscribed to it.
    pub fn server_notifies(
        &mut self,
        app: &mut App,
        event: &str,
        body: Json,
    ) -> Result<(), Cannot> {
        self.needs(&format!("api_notification.{event}"))?;
        let sender = Json::from_iter([("id", AGENT)]);
        let notification = happened::ApiNotification::new(event);
        app.send(notification.body(body).sender(sender))?;
        Ok(())
    }

    fn needs(&self, event: &str) -> Result<(), Cannot> {
        if self.subscribed.contains(event) {
            Ok(())
        } else {
            Err(Cannot::Now("the app hasn't subscribed to it"))
        }
    }

    /// Says what an interface has answered, if the app has subscribed to that.
    fn tell(&mut self, app: &mut App, request: &str) {
        let done = self.needs(&format!("request:{request}.done")).is_ok();
        let fail = self.needs(&format!("request:{request}.fail")).is_ok();
        match self.answers.remove(request) {
            Some(Answer::Done(answer)) if done => {
                let arguments = vec![answer, Json::from("success")];
                let _ = app.send(happened::RequestDone::new(request, arguments));
            }
            Some(Answer::Fail(response)) if fail => {
                let arguments = vec![response, Json::from("error")];
                let _ = app.send(happened::RequestFail::new(request, arguments));
            }
            Some(waits) => {
                self.answers.insert(request.to_owned(), waits);
            }
            None => {}
        }
    }

    /// What each path has or makes.
    fn values<T>(
        &mut self,
        guid: &str,
        paths: impl IntoIterator<Item = (String, T)>,
        mut value: impl FnMut(&mut Self, &str, T) -> Option<Json>,
    ) -> Return<Values, Failure> {
        if self.guid.as_deref() != Some(guid) {
            return Err(Failure::Text("there is no such app".to_owned())).into();
        }
        let (mut errors, mut values) = (Map::new(), Map::new());
        for (path, given) in paths {
            if let Some(value) = value(self, &path, given) {
                values.insert(path, value);
            } else {
                let unavailable = Problem::new().message(format!("{path} unavailable"));
                errors.insert(path, unavailable);
            }
        }
        Ok(Values::new().errors(errors).values(values)).into()
    }

    /// Does one thing, with its arguments.
    fn act(&mut self, path: &str, arguments: &[Json]) -> Option<Json> {
        match (path, arguments) {
            ("popover", [show]) => {
                self.shown = show.as_str() != Some("hide");
            }
            ("routeTo", [kind, id]) => {
                self.record = Some((kind.as_str()?.to_owned(), id.as_u64()?));
            }
            ("resize", [_]) => {}
            _ => return None,
        }
        let nothing: [(&str, Json); 0] = [];
        Some(Json::from_iter(nothing))
    }
}

/// What an interface answers, by its address: who has a number.
fn interface(url: &str) -> Answer {
    let Some(search) = url.strip_prefix("/api/v2/search.json?query=") else {
        return Answer::Fail(Json::from_iter([("status", 404)]));
    };
    let ada = [("id", Json::from(ADA)), ("name", Json::from("Ada Example"))];
    let found = search.ends_with(ADAS_DIGITS).then(|| Json::from_iter(ada));
    let count = Json::from(found.iter().count());
    Answer::Done(Json::from_iter([
        ("results", found.into_iter().collect::<Json>()),
        ("count", count),
    ]))
}

impl Simulated<Zendesk> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://acme.zendesk.com");

    fn begin(_: &mut App) -> Self {
        Self::new()
    }
}

impl NoteHandler for Phone {
    fn handshake(&mut self, handshake: note::Handshake, app: &mut App) {
        *self = Self::new();
        let context = Context::new()
            .instance_guid(handshake.app_guid.clone())
            .product("support")
            .location("top_bar")
            .account(Account::new().subdomain("acme"));
        let metadata = Metadata::new()
            .app_id(1)
            .installation_id(1)
            .settings(Map::from([("title".to_owned(), Json::from("Acme"))]));
        self.guid = Some(handshake.app_guid);
        let registered = happened::Registered::new();
        let _ = app.send(registered.metadata(metadata).context(context));
    }

    fn on(&mut self, on: note::On, app: &mut App) {
        let request = on.event.strip_prefix("request:");
        let request = request.and_then(|request| Some(request.rsplit_once('.')?.0.to_owned()));
        self.subscribed.insert(on.event);
        if let Some(request) = request {
            self.tell(app, &request);
        }
    }

    fn off(&mut self, off: note::Off, _: &mut App) {
        if off.subscriber_count == 0 {
            self.subscribed.remove(&off.event);
        }
    }

    fn trigger(&mut self, trigger: note::Trigger, _: &mut App) {
        self.triggered = Some(trigger);
    }

    fn request(&mut self, request: note::Request, app: &mut App) {
        let answer = interface(&request.url);
        self.answers.insert(request.request.clone(), answer);
        self.tell(app, &request.request);
    }
}

impl AskHandler for Phone {
    fn get(&mut self, get: ask::Get, _: &mut App) -> Return<Values, Failure> {
        let paths = get.params.into_iter().map(|path| (path, ()));
        self.values(&get.app_guid, paths, |_, path, ()| {
            let agent = [
                ("id", Json::from(AGENT)),
                ("name", Json::from("Jo Example")),
            ];
            (path == "currentUser").then(|| Json::from_iter(agent))
        })
    }

    fn set(&mut self, set: ask::Set, _: &mut App) -> Return<Values, Failure> {
        self.values(&set.app_guid, set.params, |zendesk, path, value| {
            let icon = value.as_str().filter(|_| path == "iconSymbol")?.to_owned();
            zendesk.icon = Some(icon);
            Some(value)
        })
    }

    fn invoke(&mut self, invoke: ask::Invoke, _: &mut App) -> Return<Values, Failure> {
        self.values(
            &invoke.app_guid,
            invoke.params,
            |zendesk, path, arguments| zendesk.act(path, &arguments),
        )
    }
}
