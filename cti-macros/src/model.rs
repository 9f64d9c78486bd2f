//! A declaration as plain data.
//!
//! Parsing fills it, checks read it, expansion writes code from it. It knows spans and tokens, so
//! that an error can point at what the user wrote, but nothing of syntax trees.

use crate::idents;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::fmt;
use std::ops::RangeInclusive;

/// A value and where the user wrote it.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub value: T,
    pub span: Span,
}

impl<T> At<T> {
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A doc comment, its lines joined by `\n`; empty if there is none.
pub(crate) type Doc = String;

/// `#[protocol(…)] pub mod name { … }`
#[derive(Clone, Debug)]
pub(crate) struct Protocol {
    /// Path of the runtime crate: `::cti_runtime` unless `crate = "…"` says otherwise.
    pub runtime: TokenStream,
    pub visibility: TokenStream,
    pub module: Ident,
    /// Attributes of the module that are kept, doc comments included.
    pub attributes: Vec<TokenStream>,
    pub doc: Doc,
    /// The marker type; upper camel case of the module's name unless `marker = Name` says otherwise.
    pub marker: Ident,
    /// Name for tools: the module's name in kebab-case.
    pub name: String,
    pub vendor: String,
    pub carrier: Carrier,
    /// Items that the macro passes through: `use`, and other plain items.
    pub items: Vec<TokenStream>,
    /// Names of parts that were left out because of a slip in them.
    pub unread: Vec<Ident>,
    /// Names that `use` items bring in, or plain items declare.
    pub imported: Vec<Ident>,
    pub machines: Vec<Machine>,
    pub families: Vec<Family>,
    pub types: Vec<Data>,
}

impl Protocol {
    /// The families of one direction, in order of declaration.
    pub(crate) fn in_direction(&self, direction: Direction) -> impl Iterator<Item = &Family> {
        let families = self.families.iter();
        families.filter(move |family| family.direction == direction)
    }

    /// The enum of all messages of a direction, if there are any.
    pub(crate) fn all_of(&self, direction: Direction) -> Option<Ident> {
        let only = || self.in_direction(direction).next();
        let only = || only().map(|family| family.ident.clone());
        self.direction_enum(direction).or_else(only)
    }

    /// The enum of a direction, if it is none of the families': what is generated for several.
    pub(crate) fn direction_enum(&self, direction: Direction) -> Option<Ident> {
        let second = self.in_direction(direction).nth(1)?;
        Some(idents::ident(direction.name(), second.ident.span()))
    }

    /// How many rows of its direction's table come before those of a family.
    pub(crate) fn rows_before(&self, family: &Family) -> usize {
        self.in_direction(family.direction)
            .take_while(|before| before.ident != family.ident)
            .map(|before| before.messages.len())
            .sum()
    }

    /// All messages.
    pub(crate) fn messages(&self) -> impl Iterator<Item = &Message> {
        self.families.iter().flat_map(|family| &family.messages)
    }

    /// The names of the module's items, those that are generated from families aside.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Ident> {
        let families = self.families.iter().map(|family| &family.ident);
        let machines = self.machines.iter().map(|machine| &machine.ident);
        let types = self.types.iter().map(|data| &data.ident);
        let declared = families.chain(machines).chain(types);
        declared.chain(&self.imported).chain([&self.marker])
    }
}

impl Family {
    /// The names that are generated from a family's: those of its enum, its handler and its module.
    pub(crate) fn names(of: &Ident) -> [Ident; 3] {
        [of.clone(), idents::handler(of), idents::snake_ident(of)]
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Carrier {
    Window {
        origins: Vec<At<String>>,
        frame: Option<Frame>,
    },
    /// `calls(library = "desk", error = String)`
    Library { library: At<String>, error: Type },
}

#[derive(Clone, Debug)]
pub(crate) enum Frame {
    Around {
        src: At<String>,
        allow: Option<At<String>>,
        size: Option<(u32, u32)>,
        min: Option<(u32, u32)>,
    },
    Inside,
}

/// `#[states] enum Name { A, B, #[end] C }`
#[derive(Clone, Debug)]
pub(crate) struct Machine {
    pub ident: Ident,
    pub doc: Doc,
    /// The field by which calls are told apart.
    pub key: Option<Path>,
    pub states: Vec<State>,
}

#[derive(Clone, Debug)]
pub(crate) struct State {
    pub ident: Ident,
    pub doc: Doc,
    pub end: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    FromVendor,
    ToVendor,
}

impl Direction {
    pub(crate) const BOTH: [Self; 2] = [Self::FromVendor, Self::ToVendor];

    /// The enum of a direction that the declaration gives no name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::FromVendor => "Event",
            Self::ToVendor => "Command",
        }
    }

    /// The attribute of its families.
    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::FromVendor => "event",
            Self::ToVendor => "command",
        }
    }

    pub(crate) const fn opposite(self) -> Self {
        match self {
            Self::FromVendor => Self::ToVendor,
            Self::ToVendor => Self::FromVendor,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FamilyKind {
    /// `#[event]` or `#[command]` on an enum.
    Messages,
    /// `#[event]` or `#[command]` on a trait.
    Requests,
    /// `#[method]` on a trait.
    Methods,
    /// `#[subscription]` on a trait.
    Subscriptions,
}

impl FamilyKind {
    /// Whether its messages are posted in an envelope.
    pub(crate) const fn is_posted(self) -> bool {
        matches!(self, Self::Messages | Self::Requests)
    }
}

/// How the requests of a trait find their answers.
#[derive(Clone, Debug)]
pub(crate) struct Requests {
    /// The key of a request's id.
    pub id: At<String>,
    /// Whether ids are made as numbers, and not as strings.
    pub numbers: bool,
    pub answer: Answer,
    /// `error = Type`: what a failure says, where a function doesn't say it itself.
    pub error: Option<Type>,
    /// What is answered where nobody else answers.
    pub unknown: Option<Sample>,
}

/// `answer(id = "responseId", flag = "success", ok = "data", error = "errorCode", constants(…))`
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// The key of the id of the request that it answers.
    pub id: At<String>,
    pub keys: OutcomeKeys,
    pub constants: Vec<Constant>,
}

#[derive(Clone, Debug)]
pub(crate) struct Family {
    /// `Event`; the module of its structs is its snake case, the handler `EventHandler`.
    pub ident: Ident,
    pub doc: Doc,
    pub direction: Direction,
    pub kind: FamilyKind,
    pub envelope: Envelope,
    /// Of requests, unless what is said of their answers is broken.
    pub requests: Option<Requests>,
    pub messages: Vec<Message>,
}

/// How a direction wraps its messages, overrides already applied.
#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    pub encoding: Encoding,
    /// Reads and writes what is posted, which is a string then.
    pub codec: Option<Codec>,
    /// Empty for a library.
    pub tag: At<String>,
    pub content: Option<At<String>>,
    /// What every message has.
    pub constants: Vec<Constant>,
    /// What every message is written with.
    pub reports: Vec<Constant>,
}

impl Envelope {
    /// The envelope of a library, which has none.
    pub(crate) fn blank() -> Self {
        Self {
            encoding: Encoding::Object,
            codec: None,
            tag: At::new(String::new(), Span::call_site()),
            content: None,
            constants: Vec::new(),
            reports: Vec::new(),
        }
    }

    /// What is written in front of the tag.
    pub(crate) fn fixed(&self) -> impl Iterator<Item = &Constant> {
        self.constants.iter().chain(&self.reports)
    }
}

/// `key = value`
#[derive(Clone, Debug)]
pub(crate) struct Constant {
    pub key: At<String>,
    pub value: Scalar,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    Text(String),
    Integer(i64),
    Bool(bool),
}

/// As JSON writes it.
impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => serde_json::Value::from(text.as_str()).fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Bool(bool) => bool.fmt(f),
        }
    }
}

/// `codec = Pipes`: a unit struct or a constant.
#[derive(Clone, Debug)]
pub(crate) struct Codec {
    /// Its path, as the user wrote it.
    pub path: TokenStream,
    /// Its path for tools, without blanks.
    pub name: String,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Object,
    Text,
    /// `object | text`: reads either, writes an object.
    ObjectOrText,
    /// `text | object`: reads either, writes text.
    TextOrObject,
}

#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// `CallLineRinging`: the struct and the variant. For a method in upper camel case.
    pub ident: Ident,
    /// The handler's method: snake case of `ident`, raw if it is a keyword.
    pub handler: Ident,
    pub doc: Doc,
    /// The value of the tag, or the path of the function from the library's root. Its span is the
    /// rename's, else the name's.
    pub tag: At<String>,
    pub aliases: Vec<At<String>>,
    /// Key of the content, if this message has content; overrides already applied.
    pub content: Option<String>,
    pub body: Body,
    pub moves: Vec<Move>,
    pub only: Vec<Only>,
    pub reply: Option<Reply>,
    /// `#[within(ms = 3000)]`: how long its answer is waited for, in milliseconds.
    pub within: Option<u64>,
    pub handshake: Option<Handshake>,
    /// `#[optional]`: a library may lack this function.
    pub optional: bool,
    pub samples: Vec<Sample>,
}

impl Message {
    /// The tag, then its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &At<String>> {
        std::iter::once(&self.tag).chain(&self.aliases)
    }

    /// What its callback receives: a function's result, or what a subscription reports.
    pub(crate) fn callback(&self) -> Option<[&Type; 2]> {
        match (&self.reply, &self.body) {
            (Some(Reply::Callback { ok, error }), _) => Some([ok, error]),
            (_, Body::Whole(field, _)) => match &field.ty.kind {
                TypeKind::Result(ok, error) => Some([ok, error]),
                _ => None,
            },
            _ => None,
        }
    }

    /// The machines that its rules name.
    pub(crate) fn machines(&self) -> impl Iterator<Item = &Ident> {
        let moved = self.moves.iter().map(|step| &step.machine);
        moved.chain(self.only.iter().map(|rule| &rule.machine))
    }

    /// The field by which an answer finds its request.
    pub(crate) fn id(&self) -> Option<&Field> {
        self.body.each().find(|field| field.id != Id::No)
    }

    /// The field that is either of two, if there is one.
    pub(crate) fn outcome(&self) -> Option<&Field> {
        self.body.each().find(|field| field.outcome.is_some())
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// No fields: `Hangup`.
    Unit,
    /// Named fields (those of `each(…)` included, first).
    Fields(Vec<Field>),
    /// `SendData(Map<Json>)`: the content is one value, and the fields of `each(…)` stand beside it.
    /// Also a subscription's outcome, `Result<T, E>`, in a field that is called `outcome`.
    Whole(Box<Field>, Vec<Field>),
}

impl Body {
    /// The fields, one by one.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Field> + Clone {
        let (value, fields) = match self {
            Self::Unit => (None, [].as_slice()),
            Self::Fields(fields) => (None, fields.as_slice()),
            Self::Whole(value, beside) => (Some(&**value), beside.as_slice()),
        };
        value.into_iter().chain(fields)
    }

    /// The fields of an object: all but a value that is the content itself.
    pub(crate) fn named(&self) -> &[Field] {
        match self {
            Self::Unit => &[],
            Self::Fields(fields) | Self::Whole(_, fields) => fields,
        }
    }

    /// Whether a field is the content itself.
    pub(crate) fn is_value(&self, field: &Field) -> bool {
        matches!(self, Self::Whole(value, _) if std::ptr::eq(value.as_ref(), field))
    }
}

#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // Each is an attribute of its own.
pub(crate) struct Field {
    /// `outcome` or `content` for a whole body.
    pub ident: Ident,
    pub doc: Doc,
    pub key: At<String>,
    pub aliases: Vec<At<String>>,
    pub ty: Type,
    pub presence: Presence,
    /// Shown masked.
    pub personal: bool,
    /// The fields of its type (declared in this module, or a map) stand in its place.
    pub flatten: bool,
    /// It stands beside the content.
    pub beside: bool,
    /// A foreign type with serde's traits.
    pub opaque: bool,
    /// Whether by it an answer finds its call.
    pub id: Id,
    /// It is the outcome of a message with `#[outcome(…)]`: these keys stand in its place.
    pub outcome: Option<OutcomeKeys>,
}

impl Field {
    /// The key, then its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &At<String>> {
        std::iter::once(&self.key).chain(&self.aliases)
    }

    pub(crate) const fn is_optional(&self) -> bool {
        matches!(self.ty.kind, TypeKind::Option(_))
    }

    /// Of an outcome, the key of either of the two, with its type.
    pub(crate) fn sides(&self) -> Option<Sides<'_>> {
        match (&self.outcome, &self.ty.kind) {
            (Some(keys), TypeKind::Result(ok, error)) => Some(keys.sides([ok, error])),
            _ => None,
        }
    }
}

/// What a field is to answers that find their calls by an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Id {
    /// Nothing.
    No,
    /// `#[id]` of a message that is answered: the session makes it.
    Made,
    /// `#[id]` of an answer: that of the message that it answers.
    Given,
}

/// `#[outcome(flag = "success", ok = "data", error = "errorCode")]`: the keys of a body that is
/// either of two.
#[derive(Clone, Debug)]
pub(crate) struct OutcomeKeys {
    /// The key of the boolean that says which of the two it is; without, the key that is there does.
    pub flag: Option<At<String>>,
    /// Without one, what is there on success stands beside the flag.
    pub ok: Option<At<String>>,
    /// Without one, what is there on failure stands beside the flag; without a flag, there is no
    /// failure.
    pub error: Option<At<String>>,
}

impl OutcomeKeys {
    pub(crate) fn each(&self) -> impl Iterator<Item = &At<String>> {
        self.flag.iter().chain(self.named())
    }

    /// The keys of success and failure.
    pub(crate) fn named(&self) -> impl Iterator<Item = &At<String>> {
        self.ok.iter().chain(&self.error)
    }

    /// The key of either of the two, with its type.
    pub(crate) fn sides<'a>(&'a self, types: [&'a Type; 2]) -> Sides<'a> {
        let [ok, error] = types;
        [(self.ok.as_ref(), ok), (self.error.as_ref(), error)]
    }

    /// Whether there is a place for a failure.
    pub(crate) const fn may_fail(&self) -> bool {
        self.flag.is_some() || self.error.is_some()
    }
}

/// Success and failure: the key, if there is one, and the type.
pub(crate) type Sides<'a> = [(Option<&'a At<String>>, &'a Type); 2];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    /// `Option<…>`: left out when `None`.
    Optional,
    /// `#[null] Option<…>`: `null` when `None`.
    Nullable,
    /// `#[default]`: `Default::default()` when absent; always written.
    Default,
}

/// A field's type as the user wrote it, and as generated code must write it.
#[derive(Clone, Debug)]
pub(crate) struct Type {
    pub span: Span,
    /// As generated code in the declaration's module writes it: known names are absolute
    /// (`::core::option::Option<::cti_runtime::types::PhoneNumber>`).
    pub here: TokenStream,
    /// As generated code in a module inside it writes it: declared and imported names through
    /// `super::`.
    pub inner: TokenStream,
    pub kind: TypeKind,
}

impl Type {
    /// `()`
    pub(crate) fn unit(span: Span) -> Self {
        Self::known(span, &quote!(()), TypeKind::Unit)
    }

    /// `Infallible`
    pub(crate) fn never(span: Span) -> Self {
        let at = Span::call_site().located_at(span);
        let path = quote_spanned!(at=> ::core::convert::Infallible);
        Self::known(span, &path, TypeKind::Never)
    }

    /// A type that is written alike everywhere.
    fn known(span: Span, written: &TokenStream, kind: TypeKind) -> Self {
        Self {
            span,
            here: written.clone(),
            inner: written.clone(),
            kind,
        }
    }

    /// The type without `Option`.
    pub(crate) fn present(&self) -> &Self {
        match &self.kind {
            TypeKind::Option(inner) => inner,
            _ => self,
        }
    }

    /// The name of a type that is declared in the module.
    pub(crate) const fn declared(&self) -> Option<&Ident> {
        match &self.kind {
            TypeKind::Declared(name) => Some(name),
            _ => None,
        }
    }

    /// The types that it is made of, itself first.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Self> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let ty = open.pop()?;
            open.extend(ty.kind.inner().into_iter().rev().flatten());
            Some(ty)
        })
    }
}

/// What checks and expansion need to know of a type.
#[derive(Clone, Debug)]
pub(crate) enum TypeKind {
    Bool,
    Integer {
        bits: u8,
        signed: bool,
    },
    Float,
    String,
    PhoneNumber,
    Id,
    DateTime,
    /// `EpochMillis`, `EpochSeconds`
    Epoch,
    Url,
    Uuid,
    Json,
    Unit,
    /// What a failure says where there is none.
    Never,
    Option(Box<Type>),
    List(Box<Type>),
    OneOrMany(Box<Type>),
    Text(Box<Type>),
    Map(Box<Type>),
    Secret(Box<Type>),
    Query(Box<Type>),
    /// `Result<T, E>`, in a method's outcome.
    Result(Box<Type>, Box<Type>),
    /// A type declared in this module.
    Declared(Ident),
    /// Anything else: must implement `Wire`, or be `#[opaque]`.
    Foreign,
}

impl TypeKind {
    /// The types in it: of a `Result` two, else at most one.
    pub(crate) fn inner(&self) -> [Option<&Type>; 2] {
        match self {
            Self::Option(ty)
            | Self::List(ty)
            | Self::OneOrMany(ty)
            | Self::Text(ty)
            | Self::Map(ty)
            | Self::Secret(ty)
            | Self::Query(ty) => [Some(ty), None],
            Self::Result(ok, error) => [Some(ok), Some(error)],
            _ => [None, None],
        }
    }

    /// The least and the most of whole numbers that a field may have.
    pub(crate) fn range(bits: u8, signed: bool) -> RangeInclusive<i128> {
        let bits = u32::from(bits);
        if signed {
            -(1 << (bits - 1))..=(1 << (bits - 1)) - 1
        } else {
            0..=(1 << bits) - 1
        }
    }
}

/// `#[moves(Machine: A | B => C, if field = "value")]`
#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub machine: Ident,
    pub from: From,
    pub to: Ident,
    pub condition: Option<Condition>,
}

/// `if call.telephony_status = "Ringing"`
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub path: Path,
    pub value: At<Scalar>,
}

/// `call.telephony_status`: Rust names of a field, and of fields inside of it. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path(pub Vec<Ident>);

impl Path {
    pub(crate) fn span(&self) -> Span {
        self.0.first().map_or_else(Span::call_site, Ident::span)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.0.iter().map(idents::plain).collect();
        f.write_str(&names.join("."))
    }
}

#[derive(Clone, Debug)]
pub(crate) enum From {
    /// `*`
    Any(Span),
    /// `new`
    New(Span),
    States(Vec<Ident>),
}

/// `#[only(Machine: A | B)]`
#[derive(Clone, Debug)]
pub(crate) struct Only {
    pub machine: Ident,
    pub states: Vec<Ident>,
}

#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// `#[reply(Jwt, or = Error)]`
    Named { ok: Ident, error: Option<Ident> },
    /// A method's result.
    Callback { ok: Type, error: Type },
}

/// `#[handshake(until = Ready, again = Loaded, every_ms = 500, hold)]`
#[derive(Clone, Debug)]
pub(crate) struct Handshake {
    pub span: Span,
    /// What acknowledges it.
    pub until: Ident,
    /// What shows that the other side's document is new.
    pub again: Option<Ident>,
    /// How long it waits before it is posted again, in milliseconds.
    pub every: Option<u32>,
    /// What is sent before the acknowledgement waits.
    pub hold: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub span: Span,
    pub kind: SampleKind,
    pub text: SampleText,
    /// Where its members stand, if it was written as tokens; empty for a literal or a file.
    pub spans: Vec<SampleSpan>,
}

/// A member of a sample: its path (`/data/number`; items of a list count from 0), its span.
#[derive(Clone, Debug)]
pub(crate) struct SampleSpan {
    pub path: String,
    pub key: Span,
    pub value: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SampleKind {
    /// A whole message.
    Message,
    /// A whole message, as the string that the envelope's codec reads.
    Posted,
    /// `args = […]`: arguments of a method.
    Arguments,
    /// `result = …`, or a bare value on a method or subscription.
    Result,
    /// `error = …`
    Error,
}

#[derive(Clone, Debug)]
pub(crate) enum SampleText {
    /// JSON, from tokens or a string literal; or a codec's string.
    Inline(String),
    /// `file = "…"`: the literal, relative to the source file, and the JSON if it could be read.
    File {
        path: At<String>,
        json: Option<String>,
    },
}

/// `#[data]`
#[derive(Clone, Debug)]
pub(crate) struct Data {
    pub ident: Ident,
    pub doc: Doc,
    pub visibility: TokenStream,
    /// Everything in it is shown masked.
    pub personal: bool,
    pub shape: DataShape,
}

impl Data {
    /// Its fields, of all its variants.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field> {
        let (own, variants) = match &self.shape {
            DataShape::Object(fields) => (fields.as_slice(), [].as_slice()),
            DataShape::Tagged { variants, .. } => ([].as_slice(), variants.as_slice()),
            _ => ([].as_slice(), [].as_slice()),
        };
        own.iter().chain(variants.iter().flat_map(Variant::fields))
    }
}

#[derive(Clone, Debug)]
pub(crate) enum DataShape {
    /// `struct Name { … }`
    Object(Vec<Field>),
    /// `struct Name(T);`
    Newtype(Type),
    /// An enum of unit variants, and prefix families.
    Enum { values: Vec<Value>, open: bool },
    /// `#[data(one_of)]`: each variant has one value.
    OneOf(Vec<Variant>),
    /// `#[data(tag = "…")]`
    Tagged {
        tag: At<String>,
        variants: Vec<Variant>,
    },
    /// `#[data(untagged)]`: a scalar of one of several types.
    Union(Vec<Variant>),
}

#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub ident: Ident,
    pub doc: Doc,
    /// The string on the wire, or the prefix.
    #[allow(clippy::struct_field_names)]
    pub value: At<String>,
    pub aliases: Vec<At<String>>,
    /// `#[prefix("busy_")] BusyWith(String)`
    pub prefix: bool,
}

impl Value {
    /// The value, then its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &At<String>> {
        std::iter::once(&self.value).chain(&self.aliases)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub ident: Ident,
    pub doc: Doc,
    /// The key (one-of) or the tag's value (tagged); the Rust name in a union.
    pub key: At<String>,
    /// What the tag's value is in JSON (tagged).
    pub tag: TagKind,
    pub aliases: Vec<At<String>>,
    pub body: VariantBody,
}

impl Variant {
    pub(crate) fn fields(&self) -> &[Field] {
        match &self.body {
            VariantBody::Fields(fields) => fields,
            VariantBody::Unit | VariantBody::Value(_) => &[],
        }
    }

    /// The type of its value, and those of its fields.
    pub(crate) fn types(&self) -> impl Iterator<Item = &Type> {
        let value = match &self.body {
            VariantBody::Value(ty) => Some(ty),
            VariantBody::Unit | VariantBody::Fields(_) => None,
        };
        let fields = self.fields().iter().map(|field| &field.ty);
        value.into_iter().chain(fields)
    }

    /// The key or the tag's value, then its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &At<String>> {
        std::iter::once(&self.key).chain(&self.aliases)
    }
}

/// What the value of a data type's tag is in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagKind {
    Text,
    Bool,
    Number,
}

impl TagKind {
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            TagKind::Text => "a string",
            TagKind::Bool => "a boolean",
            TagKind::Number => "a whole number",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum VariantBody {
    Unit,
    Value(Type),
    Fields(Vec<Field>),
}
