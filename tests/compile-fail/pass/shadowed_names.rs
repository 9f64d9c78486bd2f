//! What surrounds a declaration may call its own things as the standard library does.
#![allow(dead_code, unused_imports, unused_macros)]

pub mod std {}
pub mod core {}
pub mod alloc {}
pub mod serde {}
pub mod cti_runtime {}
pub struct Result;
pub struct Option;
pub struct String;
pub struct Vec;
pub struct Box;
pub struct Some;
pub struct None;
pub struct Ok;
pub struct Err;
pub struct Self_;
pub struct Session;
pub struct Peer;
pub struct Wire;
pub struct Record;
pub struct Fill;
pub struct Put;
pub trait Clone {}
pub trait Copy {}
pub trait Debug {}
pub trait Default {}
pub trait Eq {}
pub trait From {}
pub trait Hash {}
pub trait Into {}
pub trait Iterator {}
pub trait PartialEq {}
pub trait Sized_ {}
pub trait ToString {}
pub fn drop() {}
macro_rules! include_str {
    () => {};
}
macro_rules! matches {
    () => {};
}

#[::cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", content = "data")
)]
pub mod phone {
    use super::*;

    #[states]
    enum Line {
        Idle,
        Ringing,
    }

    #[states(key = id)]
    enum Call {
        Up,
        #[end]
        Down,
    }

    #[event]
    pub enum Event {
        #[moves(Line: * => Ringing)]
        #[moves(Call: new => Up)]
        #[sample({ action: "ring", data: { id: 7, from: "+1", side: "in", who: { name: "A" } } })]
        Ring {
            id: u64,
            from: PhoneNumber,
            side: Side,
            who: Person,
            note: Option<String>,
            #[default]
            tags: Vec<String>,
            #[flatten]
            target: Option<Target>,
            #[flatten]
            rest: Map<Json>,
        },
        #[moves(Line: * => Idle)]
        #[moves(Call: * => Down)]
        Over { id: u64 },
        Option { some: Option<u8>, none: bool },
        Result(Vec<Map<String>>),
        Ok,
        Err,
        Some,
        None,
        String,
        Vec,
        Clone,
        Default,
        Peer,
        Into,
    }

    #[command]
    pub enum Command {
        #[reply(Ok, or = Err)]
        Dial { view: View, id: Id },
        #[only(Line: Idle)]
        Session { query: Query<Person>, again: Option<Box<Tree>> },
    }

    #[data(open)]
    pub enum Side {
        In,
        Out,
        #[prefix("x_")]
        Extra(String),
    }

    #[data]
    #[personal]
    pub struct Person {
        name: String,
        born: Option<DateTime>,
    }

    #[data(one_of)]
    pub enum Target {
        Number(PhoneNumber),
        Url(Url),
    }

    #[data(tag = "kind")]
    pub enum View {
        Full,
        Single { app: String, some: Option<u8> },
    }

    #[data(untagged)]
    pub enum Id {
        Number(u64),
        Text(Name),
    }

    #[data]
    pub struct Name(String);

    #[data]
    pub struct Tree {
        leaf: Option<Box<Tree>>,
    }
}

fn main() {
    let ring = phone::event::Ring::new(
        7,
        "+1",
        phone::Side::In,
        phone::Person::new("Ada"),
    );
    let json = ::cti_runtime::message::encode::<phone::Event>(&::core::convert::Into::into(ring));
    assert_eq!(
        json,
        r#"{"action":"ring","data":{"id":7,"from":"+1","side":"in","who":{"name":"Ada"},"tags":[]}}"#
    );
}
