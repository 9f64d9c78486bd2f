//! Vendors that nobody has met: each shape that a protocol can have, in a declaration of its own.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "declarations of tests, which fail by panicking"
)]

#[path = "shapes/answered.rs"]
mod answered;
#[path = "shapes/bare.rs"]
mod bare;
#[path = "shapes/choices.rs"]
mod choices;
#[path = "shapes/codecs.rs"]
mod codecs;
#[path = "shapes/conditions.rs"]
mod conditions;
#[path = "shapes/conventions.rs"]
mod conventions;
#[path = "shapes/derives.rs"]
mod derives;
#[path = "shapes/digits.rs"]
mod digits;
#[path = "shapes/documents.rs"]
mod documents;
#[path = "shapes/exports.rs"]
mod exports;
#[path = "shapes/failures.rs"]
mod failures;
#[path = "shapes/families.rs"]
mod families;
#[path = "shapes/handshake.rs"]
mod handshake;
#[path = "shapes/hosts.rs"]
mod hosts;
#[path = "shapes/ids.rs"]
mod ids;
#[path = "shapes/in_tags.rs"]
mod in_tags;
#[path = "shapes/keys.rs"]
mod keys;
#[path = "shapes/libraries.rs"]
mod libraries;
#[path = "shapes/lines.rs"]
mod lines;
#[path = "shapes/made_up.rs"]
mod made_up;
#[path = "shapes/nested.rs"]
mod nested;
#[path = "shapes/nothing.rs"]
mod nothing;
#[path = "shapes/outcomes.rs"]
mod outcomes;
#[path = "shapes/personal.rs"]
mod personal;
#[path = "shapes/ports.rs"]
mod ports;
#[path = "shapes/positions.rs"]
mod positions;
#[path = "shapes/posted.rs"]
mod posted;
#[path = "shapes/prefixes.rs"]
mod prefixes;
#[path = "shapes/reader.rs"]
mod reader;
#[path = "shapes/recoded.rs"]
mod recoded;
#[path = "shapes/renamed.rs"]
mod renamed;
#[path = "shapes/requests.rs"]
mod requests;
#[path = "shapes/ringcx.rs"]
mod ringcx;
#[path = "shapes/scalars.rs"]
mod scalars;
#[path = "shapes/sides.rs"]
mod sides;
#[path = "shapes/stamps.rs"]
mod stamps;
#[path = "shapes/streams.rs"]
mod streams;
#[path = "shapes/tags.rs"]
mod tags;
#[path = "shapes/told.rs"]
mod told;
#[path = "shapes/unnamed.rs"]
mod unnamed;
#[path = "shapes/watched.rs"]
mod watched;
#[path = "conversations/wire.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with other tests")]
mod wire;
