//! The protocols that the command line knows, and the recordings that come with them.

mod bundled;

use std::borrow::Cow;
use std::fmt;

use cti_runtime::describe::Description;
use cti_runtime::protocol::{Library, Protocol, Window};
use cti_runtime::tools::{self, AnySession};
use cti_runtime::{App, OriginError, OriginPolicy, Session};
use cti_vendors::registry;

pub use cti_vendors::registry::{Open, Role, Setup};

pub(crate) use self::bundled::Bundled;
use crate::failure::Failure;
use crate::output::escape::{Safe, clip};

/// How alike two names are before one is suggested for the other: as clap has it.
const ALIKE: f64 = 0.7;

/// A session, or why it can't be opened.
type Opened = Result<Box<dyn AnySession>, OriginError>;

/// A protocol: its declaration, and how its sessions are opened.
#[derive(Clone, Copy)]
pub struct Entry {
    description: fn() -> &'static Description,
    sessions: Opener,
}

/// How sessions are opened.
#[derive(Clone, Copy)]
enum Opener {
    /// The application's side, to watch a recording. There is no simulated phone.
    Watching(fn(&Setup) -> Opened),
    /// Every role.
    Acting(Open),
}

impl Entry {
    /// A protocol between windows: its recordings are replayed, checked, described and exported.
    pub const fn window<P: Protocol<Transport = Window>>() -> Self {
        Self::watching::<P>(|setup| {
            let policy = OriginPolicy::declared::<P>();
            Ok(watch(
                setup,
                Session::<P, App>::watching(policy, setup.source),
            ))
        })
    }

    /// A protocol of a library in the vendor's page: as [`window`](Self::window).
    pub const fn library<P: Protocol<Transport = Library>>() -> Self {
        Self::watching::<P>(|setup| Ok(watch(setup, Session::<P, App>::in_page())))
    }

    /// A protocol with a simulated phone and a demo application, which `--against` lets answer.
    pub const fn acting<P: Protocol>(open: Open) -> Self {
        Self {
            description: P::description,
            sessions: Opener::Acting(open),
        }
    }

    const fn watching<P: Protocol>(open: fn(&Setup) -> Opened) -> Self {
        Self {
            description: P::description,
            sessions: Opener::Watching(open),
        }
    }

    /// The declaration as data.
    pub fn description(&self) -> &'static Description {
        (self.description)()
    }

    /// The name, as in the description: `leaddesk-talk`.
    pub fn name(&self) -> &'static str {
        self.description().name
    }

    /// Opens a session.
    pub(crate) fn open(&self, role: Role, setup: &Setup) -> Result<Box<dyn AnySession>, Failure> {
        match (self.sessions, role) {
            (Opener::Acting(open), role) => Ok(open(role, setup)?),
            (Opener::Watching(open), Role::Application) => Ok(open(setup)?),
            (Opener::Watching(_), _) => Err(Failure::NothingAnswers(self.name())),
        }
    }
}

impl From<&registry::Entry> for Entry {
    fn from(shipped: &registry::Entry) -> Self {
        Self {
            description: shipped.description,
            sessions: Opener::Acting(shipped.open),
        }
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Entry").field(&self.name()).finish()
    }
}

fn watch<P: Protocol>(setup: &Setup, mut session: Session<P, App>) -> Box<dyn AnySession> {
    if setup.joining_late {
        session = session.joining_late();
    }
    tools::watch(session)
}

/// Protocols by name, with recordings of some.
///
/// ```
/// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
/// # pub mod acme_phone {
/// #     #[event] pub enum Event { Incoming { from: PhoneNumber } }
/// # }
/// # use acme_phone::AcmePhone;
/// use cti::{Entry, Protocols};
///
/// let protocols = Protocols::shipped().with(Entry::window::<AcmePhone>());
/// assert!(protocols.find("acme-phone").is_ok());
/// let failure = protocols.find("acme-fone").err().map(|failure| failure.to_string());
/// assert!(failure.is_some_and(|text| text.ends_with("did you mean `acme-phone`?")));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Protocols {
    entries: Vec<Entry>,
    pub(crate) recordings: Vec<Bundled>,
}

impl Protocols {
    /// None yet.
    pub fn none() -> Self {
        Self::default()
    }

    /// The shipped protocols and their recordings.
    pub fn shipped() -> Self {
        Self {
            entries: registry::protocols().iter().map(Entry::from).collect(),
            recordings: bundled::RECORDINGS.to_vec(),
        }
    }

    /// One more. It takes the place of another of its name.
    #[must_use]
    pub fn with(mut self, entry: Entry) -> Self {
        let same = |known: &&mut Entry| known.name() == entry.name();
        match self.entries.iter_mut().find(same) {
            Some(known) => *known = entry,
            None => self.entries.push(entry),
        }
        self
    }

    /// A recording that begins where the conversation begins, in JSON lines: commands that are given no
    /// file replay or check it.
    #[must_use]
    pub fn with_recording(
        mut self,
        protocol: &'static str,
        text: impl Into<Cow<'static, str>>,
    ) -> Self {
        let text = text.into();
        self.recordings.push(Bundled { protocol, text });
        self
    }

    /// All of them.
    pub fn all(&self) -> &[Entry] {
        &self.entries
    }

    /// The protocol of this name.
    ///
    /// # Errors
    /// [`Failure::UnknownProtocol`], which suggests the nearest name.
    pub fn find(&self, name: &str) -> Result<Entry, Failure> {
        let mut entries = self.entries.iter();
        let found = entries.find(|entry| entry.name() == name).copied();
        found.ok_or_else(|| Failure::UnknownProtocol(self.not_found(name)))
    }

    fn not_found(&self, name: &str) -> String {
        let alike = self.entries.iter();
        let nearest = alike
            .map(|entry| (strsim::jaro_winkler(name, entry.name()), entry.name()))
            .filter(|(alike, _)| *alike > ALIKE)
            .max_by(|(a, _), (b, _)| a.total_cmp(b));
        let name = clip(name, 60);
        let rest = match nearest {
            Some((_, nearest)) => format!("did you mean `{nearest}`?"),
            None => String::from("`cti list` has the names"),
        };
        format!("no protocol is named `{}`; {rest}", Safe(&name))
    }
}
