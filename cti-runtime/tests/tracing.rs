//! What is recorded of a session, and that no personal data is.
#![allow(missing_docs, reason = "a declaration of tests")]
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use acme_cti::{AcmeCti, MethodHandler, method};
use acme_phone::{AcmePhone, command, event};
use cti_runtime::session::Return;
use cti_runtime::{
    Data, Delivered, Millis, Origin, OriginPolicy, Peer, Post, Received, Session, Source, Vendor,
};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::with_default;
use tracing::{Event, Metadata, Subscriber};

const PHONE: &str = "https://phone.acme.example";

/// A phone with personal data in each message.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod acme_phone {
    #[states]
    enum Line {
        Idle,
        Ringing,
    }

    #[event]
    pub enum Event {
        #[moves(Line: Idle => Ringing)]
        Incoming {
            call_id: u64,
            from: PhoneNumber,
            #[personal]
            name: Option<String>,
        },
        #[moves(Line: Ringing => Idle)]
        Ended,
        Token {
            token: Secret<String>,
        },
    }

    #[command]
    pub enum Command {
        #[only(Line: Ringing)]
        Answer,
        Dial {
            to: PhoneNumber,
        },
        #[reply(Token)]
        GetToken,
    }
}

/// A library of the page.
#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme.cti", error = String))]
pub mod acme_cti {
    #[method]
    pub trait Method {
        fn pop(#[personal] name: String) -> bool;
    }
}

/// Spans and events as lines: `LEVEL in session{…}: message field=value`.
#[derive(Clone, Default)]
struct Lines {
    spans: Arc<Mutex<Vec<String>>>,
    lines: Arc<Mutex<Vec<String>>>,
}

/// The fields of a span or an event.
#[derive(Default)]
struct Fields {
    message: String,
    others: String,
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            name => write!(self.others, " {name}={value:?}").unwrap(),
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "cti_runtime"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        let mut spans = self.spans.lock().unwrap_or_else(PoisonError::into_inner);
        spans.push(format!("{}{}", span.metadata().name(), fields.others));
        Id::from_u64(spans.len().try_into().unwrap())
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let span = event.parent().unwrap().into_u64() - 1;
        let spans = self.spans.lock().unwrap();
        let span = spans.get(usize::try_from(span).unwrap()).unwrap();
        let (level, Fields { message, others }) = (event.metadata().level(), fields);
        let line = format!("{level} in {span}: {message}{others}");
        self.lines.lock().unwrap().push(line);
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// What is recorded meanwhile.
fn recorded(happens: impl FnOnce()) -> Vec<String> {
    let lines = Lines::default();
    with_default(lines.clone(), happens);
    let mut lines = lines.lines.lock().unwrap();
    std::mem::take(&mut *lines)
}

fn page() -> Session<AcmePhone> {
    Session::new(OriginPolicy::declared::<AcmePhone>(), Source(1))
}

fn receive(page: &mut Session<AcmePhone>, origin: &str, json: &str) {
    let post = Post::new(Source(1), origin, Data::Object(json));
    let _: Received<_> = page.receive(post, Millis(0));
}

#[test]
fn each_result_of_receiving_is_an_event_of_the_session() {
    let lines = recorded(|| {
        let mut page = page();
        let incoming = r#"{"type":"incoming","callId":7,"from":"+12025550123","name":"Ada"}"#;
        receive(&mut page, PHONE, incoming);
        receive(&mut page, PHONE, incoming);
        receive(&mut page, PHONE, r#"{"type":"muted","name":"Ada"}"#);
        receive(&mut page, PHONE, r#"{"type":"+12025550123"}"#);
        receive(
            &mut page,
            PHONE,
            r#"{"type":"incoming","callId":"Ada","from":"+12025550123"}"#,
        );
        receive(&mut page, PHONE, r#"{"name":"Ada"}"#);
        receive(&mut page, "https://ada.example", r#"{"type":"ended"}"#);
    });
    let session = "in session protocol=acme-phone side=application";
    let expected = [
        format!("DEBUG {session}: with an origin origin=https://phone.acme.example"),
        format!(
            r#"DEBUG {session}: received tag=incoming fields={{"callId":7,"from":"•••23","name":"•••"}} order=InTurn, Line Idle → Ringing"#
        ),
        format!(
            r#"WARN {session}: received out of turn tag=incoming fields={{"callId":7,"from":"•••23","name":"•••"}} rule=Line is Ringing, and Idle is needed order=OutOfTurn, Line Ringing → Ringing"#
        ),
        format!(
            r#"DEBUG {session}: received, but not declared unknown=Unknown "muted" {{"type":"•••","name":"•••"}}"#
        ),
        format!(
            r#"DEBUG {session}: received, but not declared unknown=Unknown "•••" {{"type":"•••"}}"#
        ),
        format!(
            "WARN {session}: not as declared tag=incoming why=expected a whole number at=line 1, column 29, at callId order=OutOfTurn, Line Ringing → Ringing"
        ),
        format!("DEBUG {session}: refused gate=NotOurs why=not ours: no tag of this protocol"),
        format!("DEBUG {session}: refused gate=Origin why=origin: not an origin of this protocol"),
    ];
    assert_eq!(lines, expected);
}

#[test]
fn what_is_sent_and_what_answers_it_is_recorded_without_secrets() {
    let lines = recorded(|| {
        let mut page = page();
        page.peer().send(command::Answer::new()).unwrap_err();
        page.peer()
            .send(command::Dial::new("+12025550123"))
            .unwrap();
        let ticket = page.peer().request(command::GetToken::new()).unwrap();
        receive(&mut page, PHONE, r#"{"type":"token","token":"sesame"}"#);
        assert!(
            matches!(page.peer().outcome(&ticket), Some(Ok(token)) if token.token.expose() == "sesame")
        );
        let _ = page.peer().request(command::GetToken::new()).unwrap();
        page.tick(Millis(10_000));
        page.tick(Millis(20_000));
    });
    let session = "in session protocol=acme-phone side=application";
    let expected = [
        format!(
            "WARN {session}: not sent tag=answer why=out of turn: Line is Idle, and Ringing is needed"
        ),
        format!(r#"DEBUG {session}: sent tag=dial fields={{"to":"•••23"}}"#),
        format!("DEBUG {session}: sent tag=getToken fields={{}}"),
        format!(
            r#"DEBUG {session}: received tag=token fields={{"token":"•••"}} order=InTurn, Settled"#
        ),
        format!("DEBUG {session}: sent tag=getToken fields={{}}"),
        format!("WARN {session}: no answer before the deadline tag=getToken"),
    ];
    assert_eq!(lines, expected);
}

#[test]
fn the_vendors_side_and_a_library_are_recorded_too() {
    struct Acme;
    impl MethodHandler for Acme {
        fn pop(&mut self, _: method::Pop, _: &mut Peer<AcmeCti, Vendor>) -> Return<bool, String> {
            Err("Ada is unknown".to_owned()).into()
        }
    }
    let lines = recorded(|| {
        let pages = OriginPolicy::pages([Origin::parse("https://crm.example").unwrap()]).unwrap();
        let mut phone = Session::<AcmePhone, _>::serve(pages, Source(1));
        phone.peer().send(event::Token::new("sesame")).unwrap();

        let mut page = Session::<AcmeCti>::in_page().numbering_from(3);
        let mut library = Session::<AcmeCti, _>::library().numbering_from(7);
        let ticket = page.peer().request(method::Pop::new("Ada")).unwrap();
        let called = page.poll_signal().unwrap();
        if let Delivered::Message(pop, order) = library.deliver(&called, Millis(0)) {
            pop.dispatch(&mut Acme, library.handling(&order));
        }
        let answer = library.poll_signal().unwrap();
        let _: Delivered<_> = page.deliver(&answer, Millis(0));
        assert!(page.peer().outcome(&ticket).is_some());
    });
    let expected = [
        r#"DEBUG in session protocol=acme-phone side=vendor: sent tag=token fields={"token":"•••"}"#,
        r#"DEBUG in session protocol=acme-cti side=application: sent tag=pop fields={"name":"•••"}"#,
        r#"DEBUG in session protocol=acme-cti side=vendor: received tag=pop fields={"name":"•••"} order=InTurn"#,
        "DEBUG in session protocol=acme-cti side=vendor: answer sent request=7",
        "DEBUG in session protocol=acme-cti side=application: answered request=3 tag=pop",
    ];
    assert_eq!(lines, expected);
}
