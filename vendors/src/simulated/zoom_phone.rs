//! A simulated Zoom Phone Smart Embed.

use std::collections::BTreeMap;

use cti_runtime::types::{Json, PhoneNumber};
use cti_runtime::{Millis, Peer, Ticket, Vendor};
use jiff::Timestamp;

use super::{Cannot, Simulated};
use crate::zoom_phone::{
    CallInfo, CallResult, CommandHandler, Contact, Direction, Embed, LogParty, Party, ZoomPhone,
    command, event,
};

/// The page around the embed, as the embed talks to it.
type Page = Peer<ZoomPhone, Vendor>;

/// The user's own number.
const INTERNAL: &str = "+1 202 555 0100";

/// The embed with its user and all callers. It can have several calls at a time.
#[derive(Default)]
pub struct Phone {
    config: Option<command::InitConfig>,
    dialled: Option<PhoneNumber>,
    text: Option<command::InputSms>,
    calls: BTreeMap<String, Call>,
    made: u64,
    events: u64,
    search: Option<Ticket<event::ContactSearchEvent>>,
    found: Vec<Contact>,
    matching: Option<Ticket<event::ContactMatchEvent>>,
    matched: Option<Json>,
}

struct Call {
    info: CallInfo,
    connected: Option<Millis>,
}

impl Phone {
    /// An embed that has loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number that is in the dialer.
    pub const fn dialled(&self) -> Option<&PhoneNumber> {
        self.dialled.as_ref()
    }

    /// The text message that the page has begun.
    pub const fn text(&self) -> Option<&command::InputSms> {
        self.text.as_ref()
    }

    /// The contacts that the page has found last.
    pub fn found(&self) -> &[Contact] {
        &self.found
    }

    /// What the page has answered last about numbers.
    pub const fn matched(&self) -> Option<&Json> {
        self.matched.as_ref()
    }

    /// Somebody calls; gives the call's id. The page is asked who it is, if it wants to be.
    ///
    /// # Errors
    /// If the page can't be told.
    pub fn ring(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
    ) -> Result<String, Cannot> {
        let number = number.into();
        let caller = Party::new().phone_number(number.clone());
        let callee = Party::new().phone_number(INTERNAL);
        let id = self.begin(page, Direction::Inbound, caller, callee)?;
        if self.wants(|config| config.enable_contact_matching) {
            let id = self.next_event();
            let question = event::ContactMatchEvent::new(vec![number]).id(id);
            self.matching = Some(page.request(question)?);
        }
        Ok(id)
    }

    /// The user calls the number in the dialer; gives the call's id.
    ///
    /// # Errors
    /// If there is no number, or the page can't be told.
    pub fn user_dials(&mut self, page: &mut Page) -> Result<String, Cannot> {
        let number = self.dialled.clone().ok_or(Cannot::Now("no number"))?;
        let callee = Party::new().phone_number(number);
        let caller = Party::new().phone_number(INTERNAL);
        self.begin(page, Direction::Outbound, caller, callee)
    }

    /// A ringing call is answered: by the user, or by the party that the user calls.
    ///
    /// # Errors
    /// If there is no such call, it doesn't ring, or the page can't be told.
    pub fn answer(&mut self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        let event = self.next_event();
        let call = self.calls.get_mut(id).ok_or(NO_SUCH_CALL)?;
        page.send(event::CallConnectedEvent::new(call.info.clone()).id(event))?;
        call.connected = Some(page.now());
        Ok(())
    }

    /// A call ends, whoever ends it, and is logged.
    ///
    /// # Errors
    /// If there is no such call, or the page can't be told.
    pub fn hang_up(&mut self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        let Call { info, connected } = self.calls.remove(id).ok_or(NO_SUCH_CALL)?;
        let (result, logged) = match connected {
            Some(_) => (CallResult::Ended, "Call Connected"),
            None => (CallResult::Missed, "Missed"),
        };
        let event = self.next_event();
        page.send(
            event::CallEndedEvent::new(info.clone())
                .result(result)
                .id(event),
        )?;
        let talked = connected.map_or(0, |since| page.now().0.saturating_sub(since.0));
        let log = event::CallLogCompletedEvent::new(
            id,
            format!("l-{id}"),
            info.direction,
            u32::try_from(talked / 1_000).unwrap_or(u32::MAX),
            time(page.now()),
            logged,
            party(info.caller),
            party(info.callee),
        );
        page.send(log.id(self.next_event()))?;
        Ok(())
    }

    /// The user types into the field in which contacts are searched.
    ///
    /// # Errors
    /// If the page doesn't want to be asked, or can't be.
    pub fn user_searches(&mut self, page: &mut Page, text: &str) -> Result<(), Cannot> {
        if !self.wants(|config| config.enable_contact_searching) {
            return Err(Cannot::Now("contacts aren't searched"));
        }
        let question = event::ContactSearchEvent::new(text).id(self.next_event());
        self.search = Some(page.request(question)?);
        Ok(())
    }

    fn wants(&self, what: impl Fn(&command::InitConfig) -> Option<bool>) -> bool {
        self.config.as_ref().and_then(what) == Some(true)
    }

    fn next_event(&mut self) -> String {
        self.events += 1;
        format!("e-{}", self.events)
    }

    fn begin(
        &mut self,
        page: &mut Page,
        direction: Direction,
        caller: Party,
        callee: Party,
    ) -> Result<String, Cannot> {
        if page.state() != Some(Embed::Configured) {
            return Err(Cannot::Now("the page hasn't configured it"));
        }
        let id = format!("c-{}", self.made + 1);
        let info = CallInfo::new(id.clone(), direction, caller, callee).date_time(time(page.now()));
        page.send(event::CallRingingEvent::new(info.clone()).id(self.next_event()))?;
        self.made += 1;
        let call = Call {
            info,
            connected: None,
        };
        self.calls.insert(id.clone(), call);
        Ok(id)
    }
}

const NO_SUCH_CALL: Cannot = Cannot::Now("there is no such call");

fn party(party: Party) -> LogParty {
    let mut logged = LogParty::new();
    logged.name = party.name;
    logged.number = party.phone_number;
    logged
}

fn time(Millis(now): Millis) -> String {
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    Timestamp::from_millisecond(now)
        .unwrap_or(Timestamp::MAX)
        .to_string()
}

impl Simulated<ZoomPhone> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://applications.zoom.us");

    fn begin(_: &mut Page) -> Self {
        Self::new()
    }
}

impl CommandHandler for Phone {
    fn init_config(&mut self, config: command::InitConfig, _: &mut Page) {
        self.config = Some(config);
    }

    fn make_call(&mut self, call: command::MakeCall, page: &mut Page) {
        self.dialled = Some(call.number);
        if call.auto_dial == Some(true) {
            let _ = self.user_dials(page);
        }
    }

    fn input_sms(&mut self, text: command::InputSms, _: &mut Page) {
        self.text = Some(text);
    }

    fn contact_search_response(&mut self, _: command::ContactSearchResponse, page: &mut Page) {
        if let Some(Ok(answer)) = self.search.as_ref().and_then(|asked| page.outcome(asked)) {
            self.search = None;
            self.found = answer.contacts;
        }
    }

    fn contact_match_response(&mut self, _: command::ContactMatchResponse, page: &mut Page) {
        if let Some(Ok(answer)) = self.matching.as_ref().and_then(|asked| page.outcome(asked)) {
            self.matching = None;
            self.matched = Some(answer.contacts);
        }
    }
}
