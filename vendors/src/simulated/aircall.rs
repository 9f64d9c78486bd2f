//! A simulated Aircall Workspace.

use cti_runtime::types::{Json, Map, PhoneNumber};
use cti_runtime::{Millis, Peer, Unknown, Vendor};

use super::{Cannot, Simulated};
use crate::aircall::{
    Aircall, AnswerStatus, Call as State, CommandHandler, ErrorCode, Event, Refusal, Workspace,
    command, event,
};

/// The page around the workspace, as the workspace talks to it.
type Page = Peer<Aircall, Vendor>;

/// The account's own number.
const INTERNAL: &str = "+1 202 555 0100";

/// The workspace with its user, and whoever calls or is called. It handles one call at a time, and
/// shows its keyboard until it is told not to, or a call begins.
#[derive(Default)]
pub struct Phone {
    settings: Map<Json>,
    call: Option<Call>,
    made: u64,
    keyboard: bool,
}

struct Call {
    id: u64,
    begun: Millis,
}

impl Phone {
    /// A workspace that shows its login page.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the account has set for a CRM: what `get_settings` is answered with.
    #[must_use]
    pub fn with_settings(mut self, settings: impl Into<Map<Json>>) -> Self {
        self.settings = settings.into();
        self
    }

    /// The id of the call that is on.
    pub fn call(&self) -> Option<u64> {
        self.call.as_ref().map(|call| call.id)
    }

    /// The user logs in, and the workspace looks for its page.
    ///
    /// # Errors
    /// If a user is logged in, or the page can't be told.
    pub fn user_logs_in(&mut self, page: &mut Page) -> Result<(), Cannot> {
        if !matches!(page.state(), None | Some(Workspace::Absent)) {
            return Err(Cannot::Now("a user is logged in"));
        }
        let loaded = event::Loaded::new()
            .email("ada@example.com")
            .first_name("Ada")
            .last_name("Example")
            .company_name("Example Ltd");
        page.send(loaded)?;
        self.keyboard = true;
        Ok(())
    }

    /// The user logs out.
    ///
    /// # Errors
    /// If nobody is logged in, a call is on, or the page can't be told.
    pub fn user_logs_out(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.needs_user_and_no_call(page)?;
        page.send(event::Logout::new())?;
        self.keyboard = false;
        Ok(())
    }

    /// Somebody calls; gives the call's id.
    ///
    /// # Errors
    /// If nobody is logged in, a call is on, or the page can't be told.
    pub fn ring(&mut self, page: &mut Page, number: impl Into<PhoneNumber>) -> Result<u64, Cannot> {
        self.needs_user_and_no_call(page)?;
        let id = self.made + 1;
        page.send(event::IncomingCall::new(number, INTERNAL, id))?;
        Ok(self.keep(id, page.now()))
    }

    /// The user calls somebody; gives the call's id.
    ///
    /// # Errors
    /// If nobody is logged in, a call is on, or the page can't be told.
    pub fn dial(&mut self, page: &mut Page, number: impl Into<PhoneNumber>) -> Result<u64, Cannot> {
        self.needs_user_and_no_call(page)?;
        let id = self.made + 1;
        page.send(event::OutgoingCall::new(INTERNAL, number, id))?;
        Ok(self.keep(id, page.now()))
    }

    /// A number is called from outside the workspace, by Aircall's API.
    ///
    /// # Errors
    /// As for [`dial`](Self::dial).
    pub fn api_dials(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
    ) -> Result<u64, Cannot> {
        self.needs_user_and_no_call(page)?;
        let number = number.into();
        page.send(event::ExternalDial::new(number.clone()))?;
        self.dial(page, number)
    }

    /// The user picks up.
    ///
    /// # Errors
    /// If no inbound call rings, or the page can't be told.
    pub fn user_answers(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.stops_ringing(page, AnswerStatus::Answered)
    }

    /// The user refuses the call.
    ///
    /// # Errors
    /// If no inbound call rings, or the page can't be told.
    pub fn user_refuses(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.stops_ringing(page, AnswerStatus::Refused)?;
        self.ends(page)
    }

    /// The party that the user calls picks up.
    ///
    /// # Errors
    /// If no outbound call rings, or the page can't be told.
    pub fn called_party_answers(&mut self, page: &mut Page) -> Result<(), Cannot> {
        let id = self.call().ok_or(NO_CALL)?;
        page.send(event::OutgoingAnswered::new(id))?;
        Ok(())
    }

    /// Either party hangs up, or a caller gives up ringing.
    ///
    /// # Errors
    /// If no call is on, or the page can't be told.
    pub fn hangs_up(&mut self, page: &mut Page) -> Result<(), Cannot> {
        let id = self.call().ok_or(NO_CALL)?;
        if page.state_of(&id) == Some(State::Ringing) {
            self.stops_ringing(page, AnswerStatus::Disconnected)?;
        }
        self.ends(page)
    }

    /// The user notes something about a call, which may be over.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn user_notes(&mut self, page: &mut Page, call: u64, text: &str) -> Result<(), Cannot> {
        Self::needs_user(page)?;
        page.send(event::CommentSaved::new(text, call))?;
        Ok(())
    }

    fn needs_user(page: &Page) -> Result<(), Cannot> {
        if page.state() == Some(Workspace::Absent) {
            return Err(Cannot::Now("no user is logged in"));
        }
        Ok(())
    }

    fn needs_user_and_no_call(&self, page: &Page) -> Result<(), Cannot> {
        Self::needs_user(page)?;
        match self.call {
            Some(_) => Err(Cannot::Now("a call is on")),
            None => Ok(()),
        }
    }

    fn keep(&mut self, id: u64, begun: Millis) -> u64 {
        self.made = id;
        self.keyboard = false;
        self.call = Some(Call { id, begun });
        id
    }

    fn stops_ringing(&self, page: &mut Page, why: AnswerStatus) -> Result<(), Cannot> {
        let id = self.call().ok_or(NO_CALL)?;
        page.send(event::CallEndRingtone::new(why, id))?;
        Ok(())
    }

    fn ends(&mut self, page: &mut Page) -> Result<(), Cannot> {
        let call = self.call.as_ref().ok_or(NO_CALL)?;
        let seconds = page.now().0.saturating_sub(call.begun.0) / 1_000;
        page.send(event::CallEnded::new(seconds, call.id))?;
        self.call = None;
        Ok(())
    }

    /// What a command is refused with while a call is on.
    fn no_call(&self) -> Result<(), Refusal> {
        match self.call {
            Some(_) => Err(Refusal::new(ErrorCode::InCall).error_message("A call is on")),
            None => Ok(()),
        }
    }
}

const NO_CALL: Cannot = Cannot::Now("no such call is on");

impl Simulated<Aircall> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://workspace.aircall.io");

    fn begin(page: &mut Page) -> Self {
        let mut phone = Self::new();
        let _ = phone.user_logs_in(page);
        phone
    }
}

impl CommandHandler for Phone {
    fn get_settings(&mut self, _: command::GetSettings, page: &mut Page) {
        let _ = page.send(event::IntegrationSettings::new(self.settings.clone()));
    }

    fn dial_number(&mut self, dial: command::DialNumber, page: &mut Page) {
        let taken = self.no_call();
        let takes = taken.is_ok();
        let _ = page.send(event::DialNumberResponse::new(taken.map(|()| None)));
        if takes {
            let _ = self.dial(page, dial.phone_number);
        }
    }

    fn exit_keyboard(&mut self, _: command::ExitKeyboard, page: &mut Page) {
        let left = self.no_call().and_then(|()| {
            if self.keyboard {
                return Ok(None);
            }
            Err(Refusal::new(ErrorCode::NotInKeyboard).error_message("No keyboard is shown"))
        });
        self.keyboard &= left.is_err();
        let _ = page.send(event::ExitKeyboardResponse::new(left));
    }

    // The package asks for names that don't exist, and waits for the answer of that name.
    fn unknown(&mut self, asked: Unknown, page: &mut Page) {
        let Some(name) = asked.name().strip_prefix("apm_app_") else {
            return;
        };
        let name = format!("apm_phone_{name}_response");
        let value = Json::from_iter([
            ("success", Json::from(false)),
            ("errorCode", "does_not_exist".into()),
            ("errorMessage", "There is no such command".into()),
        ]);
        let message = Json::from_iter([("name", Json::from(&*name)), ("value", value)]);
        let _ = page.send(Event::Unknown(Unknown::of(&name, &message)));
    }

    fn is_logged_in(&mut self, _: command::IsLoggedIn, page: &mut Page) {
        let logged_in = page.state() != Some(Workspace::Absent);
        let _ = page.send(event::IsLoggedInResponse::new(Ok(Some(logged_in.into()))));
    }
}
