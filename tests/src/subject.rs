//! The shipped protocols and some that are made up, a direction each, read by fresh sessions.

use std::fmt::Write as _;

use cti_runtime::describe::{Description, Family, FamilyKind, keys_of};
use cti_runtime::json::Writer;
use cti_runtime::message;
use cti_runtime::protocol::{self, Library, Protocol, Side, Window};
use cti_runtime::table::DirectionTable;
use cti_runtime::tools::{self, AnySession};
use cti_runtime::{
    App, Data, Delivered, Drifted, Millis, Origin, OriginPolicy, Post, Received, Refusal, Session,
    Signal, Source, Unknown, Vendor,
};
use cti_vendors::simulated::{self, Simulated};

use crate::answers::pilot_phone::PilotPhone;
use crate::bare::linnet_phone::LinnetPhone;
use crate::callbacks;
use crate::choices::quill_phone::QuillPhone;
use crate::entropy::Entropy;
use crate::families::{self, bare, spelt_out};
use crate::hosts::kestrel::Kestrel;
use crate::in_tags::merlin_phone::MerlinPhone;
use crate::json::Json;
use crate::keys::cairn::Cairn;
use crate::make;
use crate::nested::lantern::Lantern;
use crate::paths;
use crate::ports::heron_phone::HeronPhone;
use crate::positions::list_host::ListHost;
use crate::recoded::bittern_phone::BitternPhone;
use crate::scalars::harbour_phone::HarbourPhone;
use crate::streams::otter_phone::OtterPhone;
use crate::tags::anchor_phone::AnchorPhone;

/// The customer's page.
pub const PAGE: &str = "https://crm.example";

/// A family of a protocol: one direction, mostly.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// The protocol.
    pub description: &'static Description,
    /// The family.
    pub family: &'static Family,
    /// What sessions run on: the table of its whole direction.
    pub table: &'static DirectionTable,
    /// An origin that is admitted; empty for a library.
    pub origin: &'static str,
    /// A fresh session receives this text (under this name, if it is a signal), and what it makes of
    /// it is read again.
    pub read: fn(&str, &str) -> Outcome,
    /// A fresh session receives the same, and whatever can be printed of that is: whether it accepted
    /// the text, and what it printed.
    pub show: fn(&str, &str) -> (bool, String),
    /// The side that receives this direction, as a tool watches it; `None` for a library.
    pub watch: Option<Watch>,
}

type Watch = fn() -> Box<dyn AnySession>;

/// What became of a text.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A message.
    Message {
        /// Its tag, or the name of the function or subscription.
        name: &'static str,
        /// How it is written; a request with the id 1, since it is the asking session that makes ids.
        written: String,
        /// What was written is the same message, and is written the same.
        survives: bool,
    },
    /// A message that the declaration doesn't list.
    Unknown(Unknown),
    /// A known message with a body that doesn't fit.
    Drifted(Drifted),
    /// It was turned away.
    Refused(Refusal),
}

impl Subject {
    /// The samples of this direction: the name of the message, and a text that [`read`](Self::read)
    /// takes.
    pub fn samples(&self) -> Vec<(&'static str, String)> {
        let mut samples = Vec::new();
        for message in self.family.messages {
            let make::Samples {
                bodies, replies, ..
            } = make::samples(message);
            let texts = match self.family.kind {
                _ if self.family.is_function(message) => bodies,
                FamilyKind::Subscriptions if message.fields.is_empty() => vec!["null".to_owned()],
                FamilyKind::Subscriptions => replies,
                FamilyKind::Requests => {
                    let requests = bodies.iter();
                    let request =
                        |arguments: &String| make::request(self.family, message, arguments);
                    requests.map(request).collect()
                }
                FamilyKind::Messages if self.family.envelope.encoding.is_bare() => {
                    bodies.iter().map(|word| spelt_out(word)).collect()
                }
                FamilyKind::Messages | FamilyKind::Methods => bodies,
            };
            samples.extend(texts.into_iter().map(|text| (message.tag, text)));
        }
        samples
    }
}

macro_rules! shipped {
    ($($module:ident $marker:ident $name:literal;)*) => {
        [$(of_phone::<cti_vendors::$module::$marker, simulated::$module::Phone>()),*].concat()
    };
}

/// Both directions of every shipped protocol, and of those that have what vendors to come may have.
pub fn all() -> Vec<Subject> {
    let mut subjects = cti_vendors::for_each_protocol!(shipped);
    subjects.extend(windows::<HarbourPhone>("https://phone.harbour.example"));
    subjects.extend(windows::<AnchorPhone>("https://phone.anchor.example"));
    subjects.extend(windows::<PilotPhone>("https://phone.pilot.example"));
    subjects.extend(windows::<QuillPhone>("https://phone.acme.example"));
    subjects.extend(windows::<OtterPhone>("https://phone.acme.example"));
    subjects.extend(windows::<HeronPhone>("https://phone.acme.example"));
    subjects.extend(windows::<Cairn>("https://phone.cairn.example"));
    subjects.extend(windows::<Lantern>("https://phone.lantern.example"));
    subjects.extend(windows::<MerlinPhone>("https://phone.acme.example"));
    subjects.extend(windows::<ListHost>("https://phone.acme.example"));
    subjects.extend(windows::<LinnetPhone>("https://phone.linnet.example"));
    subjects.extend(windows::<BitternPhone>("https://phone.bittern.example"));
    subjects.extend(library::<Kestrel>());
    subjects
}

/// Both directions of the protocol of a simulated phone.
fn of_phone<P: Protocol<Transport: Subjects<P>>, V: Simulated<P>>() -> Vec<Subject> {
    P::Transport::subjects(V::ORIGIN.unwrap_or_default())
}

/// Both directions of a protocol, read as the two sides reach each other.
trait Subjects<P: Protocol> {
    fn subjects(origin: &'static str) -> Vec<Subject>;
}

impl<P: Protocol<Transport = Self>> Subjects<P> for Window {
    fn subjects(origin: &'static str) -> Vec<Subject> {
        windows::<P>(origin)
    }
}

impl<P: Protocol<Transport = Self>> Subjects<P> for Library {
    fn subjects(_: &'static str) -> Vec<Subject> {
        library::<P>()
    }
}

/// Both directions of a library.
pub fn library<P: Protocol<Transport = Library>>() -> Vec<Subject> {
    [
        direction::<P, App>("", called::<P, App>, library_shown::<P, App>, None),
        direction::<P, Vendor>("", called::<P, Vendor>, library_shown::<P, Vendor>, None),
    ]
    .concat()
}

/// The only policy under which a side of a window receives.
///
/// # Panics
/// Not unless [`PAGE`] is no origin.
pub fn policy<P: Protocol, S: Side<P>>() -> OriginPolicy {
    match S::RECEIVES {
        cti_runtime::describe::Direction::FromVendor => OriginPolicy::declared::<P>(),
        cti_runtime::describe::Direction::ToVendor => {
            OriginPolicy::pages([Origin::parse(PAGE).expect("an origin")]).expect("one page")
        }
    }
}

/// Both directions of a protocol between windows, whose vendor is at this origin.
pub fn windows<P: Protocol<Transport = Window>>(origin: &'static str) -> Vec<Subject> {
    [
        direction::<P, App>(
            origin,
            |_, text| {
                let read = |text: &str| {
                    Session::<P>::watching(policy::<P, App>(), Source(1)).receive_any(text)
                };
                outcome::<P, App>(&read, text)
            },
            |_, text| {
                let session = Session::<P>::watching(policy::<P, App>(), Source(1));
                shown(session, text)
            },
            Some(|| tools::watch(Session::<P>::watching(policy::<P, App>(), Source(1)))),
        ),
        direction::<P, Vendor>(
            PAGE,
            |_, text| {
                let read = |text: &str| {
                    Session::<P, Vendor>::watching(policy::<P, Vendor>(), Source(1))
                        .receive_any(text)
                };
                outcome::<P, Vendor>(&read, text)
            },
            |_, text| {
                let policy = policy::<P, Vendor>();
                shown(Session::<P, Vendor>::watching(policy, Source(1)), text)
            },
            Some(|| {
                tools::watch(Session::<P, Vendor>::watching(
                    policy::<P, Vendor>(),
                    Source(1),
                ))
            }),
        ),
    ]
    .concat()
}

fn called<P: Protocol, S: Side<P>>(name: &str, text: &str) -> Outcome
where
    Session<P, S>: Deliver<S::In>,
{
    let read = |text: &str| match Session::<P, S>::deliver_any(name, text) {
        Delivered::Message(message, order) => Received::Message(message, order),
        Delivered::Drifted(drifted) => Received::Drifted(drifted),
        Delivered::Refused(refusal) => Received::Refused(refusal),
        Delivered::Answered { .. } => unreachable!("a fresh session has called nothing"),
    };
    outcome::<P, S>(&read, text)
}

fn direction<P: Protocol, S: Side<P>>(
    origin: &'static str,
    read: fn(&str, &str) -> Outcome,
    show: fn(&str, &str) -> (bool, String),
    watch: Option<Watch>,
) -> Vec<Subject> {
    let description = P::description();
    let families = description.families_of(S::RECEIVES);
    let subjects = families.map(|family| Subject {
        description,
        family,
        table: <S::In as protocol::Messages>::TABLE,
        origin,
        read,
        show,
        watch,
    });
    subjects.collect()
}

fn library_shown<P: Protocol, S: Side<P>>(name: &str, text: &str) -> (bool, String)
where
    Session<P, S>: Deliver<S::In>,
{
    let delivered = Session::<P, S>::deliver_any(name, text);
    let accepted = matches!(delivered, Delivered::Message(..));
    let mut shown = format!("{delivered:?}");
    match &delivered {
        Delivered::Drifted(drifted) => printed(drifted, &mut shown),
        Delivered::Refused(refusal) => told(refusal, text, &mut shown),
        _ => {}
    }
    (accepted, shown)
}

/// Whatever can be printed of a message, on its way in and behind it.
fn shown<P: Protocol<Transport = Window>, S: Side<P>>(
    mut session: Session<P, S>,
    text: &str,
) -> (bool, String) {
    let origin = session.policy().patterns().next().expect("an origin");
    let origin = origin.replace('*', "a");
    let data = match <S::In as protocol::Messages>::TABLE.encoding {
        cti_runtime::describe::Encoding::Text => Data::Text(text),
        _ => Data::Object(text),
    };
    let post = Post::new(Source(1), &origin, data);
    let mut shown = format!("{post:?}");
    let received = session.receive(post, Millis(0));
    let counters = session.view().counters();
    let _ = write!(shown, "{received:?} {session:?} {counters:?}");
    let accepted = match &received {
        Received::Message(message, _) => {
            let unknown = protocol::Messages::as_unknown(message);
            if let Some(unknown) = unknown {
                let errors = [
                    unknown.content::<u8>().err(),
                    unknown.content::<Vec<String>>().err(),
                    unknown.content::<Strict>().err(),
                ];
                for error in errors.iter().flatten() {
                    let _ = write!(shown, "{error} {error:?} {error:#?}");
                }
            }
            unknown.is_none()
        }
        Received::Drifted(drifted) => {
            printed(drifted, &mut shown);
            false
        }
        Received::Refused(refusal) => {
            told(refusal, text, &mut shown);
            false
        }
    };
    (accepted, shown)
}

/// What serde quotes keys of in its errors.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {}

fn printed(drifted: &Drifted, shown: &mut String) {
    let (why, at) = (drifted.why(), drifted.location());
    let _ = write!(shown, "{why} {why:?} {at} {at:?} {:?}", drifted.order());
}

fn told(refusal: &Refusal, text: &str, shown: &mut String) {
    let _ = write!(shown, "{refusal} {refusal:?} {:?}", refusal.locate(text));
}

/// A text as an object or as a string, whichever the protocol takes, from the right place.
trait ReceiveAny<M> {
    fn receive_any(self, text: &str) -> Received<M>;
}

impl<P: Protocol<Transport = Window>, S: Side<P>> ReceiveAny<S::In> for Session<P, S> {
    fn receive_any(mut self, text: &str) -> Received<S::In> {
        let origin = self
            .policy()
            .patterns()
            .next()
            .expect("an origin")
            .replace('*', "a");
        let post = |data| Post::new(Source(1), &origin, data);
        let encoding = <S::In as protocol::Messages>::TABLE.encoding;
        let json = encoding.codec().and_then(|_| Json::parse(text).ok());
        let data = match (encoding, json.as_ref().and_then(bare)) {
            (_, Some(word)) => Data::Text(word),
            (cti_runtime::describe::Encoding::Text, _) => Data::Text(text),
            _ => Data::Object(text),
        };
        self.receive(post(data), Millis(0))
    }
}

/// A text as the body of a signal.
pub trait Deliver<M> {
    /// Hands it to a fresh session.
    fn deliver_any(name: &str, text: &str) -> Delivered<M>;
}

impl<P: Protocol<Transport = Library>> Deliver<P::Event> for Session<P, App> {
    fn deliver_any(name: &str, text: &str) -> Delivered<P::Event> {
        let table = <P::Event as protocol::Messages>::TABLE;
        let row = table.find(name).and_then(|row| table.row(row));
        if row.is_some_and(|row| row.reply.is_some()) {
            return Self::in_page().deliver(&request(name, text), Millis(0));
        }
        let (name, body) = (name.into(), text.into());
        Self::in_page().deliver(&Signal::Fire { name, body }, Millis(0))
    }
}

impl<P: Protocol<Transport = Library>> Deliver<P::Command> for Session<P, Vendor> {
    fn deliver_any(name: &str, text: &str) -> Delivered<P::Command> {
        Self::library().deliver(&request(name, text), Millis(0))
    }
}

/// A function is called, with arguments.
fn request<'a>(name: &'a str, arguments: &'a str) -> Signal<'a> {
    Signal::Request {
        id: 1,
        name: name.into(),
        arguments: arguments.into(),
    }
}

fn outcome<P: Protocol, S: Side<P>>(read: &dyn Fn(&str) -> Received<S::In>, text: &str) -> Outcome {
    let message = match read(text) {
        Received::Message(message, _) => message,
        Received::Drifted(drifted) => return Outcome::Drifted(drifted),
        Received::Refused(refusal) => return Outcome::Refused(refusal),
    };
    if let Some(unknown) = protocol::Messages::as_unknown(&message) {
        return Outcome::Unknown(unknown.clone());
    }
    let row = protocol::Messages::row(&message);
    let written = written::<P, S::In>(&message);
    let survives = match read(&written) {
        Received::Message(again, _) => {
            again == message && self::written::<P, S::In>(&again) == written
        }
        _ => false,
    };
    Outcome::Message {
        name: <S::In as protocol::Messages>::TABLE
            .row(row)
            .expect("a row")
            .tag,
        written,
        survives,
    }
}

/// A message as it goes over the wire.
fn written<P: Protocol, F: protocol::Messages>(message: &F) -> String {
    // Each family of a library is a direction.
    let families = P::description().families;
    let row = protocol::Messages::row(message);
    let family = families.iter().find(|family| family.name == F::TABLE.name);
    let Some(family) = family.filter(|family| !family.kind.is_posted()) else {
        let written = with_id::<F>(row, message::encode(message));
        return families::recoded(&F::TABLE.encoding, || written.clone()).unwrap_or(written);
    };
    let record = protocol::Messages::record(message);
    let convention = F::TABLE.convention(row);
    let mut out = Writer::new();
    if family
        .messages
        .get(row)
        .is_some_and(|of| family.is_function(of))
    {
        if convention.object {
            message::write_named_arguments(record, &mut out);
        } else {
            message::write_arguments(record, &mut out);
        }
    } else if record.shape().whole {
        record.put(&mut out);
        let written = Json::parse(out.as_str()).expect("what is written is JSON");
        return callbacks::fired(convention, written).write(&mut Entropy::new(&[]));
    } else {
        out.null();
    }
    out.into_string()
}

/// A message that was written, with an id if it is a request.
fn with_id<F: protocol::Messages>(row: usize, written: String) -> String {
    let mut before = 0;
    let family = F::TABLE.families.iter().find(|family| {
        before += family.rows.len();
        row < before
    });
    match family.and_then(|family| family.requests?.id) {
        Some(id) if id.key.contains('.') => {
            let Ok(Json::Object(mut entries)) = Json::parse(&written) else {
                return written;
            };
            let value = Json::Number(1.into());
            paths::put(&mut entries, &keys_of(id.key), value);
            Json::Object(entries).write(&mut Entropy::new(&[]))
        }
        Some(id) => written.replacen('{', &format!(r#"{{"{}":1,"#, id.key), 1),
        None => written,
    }
}
