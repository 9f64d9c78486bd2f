//! A simulated JustCall dialer.

use std::collections::BTreeMap;
use std::time::Duration;

use cti_runtime::types::PhoneNumber;
use cti_runtime::{Millis, Peer, Vendor};
use jiff::civil;

use super::{Cannot, Simulated};
use crate::justcall::{Call as State, CommandHandler, Direction, Justcall, User, command, event};

/// The page around the dialer, as the dialer talks to it.
type Page = Peer<Justcall, Vendor>;

/// The account's own number.
const INTERNAL: &str = "+1 202 555 0100";

/// The dialer with its user and all callers. It can have several calls at a time.
#[derive(Default)]
pub struct Phone {
    logged_in: bool,
    dialled: Option<PhoneNumber>,
    calls: BTreeMap<String, Call>,
    made: u64,
    texts: u64,
}

struct Call {
    direction: Direction,
    answered: Option<Millis>,
}

impl Phone {
    /// A dialer that shows its login page.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number that `dial-number` has put into the dialer.
    pub const fn dialled(&self) -> Option<&PhoneNumber> {
        self.dialled.as_ref()
    }

    /// The user logs in.
    ///
    /// # Errors
    /// If a user is logged in, or the page can't be told.
    pub fn user_logs_in(&mut self, page: &mut Page) -> Result<(), Cannot> {
        if self.logged_in {
            return Err(Cannot::Now("a user is logged in"));
        }
        let mut status =
            event::LoggedInStatus::new(true).user_info(User::new("ada@example.com", "Ada Example"));
        status.login_numbers.push(INTERNAL.into());
        page.send(status)?;
        self.logged_in = true;
        Ok(())
    }

    /// The user logs out.
    ///
    /// # Errors
    /// If nobody is logged in, a call is on, or the page can't be told.
    pub fn user_logs_out(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.needs_user()?;
        if !self.calls.is_empty() {
            return Err(Cannot::Now("a call is on"));
        }
        page.send(event::LoggedInStatus::new(false))?;
        self.logged_in = false;
        Ok(())
    }

    /// Somebody calls; gives the call's id.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn ring(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
    ) -> Result<String, Cannot> {
        self.begin(page, Direction::Inbound, number.into(), INTERNAL.into())
    }

    /// The user calls the number in the dialer; gives the call's id.
    ///
    /// # Errors
    /// If nobody is logged in, there is no number, or the page can't be told.
    pub fn user_dials(&mut self, page: &mut Page) -> Result<String, Cannot> {
        let number = self.dialled.clone().ok_or(Cannot::Now("no number"))?;
        self.begin(page, Direction::Outbound, INTERNAL.into(), number)
    }

    /// A ringing call is answered: by the user, or by the party that the user calls.
    ///
    /// # Errors
    /// If there is no such call, it doesn't ring, or the page can't be told.
    pub fn answer(&mut self, page: &mut Page, sid: &str) -> Result<(), Cannot> {
        let call = self.calls.get_mut(sid).ok_or(NO_SUCH_CALL)?;
        let answered = event::CallAnswered::new(sid, call.direction.clone(), "answered");
        page.send(answered)?;
        call.answered = Some(page.now());
        Ok(())
    }

    /// A call ends, whoever ends it.
    ///
    /// # Errors
    /// If there is no such call, or the page can't be told.
    pub fn hang_up(&mut self, page: &mut Page, sid: &str) -> Result<(), Cannot> {
        let call = self.calls.get(sid).ok_or(NO_SUCH_CALL)?;
        let talked = call
            .answered
            .map_or(0, |answered| page.now().0.saturating_sub(answered.0));
        let ended = event::CallEnded::new(sid, call.direction.clone(), talked / 1_000);
        page.send(ended)?;
        self.calls.remove(sid);
        Ok(())
    }

    /// Somebody sends a text message.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn text(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
        text: &str,
    ) -> Result<(), Cannot> {
        self.needs_user()?;
        let sid = format!("SM{:08}", self.texts + 1);
        let came = time(page.now());
        page.send(event::SmsReceived::new(sid, number, INTERNAL, text, came))?;
        self.texts += 1;
        Ok(())
    }

    /// The calls that are on, and what each is in.
    pub fn calls(&self, page: &Page) -> Vec<(String, Option<State>)> {
        let state = |sid: &String| (sid.clone(), page.state_of(sid));
        self.calls.keys().map(state).collect()
    }

    fn needs_user(&self) -> Result<(), Cannot> {
        if self.logged_in {
            Ok(())
        } else {
            Err(Cannot::Now("no user is logged in"))
        }
    }

    fn begin(
        &mut self,
        page: &mut Page,
        direction: Direction,
        from: PhoneNumber,
        to: PhoneNumber,
    ) -> Result<String, Cannot> {
        self.needs_user()?;
        let sid = format!("CA{:08}", self.made + 1);
        page.send(event::CallRinging::new(
            direction.clone(),
            from,
            to,
            sid.clone(),
        ))?;
        self.made += 1;
        let call = Call {
            direction,
            answered: None,
        };
        self.calls.insert(sid.clone(), call);
        Ok(sid)
    }
}

const NO_SUCH_CALL: Cannot = Cannot::Now("there is no such call");

/// JustCall's own format isn't known.
fn time(now: Millis) -> String {
    civil::datetime(1970, 1, 1, 0, 0, 0, 0)
        .saturating_add(Duration::from_secs(now.0 / 1_000))
        .to_string()
}

impl Simulated<Justcall> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://app.justcall.io");

    fn begin(page: &mut Page) -> Self {
        let mut phone = Self::new();
        let _ = phone.user_logs_in(page);
        phone
    }
}

impl CommandHandler for Phone {
    fn dial_number(&mut self, dial: command::DialNumber, _: &mut Page) {
        self.dialled = Some(dial.phone_number);
    }

    fn is_logged_in(&mut self, _: command::IsLoggedIn, page: &mut Page) {
        let _ = page.send(event::IsLoggedIn::new(self.logged_in));
    }
}
