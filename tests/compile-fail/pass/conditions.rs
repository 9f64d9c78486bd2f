//! Each type that a condition compares, and calls whose keys are inside of one field.
#![deny(missing_docs, warnings)]

use acme::{Acme, Agent, Leg, Line, Parent};
use cti_runtime::{Data, Millis, OriginPolicy, Post, Received, Session, Source};

/// A made-up phone.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "data")
)]
mod acme {
    #[states]
    enum Agent {
        Out,
        In,
        Busy,
    }
    #[states]
    enum Line {
        Idle,
        Up,
    }
    #[states(key = call.id)]
    enum Leg {
        Up,
    }
    #[states(key = call.parent.id)]
    enum Parent {
        Up,
    }

    #[event(each(#[beside] seq: Option<u8>))]
    pub enum Event {
        #[moves(Agent: * => In, if present = true)]
        #[moves(Agent: * => Out, if present = false)]
        Present { present: Option<bool> },
        #[moves(Agent: * => Busy, if r#type = "busy_lunch")]
        Prefixed { r#type: Option<Mood> },
        #[moves(Agent: * => In, if value = -7)]
        Numbered { value: Option<Number>, place: u8 },
        #[moves(Agent: * => Out, if content = 18)]
        Quoted(Text<u64>),
        #[moves(Line: * => Up, if call.side = "in")]
        #[moves(Leg: new => Up)]
        #[moves(Parent: new => Up, if call.parent.up = true)]
        Call { call: Option<Call> },
        #[moves(Line: * => Idle, if side = "out")]
        Beside(Call),
    }

    #[data]
    pub struct Number(i16);

    #[data]
    pub struct Call {
        id: String,
        side: Side,
        parent: Option<Root>,
    }

    #[data]
    pub struct Root {
        id: u64,
        up: bool,
    }

    #[data]
    pub enum Side {
        In,
        Out,
    }

    #[data(open)]
    pub enum Mood {
        #[prefix("busy_")]
        BusyWith(String),
        Free,
    }
}

/// Functions and their arguments.
#[cti_runtime::protocol(vendor = "Desk", calls(library = "desk.cti", error = String))]
mod desk {
    #[states]
    enum Panel {
        Shut,
        Open,
    }
    #[method]
    pub trait Method {
        #[moves(Panel: * => Open, if open = true)]
        #[moves(Panel: * => Shut, if open = false)]
        fn set_panel(open: bool) -> bool;
    }
    #[subscription]
    pub trait Listener {
        #[moves(Panel: * => Shut)]
        fn closed();
    }
}

fn main() {
    let mut session = Session::<Acme>::new(OriginPolicy::declared::<Acme>(), Source(1));
    let mut hear = |data: &str, agent: Agent| {
        let post = Post::new(Source(1), "https://phone.acme.example", Data::Object(data));
        let received = session.receive(post, Millis(0));
        assert!(matches!(received, Received::Message(..)), "{data}");
        assert_eq!(session.peer().state::<Agent>(), Some(agent), "{data}");
        session.peer().state::<Line>()
    };
    hear(r#"{"type":"present","data":{"present":true}}"#, Agent::In);
    hear(r#"{"type":"present","data":{"present":null}}"#, Agent::In);
    hear(r#"{"type":"present","data":{"present":false}}"#, Agent::Out);
    hear(r#"{"type":"prefixed","data":{"type":"busy_out"}}"#, Agent::Out);
    hear(r#"{"type":"prefixed","data":{"type":"busy_lunch"}}"#, Agent::Busy);
    hear(r#"{"type":"numbered","data":{"value":7,"place":0}}"#, Agent::Busy);
    hear(r#"{"type":"numbered","data":{"value":-7,"place":0}}"#, Agent::In);
    hear(r#"{"type":"quoted","data":"17"}"#, Agent::In);
    hear(r#"{"type":"quoted","data":"18"}"#, Agent::Out);
    let call = r#"{"type":"call","seq":1,"data":{"call":{"id":"a","side":"in","parent":{"id":9,"up":true}}}}"#;
    assert_eq!(hear(call, Agent::Out), Some(Line::Up));
    let call = r#"{"type":"call","seq":1,"data":{"call":{"id":"b","side":"out","parent":{"id":8,"up":false}}}}"#;
    assert_eq!(hear(call, Agent::Out), Some(Line::Up));
    let beside = r#"{"type":"beside","data":{"id":"b","side":"out"}}"#;
    assert_eq!(hear(beside, Agent::Out), Some(Line::Idle));
    let peer = session.peer();
    assert_eq!(peer.state_of::<Leg>(&"a".to_owned()), Some(Leg::Up));
    assert_eq!(peer.state_of::<Leg>(&"b".to_owned()), Some(Leg::Up));
    assert_eq!(peer.state_of::<Parent>(&9_u64), Some(Parent::Up));
    assert_eq!(peer.state_of::<Parent>(&8_u64), None);
}
