//! Every attribute of a protocol between windows.
#![deny(missing_docs)]

/// A made-up phone.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone-*.acme.example"),
    envelope(object | text, tag = "action", content = "data"),
    frame(src = "https://phone-{cluster}.acme.example/?a=1", allow = "microphone *", size = (4, 8)),
)]
pub mod acme_phone {
    //! With a note.
    use cti_runtime::types::{PhoneNumber, Url as Link};
    /// The line.
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
    #[event(each(stamp: u64))]
    pub enum Event {
        /// A call rings.
        #[moves(Line: Idle => Ringing)]
        #[moves(Call: new => Up)]
        #[sample({ action: "ring", "data": { stamp: 1, id: 7, number: 3584, side: "x_y", to: null,
            extra: -1.5e3, }, })]
        #[sample(r#"{"action":"ringing","data":{"stamp":1,"id":7,"number":"+358","side":"in"}}"#)]
        #[rename("ring", alias = "ringing")]
        Ring {
            id: u64,
            number: PhoneNumber,
            side: Side,
            #[null]
            to: Option<u64>,
            #[default]
            extra: f64,
            r#type: Option<Link>,
        },
        #[moves(Line: Ringing => Idle)]
        #[moves(Call: Up => Down)]
        Over {
            id: u64,
        },
        Failed,
    }
    #[command(rename_all = "snake_case")]
    pub enum Command {
        SetData(Map<Json>),
        #[envelope(beside)]
        Status {
            status: Side,
        },
        #[envelope(content = "body")]
        Dial {
            #[flatten]
            target: Target,
            #[flatten]
            view: View,
            #[beside]
            trace: Option<Uuid>,
        },
        #[only(Line: Idle)]
        #[reply(Over, or = Failed)]
        Hangup,
    }
    #[data(open)]
    pub enum Side {
        In,
        #[prefix("x_")]
        Extra(String),
    }
    #[data(one_of)]
    pub enum Target {
        Number(PhoneNumber),
        CallId(u64),
    }
    #[data(tag = "view")]
    pub enum View {
        Plain,
        Headless { app: String },
    }
    #[data(untagged)]
    pub enum Id {
        Number(u64),
        Name(String),
    }
    #[data]
    #[personal]
    pub struct Person {
        pub name: String,
        id: Id,
        tree: Option<Box<Person>>,
    }
    #[data]
    pub struct Money(f64);
    const LIMIT: u64 = { 7 };
}

fn main() {}
