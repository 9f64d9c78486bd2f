//! A simulated CloudTalk Phone.

use std::collections::BTreeMap;

use cti_runtime::types::{PhoneNumber, Uuid};
use cti_runtime::{Peer, Vendor};

use super::{Cannot, Simulated};
use crate::cloudtalk::{Call as State, Cloudtalk, CommandHandler, Contact, event};

/// The page around the phone, as the phone talks to it.
type Page = Peer<Cloudtalk, Vendor>;

/// The account's own number.
const INTERNAL: &str = "+1 202 555 0100";

/// CloudTalk Phone with its user and all callers. It can have several calls at a time, and takes no
/// commands.
#[derive(Default)]
pub struct Phone {
    made: u64,
    calls: BTreeMap<Uuid, Call>,
}

struct Call {
    external: PhoneNumber,
    contact: Option<Contact>,
}

/// All six events carry the same fields.
macro_rules! report {
    ($page:expr, $kind:ident, $id:expr, $call:expr) => {{
        let mut event = event::$kind::new($id, $call.external.clone()).internal_number(INTERNAL);
        event.contact.clone_from(&$call.contact);
        $page.send(event)
    }};
}

impl Phone {
    /// A phone without calls.
    pub fn new() -> Self {
        Self::default()
    }

    /// Somebody calls; gives the call's id.
    ///
    /// # Errors
    /// If the page can't be told.
    pub fn ring(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
    ) -> Result<Uuid, Cannot> {
        let (id, call) = self.next(number.into());
        report!(page, Ringing, id, call)?;
        Ok(self.keep(id, call))
    }

    /// The user calls somebody; gives the call's id.
    ///
    /// # Errors
    /// If the page can't be told.
    pub fn dial(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
    ) -> Result<Uuid, Cannot> {
        let (id, call) = self.next(number.into());
        report!(page, Dialing, id, call)?;
        Ok(self.keep(id, call))
    }

    /// A ringing call is answered: by the user, or by the party that the user calls.
    ///
    /// # Errors
    /// If there is no such call, or it doesn't ring.
    pub fn answer(&mut self, page: &mut Page, id: Uuid) -> Result<(), Cannot> {
        report!(page, Calling, id, self.call(id)?)?;
        Ok(())
    }

    /// The user presses the button that ends the call.
    ///
    /// # Errors
    /// If there is no such call.
    pub fn hang_up(&mut self, page: &mut Page, id: Uuid) -> Result<(), Cannot> {
        report!(page, Hangup, id, self.call(id)?)?;
        self.end(page, id)
    }

    /// The other party hangs up, gives up, or the call fails: `ended` comes alone.
    ///
    /// # Errors
    /// If there is no such call.
    pub fn caller_hangs_up(&mut self, page: &mut Page, id: Uuid) -> Result<(), Cannot> {
        self.end(page, id)
    }

    /// The other party turns out to be this contact; later events of the call say so too.
    ///
    /// # Errors
    /// If there is no such call.
    pub fn contact_info(
        &mut self,
        page: &mut Page,
        id: Uuid,
        contact: Contact,
    ) -> Result<(), Cannot> {
        let call = self.calls.get_mut(&id).ok_or(NO_SUCH_CALL)?;
        call.contact = Some(contact);
        report!(page, ContactInfo, id, call)?;
        Ok(())
    }

    /// The calls that are on, and what each is in.
    pub fn calls(&self, page: &Page) -> Vec<(Uuid, Option<State>)> {
        self.calls
            .keys()
            .map(|id| (*id, page.state_of(id)))
            .collect()
    }

    fn next(&self, external: PhoneNumber) -> (Uuid, Call) {
        let id = Uuid::from_u128(0x4000_8000_0000_0000_0000 | u128::from(self.made + 1));
        (
            id,
            Call {
                external,
                contact: None,
            },
        )
    }

    fn keep(&mut self, id: Uuid, call: Call) -> Uuid {
        self.made += 1;
        self.calls.insert(id, call);
        id
    }

    fn call(&self, id: Uuid) -> Result<&Call, Cannot> {
        self.calls.get(&id).ok_or(NO_SUCH_CALL)
    }

    fn end(&mut self, page: &mut Page, id: Uuid) -> Result<(), Cannot> {
        report!(page, Ended, id, self.call(id)?)?;
        self.calls.remove(&id);
        Ok(())
    }
}

const NO_SUCH_CALL: Cannot = Cannot::Now("there is no such call");

impl Simulated<Cloudtalk> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://phone.cloudtalk.io");

    fn begin(_: &mut Page) -> Self {
        Self::new()
    }
}

impl CommandHandler for Phone {}
