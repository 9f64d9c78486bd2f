//! Rules for a whole direction, a handshake that gives up, and a message that says that its document is new.

use cti_export::{asyncapi, markdown, typescript};
use cti_runtime::session::ReplyNote;
use cti_runtime::testing::Cable;
use cti_runtime::{
    Data, Gate, Millis, Origin, OriginPolicy, Peer, Post, Protocol, Received, RequestError,
    SendError, Session, SessionNotice, Source, Vendor,
};

use crate::sides::{PAGE, PHONE, app, from_page, from_phone, hear, phone_posts, posts, vendor};

/// A host of widgets whose page may be loaded anew at any time, and says so.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example", "https://eu.acme.example"),
    envelope(object, tag = "type")
)]
pub mod widget_host {
    #[states]
    enum Widget {
        Waiting,
        Ready,
    }

    /// Host → widget.
    #[event]
    pub enum Notice {
        /// The host's page is there, for the first time or again.
        #[reloaded]
        #[sample({ type: "sync" })]
        Sync,
        Found {
            name: String,
        },
        Shown,
    }

    /// Host → widget: what it asks.
    #[event(tag = "ask", id = "id", answer(id = "to", ok = "result"))]
    pub trait Ask {
        fn version() -> String;
    }

    /// Widget → host: nothing before `init`.
    #[command]
    #[only(Widget: Ready)]
    pub enum Command {
        #[moves(Widget: * => Ready)]
        Init,
        Resize {
            height: u32,
        },
        #[reply(Found)]
        Find {
            number: PhoneNumber,
        },
    }
}
use widget_host::{Widget, WidgetHost, command, notice};

/// A phone that may not be there.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod absent_phone {
    #[states]
    enum Line {
        Idle,
        Dialling,
    }

    #[event]
    pub enum Event {
        Loaded,
        Ready,
        Token { token: Secret<String> },
    }

    #[command]
    pub enum Command {
        #[handshake(until = Ready, again = Loaded, every_ms = 500, hold)]
        #[within(ms = 1200)]
        Hello { agent: String },
        #[moves(Line: Idle => Dialling)]
        Dial,
        #[reply(Token)]
        GetToken,
    }
}
use absent_phone::{AbsentPhone, Line, command as absent};

const READY: &str = r#"{"type":"ready"}"#;

#[test]
fn nothing_is_sent_before_what_the_direction_needs() {
    let mut widget = app::<WidgetHost>();
    widget.aim(Origin::parse(PHONE).unwrap()).unwrap();
    let refused = widget.peer().send(command::Resize::new(1)).unwrap_err();
    let rule = "out of turn: Widget is Waiting, and Ready is needed";
    assert_eq!(refused.to_string(), rule);
    let refused = widget.peer().request(command::Find::new("+1")).unwrap_err();
    assert_eq!(refused.to_string(), rule);

    // What moves the machine has a rule of its own about it.
    widget.peer().send(command::Init::new()).unwrap();
    widget.peer().send(command::Resize::new(1)).unwrap();
    widget.peer().send(command::Init::new()).unwrap();
    assert_eq!(posts(&mut widget).len(), 3);
}

#[test]
fn a_new_document_begins_anew() {
    let mut widget = app::<WidgetHost>();
    let _ = widget.receive(from_phone(r#"{"type":"sync"}"#), Millis(0));
    widget.peer().send(command::Init::new()).unwrap();
    let asked = widget.peer().request(command::Find::new("+1")).unwrap();
    assert_eq!(posts(&mut widget).len(), 2);
    let version = from_phone(r#"{"ask":"version","id":"1"}"#);
    let Received::Message(_, order) = widget.receive(version, Millis(1)) else {
        panic!("a request");
    };
    let their_request = order.request().unwrap();
    widget.peer().send(command::Resize::new(1)).unwrap();

    let Received::Message(_, order) = widget.receive(from_phone(r#"{"type":"sync"}"#), Millis(2))
    else {
        panic!("it is new");
    };
    assert!(order.is_reloaded() && !order.is_new_origin());
    assert_eq!(
        widget.peer().outcome(&asked),
        Some(Err(RequestError::Reloaded))
    );
    assert_eq!(widget.peer().state::<Widget>(), Some(Widget::Waiting));
    // What was for the document before isn't posted, and nothing that it asked is answered.
    assert_eq!(posts(&mut widget), [""; 0]);
    let late = widget
        .peer()
        .answer::<widget_host::ask::Version>(their_request, &Ok("2".into()));
    assert_eq!(late, Err(SendError::NoSuchRequest));
    let found = r#"{"type":"found","name":"Ada"}"#;
    assert_eq!(hear(&mut widget, found, 3), ReplyNote::Unsolicited);
}

/// Another origin of the policy is listened to only when a conversation begins with it.
#[test]
fn a_new_document_may_have_another_origin() {
    let at = |json| Post::new(Source(1), "https://eu.acme.example", Data::Object(json));
    let mut widget = app::<WidgetHost>();
    let _ = widget.receive(from_phone(r#"{"type":"sync"}"#), Millis(0));
    widget.peer().send(command::Init::new()).unwrap();
    match widget.receive(at(r#"{"type":"shown"}"#), Millis(1)) {
        Received::Refused(refusal) => assert_eq!(refusal.gate(), Gate::Origin),
        other => panic!("{other:?}"),
    }
    match widget.receive(at(r#"{"type":"sync"}"#), Millis(2)) {
        Received::Message(_, order) => assert!(order.is_reloaded() && order.is_new_origin()),
        other => panic!("{other:?}"),
    }
    widget.peer().send(command::Init::new()).unwrap();
    let post = widget.poll_post().unwrap();
    assert_eq!(post.target.as_str(), "https://eu.acme.example");
    match widget.receive(from_phone(r#"{"type":"shown"}"#), Millis(3)) {
        Received::Refused(refusal) => assert_eq!(refusal.gate(), Gate::Origin),
        other => panic!("{other:?}"),
    }
}

struct Widgets;
impl widget_host::NoticeHandler for Widgets {}
impl widget_host::AskHandler for Widgets {}

struct Host;
impl widget_host::CommandHandler for Host {
    fn find(&mut self, _: command::Find, widget: &mut Peer<WidgetHost, Vendor>) {
        widget.send(notice::Found::new("Ada")).unwrap();
    }
}

#[test]
fn both_sides_begin_anew() {
    let (mut widget, mut host) = (app::<WidgetHost>(), vendor::<WidgetHost>());
    let origin = |text| Origin::parse(text).unwrap();
    let mut cable = Cable::new(origin(PAGE), origin(PHONE));
    for _ in 0..2 {
        host.peer().send(notice::Sync::new()).unwrap();
        assert_eq!(host.peer().state::<Widget>(), Some(Widget::Waiting));
        let refused = cable.run((&mut widget, &mut Widgets), (&mut host, &mut Host));
        assert_eq!(refused, [""; 0]);
        widget.peer().send(command::Init::new()).unwrap();
        let found = widget.peer().request(command::Find::new("+1")).unwrap();
        let _ = cable.run((&mut widget, &mut Widgets), (&mut host, &mut Host));
        assert_eq!(widget.peer().outcome(&found).unwrap().unwrap().name, "Ada");
        assert_eq!(host.peer().state::<Widget>(), Some(Widget::Ready));
    }
}

fn absent() -> Session<AbsentPhone> {
    Session::new(OriginPolicy::declared::<AbsentPhone>(), Source(1))
}

#[test]
fn a_handshake_gives_up() {
    let mut page = absent();
    page.peer().send(absent::Hello::new("Ada")).unwrap();
    page.peer().send(absent::Dial::new()).unwrap();
    let token = page.peer().request(absent::GetToken::new()).unwrap();
    let mut told = 0;
    while let Some(next) = page.next_deadline() {
        assert_eq!(page.poll_notice(), None);
        assert!(next <= Millis(1200));
        told += posts(&mut page).len();
        page.tick(next);
    }
    assert_eq!((page.view().now(), told), (Millis(1200), 3));
    let given_up = SessionNotice::HandshakeGivenUp {
        begin: "hello",
        until: "ready",
    };
    assert_eq!(page.poll_notice(), Some(given_up));
    assert_eq!(page.poll_notice(), None);

    // It is as if nothing had been sent.
    let first = SendError::HandshakeFirst {
        send: Some("hello"),
        until: "ready",
    };
    assert_eq!(
        page.peer().outcome(&token),
        Some(Err(RequestError::NotPosted(first.clone())))
    );
    assert_eq!(page.peer().state::<Line>(), Some(Line::Idle));
    assert_eq!(page.peer().send(absent::Dial::new()), Err(first.clone()));
    assert_eq!(posts(&mut page), [""; 0]);

    // Nor does it come back by itself: what comes too late acknowledges nothing.
    let _ = page.receive(from_phone(READY), Millis(1300));
    assert_eq!(page.peer().send(absent::Dial::new()), Err(first));
}

#[test]
fn it_may_begin_again() {
    let hello = r#"{"type":"hello","agent":"Ada"}"#;
    let mut page = absent();
    page.peer().send(absent::Hello::new("Ada")).unwrap();
    page.tick(Millis(1200));
    let _ = page.poll_notice();
    page.peer().send(absent::Hello::new("Ada")).unwrap();
    page.peer().send(absent::Dial::new()).unwrap();
    assert_eq!(posts(&mut page), [hello]);
    let _ = page.receive(from_phone(READY), Millis(1300));
    assert_eq!(posts(&mut page), [r#"{"type":"dial"}"#]);
    assert_eq!((page.next_deadline(), page.poll_notice()), (None, None));

    // A new document has as long as the first one.
    let _ = page.receive(from_phone(r#"{"type":"loaded"}"#), Millis(2000));
    assert_eq!(posts(&mut page), [hello]);
    page.tick(Millis(3199));
    assert_eq!(page.poll_notice(), None);
    page.tick(Millis(3200));
    assert!(page.poll_notice().is_some());
    // And so has one that comes after it was given up.
    let _ = page.receive(from_phone(r#"{"type":"loaded"}"#), Millis(4000));
    let _ = page.receive(from_phone(READY), Millis(4100));
    page.peer().send(absent::Dial::new()).unwrap();
}

/// Posted too often it isn't waited for any longer.
#[test]
fn a_repetition_doesn_t_begin_anew() {
    let mut page = absent();
    page.peer().send(absent::Hello::new("Ada")).unwrap();
    page.tick(Millis(700));
    page.peer().send(absent::Hello::new("Bea")).unwrap();
    page.tick(Millis(1200));
    assert!(page.poll_notice().is_some());
}

#[test]
fn documents_tell_it() {
    let description = WidgetHost::description();
    let new = "Its sender's document is new: the conversation begins again";
    for out in [
        markdown(description),
        typescript(description),
        asyncapi(description),
    ] {
        assert!(out.contains(new), "{out}");
    }
    let out = typescript(description);
    assert_eq!(
        out.matches("Only while `Widget` is Ready.").count(),
        2,
        "{out}"
    );
    let given_up = "Given up if `ready` doesn't arrive within 1200 ms.";
    let description = AbsentPhone::description();
    for out in [markdown(description), typescript(description)] {
        assert!(out.contains(given_up), "{out}");
    }
    let mut phone = vendor::<AbsentPhone>();
    let _ = phone.receive(from_page(r#"{"type":"hello","agent":"Ada"}"#), Millis(0));
    assert_eq!(phone_posts(&mut phone), [""; 0]);
}
