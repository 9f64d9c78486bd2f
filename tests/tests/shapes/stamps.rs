//! Fields that the session fills in: what it was opened with, and an id for each message.

use cti_export::{asyncapi, json_schema, markdown, typescript};
use cti_runtime::describe::Stamp;
use cti_runtime::testing::Cable;
use cti_runtime::types::{Id, Map};
use cti_runtime::{
    App, Data, Gate, Millis, Origin, OriginPolicy, Peer, Post, Protocol, Received, Session, Source,
    Vendor,
};

use crate::sides::{PAGE, PHONE, from_phone, phone_posts, posts, turned_away};

/// A host of apps: each message has the id of its app, and one of its own.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "args")
)]
pub mod app_host {
    /// Host → app.
    #[event(each(#[beside] #[session] app: AppId, #[beside] #[session] visit: u64))]
    pub enum Event {
        #[sample({ type: "ringing", app: "a-7", visit: 3, args: { from: "+12025550123" } })]
        Ringing {
            from: PhoneNumber,
        },
        #[sample({ type: "dialled", app: "a-7", visit: 3, id: "9", args: { ok: true } })]
        Dialled {
            #[id]
            #[beside]
            id: Id,
            ok: bool,
        },
        Hidden,
    }

    /// App → host.
    #[command(each(
        #[beside] #[session] app: AppId,
        #[beside] #[session] token: Secret<String>,
        #[beside] #[fresh] #[id] id: Id,
    ))]
    pub enum Command {
        #[sample({ type: "resize", app: "a-7", token: "t", id: "8", args: { height: 300 } })]
        Resize {
            height: u32,
        },
        #[reply(Dialled)]
        #[sample({ type: "dial", app: "a-7", token: "t", id: "9", args: { to: "+12025550123" } })]
        Dial {
            to: PhoneNumber,
        },
        SetData(Map<Json>),
    }

    /// The id of an app.
    #[data]
    pub struct AppId(String);
}
use app_host::{AppHost, AppId, CommandFields, EventFields, command, event};

fn page(app: &str) -> Session<AppHost> {
    let fields = CommandFields::new(AppId::from(app), "secret".to_owned());
    let policy = OriginPolicy::declared::<AppHost>();
    Session::with_fields(policy, Source(1), &fields).numbering_from(1)
}

fn host(app: &str) -> Session<AppHost, Vendor> {
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    let fields = EventFields::new(AppId::from(app), 3);
    Session::serve_with_fields(pages, Source(1), &fields).numbering_from(1)
}

#[test]
fn each_message_has_what_its_session_was_opened_with() {
    let mut page = page("a-7");
    page.peer().send(command::Resize::new(300)).unwrap();
    page.peer().send(command::SetData::new(Map::new())).unwrap();
    assert_eq!(
        posts(&mut page),
        [
            r#"{"type":"resize","args":{"height":300},"app":"a-7","token":"secret","id":"1"}"#,
            r#"{"type":"setData","args":{},"app":"a-7","token":"secret","id":"2"}"#,
        ]
    );
    let mut host = host("a-7");
    host.peer().send(event::Hidden::new()).unwrap();
    assert_eq!(
        phone_posts(&mut host),
        [r#"{"type":"hidden","app":"a-7","visit":3}"#]
    );
}

/// What was put there by hand is of no session.
#[test]
fn a_message_can_t_be_made_another_session_s() {
    let mut page = page("a-7");
    let mut resize = command::Resize::new(300);
    resize.app = AppId::from("a-8");
    resize.id = Id::from(77);
    page.peer().send(resize.clone()).unwrap();
    page.peer().send_anyway(resize).unwrap();
    let posts = posts(&mut page);
    assert!(posts.iter().all(|post| post.contains(r#""app":"a-7""#)));
    assert!(posts[0].contains(r#""id":"1""#) && posts[1].contains(r#""id":"2""#));
}

/// Of one sequence, whether a message is answered or not: no id is used twice.
#[test]
fn a_request_s_id_is_fresh_too() {
    let mut page = page("a-7");
    page.peer().send(command::Resize::new(1)).unwrap();
    let ticket = page
        .peer()
        .request(command::Dial::new("+12025550123"))
        .unwrap();
    page.peer().send(command::Resize::new(2)).unwrap();
    let ids: Vec<String> = posts(&mut page)
        .iter()
        .map(|post| post.rsplit_once(r#""id":"#).unwrap().1.to_owned())
        .collect();
    assert_eq!(ids, [r#""1"}"#, r#""2"}"#, r#""3"}"#]);

    let dialled = r#"{"type":"dialled","app":"a-7","visit":1,"id":"2","args":{"ok":true}}"#;
    let _ = page.receive(from_phone(dialled), Millis(0));
    assert!(page.peer().outcome(&ticket).unwrap().unwrap().ok);
}

#[test]
fn two_sessions_make_different_ids() {
    let first_id = || {
        let fields = CommandFields::new(AppId::from("a"), "t".to_owned());
        let policy = OriginPolicy::declared::<AppHost>();
        let mut page = Session::<AppHost>::with_fields(policy, Source(1), &fields);
        page.peer().send(command::Resize::new(1)).unwrap();
        posts(&mut page).remove(0)
    };
    assert_ne!(first_id(), first_id());
}

#[test]
fn what_is_of_another_session_is_turned_away() {
    let mut page = page("a-7");
    let other = r#"{"type":"hidden","app":"a-8","visit":3}"#;
    assert_eq!(turned_away(&mut page, other), Gate::NotOurs);
    let drifted = r#"{"type":"ringing","app":"a-8","visit":3,"args":{"from":true}}"#;
    assert_eq!(turned_away(&mut page, drifted), Gate::NotOurs);
    assert_eq!(page.view().counters().accepted, 0);

    // It settles the session on no origin either.
    let own = r#"{"type":"hidden","app":"a-7","visit":3}"#;
    let received = page.receive(from_phone(own), Millis(0));
    assert!(matches!(received, Received::Message(..)), "{received:?}");
}

/// What only the other side gives is a field like any other.
#[test]
fn what_the_other_side_gives_is_told() {
    let mut page = page("a-7");
    for visit in [3, 4] {
        let json = format!(r#"{{"type":"hidden","app":"a-7","visit":{visit}}}"#);
        match page.receive(from_phone(&json), Millis(0)) {
            Received::Message(app_host::Event::Hidden(hidden), _) => {
                assert_eq!(hidden.visit, visit);
            }
            other => panic!("{other:?}"),
        }
    }
}

/// A message that drifted so far that it names no session may be this one's.
#[test]
fn a_drift_without_the_field_is_told() {
    let mut page = page("a-7");
    let received = page.receive(from_phone(r#"{"type":"hidden","visit":3}"#), Millis(0));
    assert!(matches!(received, Received::Drifted(_)), "{received:?}");
}

#[test]
fn a_reload_changes_nothing_about_it() {
    let mut page = page("a-7");
    page.peer().send(command::Resize::new(1)).unwrap();
    page.reload();
    page.peer().send(command::Resize::new(2)).unwrap();
    let posts = posts(&mut page);
    assert_eq!(
        posts,
        [r#"{"type":"resize","args":{"height":2},"app":"a-7","token":"secret","id":"2"}"#]
    );
}

#[test]
fn a_tool_takes_every_session_and_sends_what_it_is_given() {
    let policy = OriginPolicy::declared::<AppHost>();
    let mut tool = Session::<AppHost, App>::watching(policy, Source(1));
    for app in ["a-7", "a-8"] {
        let json = format!(r#"{{"type":"hidden","app":"{app}","visit":3}}"#);
        let post = Post::new(Source(1), PHONE, Data::Object(&json));
        assert!(matches!(
            tool.receive(post, Millis(0)),
            Received::Message(..)
        ));
    }
}

struct Host;

impl app_host::CommandHandler for Host {
    fn dial(&mut self, dial: command::Dial, app: &mut Peer<AppHost, Vendor>) {
        assert_eq!(dial.token.expose(), "secret");
        app.send(event::Dialled::new(dial.id, true)).unwrap();
    }
}

struct Crm;

impl app_host::EventHandler for Crm {}

#[test]
fn both_sides_talk() {
    let origin = |text| Origin::parse(text).unwrap();
    // The host of another app doesn't listen.
    for (serves, turned_away) in [("a-7", 0), ("a-8", 1)] {
        let (mut page, mut host) = (page("a-7"), host(serves));
        let ticket = page
            .peer()
            .request(command::Dial::new("+12025550123"))
            .unwrap();
        let mut cable = Cable::new(origin(PAGE), origin(PHONE));
        let refused = cable.run((&mut page, &mut Crm), (&mut host, &mut Host));
        assert_eq!(refused.len(), turned_away, "{refused:?}");
        let answer = page.peer().outcome(&ticket);
        assert_eq!(
            answer.is_some_and(|answer| answer.unwrap().ok),
            turned_away == 0
        );
    }
}

/// A value of a session may be a secret.
#[test]
fn what_a_session_is_opened_with_is_not_shown() {
    let fields = CommandFields::new(AppId::from("a-7"), "secret".to_owned());
    assert!(!format!("{fields:?}").contains("secret"));
    assert!(!format!("{:?}", page("a-7")).contains("secret"));
}

#[test]
fn the_exports_say_who_fills_it_in() {
    let description = AppHost::description();
    let [events, commands, ..] = description.families else {
        panic!("two directions");
    };
    let stamps = |fields: &'static [cti_runtime::describe::Field]| {
        fields.iter().map(|field| field.stamp).collect::<Vec<_>>()
    };
    let session = Some(Stamp::Session);
    assert_eq!(stamps(events.messages[0].fields), [session, session, None]);
    assert_eq!(
        stamps(commands.messages[0].fields),
        [session, session, Some(Stamp::Fresh), None]
    );
    assert_eq!(
        stamps(commands.messages[1].fields),
        [session, session, None, None]
    );

    let once = "Set once, when the sender's session is opened.";
    let fresh = "The sender's session makes another one for each message.";
    for out in [
        markdown(description),
        typescript(description),
        json_schema(description),
        asyncapi(description),
    ] {
        assert!(out.contains(once) && out.contains(fresh), "{out}");
    }
}
