//! A simulated Dialpad Mini Dialer.

use std::collections::BTreeSet;

use cti_runtime::types::PhoneNumber;
use cti_runtime::{Peer, Vendor};

use super::{Cannot, Simulated};
use crate::dialpad::{CommandHandler, Dialpad, Party, Ringing, User, command, event};

/// The page around the dialer, as the dialer talks to it.
type Page = Peer<Dialpad, Vendor>;

/// The user's number at Dialpad.
const USER: u64 = 5_686_230_305_652_736;

/// The account's own phone number.
const INTERNAL: &str = "+1 202 555 0100";

/// The dialer with its user and all callers. Of calls that don't ring any more it says nothing, as
/// Dialpad does.
#[derive(Default)]
pub struct Phone {
    ringing: BTreeSet<u64>,
    made: u64,
    called: Option<PhoneNumber>,
    current: bool,
}

impl Phone {
    /// A dialer that shows its login page.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of the call that the page has made, until it is hung up.
    pub const fn called(&self) -> Option<&PhoneNumber> {
        self.called.as_ref()
    }

    /// Whether the page has made its tab the one that rings.
    pub const fn is_current(&self) -> bool {
        self.current
    }

    /// The user logs in.
    ///
    /// # Errors
    /// If a user is logged in, or the page can't be told.
    pub fn user_logs_in(&mut self, page: &mut Page) -> Result<(), Cannot> {
        if page.state() == Some(User::LoggedIn) {
            return Err(Cannot::Now("a user is logged in"));
        }
        page.send(event::UserAuthentication::new(true).user_id(USER))?;
        Ok(())
    }

    /// The user logs out; what rang stops ringing first.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn user_logs_out(&mut self, page: &mut Page) -> Result<(), Cannot> {
        Self::needs_user(page)?;
        for id in self.ringing.clone() {
            self.stops_ringing(page, id)?;
        }
        page.send(event::UserAuthentication::new(false))?;
        self.called = None;
        Ok(())
    }

    /// Somebody calls; gives the call's id. Known callers have a name.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn ring(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
        name: Option<&str>,
    ) -> Result<u64, Cannot> {
        Self::needs_user(page)?;
        let (id, number) = (USER + self.made + 1, number.into());
        let mut caller = Party::new().phone(number.clone()).kind("local");
        caller.name = name.map(Into::into);
        let user = Party::new().id(USER).phone(INTERNAL).kind("user");
        let ringing = event::CallRinging::new(Ringing::On, id)
            .contact(caller)
            .target(user.name("Ada Example"))
            .internal_number(INTERNAL)
            .external_number(number);
        page.send(ringing)?;
        self.made += 1;
        self.ringing.insert(id);
        Ok(id)
    }

    /// A call stops ringing: it is answered, declined, or its caller gives up.
    ///
    /// # Errors
    /// If no such call rings, or the page can't be told.
    pub fn stops_ringing(&mut self, page: &mut Page, id: u64) -> Result<(), Cannot> {
        if !self.ringing.contains(&id) {
            return Err(Cannot::Now("no such call rings"));
        }
        page.send(event::CallRinging::new(Ringing::Off, id))?;
        self.ringing.remove(&id);
        Ok(())
    }

    fn needs_user(page: &Page) -> Result<(), Cannot> {
        if page.state() == Some(User::LoggedOut) {
            return Err(Cannot::Now("no user is logged in"));
        }
        Ok(())
    }
}

impl Simulated<Dialpad> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://dialpad.com");

    fn begin(page: &mut Page) -> Self {
        let mut phone = Self::new();
        let _ = phone.user_logs_in(page);
        phone
    }
}

impl CommandHandler for Phone {
    fn initiate_call(&mut self, call: command::InitiateCall, page: &mut Page) {
        // One call at a time, and nothing says that a second was not made.
        if Self::needs_user(page).is_ok() && self.called.is_none() {
            self.called = Some(call.phone_number);
            self.current |= call.enable_current_tab == Some(true);
        }
    }

    fn enable_current_tab(&mut self, _: command::EnableCurrentTab, _: &mut Page) {
        self.current = true;
    }

    fn hang_up_all_calls(&mut self, _: command::HangUpAllCalls, page: &mut Page) {
        self.called = None;
        for id in self.ringing.clone() {
            let _ = self.stops_ringing(page, id);
        }
    }
}
