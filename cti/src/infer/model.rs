//! A declaration as plain data, before it is printed.

use cti_runtime::describe::Direction;

use super::value::{Members, Value};

/// A module.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) name: String,
    pub(super) vendor: String,
    /// What is told of the recording, in sentences, and what was left out.
    pub(super) notes: Vec<String>,
    pub(super) left: Vec<String>,
    pub(super) head: Head,
    pub(super) rename_all: Cases,
    pub(super) families: Vec<Family>,
    pub(super) types: Vec<Data>,
    /// Lines of a proposal that stand in comments.
    pub(super) proposal: Vec<String>,
    /// Rust source of codecs.
    pub(super) codecs: Vec<String>,
}

/// How the two sides reach each other.
#[derive(Debug, Default)]
pub(super) enum Head {
    #[default]
    Unknown,
    Windows {
        origins: Vec<String>,
    },
    Library {
        root: String,
        error: Ty,
        /// The arguments that say how its functions are called and answer.
        convention: Vec<String>,
    },
}

/// The cases of names: of tags and strings, and of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cases {
    pub(super) names: &'static str,
    pub(super) keys: &'static str,
}

impl Default for Cases {
    fn default() -> Self {
        Self {
            names: CAMEL,
            keys: CAMEL,
        }
    }
}

/// The case that declarations have unless they say otherwise.
pub(super) const CAMEL: &str = "camelCase";

/// A family of messages or functions.
#[derive(Debug)]
pub(super) struct Family {
    pub(super) direction: Direction,
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) encoding: Encoding,
    /// The codec's name, if there is one.
    pub(super) codec: Option<String>,
    pub(super) tag: String,
    pub(super) content: Option<String>,
    pub(super) constants: Members,
    pub(super) reports: Members,
    pub(super) prefix: String,
    pub(super) cases: Cases,
    pub(super) messages: Vec<Message>,
}

/// How messages of a direction are posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// As a declaration writes it.
    Json(&'static str),
    /// As strings that a codec of the module reads: what parts them.
    Codec(Option<char>),
}

/// What a family is.
#[derive(Debug)]
pub(super) enum Kind {
    Messages,
    Requests(Answer),
    Methods,
    Subscriptions,
}

/// How requests are answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) id: String,
    pub(super) numbers: bool,
    pub(super) shared_id: String,
    pub(super) ok: Option<String>,
    pub(super) error: Option<String>,
    pub(super) flag: Option<String>,
    pub(super) constants: Members,
    /// What every failure says.
    pub(super) failure: Option<Ty>,
}

/// A message or a function.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) rust: String,
    pub(super) tag: String,
    pub(super) count: usize,
    /// What is uncertain, in sentences.
    pub(super) notes: Vec<String>,
    /// `#[reply(…)]` and the like.
    pub(super) attributes: Vec<String>,
    pub(super) rename: Option<String>,
    pub(super) body: Body,
    /// The type of the result, of a function.
    pub(super) result: Option<Ty>,
    /// Insides of `#[sample(…)]`.
    pub(super) samples: Vec<Sample>,
}

/// What a sample is of.
#[derive(Debug)]
pub(super) enum Sample {
    Message(Value),
    Posted(String),
    Arguments(Value),
    Result(Value),
    Error(Value),
}

/// What a message has.
#[derive(Debug)]
pub(super) enum Body {
    Nothing,
    Fields(Vec<Field>),
    /// One value.
    Whole(Field),
}

/// A field.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute")]
pub(super) struct Field {
    pub(super) key: String,
    pub(super) rust: String,
    pub(super) rename: Option<String>,
    pub(super) ty: Ty,
    pub(super) optional: bool,
    /// Written as null.
    pub(super) null: bool,
    pub(super) personal: bool,
    pub(super) beside: bool,
    pub(super) id: bool,
    pub(super) flatten: bool,
    /// What is uncertain.
    pub(super) note: Option<String>,
}

/// A declared type.
#[derive(Debug)]
pub(super) struct Data {
    pub(super) rust: String,
    pub(super) doc: String,
    pub(super) personal: bool,
    /// The case of its names, if it isn't the protocol's.
    pub(super) case: Option<&'static str>,
    pub(super) shape: DataShape,
}

impl Data {
    /// The fields of all its forms.
    pub(super) fn fields(&self) -> Box<dyn Iterator<Item = &Field> + '_> {
        match &self.shape {
            DataShape::Object(fields) => Box::new(fields.iter()),
            DataShape::Tagged { variants, .. } => {
                Box::new(variants.iter().flat_map(|(_, fields)| fields))
            }
            DataShape::Any | DataShape::Enum(_) => Box::new(std::iter::empty()),
        }
    }
}

/// What a declared type is.
#[derive(Debug)]
pub(super) enum DataShape {
    Object(Vec<Field>),
    /// What any object is.
    Any,
    /// Strings, open to more: on the wire, and in Rust, with a rename where one doesn't follow.
    Enum(Vec<Variant>),
    /// A tag decides which fields there are.
    Tagged {
        tag: String,
        variants: Vec<(Variant, Vec<Field>)>,
    },
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub(super) wire: String,
    pub(super) rust: String,
    pub(super) rename: Option<String>,
}

/// A type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Ty {
    Bool,
    U64,
    I64,
    F64,
    String,
    PhoneNumber,
    DateTime,
    EpochMillis,
    EpochSeconds,
    Uuid,
    Url,
    Id,
    #[default]
    Json,
    Nothing,
    Text(Box<Ty>),
    List(Box<Ty>),
    OneOrMany(Box<Ty>),
    Map(Box<Ty>),
    Option(Box<Ty>),
    Secret(Box<Ty>),
    /// In a type that contains itself.
    Boxed(Box<Ty>),
    Named(String),
    /// An object type that has no name yet, by its number.
    Object(usize),
}

impl Ty {
    /// As Rust source.
    pub(super) fn rust(&self) -> String {
        let of = |name: &str, of: &Self| format!("{name}<{}>", of.rust());
        match self {
            Self::Bool => "bool".to_owned(),
            Self::U64 => "u64".to_owned(),
            Self::I64 => "i64".to_owned(),
            Self::F64 => "f64".to_owned(),
            Self::String => "String".to_owned(),
            Self::PhoneNumber => "PhoneNumber".to_owned(),
            Self::DateTime => "DateTime".to_owned(),
            Self::EpochMillis => "EpochMillis".to_owned(),
            Self::EpochSeconds => "EpochSeconds".to_owned(),
            Self::Uuid => "Uuid".to_owned(),
            Self::Url => "Url".to_owned(),
            Self::Id => "Id".to_owned(),
            Self::Json | Self::Object(_) => "Json".to_owned(),
            Self::Nothing => "()".to_owned(),
            Self::Text(inner) => of("Text", inner),
            Self::List(inner) => of("Vec", inner),
            Self::OneOrMany(inner) => of("OneOrMany", inner),
            Self::Map(inner) => of("Map", inner),
            Self::Option(inner) => of("Option", inner),
            Self::Secret(inner) => of("Secret", inner),
            Self::Boxed(inner) => of("Box", inner),
            Self::Named(name) => name.clone(),
        }
    }

    /// The same with each type in it changed, from the inside.
    pub(super) fn map(self, change: &dyn Fn(Self) -> Self) -> Self {
        let inner = |of: Box<Self>| Box::new(of.map(change));
        let ty = match self {
            Self::Text(of) => Self::Text(inner(of)),
            Self::List(of) => Self::List(inner(of)),
            Self::OneOrMany(of) => Self::OneOrMany(inner(of)),
            Self::Map(of) => Self::Map(inner(of)),
            Self::Option(of) => Self::Option(inner(of)),
            Self::Secret(of) => Self::Secret(inner(of)),
            Self::Boxed(of) => Self::Boxed(inner(of)),
            plain => plain,
        };
        change(ty)
    }

    /// Whether it is shown masked by itself.
    pub(super) fn is_masked(&self) -> bool {
        match self {
            Self::PhoneNumber | Self::Secret(_) => true,
            Self::List(of)
            | Self::OneOrMany(of)
            | Self::Option(of)
            | Self::Boxed(of)
            | Self::Map(of) => of.is_masked(),
            _ => false,
        }
    }
}

/// The types that messages need, by name.
pub(super) fn used(types: Vec<Data>, families: &[Family]) -> Vec<Data> {
    let mut open: Vec<String> = Vec::new();
    for family in families {
        if let Kind::Requests(answer) = &family.kind {
            open.extend(answer.failure.iter().map(Ty::rust));
        }
        for message in &family.messages {
            open.extend(message.result.iter().map(Ty::rust));
            match &message.body {
                Body::Nothing => {}
                Body::Fields(fields) => {
                    open.extend(fields.iter().map(|field| field.ty.rust()));
                }
                Body::Whole(whole) => open.push(whole.ty.rust()),
            }
        }
    }
    let mut needed = vec![false; types.len()];
    while let Some(ty) = open.pop() {
        let names = ty.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        for name in names {
            let Some(at) = types.iter().position(|data| data.rust == name) else {
                continue;
            };
            if std::mem::replace(&mut needed[at], true) {
                continue;
            }
            open.extend(types[at].fields().map(|field| field.ty.rust()));
        }
    }
    let needed = types.into_iter().zip(needed).filter(|(_, needed)| *needed);
    needed.map(|(data, _)| data).collect()
}
