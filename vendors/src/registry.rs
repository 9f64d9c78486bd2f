//! The shipped protocols by name, for tools that learn at run time which one is meant.
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
use cti_runtime::erased::{self, AnySession};
use cti_runtime::protocol::{Dispatch, Library, Protocol, Window};
use cti_runtime::{App, Origin, OriginError, OriginPolicy, Peer, Session, Source, Vendor};

use crate::aircall::Aircall;
use crate::cloudtalk::Cloudtalk;
use crate::desk_open_cti::DeskOpenCti;
use crate::dialpad::Dialpad;
use crate::justcall::Justcall;
use crate::leaddesk_contact_card::LeaddeskContactCard;
use crate::leaddesk_talk::LeaddeskTalk;
use crate::ringcentral::Ringcentral;
use crate::talkdesk_embedded::TalkdeskEmbedded;
use crate::{demo, simulated};

/// A protocol that is chosen by name.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name, as in the protocol's description: `leaddesk-talk`.
    pub name: &'static str,
    /// The declaration as data.
    pub description: fn() -> &'static Description,
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
    /// The vendor's side, with the [simulated] phone. It begins as a phone does
    /// whose agent has just logged in; what has to be said of that waits to be handed out.
    Simulator,
    /// The application's side, with the [demo] application.
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

/// Every shipped protocol, by name.
pub fn protocols() -> &'static [Entry] {
    static PROTOCOLS: [Entry; 9] = [
        entry::<Aircall>(aircall),
        entry::<Cloudtalk>(cloudtalk),
        entry::<DeskOpenCti>(desk_open_cti),
        entry::<Dialpad>(dialpad),
        entry::<Justcall>(justcall),
        entry::<LeaddeskContactCard>(leaddesk_contact_card),
        entry::<LeaddeskTalk>(leaddesk_talk),
        entry::<Ringcentral>(ringcentral),
        entry::<TalkdeskEmbedded>(talkdesk_embedded),
    ];
    &PROTOCOLS
}

/// The protocol with this name.
pub fn find(name: &str) -> Option<&'static Entry> {
    protocols().iter().find(|entry| entry.name == name)
}

type Opened = Result<Box<dyn AnySession>, OriginError>;

const fn entry<P: Protocol>(open: Open) -> Entry {
    Entry {
        name: P::TABLE.name,
        description: P::description,
        open,
    }
}

// A simulator or a demo that can't say at the start what it wants to say begins all the same: the
// page may be told later.

fn leaddesk_talk(role: Role, setup: &Setup) -> Opened {
    let phone = |page: &mut Peer<_, Vendor>| {
        let mut phone = simulated::leaddesk_talk::Phone::new();
        let _ = phone.agent_logs_in(page);
        phone
    };
    windows::<LeaddeskTalk, _, _>(role, setup, phone, |_| demo::leaddesk_talk::Crm::new())
}

fn leaddesk_contact_card(role: Role, setup: &Setup) -> Opened {
    let phone = |card: &mut Peer<_, Vendor>| {
        let mut phone = simulated::leaddesk_contact_card::Phone::new();
        let _ = phone.page_starts(card);
        phone
    };
    let card = |_: &mut Peer<_>| demo::leaddesk_contact_card::Crm::new();
    windows::<LeaddeskContactCard, _, _>(role, setup, phone, card)
}

fn talkdesk_embedded(role: Role, setup: &Setup) -> Opened {
    let crm = |talkdesk: &mut Peer<_>| {
        let crm = demo::talkdesk_embedded::Crm::new(setup.page.clone());
        let _ = crm.open(talkdesk);
        crm
    };
    let phone = |_: &mut Peer<_, Vendor>| simulated::talkdesk_embedded::Phone::new();
    windows::<TalkdeskEmbedded, _, _>(role, setup, phone, crm)
}

fn cloudtalk(role: Role, setup: &Setup) -> Opened {
    let phone = |_: &mut Peer<_, Vendor>| simulated::cloudtalk::Phone::new();
    windows::<Cloudtalk, _, _>(role, setup, phone, |_| demo::cloudtalk::Crm::default())
}

fn aircall(role: Role, setup: &Setup) -> Opened {
    let phone = |page: &mut Peer<_, Vendor>| {
        let mut phone = simulated::aircall::Phone::new();
        let _ = phone.user_logs_in(page);
        phone
    };
    windows::<Aircall, _, _>(role, setup, phone, |_| demo::aircall::Crm::new())
}

fn ringcentral(role: Role, setup: &Setup) -> Opened {
    let phone = |page: &mut Peer<_, Vendor>| {
        let mut phone = simulated::ringcentral::Phone::new();
        let _ = phone.loads(page);
        let _ = phone.user_logs_in(page);
        phone
    };
    let crm = |_: &mut Peer<_>| demo::ringcentral::Crm::new();
    windows::<Ringcentral, _, _>(role, setup, phone, crm)
}

fn dialpad(role: Role, setup: &Setup) -> Opened {
    let phone = |page: &mut Peer<_, Vendor>| {
        let mut phone = simulated::dialpad::Phone::new();
        let _ = phone.user_logs_in(page);
        phone
    };
    windows::<Dialpad, _, _>(role, setup, phone, |_| demo::dialpad::Crm::new())
}

fn justcall(role: Role, setup: &Setup) -> Opened {
    let phone = |page: &mut Peer<_, Vendor>| {
        let mut phone = simulated::justcall::Phone::new();
        let _ = phone.user_logs_in(page);
        phone
    };
    let crm = |dialer: &mut Peer<_>| {
        let mut crm = demo::justcall::Crm::new();
        let _ = crm.open(dialer);
        crm
    };
    windows::<Justcall, _, _>(role, setup, phone, crm)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "entries have one signature, origins or not"
)]
fn desk_open_cti(role: Role, setup: &Setup) -> Opened {
    let desk = |adapter: &mut Peer<_, Vendor>| {
        let mut desk = simulated::desk_open_cti::Phone::new();
        let _ = desk.page_loads(adapter);
        desk
    };
    Ok(library::<DeskOpenCti, _, _>(role, setup, desk, |_| {
        demo::desk_open_cti::Crm::new()
    }))
}

fn windows<P, V, A>(
    role: Role,
    setup: &Setup,
    phone: impl FnOnce(&mut Peer<P, Vendor>) -> V,
    crm: impl FnOnce(&mut Peer<P, App>) -> A,
) -> Opened
where
    P: Protocol<Carrier = Window>,
    P::Command: Dispatch<V, P, Vendor>,
    P::Event: Dispatch<A, P, App>,
    V: Send + 'static,
    A: Send + 'static,
{
    match role {
        Role::Application | Role::Demo => {
            let mut session = Session::<P, App>::new(OriginPolicy::declared::<P>(), setup.source);
            if let Some(target) = &setup.target {
                session = session.targeting(target)?;
            }
            Ok(application(role, setup, session, crm))
        }
        Role::Vendor | Role::Simulator => {
            let pages = OriginPolicy::pages([setup.page.clone()])?;
            let session = Session::<P, Vendor>::serve(pages, setup.source);
            Ok(vendor(role, setup, session, phone))
        }
    }
}

fn library<P, V, A>(
    role: Role,
    setup: &Setup,
    phone: impl FnOnce(&mut Peer<P, Vendor>) -> V,
    crm: impl FnOnce(&mut Peer<P, App>) -> A,
) -> Box<dyn AnySession>
where
    P: Protocol<Carrier = Library>,
    P::Command: Dispatch<V, P, Vendor>,
    P::Event: Dispatch<A, P, App>,
    V: Send + 'static,
    A: Send + 'static,
{
    match role {
        Role::Application | Role::Demo => application(role, setup, Session::in_page(), crm),
        Role::Vendor | Role::Simulator => vendor(role, setup, Session::library(), phone),
    }
}

fn application<P, A>(
    role: Role,
    setup: &Setup,
    mut session: Session<P, App>,
    crm: impl FnOnce(&mut Peer<P, App>) -> A,
) -> Box<dyn AnySession>
where
    P: Protocol,
    P::Event: Dispatch<A, P, App>,
    A: Send + 'static,
{
    if setup.joining_late {
        session = session.joining_late();
    }
    if role == Role::Application {
        return erased::watch(session);
    }
    let crm = crm(session.peer());
    erased::act(session, crm)
}

fn vendor<P, V>(
    role: Role,
    setup: &Setup,
    mut session: Session<P, Vendor>,
    phone: impl FnOnce(&mut Peer<P, Vendor>) -> V,
) -> Box<dyn AnySession>
where
    P: Protocol,
    P::Command: Dispatch<V, P, Vendor>,
    V: Send + 'static,
{
    if setup.joining_late {
        session = session.joining_late();
    }
    if role == Role::Vendor {
        return erased::watch(session);
    }
    let phone = phone(session.peer());
    erased::act(session, phone)
}
