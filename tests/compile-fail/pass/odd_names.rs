//! Names that need care: in JSON, in Rust, and in generated code.

use cti_runtime::message::encode;
use cti_runtime::testing::message;

#[cti_runtime::protocol(
    vendor = "Acme \"the\" {best}",
    origins("https://phone.acme.example"),
    envelope(object, tag = "a\"tag", content = "con\\tent")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[rename("ring\"ing\n", alias = "back\\slash")]
        Ring {
            #[rename("num\"ber", alias = "\u{1}{}")]
            number: String,
            r#type: u8,
            side: Side,
            target: Target,
            view: View,
        },
        Type {
            out: u8,
            reader: u8,
            field: u8,
            value: u8,
            key: u8,
            text: u8,
            at: u8,
            this: u8,
            message: u8,
            peer: u8,
            unknown: u8,
            handler: u8,
            debug: u8,
            f: u8,
            r#match: Option<u8>,
            set: Option<u8>,
            put: Option<u8>,
            clone: Option<u8>,
            into: Option<u8>,
            shape: Option<u8>,
        },
        Peer,
        Handler,
        Unknowns,
        Dispatch,
    }

    #[data]
    pub enum Side {
        #[rename("\"in\"")]
        In,
        #[prefix("o\\ut\"")]
        Out(String),
    }

    #[data(one_of)]
    pub enum Target {
        #[rename("a\"b")]
        A(u8),
        B(u8),
    }

    #[data(tag = "k\"ind")]
    pub enum View {
        #[rename("fu\\ll")]
        Full,
        Value { value: u8, out: u8, reader: u8, this: u8, field: Option<u8> },
        Crate { r#type: u8 },
    }
}

use phone::{Event, Side, Target, View, event};

fn main() {
    let ring = event::Ring::new("7", 8, Side::Out("x\"".into()), Target::A(1), View::Full);
    let wire = concat!(
        r#"{"a\"tag":"ring\"ing\n","con\\tent":{"num\"ber":"7","type":8,"side":"o\\ut\"x\"","#,
        r#""target":{"a\"b":1},"view":{"k\"ind":"fu\\ll"}}}"#,
    );
    assert_eq!(encode(&Event::from(ring)), wire);
    // Read, written and read again.
    message::<Event>(0, wire);
    message::<Event>(
        0,
        r#"{"con\\tent":{"view":{"k\"ind":"fu\\ll"},"\u0001{}":"7","type":8,"side":"\"in\"",
            "target":{"b":1}},"a\"tag":"back\\slash"}"#,
    );
    let _ = View::crate_(1);
    let View::Value { value, .. } = View::value(1, 2, 3, 4) else {
        panic!("the constructor makes another variant");
    };
    assert_eq!(value, 1);
}
