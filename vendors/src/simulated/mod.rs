//! Simulated phones: the vendor's side of each protocol, for those who have no account.
//!
//! Each module has a `Phone`. It handles what the application sends, as the vendor's document says,
//! and has a method for everything that an agent or a caller does. It sends through its own
//! [`Session`](../../cti_runtime/struct.Session.html) of the vendor's side, so the order rules hold it to what the
//! vendor could really send. The same steps always give the same messages; times come from the
//! session ([`Peer::now`](../../cti_runtime/struct.Peer.html#method.now), read as Unix time), and all data are made up.
//!
//! ```
//! use cti_runtime::{Origin, OriginPolicy, Session, Source};
//! use cti_vendors::leaddesk_talk::{Agent, LeaddeskTalk};
//! use cti_vendors::simulated::leaddesk_talk::Phone;
//!
//! let pages = OriginPolicy::pages([Origin::parse("https://crm.example")?])?;
//! let mut talk = Session::<LeaddeskTalk, _>::serve(pages, Source(1));
//! let mut phone = Phone::new();
//! phone.agent_logs_in(talk.peer())?;
//! phone.ring(talk.peer(), "+1 202 555 0101")?;
//! assert_eq!(talk.view().state(), Some(Agent::LoggedIn));
//! assert!(talk.poll_post().is_some_and(|login| login.data.json().contains("login")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use cti_runtime::protocol::Window;
use cti_runtime::{OriginPolicy, Peer, Protocol, SendError, Session, Source, Vendor};

macro_rules! modules {
    ($($module:ident $marker:ident $name:literal;)*) => {
        $(
            #[cfg(feature = $name)]
            pub mod $module;
        )*
    };
}
for_each_protocol!(modules);

/// What all phones can do, for tools that learn at run time which one is meant.
pub trait Simulated<P: Protocol>: Send + Sized + 'static {
    /// Where the phone is: an origin that the declaration lists. A library has none.
    const ORIGIN: Option<&'static str>;

    /// The phone's session with the page in this window. Where its messages have fields of the session
    /// (`#[session]`), it is opened with those of the simulated phone.
    fn serve(pages: OriginPolicy, page: Source) -> Session<P, Vendor>
    where
        P: Protocol<Transport = Window>,
    {
        Session::serve(pages, page)
    }

    /// A phone whose agent has just logged in. It says what it can of that; what is out of turn stays
    /// unsaid, since the page may be told later.
    fn begin(page: &mut Peer<P, Vendor>) -> Self;
}

/// Why a simulated phone didn't do what an agent or a caller wanted. Nothing has happened then.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cannot {
    /// The phone isn't in a state for it; says why.
    Now(&'static str),
    /// The event that would tell the page was not sent: mostly because it would be out of turn.
    Send(SendError),
}

impl fmt::Display for Cannot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Now(why) => f.write_str(why),
            Self::Send(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for Cannot {}

impl From<SendError> for Cannot {
    fn from(why: SendError) -> Self {
        Self::Send(why)
    }
}
