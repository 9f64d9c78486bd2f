//! A declaration as plain data.
//!
//! Parsing fills it, checks read it, expansion writes code from it. It knows spans and tokens, so
//! that an error can point at what the user wrote, but nothing of syntax trees.

mod at;
mod convention;
mod data;
mod deprecated;
mod envelope;
mod family;
mod field;
mod message;
mod order;
pub(crate) mod path;
mod protocol;
mod sample;
mod types;

pub(crate) use at::{At, Doc};
pub(crate) use convention::{AnswerBy, Convention};
pub(crate) use data::{Data, DataShape, Derive, TagKind, Value, Variant, VariantBody};
pub(crate) use deprecated::Deprecated;
pub(crate) use envelope::{Codec, Constant, Encoding, Envelope, Scalar};
pub(crate) use family::{Answer, Direction, Family, FamilyKind, Requests};
pub(crate) use field::{Decides, Field, Id, OutcomeKeys, Posted, Presence, Sides, Stamp};
pub(crate) use message::{Body, Handshake, Message, OPEN, Reply, Stream};
pub(crate) use order::{Condition, From, Machine, Move, Only, Path, State};
pub(crate) use protocol::{Frame, Protocol, Transport};
pub(crate) use sample::{Sample, SampleKind, SampleSpan, SampleText};
pub(crate) use types::{Type, TypeKind};
