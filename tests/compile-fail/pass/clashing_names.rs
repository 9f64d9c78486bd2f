//! A declaration may call its own things as generated code calls others.

use cti_runtime::message::encode;
use cti_runtime::{Peer, Protocol};

/// Its marker is `H`.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod h {
    #[states]
    enum Some {
        None,
        Self_,
    }

    #[states(key = id)]
    enum S {
        A,
        #[end]
        Z,
    }

    /// So is the first name that is free beside it.
    #[event]
    pub enum H2 {
        #[moves(Some: * => Self_)]
        H { t: T, ok: Ok, string: String },
        #[moves(Some: * => None)]
        T,
        #[moves(S: * => A)]
        Ok { id: u64 },
        #[moves(S: * => Z)]
        Err { id: u64 },
        #[outcome(flag = "ok", ok = "some", error = "none")]
        Result(Result<Option<u8>, String>),
    }

    #[event(
        envelope(tag = "ask", constants(core = "std")),
        id = "id",
        answer(id = "id", ok = "ok", error = "err"),
        error = String
    )]
    pub trait TABLE {
        fn f(h: u8, handler: u8, peer: u8, message: u8, answer: u8) -> Result<Ok, String>;
        fn message();
        fn peer(table: Option<u8>) -> u8;
        fn handler();
    }

    #[command]
    pub enum M {
        #[reply(Result)]
        Dispatch { out: Option<u8>, reader: Option<u8>, field: Option<u8>, value: Option<Err> },
        Marker,
    }

    #[data]
    pub struct T(u8);

    #[data]
    pub struct Ok {
        err: Option<u8>,
    }

    #[data(tag = "vec")]
    pub enum Err {
        Vec { some: u8, value: u8 },
        Box,
    }

    #[data]
    pub struct String(::std::string::String);

    #[data(open)]
    pub enum Default {
        Clone,
        Debug,
    }

    #[data(one_of)]
    pub enum From {
        Into(u8),
        Wire(u8),
    }

    #[data(untagged)]
    pub enum Record {
        Reader(u8),
        Writer(bool),
    }

    #[data]
    pub struct Option_ {
        default: Default,
        from: From,
        record: Option<Record>,
    }
}

struct Crm(u8);

impl h::H2Handler for Crm {
    fn h(&mut self, h: h::h2::H, _: &mut Peer<h::H>) {
        assert!(h.ok.err.is_none());
        self.0 += 1;
    }
}

impl h::TABLEHandler for Crm {}

fn main() {
    let t = h::T::from(1);
    let hello = h::h2::H::new(t, h::Ok::new(), std::string::String::from("x"));
    let event = h::Event::from(hello);
    assert_eq!(encode(&event), r#"{"type":"h","data":{"t":1,"ok":{},"string":"x"}}"#);
    let policy = cti_runtime::OriginPolicy::declared::<h::H>();
    let mut session = cti_runtime::Session::<h::H>::new(policy, cti_runtime::Source(1));
    let mut crm = Crm(0);
    event.dispatch(&mut crm, session.peer());
    assert_eq!((crm.0, h::H::description().name), (1, "h"));
}
