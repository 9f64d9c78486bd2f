//! The description: what a declaration says, as `static` data.
//!
//! References, type definitions and schemas for other languages are functions over it. The session
//! itself needs none of it, so a small module doesn't carry it.
//!
//! ```
//! /// Acme Phone.
//! #[cti_runtime::protocol(
//!     vendor = "Acme",
//!     origins("https://phone.acme.example"),
//!     envelope(object, tag = "type")
//! )]
//! pub mod acme_phone {
//!     #[event]
//!     pub enum Event {
//!         /// Somebody calls.
//!         Incoming { call_id: String, from: Option<PhoneNumber> },
//!     }
//! }
//! use cti_runtime::Protocol;
//! use cti_runtime::describe::Presence;
//!
//! let description = acme_phone::AcmePhone::description();
//! assert_eq!((description.vendor, description.doc), ("Acme", "Acme Phone."));
//! let message = &description.families[0].messages[0];
//! assert_eq!((message.tag, message.doc), ("incoming", "Somebody calls."));
//! assert_eq!(message.fields[1].presence, Presence::Optional);
//! ```

use std::fmt;

use crate::codec::{self, TextCodec, Writer};

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// A boolean.
    Bool,
    /// A whole number with this many bits; signed or not.
    Integer {
        /// Bits of the Rust type.
        bits: u8,
        /// Whether it may be negative.
        signed: bool,
    },
    /// Any finite number that fits into this many bits of IEEE 754: 64, or 32 in a type of yours.
    Float {
        /// Bits of the Rust type.
        bits: u8,
    },
    /// Any text.
    String,
    /// A phone number: a string, or a number.
    PhoneNumber,
    /// An id: a string, or a whole number.
    Id,
    /// A date and time without a zone, as text.
    DateTime,
    /// A point in time, as a whole number of milliseconds since 1970.
    EpochMillis,
    /// A point in time, as a whole number of seconds since 1970.
    EpochSeconds,
    /// A URL, as text.
    Url,
    /// A UUID.
    Uuid,
    /// Any JSON value.
    Json,
    /// A value that may be absent or null.
    Option(&'static Type),
    /// An array.
    List(&'static Type),
    /// A value, or an array of them.
    OneOrMany(&'static Type),
    /// A boolean or a number, written as a string and read with or without the quotes.
    Text(&'static Type),
    /// An object with any keys.
    Map(&'static Type),
    /// A secret.
    Secret(&'static Type),
    /// A query string that carries the fields of a declared type.
    Query(&'static Type),
    /// A declared `#[data]` type, by its Rust name.
    Named(&'static str),
    /// A serde type that has no description.
    Opaque,
    /// No value.
    Nothing,
}

/// A whole protocol.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// Name for tools, in kebab-case: `leaddesk-talk`.
    pub name: &'static str,
    /// The vendor, as it writes itself.
    pub vendor: &'static str,
    /// Doc comment of the module.
    pub doc: &'static str,
    /// How the two sides reach each other.
    pub transport: Transport,
    /// The families of messages: events (from the vendor), then commands (to the vendor).
    pub families: &'static [Family],
    /// The declared data types.
    pub types: &'static [Data],
    /// The state machines.
    pub machines: &'static [Machine],
}

impl Description {
    /// The families of one direction.
    pub fn families_of(&self, direction: Direction) -> impl Iterator<Item = &'static Family> {
        let families = self.families.iter();
        families.filter(move |family| family.direction == direction)
    }

    /// The Rust name of the enum of a direction, if it has several families: `Event` or `Command`.
    pub fn joint(&self, direction: Direction) -> Option<&'static str> {
        self.families_of(direction).nth(1)?;
        Some(match direction {
            Direction::FromVendor => "Event",
            Direction::ToVendor => "Command",
        })
    }

    /// A declared type by its name.
    pub fn data(&self, name: &str) -> Option<&'static Data> {
        self.types.iter().find(|data| data.name == name)
    }

    /// Whether a value of this type is personal data or a secret, wherever it stands: what is shown
    /// masked as a whole.
    ///
    /// A container is if what it holds is, and so are a newtype and an untagged enum. An object isn't
    /// because of a field: the field is.
    pub fn is_personal(&self, ty: Type) -> bool {
        // A type that holds itself, in a list or an option, holds nothing more the second time.
        self.holds_personal(ty, self.types.len())
    }

    fn holds_personal(&self, ty: Type, types: usize) -> bool {
        match ty {
            Type::PhoneNumber | Type::Secret(_) => true,
            Type::Option(of)
            | Type::List(of)
            | Type::OneOrMany(of)
            | Type::Map(of)
            | Type::Query(of) => self.holds_personal(*of, types),
            Type::Named(name) => self.data(name).is_some_and(|data| {
                let inside = types.checked_sub(1);
                let holds = |of: Type| inside.is_some_and(|types| self.holds_personal(of, types));
                data.personal
                    || match data.shape {
                        DataShape::Newtype(of) => holds(of),
                        DataShape::Union(variants) => {
                            variants.iter().any(|variant| holds(variant.ty))
                        }
                        _ => false,
                    }
            }),
            _ => false,
        }
    }
}

/// How the two sides reach each other.
#[derive(Clone, Copy, Debug)]
pub enum Transport {
    /// Windows that post messages.
    Window {
        /// The vendor's origins, as declared; `*` stands for characters of the first host label.
        origins: &'static [&'static str],
        /// Where the frame is.
        frame: Option<Frame>,
    },
    /// A library in the vendor's page, called with callbacks.
    Library {
        /// The path of the library's root, the object from which the paths of functions start.
        library: &'static str,
    },
}

/// The frame that holds the vendor's page, or ours.
#[derive(Clone, Copy, Debug)]
pub enum Frame {
    /// The vendor's page is in a frame of ours.
    Around {
        /// The frame's `src`; `{name}` stands for what an integrator fills in.
        src: &'static str,
        /// The frame's `allow` attribute.
        allow: Option<&'static str>,
        /// The recommended size, in CSS pixels: width, height.
        size: Option<(u32, u32)>,
        /// The smallest size, in CSS pixels: width, height.
        min: Option<(u32, u32)>,
    },
    /// Our page is in a frame of the vendor's.
    Inside,
}

/// Who sends a family of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The vendor sends, the application receives: events.
    FromVendor,
    /// The application sends, the vendor receives: commands.
    ToVendor,
}

/// What a family of messages is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FamilyKind {
    /// Messages in an envelope.
    Messages,
    /// Requests in an envelope, each with its answer.
    Requests,
    /// Functions of a library.
    Methods,
    /// Subscriptions of a library.
    Subscriptions,
}

impl FamilyKind {
    /// Whether its messages are posted, in an envelope.
    pub const fn is_posted(self) -> bool {
        matches!(self, Self::Messages | Self::Requests)
    }
}

/// Messages of one direction that share an envelope: mostly all of them.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The Rust name.
    pub name: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// Who sends.
    pub direction: Direction,
    /// Messages, methods or subscriptions.
    pub kind: FamilyKind,
    /// How messages are wrapped, unless one says otherwise.
    pub envelope: Envelope,
    /// How requests find their answers.
    pub requests: Option<Requests>,
    /// The messages, in order of declaration.
    pub messages: &'static [Message],
}

/// How messages are wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What is posted.
    pub encoding: Encoding,
    /// The key of the tag.
    pub tag: &'static str,
    /// The key of the content; `None` if fields stand beside the tag.
    pub content: Option<&'static str>,
    /// Entries that every message has; one without them is somebody else's.
    pub constants: &'static [Constant],
    /// Entries that every message is written with. What the other side writes there may differ.
    pub reports: &'static [Constant],
    /// What each message is posted as, if it isn't a plain object.
    pub posted: Option<Posted>,
}

/// How requests find their answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requests {
    /// The key of a request's id.
    pub id: &'static str,
    /// Whether ids are made as numbers, and not as strings.
    pub numbers: bool,
    /// What answers look like.
    pub answer: Answer,
    /// What is answered, as JSON, where nobody else answers: the error, or the result if there is
    /// [no failure](Answer::may_fail).
    pub unknown: Option<&'static str>,
}

/// What answers to requests look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The key of the id of the request that is answered.
    pub id: &'static str,
    /// The key of the boolean that is true on success; without, the key that is there says which of
    /// the two it is.
    pub flag: Option<&'static str>,
    /// The key of what is there on success. If there is none, its fields stand beside the flag.
    pub ok: Option<&'static str>,
    /// The key of what is there on failure. If there is none, its fields stand beside the flag, or,
    /// without a flag, there is no failure.
    pub error: Option<&'static str>,
    /// Entries that every answer has.
    pub constants: &'static [Constant],
}

impl Answer {
    /// Whether there is a place for a failure.
    pub const fn may_fail(&self) -> bool {
        self.flag.is_some() || self.error.is_some()
    }
}

/// An entry of the envelope with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constant {
    /// The key.
    pub key: &'static str,
    /// The value.
    pub value: Scalar,
}

/// A value of its own. `Display` shows it as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A string.
    Text(&'static str),
    /// A whole number.
    Integer(i64),
    /// A boolean.
    Bool(bool),
}

/// For generated code, which compares fields with conditions.
impl Scalar {
    /// Whether it is this boolean.
    pub fn is_bool(&self, bool: bool) -> bool {
        *self == Self::Bool(bool)
    }

    /// Whether it is this number.
    pub fn is_integer(&self, number: i128) -> bool {
        matches!(self, Self::Integer(own) if i128::from(*own) == number)
    }

    /// Whether it is this text.
    pub fn is_text(&self, text: &str) -> bool {
        matches!(self, Self::Text(own) if *own == text)
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => {
                let mut out = Writer::new();
                out.str(text);
                f.write_str(out.as_str())
            }
            Self::Integer(number) => number.fmt(f),
            Self::Bool(bool) => bool.fmt(f),
        }
    }
}

/// What is posted: an object, its JSON text, or a string of another form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// An object.
    Object,
    /// A string of JSON.
    Text,
    /// Either is read; an object is written.
    ObjectOrText,
    /// Either is read; a string is written.
    TextOrObject,
    /// A string of the vendor's own form, between which and the message's object this codec
    /// translates.
    Codec(Codec),
}

impl Encoding {
    /// The codec, if strings of another form than JSON's are posted.
    pub const fn codec(&self) -> Option<Codec> {
        match self {
            Self::Codec(codec) => Some(*codec),
            Self::Object | Self::Text | Self::ObjectOrText | Self::TextOrObject => None,
        }
    }
}

/// What translates between the strings that are posted and the objects of messages.
#[derive(Clone, Copy)]
pub struct Codec {
    name: &'static str,
    value: &'static dyn TextCodec,
    // Pointers, so that what reads and writes JSON for codecs is only part of programs that have one.
    read: fn(&dyn TextCodec, &str) -> Option<String>,
    write: fn(&dyn TextCodec, &str) -> Option<String>,
}

impl Codec {
    /// A codec, and its path as the declaration has it.
    pub const fn new(name: &'static str, value: &'static dyn TextCodec) -> Self {
        Self {
            name,
            value,
            read: |value, text| serde_json::to_string(&value.read(text)?).ok(),
            write: |value, json| value.write(&codec::exact_object(json)?),
        }
    }

    /// Its path in Rust, as the declaration has it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The JSON of the message's object; `None` if the string isn't one of this form.
    pub fn read(&self, text: &str) -> Option<String> {
        (self.read)(self.value, text)
    }

    /// The string of a message, given the JSON of its object; `None` if this form can't say it.
    pub fn write(&self, json: &str) -> Option<String> {
        (self.write)(self.value, json)
    }
}

/// Codecs are the same if they have the same name.
impl PartialEq for Codec {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Codec {}

impl fmt::Debug for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A message.
#[derive(Clone, Copy, Debug)]
pub struct Message {
    /// The Rust name.
    pub name: &'static str,
    /// The value of the tag; or the path of the function from the library's root: `interaction.dial`.
    pub tag: &'static str,
    /// Other values of the tag that are read.
    pub aliases: &'static [&'static str],
    /// The handler's method.
    pub handler: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// Key of the content, if this message has content.
    pub content: Option<&'static str>,
    /// The content is one value, field 0, and no object.
    pub whole: bool,
    /// The fields; where the content is one value, those behind it stand beside the content.
    pub fields: &'static [Field],
    /// Transitions that the message makes.
    pub moves: &'static [Move],
    /// States that the message needs.
    pub only: &'static [Only],
    /// The body that is either of two, besides the fields.
    pub outcome: Option<Outcome>,
    /// What answers the message.
    pub reply: Option<Reply>,
    /// How long its answer is waited for, in milliseconds, unless a session's own time holds.
    pub within: Option<u64>,
    /// The message begins the conversation, and is repeated until it is acknowledged.
    pub handshake: Option<Handshake>,
    /// Whether a library may lack this function.
    pub optional: bool,
    /// Whether it shows that its sender's document is new.
    pub reloaded: bool,
    /// What a subscription reports instead of its value, field 0, when it fails.
    pub failure: Option<Type>,
    /// Samples, as declared.
    pub samples: &'static [Sample],
}

impl Message {
    /// A message of which nothing else is to be said.
    pub const fn new(
        name: &'static str,
        tag: &'static str,
        handler: &'static str,
        fields: &'static [Field],
    ) -> Self {
        Self {
            name,
            tag,
            aliases: &[],
            handler,
            doc: "",
            content: None,
            whole: false,
            fields,
            moves: &[],
            only: &[],
            outcome: None,
            reply: None,
            within: None,
            handshake: None,
            optional: false,
            reloaded: false,
            failure: None,
            samples: &[],
        }
    }
}

/// A field of a message or of a data type.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // each is an attribute of its own
pub struct Field {
    /// The Rust name.
    pub name: &'static str,
    /// The key on the wire.
    pub key: &'static str,
    /// Other keys that are read.
    pub aliases: &'static [&'static str],
    /// Doc comment.
    pub doc: &'static str,
    /// The type.
    pub ty: Type,
    /// Whether it must be there.
    pub presence: Presence,
    /// The JSON of what a field with a [default](Presence::Default) has when it is absent; `None`
    /// also if the type is one that the macro doesn't know.
    pub default: Option<&'static str>,
    /// Whether it is personal data.
    pub personal: bool,
    /// Whether the fields of its type stand in its place.
    pub flatten: bool,
    /// Whether it stands beside the content.
    pub beside: bool,
    /// Whether by it an answer finds its call.
    pub id: bool,
    /// What it is posted as where JSON has a string or an object.
    pub posted: Option<Posted>,
    /// What its sender's session fills it in with.
    pub stamp: Option<Stamp>,
}

/// What a session fills a field in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stamp {
    /// What the session was opened with: the same in each message.
    Session,
    /// An id that no other message has.
    Fresh,
}

impl Stamp {
    /// As declarations call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Fresh => "fresh",
        }
    }
}

/// An object of JavaScript that is posted where JSON has a string or an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// A `Date`, in the place of its text. A text that JavaScript can't read as a time stays text.
    Date,
    /// A `Map` with string keys, in the place of an object.
    Map,
}

impl Posted {
    /// As JavaScript calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::Map => "Map",
        }
    }
}

/// A body that is either of two: a success, or a failure.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// The Rust name of the field that has it.
    pub name: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// The key of the boolean that is true on success; without, the key that is there says which of
    /// the two it is.
    pub flag: Option<&'static str>,
    /// The key of what is there on success. If there is none, its fields stand beside the flag.
    pub ok_key: Option<&'static str>,
    /// What is there on success.
    pub ok: Type,
    /// The key of what is there on failure. If there is none, its fields stand beside the flag.
    pub error_key: Option<&'static str>,
    /// What is there on failure.
    pub error: Type,
    /// Whether it is personal data.
    pub personal: bool,
    /// Whether it stands beside the content.
    pub beside: bool,
}

impl Field {
    /// A field that must be there, and of which nothing else is to be said.
    pub const fn new(name: &'static str, key: &'static str, ty: Type) -> Self {
        Self {
            name,
            key,
            aliases: &[],
            doc: "",
            ty,
            presence: Presence::Required,
            default: None,
            personal: false,
            flatten: false,
            beside: false,
            id: false,
            posted: None,
            stamp: None,
        }
    }

    /// Whether what it holds is personal data: the declaration says so, or its
    /// [type](Description::is_personal) is.
    pub fn is_personal(&self, description: &Description) -> bool {
        self.personal || description.is_personal(self.ty)
    }
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must.
    Required,
    /// It may be absent or null; absent when written.
    Optional,
    /// It may be absent or null; null when written.
    Nullable,
    /// It may be absent or null, and then has its default.
    Default,
}

/// A declared data type.
#[derive(Clone, Copy, Debug)]
pub struct Data {
    /// The Rust name.
    pub name: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// Whether all of it is personal data.
    pub personal: bool,
    /// What it is on the wire.
    pub shape: DataShape,
}

/// What a data type is on the wire.
#[derive(Clone, Copy, Debug)]
pub enum DataShape {
    /// An object.
    Object(&'static [Field]),
    /// A value of another type.
    Newtype(Type),
    /// One of some strings.
    Enum {
        /// The strings.
        values: &'static [Value],
        /// Whether other strings are kept.
        open: bool,
    },
    /// An object with exactly one of some keys.
    OneOf(&'static [Variant]),
    /// An object whose tag says which other keys it has.
    Tagged {
        /// The key of the tag.
        tag: &'static str,
        /// The variants.
        variants: &'static [Variant],
    },
    /// A value of one of several scalar types.
    Union(&'static [Variant]),
}

/// A value of an enum of strings.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    /// The Rust name.
    pub name: &'static str,
    /// The string on the wire, or its prefix.
    pub value: &'static str,
    /// Other strings that are read.
    pub aliases: &'static [&'static str],
    /// Whether `value` is a prefix and anything may follow.
    pub prefix: bool,
    /// Doc comment.
    pub doc: &'static str,
}

/// A variant of a data type.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// The Rust name.
    pub name: &'static str,
    /// Key or tag on the wire; empty in a union.
    pub key: &'static str,
    /// Other keys or tags that are read.
    pub aliases: &'static [&'static str],
    /// What JSON values the tags are; strings elsewhere.
    pub tag: TagKind,
    /// Doc comment.
    pub doc: &'static str,
    /// The variant's fields.
    pub fields: &'static [Field],
    /// The variant's value, in a one-of group or a union.
    pub ty: Type,
}

/// What JSON values the tags of a type are. All of its variants have the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// Strings.
    String,
    /// Booleans: `true` and `false` without quotes.
    Boolean,
    /// Whole numbers: their digits without quotes.
    Number,
}

/// A state machine.
#[derive(Clone, Copy, Debug)]
pub struct Machine {
    /// The Rust name.
    pub name: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// The field by which calls are told apart, if there are several: its Rust name, or a path
    /// (`call.id`).
    pub key: Option<&'static str>,
    /// The states; the first is the start.
    pub states: &'static [State],
}

/// A state of a machine.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The Rust name.
    pub name: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// Whether a call in this state is over.
    pub end: bool,
}

/// A transition.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// The machine.
    pub machine: &'static str,
    /// From which states.
    pub from: From,
    /// To which state.
    pub to: &'static str,
    /// What the message must say to make it.
    pub condition: Option<Condition>,
}

impl Move {
    /// A transition that the message makes whatever it says.
    pub const fn new(machine: &'static str, from: From, to: &'static str) -> Self {
        Self {
            machine,
            from,
            to,
            condition: None,
        }
    }
}

/// What a message must say to make a transition. `Display` shows it as it is on the wire:
/// `call.telephonyStatus = "Ringing"`.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// The field by its Rust names: `call.telephony_status`.
    pub field: &'static str,
    /// The keys that lead to it from the message's own fields; none if the value is the content.
    pub keys: &'static [&'static str],
    /// What it must be.
    pub value: Scalar,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = match self.keys {
            [] => self.field.to_owned(),
            keys => keys.join("."),
        };
        write!(f, "{path} = {}", self.value)
    }
}

/// From which states a transition is in turn.
#[derive(Clone, Copy, Debug)]
pub enum From {
    /// From any, or from nothing.
    Any,
    /// A call that was not known before.
    New,
    /// From one of these.
    States(&'static [&'static str]),
}

/// States that a message needs.
#[derive(Clone, Copy, Debug)]
pub struct Only {
    /// The machine.
    pub machine: &'static str,
    /// The states.
    pub states: &'static [&'static str],
}

/// What answers a message.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    /// A message of the other direction, by its tag.
    Named {
        /// The tag of the answer.
        tag: &'static str,
        /// The tag of the answer that reports a failure.
        error: Option<&'static str>,
    },
    /// A callback.
    Callback {
        /// The result.
        result: Type,
        /// The error.
        error: Type,
    },
}

/// How a side begins: nothing else is sent before the message is acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handshake {
    /// The tag of the other side's message that acknowledges it.
    pub until: &'static str,
    /// The tag of the other side's message that shows that its document is new: the handshake begins
    /// again.
    pub again: Option<&'static str>,
    /// How long it waits before it is posted again, in milliseconds; posted once if unset.
    pub every_ms: Option<u32>,
    /// Whether what is sent before the acknowledgement waits for it, and isn't refused.
    pub hold: bool,
}

/// A sample of a message.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// The JSON of a whole message.
    Message(&'static str),
    /// A whole message as it is posted, where that is a codec's string and no JSON.
    Posted(&'static str),
    /// A call of a function: its arguments as a JSON array, without the callback.
    Arguments(&'static str),
    /// What a callback receives on success, as JSON.
    Result(&'static str),
    /// What a callback receives on failure, as JSON.
    Error(&'static str),
}
