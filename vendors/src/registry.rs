//! The shipped protocols that are compiled in, by name, for tools that learn at run time which one is meant.
//!
//! ```
//! use cti_runtime::Origin;
//! use cti_vendors::registry::{self, Role, Setup};
//!
//! let setup = Setup::new(Origin::parse("https://crm.example")?);
//! let entry = registry::find("leaddesk-talk").ok_or("no such protocol")?;
//! let mut phone = (entry.open)(Role::Simulator, &setup)?;
//! phone.send(r#"{"action": "call", "id": 1, "number": "+1 202 555 0101", "direction": "in",
//!                "ringStart": "2026-01-31 09:30:00"}"#)?;
//! assert_eq!(phone.states().first().and_then(|agent| agent.state), Some("LoggedIn"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use cti_runtime::describe::Description;
use cti_runtime::protocol::{Library, Protocol, Side, Window};
use cti_runtime::session::Dispatch;
use cti_runtime::tools::{self, AnySession};
use cti_runtime::{App, Origin, OriginError, OriginPolicy, Session, Source, Vendor};

use crate::demo::Demo;
use crate::simulated::Simulated;

/// A protocol that is chosen by name.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name, as in the protocol's description: `leaddesk-talk`.
    pub name: &'static str,
    /// The declaration as data.
    pub description: fn() -> &'static Description,
    /// Where the [simulated](crate::simulated) phone is; a library has no origin.
    pub origin: Option<&'static str>,
    /// Makes a session of the protocol.
    pub open: Open,
}

/// Makes a session; fails if [`Setup::target`] is no origin that it may post to.
pub type Open = fn(Role, &Setup) -> Result<Box<dyn AnySession>, OriginError>;

/// What a session is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The application's side, to watch what the vendor sends.
    Application,
    /// The vendor's side, to watch what the application sends.
    Vendor,
    /// The vendor's side, with the [simulated](crate::simulated) phone. It begins as a phone does
    /// whose agent has just logged in; what has to be said of that waits to be handed out.
    Simulator,
    /// The application's side, with the [demo](crate::demo) application.
    Demo,
}

/// With whom a session talks. Origins, windows and targets mean nothing to a library in the page.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Setup {
    /// The conversation is under way: [`Session::joining_late`].
    pub joining_late: bool,
    /// The origin of the customer's page, which the vendor's side serves.
    pub page: Origin,
    /// The window that is listened to; number 1 unless set.
    pub source: Source,
    /// Where to post before a message has said which origin it is: a URL or an origin of the
    /// protocol. Needed where a declaration lists more than one.
    pub target: Option<String>,
}

impl Setup {
    /// A conversation from its beginning, with a page at this origin.
    pub const fn new(page: Origin) -> Self {
        Self {
            joining_late: false,
            page,
            source: Source(1),
            target: None,
        }
    }
}

macro_rules! entries {
    ($($module:ident $marker:ident $name:literal;)*) => {
        [$(
            #[cfg(feature = $name)]
            entry::<
                crate::$module::$marker,
                crate::simulated::$module::Phone,
                crate::demo::$module::Crm,
            >($name),
        )*]
    };
}

/// Every shipped protocol whose feature is on, by name.
pub fn protocols() -> &'static [Entry] {
    static PROTOCOLS: &[Entry] = &for_each_protocol!(entries);
    PROTOCOLS
}

/// The protocol with this name, if its feature is on.
pub fn find(name: &str) -> Option<&'static Entry> {
    protocols().iter().find(|entry| entry.name == name)
}

const fn entry<P, V, A>(name: &'static str) -> Entry
where
    P: Protocol<Transport: Connect<P>>,
    P::Command: Dispatch<V, P, Vendor>,
    P::Event: Dispatch<A, P, App>,
    V: Simulated<P>,
    A: Demo<P>,
{
    Entry {
        name,
        description: P::description,
        origin: V::ORIGIN,
        open: open::<P, V, A>,
    }
}

fn open<P, V, A>(role: Role, setup: &Setup) -> Result<Box<dyn AnySession>, OriginError>
where
    P: Protocol<Transport: Connect<P>>,
    P::Command: Dispatch<V, P, Vendor>,
    P::Event: Dispatch<A, P, App>,
    V: Simulated<P>,
    A: Demo<P>,
{
    Ok(match role {
        Role::Application => tools::watch(late(P::Transport::watching(setup)?, setup)),
        Role::Vendor => tools::watch(late(P::Transport::watching_pages(setup)?, setup)),
        Role::Demo => {
            let mut session = late(P::Transport::application::<A>(setup)?, setup);
            let crm = A::begin(&setup.page, session.peer());
            tools::act(session, crm)
        }
        Role::Simulator => {
            let mut session = late(P::Transport::vendor::<V>(setup)?, setup);
            let phone = V::begin(session.peer());
            tools::act(session, phone)
        }
    })
}

/// A session, perhaps in the middle of a conversation.
fn late<P: Protocol, S: Side<P>>(session: Session<P, S>, setup: &Setup) -> Session<P, S> {
    if setup.joining_late {
        session.joining_late()
    } else {
        session
    }
}

/// Makes the sessions of both sides, as the two reach each other: of tools that watch them, and of those that
/// take part.
trait Connect<P: Protocol> {
    fn watching(setup: &Setup) -> Result<Session<P, App>, OriginError>;
    fn watching_pages(setup: &Setup) -> Result<Session<P, Vendor>, OriginError>;
    fn application<A: Demo<P>>(setup: &Setup) -> Result<Session<P, App>, OriginError>;
    fn vendor<V: Simulated<P>>(setup: &Setup) -> Result<Session<P, Vendor>, OriginError>;
}

impl<P: Protocol<Transport = Self>> Connect<P> for Window {
    fn watching(setup: &Setup) -> Result<Session<P, App>, OriginError> {
        targeting(
            Session::watching(OriginPolicy::declared::<P>(), setup.source),
            setup,
        )
    }

    fn watching_pages(setup: &Setup) -> Result<Session<P, Vendor>, OriginError> {
        let pages = OriginPolicy::pages([setup.page.clone()])?;
        Ok(Session::watching(pages, setup.source))
    }

    fn application<A: Demo<P>>(setup: &Setup) -> Result<Session<P, App>, OriginError> {
        targeting(A::open(OriginPolicy::declared::<P>(), setup.source), setup)
    }

    fn vendor<V: Simulated<P>>(setup: &Setup) -> Result<Session<P, Vendor>, OriginError> {
        let pages = OriginPolicy::pages([setup.page.clone()])?;
        Ok(V::serve(pages, setup.source))
    }
}

fn targeting<P: Protocol<Transport = Window>>(
    session: Session<P>,
    setup: &Setup,
) -> Result<Session<P>, OriginError> {
    match &setup.target {
        Some(target) => session.targeting(target),
        None => Ok(session),
    }
}

impl<P: Protocol<Transport = Self>> Connect<P> for Library {
    fn watching(_: &Setup) -> Result<Session<P, App>, OriginError> {
        Ok(Session::in_page())
    }

    fn watching_pages(_: &Setup) -> Result<Session<P, Vendor>, OriginError> {
        Ok(Session::library())
    }

    fn application<A: Demo<P>>(setup: &Setup) -> Result<Session<P, App>, OriginError> {
        Self::watching(setup)
    }

    fn vendor<V: Simulated<P>>(setup: &Setup) -> Result<Session<P, Vendor>, OriginError> {
        Self::watching_pages(setup)
    }
}
