//! What generated code names, and nothing else may: it changes with any version.

pub use cti_macros::rules;

pub use crate::json::opaque::Opaque;
pub use crate::json::{
    CallKey, Fault, FaultKind, Fill, Key, Kind, OneOf, Put, Reader, Record, Shape, Wire, Writer,
};
pub use crate::json::{listed, outcome, place, positional, rest};
pub use crate::mask::{debug, debug_family, debug_value};
pub use crate::message::{Answer, Outgoing, SessionFields, Settled, Stamps, not_an_answer};
// Not under the name of a variant that is generated, which rustc would suggest where the path of this crate
// is wrong.
pub use crate::message::Unknown as UnknownMessage;
pub use crate::origin::{OriginPattern, Origins};
pub use crate::protocol::{
    App, Library, Message, Messages, New, Protocol, Request, Sendable, States, Streamed, Vendor,
    Window,
};
pub use crate::session::{Dispatch, Peer, Return, check_outcome, outcome};
pub use crate::table::{
    AnswerTable, Condition, Content, Conversion, Converted, DirectionTable, Entry, FamilyTable,
    Handshake, IdField, MachineTable, Move, Only, Path, ProtocolTable, Reply, Requests, Row, Stamp,
    StampValue, Step, Stream,
};
pub use crate::{Millis, describe, testing};

/// Refuses code of another version of the macro, when it is compiled: both change together.
pub const fn expanded_by(version: &str) {
    let (macros, runtime) = (version.as_bytes(), env!("CARGO_PKG_VERSION").as_bytes());
    assert!(
        !is_older(macros, runtime),
        "`cti-macros` is older than `cti-runtime`: run `cargo update -p cti-macros`"
    );
    assert!(
        !is_older(runtime, macros),
        "`cti-macros` is newer than `cti-runtime`: run `cargo update -p cti-runtime`"
    );
}

/// Whether a version is older than another, by the numbers that both have.
const fn is_older(mut left: &[u8], mut right: &[u8]) -> bool {
    loop {
        let ((ours, further), (others, more)) = (number(left), number(right));
        if ours != others {
            return ours < others;
        }
        let ([b'.', further @ ..], [b'.', more @ ..]) = (further, more) else {
            return false;
        };
        (left, right) = (further, more);
    }
}

/// The number that a text begins with, and what stands behind it.
const fn number(mut text: &[u8]) -> (u64, &[u8]) {
    let mut number = 0_u64;
    while let [digit @ b'0'..=b'9', rest @ ..] = text {
        number = number * 10 + (*digit - b'0') as u64;
        text = rest;
    }
    (number, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        for (older, newer) in [("0.1.9", "0.1.10"), ("0.9.9", "0.10.0"), ("0.9.9", "1.0.0")] {
            assert!(
                is_older(older.as_bytes(), newer.as_bytes()),
                "{older} {newer}"
            );
            assert!(
                !is_older(newer.as_bytes(), older.as_bytes()),
                "{older} {newer}"
            );
        }
        assert!(!is_older(b"0.1.0", b"0.1.0"));
        expanded_by(env!("CARGO_PKG_VERSION"));
    }

    #[test]
    #[should_panic(expected = "cargo update -p cti-macros")]
    fn an_older_macro_is_named() {
        expanded_by("0.0.0");
    }

    #[test]
    #[should_panic(expected = "cargo update -p cti-runtime")]
    fn a_newer_macro_is_named() {
        expanded_by("1000.0.0");
    }
}
