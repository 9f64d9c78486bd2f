//! A simulated RingCentral Embeddable.

use std::collections::BTreeMap;
use std::convert::Infallible;

use cti_runtime::session::Return;
use cti_runtime::types::{EpochMillis, PhoneNumber};
use cti_runtime::{Millis, Peer, Ticket, Vendor};

use super::{Cannot, Simulated};
use crate::ringcentral::{
    Action, ActiveCall, Call, ControlHandler, Direction, Party, PartyData, RequestHandler,
    Ringcentral, Service, TelephonyStatus, User, Widget, control, notice, question, request,
};

/// The page around the widget, as the widget talks to it.
type Page = Peer<Ringcentral, Vendor>;

/// The account's own number.
const INTERNAL: &str = "+1 202 555 0100";

/// The widget with its user, and whoever calls or is called in the browser. It asks the page who
/// calls, and to log every call that is over, by the paths that the page has registered.
#[derive(Default)]
pub struct Phone {
    service: Option<Service>,
    calls: BTreeMap<String, Call>,
    made: u64,
    asked: Option<Ticket<question::MatchContacts>>,
    logging: Option<Ticket<question::LogCall>>,
    caller: Option<String>,
    logged: u64,
    text: Option<PhoneNumber>,
}

impl Phone {
    /// A widget whose page is loading.
    pub fn new() -> Self {
        Self::default()
    }

    /// The widget's page has loaded; nobody is logged in.
    ///
    /// # Errors
    /// If the page can't be told.
    pub fn loads(&mut self, page: &mut Page) -> Result<(), Cannot> {
        page.send(notice::PushAdapterState::new().minimized(false))?;
        page.send(notice::LoginStatusNotify::new(false))?;
        Ok(())
    }

    /// The widget is loaded again, and has forgotten its page's service.
    ///
    /// # Errors
    /// If the page can't be told.
    pub fn reloads(&mut self, page: &mut Page) -> Result<(), Cannot> {
        *self = Self::default();
        self.loads(page)
    }

    /// The user presses the login's button, in a frame that leaves the login's window to the page.
    ///
    /// # Errors
    /// If the page can't be told.
    pub fn user_wants_to_log_in(&mut self, page: &mut Page) -> Result<(), Cannot> {
        let login = "https://platform.ringcentral.com/restapi/oauth/authorize";
        page.send(notice::LoginPopupNotify::new(login))?;
        Ok(())
    }

    /// The user logs in, and can dial.
    ///
    /// # Errors
    /// If a user is logged in, the widget hasn't loaded, or the page can't be told.
    pub fn user_logs_in(&mut self, page: &mut Page) -> Result<(), Cannot> {
        if page.state() == Some(Widget::Loading) || page.state() == Some(User::LoggedIn) {
            return Err(Cannot::Now("the widget doesn't show its login page"));
        }
        page.send(notice::LoginStatusNotify::new(true).login_number(INTERNAL))?;
        page.send(notice::DialerStatusNotify::new(true))?;
        Ok(())
    }

    /// The user logs out.
    ///
    /// # Errors
    /// If nobody is logged in, a call is on, or the page can't be told.
    pub fn user_logs_out(&mut self, page: &mut Page) -> Result<(), Cannot> {
        Self::needs_user(page)?;
        if !self.calls.is_empty() {
            return Err(Cannot::Now("a call is on"));
        }
        page.send(notice::DialerStatusNotify::new(false))?;
        page.send(notice::LoginStatusNotify::new(false))?;
        Ok(())
    }

    /// Somebody calls; gives the call's id. The page is asked who it is.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn ring(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
    ) -> Result<String, Cannot> {
        let number = number.into();
        let call = self.next(page, Direction::Inbound, number.clone(), INTERNAL.into())?;
        page.send(notice::CallRingNotify::new(call.clone()))?;
        reports(page, &call, TelephonyStatus::Ringing)?;
        if self.registered(|service| &service.contact_match_path, "/contacts/match") {
            self.asked = Some(page.request(question::MatchContacts::new(vec![number]))?);
        }
        Ok(self.keep(call))
    }

    /// The user calls somebody; gives the call's id.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn dial(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
    ) -> Result<String, Cannot> {
        let call = self.next(page, Direction::Outbound, INTERNAL.into(), number.into())?;
        page.send(notice::CallInitNotify::new(call.clone()))?;
        reports(page, &call, TelephonyStatus::Ringing)?;
        Ok(self.keep(call))
    }

    /// A call is accepted: by the user, or by the party that the user calls.
    ///
    /// # Errors
    /// If there is no such call, or it is on already, or the page can't be told.
    pub fn starts(&mut self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        let call = self.calls.get_mut(id).ok_or(NO_SUCH_CALL)?;
        if call.start_time.is_some() {
            return Err(Cannot::Now("the call is on"));
        }
        call.start_time = Some(time(page.now()));
        let call = call.clone();
        page.send(notice::CallStartNotify::new(call.clone()))?;
        reports(page, &call, TelephonyStatus::CallConnected)
    }

    /// A call ends, whoever ends it. The page is asked to log it.
    ///
    /// # Errors
    /// If there is no such call, or the page can't be told.
    pub fn ends(&mut self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        let mut call = self.calls.get(id).cloned().ok_or(NO_SUCH_CALL)?;
        call.end_time = Some(time(page.now()));
        page.send(notice::CallEndNotify::new(call.clone()))?;
        reports(page, &call, TelephonyStatus::NoCall)?;
        self.calls.remove(id);
        if self.registered(|service| &service.call_logger_path, "/callLogger") {
            let log = question::LogCall::new(active(&call).duration(seconds(&call)));
            self.logging = Some(page.request(log.trigger_type("presenceUpdate"))?);
        }
        Ok(())
    }

    /// The calls in the browser, by id.
    pub const fn calls(&self) -> &BTreeMap<String, Call> {
        &self.calls
    }

    /// Who calls, as the page has last answered.
    pub fn caller(&mut self, page: &mut Page) -> Option<&str> {
        if let Some(outcome) = self.asked.as_ref().and_then(|asked| page.outcome(asked)) {
            self.asked = None;
            let contact = outcome
                .ok()
                .into_iter()
                .flat_map(|matches| matches.data.into_values());
            self.caller = contact.flatten().next().map(|contact| contact.name);
        }
        self.caller.as_deref()
    }

    /// How many calls the page has logged.
    pub fn logged(&mut self, page: &mut Page) -> u64 {
        if let Some(outcome) = self.logging.as_ref().and_then(|asked| page.outcome(asked)) {
            self.logging = None;
            self.logged += u64::from(outcome.is_ok());
        }
        self.logged
    }

    /// To whom a text message was begun.
    pub const fn text(&self) -> Option<&PhoneNumber> {
        self.text.as_ref()
    }

    /// Whether the page's service is asked by this path.
    fn registered(&self, named: impl Fn(&Service) -> &Option<String>, path: &str) -> bool {
        let named = self
            .service
            .as_ref()
            .and_then(|service| named(service).as_deref());
        named == Some(path)
    }

    fn needs_user(page: &Page) -> Result<(), Cannot> {
        if page.state() == Some(User::LoggedOut) {
            return Err(Cannot::Now("no user is logged in"));
        }
        Ok(())
    }

    fn next(
        &self,
        page: &Page,
        direction: Direction,
        from: PhoneNumber,
        to: PhoneNumber,
    ) -> Result<Call, Cannot> {
        Self::needs_user(page)?;
        let id = format!("call-{}", self.made + 1);
        let party = PartyData::new().session_id(format!("s-{id}"));
        let call = Call::new(id, direction);
        Ok(call.from(from).to(to).party_data(party))
    }

    fn keep(&mut self, call: Call) -> String {
        self.made += 1;
        let id = call.id.clone();
        self.calls.insert(id.clone(), call);
        id
    }

    /// The call that is meant if none is named.
    fn meant(&self, id: Option<String>, rings: bool) -> Option<String> {
        let fits = |call: &&Call| call.start_time.is_none() == rings;
        id.or_else(|| self.calls.values().find(fits).map(|call| call.id.clone()))
    }

    fn hold(&self, page: &mut Page, id: Option<String>, held: bool) {
        let Some(call) = self.meant(id, false).and_then(|id| self.calls.get(&id)) else {
            return;
        };
        let _ = if held {
            page.send(notice::CallHoldNotify::new(call.clone()))
        } else {
            page.send(notice::CallResumeNotify::new(call.clone()))
        };
    }

    fn mute(&mut self, page: &mut Page, id: Option<String>, muted: bool) {
        let call = self.meant(id, false).and_then(|id| self.calls.get_mut(&id));
        if let Some(call) = call {
            call.is_on_mute = Some(muted);
            let _ = page.send(notice::CallMuteNotify::new(call.clone()));
        }
    }
}

/// Tells what all devices are told.
fn reports(page: &mut Page, call: &Call, status: TelephonyStatus) -> Result<(), Cannot> {
    let call = active(call).telephony_status(status);
    page.send(notice::ActiveCallNotify::new(call))?;
    Ok(())
}

const NO_SUCH_CALL: Cannot = Cannot::Now("there is no such call");

/// The same call as all devices see it.
fn active(call: &Call) -> ActiveCall {
    let party = |number: &Option<PhoneNumber>| {
        let mut party = Party::new();
        party.phone_number.clone_from(number);
        party
    };
    let (from, to) = (party(&call.from), party(&call.to));
    let mut active = ActiveCall::new(call.id.clone(), call.direction.clone(), from, to);
    let party = call.party_data.as_ref();
    active.telephony_session_id = party.and_then(|party| party.session_id.clone());
    active
}

/// How long the parties have talked.
fn seconds(call: &Call) -> i64 {
    let talk = call.start_time.zip(call.end_time);
    let millis = talk.map_or(0, |(start, end)| end.as_millis() - start.as_millis());
    millis / 1_000
}

fn time(now: Millis) -> EpochMillis {
    EpochMillis::new(i64::try_from(now.0).unwrap_or(i64::MAX))
}

impl Simulated<Ringcentral> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://apps.ringcentral.com");

    fn begin(page: &mut Page) -> Self {
        let mut phone = Self::new();
        let _ = phone.loads(page);
        let _ = phone.user_logs_in(page);
        phone
    }
}

impl ControlHandler for Phone {
    fn register_third_party_service(
        &mut self,
        register: control::RegisterThirdPartyService,
        _: &mut Page,
    ) {
        self.service = Some(register.service);
    }

    fn new_call(&mut self, call: control::NewCall, page: &mut Page) {
        // What can't be dialled is left alone: the widget reports nothing then.
        if call.to_call == Some(true) && self.calls.is_empty() {
            let _ = self.dial(page, call.phone_number);
        }
    }

    fn new_sms(&mut self, text: control::NewSms, page: &mut Page) {
        if Self::needs_user(page).is_ok() {
            self.text = Some(text.phone_number);
        }
    }

    fn control_call(&mut self, control: control::ControlCall, page: &mut Page) {
        let id = control.call_id;
        match control.action {
            Action::Answer => {
                if let Some(id) = self.meant(id, true) {
                    let _ = self.starts(page, &id);
                }
            }
            Action::Reject | Action::ToVoicemail | Action::Forward { .. } => {
                if let Some(id) = self.meant(id, true) {
                    let _ = self.ends(page, &id);
                }
            }
            Action::Hangup | Action::Transfer { .. } => {
                if let Some(id) = self.meant(id, false) {
                    let _ = self.ends(page, &id);
                }
            }
            Action::Hold => self.hold(page, id, true),
            Action::Unhold => self.hold(page, id, false),
            Action::Mute => self.mute(page, id, true),
            Action::Unmute => self.mute(page, id, false),
            // A recording is RingCentral's business; nothing is said of it.
            _ => {}
        }
    }

    fn login(&mut self, _: control::Login, page: &mut Page) {
        let _ = self.user_logs_in(page);
    }

    // Nobody looks into the code: whoever has come back from the login's window is logged in.
    fn authorization_code(&mut self, _: control::AuthorizationCode, page: &mut Page) {
        let _ = self.user_logs_in(page);
    }

    fn logout(&mut self, _: control::Logout, page: &mut Page) {
        let _ = self.user_logs_out(page);
    }

    fn webphone_sessions_sync(&mut self, _: control::WebphoneSessionsSync, page: &mut Page) {
        let calls = self.calls.values().cloned().collect();
        let _ = page.send(notice::WebphoneSessionsSync::new(calls));
    }
}

impl RequestHandler for Phone {
    fn check_popup_window(
        &mut self,
        _: request::CheckPopupWindow,
        _: &mut Page,
    ) -> Return<bool, Infallible> {
        Return::Now(Ok(false))
    }
}
