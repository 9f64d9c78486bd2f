//! The description: what a declaration says, as `static` data.
//!
//! References, type definitions and schemas for other languages are functions over it. The session
//! itself needs none of it, so a small module doesn't carry it.
//!
//! Its enums grow with what declarations can say, and can be matched without a wildcard all the same: so an
//! export doesn't miss what is new. A new variant comes with a minor version.
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

mod codec;
mod convention;
mod data;
mod family;
mod field;
mod message;
mod order;

pub use crate::json::{Scalar, Type};
#[doc(hidden)]
pub use codec::ObjectsOf;
pub use codec::{Codec, Encoding, ObjectCodec, TextCodec};
pub use convention::{AnswerBy, CallbackKeys, Convention};
pub use data::{Data, DataShape, TagKind, Value, Variant};
pub use family::{Answer, Constant, Direction, Envelope, Family, FamilyKind, Requests, keys_of};
pub use field::{Decides, Deprecated, Field, Outcome, Posted, Presence, Stamp};
pub(crate) use message::around;
pub use message::{Handshake, Message, Reply, Sample, Stream};
pub use order::{Condition, From, Machine, Move, Only, State};

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

    /// What is posted in a direction, bare strings beside what else there is; `None` if nothing is.
    pub fn encoding_of(&self, direction: Direction) -> Option<Encoding> {
        let find = |bare: bool| {
            let posted = self
                .families_of(direction)
                .filter(|family| family.kind.is_posted());
            let mut encodings = posted.map(|family| &family.envelope.encoding);
            encodings.find(|encoding| encoding.is_bare() == bare)
        };
        match (find(false), find(true)) {
            (Some(json), Some(_)) => Some(Encoding::Codec(Codec::bare().beside(json))),
            (json, bare) => json.or(bare).copied(),
        }
    }

    /// The Rust name of the enum of a direction, if it has several families: `Event` or `Command`.
    pub fn direction_enum(&self, direction: Direction) -> Option<&'static str> {
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

impl Transport {
    /// The `src` of the frame, if the vendor's page is in a frame of ours.
    pub const fn frame_src(&self) -> Option<&'static str> {
        match self {
            Self::Window {
                frame: Some(Frame::Around { src, .. }),
                ..
            } => Some(src),
            _ => None,
        }
    }
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
