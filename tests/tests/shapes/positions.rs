//! Fields by position, and what a vendor takes back.

use cti_export::{asyncapi, json_schema, markdown, typescript};
use cti_runtime::message::encode;
use cti_runtime::testing::Cable;
use cti_runtime::{Gate, Millis, Origin, Peer, Protocol, Received, Vendor, tools};
use cti_tests::positions::list_host::{
    self, Agent, CallArgs, Caller, Event, Failure, ListHost, Path, Point, ask, event,
};

use crate::sides::{PAGE, PHONE, app, from_phone, posts, vendor};

fn ringing(args: &str) -> Received<Event> {
    let json = format!(r#"{{"method":"ringing","args":{args}}}"#);
    app::<ListHost>().receive(from_phone(&json), Millis(0))
}

#[track_caller]
fn read(args: &str) -> CallArgs {
    match ringing(args) {
        Received::Message(Event::Ringing(event::Ringing(args)), _) => args,
        other => panic!("{other:?}"),
    }
}

#[test]
fn fields_stand_at_their_positions() {
    let all = CallArgs::new("+1", 7).caller(Caller::new("Ada")).note("x");
    assert_eq!(read(r#"["+1",7,{"name":"Ada"},"x"]"#), all);
    assert_eq!(
        encode(&Event::from(event::Ringing::new(all))),
        r#"{"method":"ringing","args":["+1",7,{"name":"Ada"},"x"]}"#
    );
    let points = vec![Point::new(1.0, 2.5), Point::new(3.0, 4.0)];
    assert_eq!(
        encode(&Event::from(event::Moved::new(points))),
        r#"{"method":"moved","args":{"path":[[1.0,2.5],[3.0,4.0]]}}"#
    );
}

/// What need not be there may be missing at the end or be null, and what is behind is passed over.
#[test]
fn a_list_may_be_shorter_or_longer() {
    for args in [
        r#"["+1",7]"#,
        r#"["+1",7,null,null]"#,
        r#"["+1",7,null,null,{"new":[1]},2]"#,
    ] {
        assert_eq!(read(args), CallArgs::new("+1", 7), "{args}");
    }
    let without = encode(&Event::from(event::Ringing::new(CallArgs::new("+1", 7))));
    assert_eq!(without, r#"{"method":"ringing","args":["+1",7,null,null]}"#);
}

#[test]
fn another_list_drifts() {
    for args in [
        r#"["+1"]"#,
        "[]",
        "{}",
        r#"["+1","7"]"#,
        r#"[7,"+1"]"#,
        r#""+1""#,
        "null",
    ] {
        assert!(matches!(ringing(args), Received::Drifted(_)), "{args}");
    }
    for args in [
        r#"["+1",7"#,
        r#"["+1" 7]"#,
        r#"["+1",7,{"name":"a","name":"b"}]"#,
    ] {
        match ringing(args) {
            Received::Refused(refusal) => assert_eq!(refusal.gate(), Gate::Malformed, "{args}"),
            Received::Drifted(drifted) => assert!(args.contains("\"b\""), "{args}: {drifted:?}"),
            other @ Received::Message(..) => panic!("{other:?}"),
        }
    }
    match ringing(r#"["+1",true]"#) {
        Received::Drifted(drifted) => assert_eq!(drifted.location().path, "args[1]"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn personal_data_are_masked_at_their_positions() {
    let mut tool = tools::watch(app::<ListHost>());
    let json = r#"{"method":"ringing","args":["+12025550123",7,null,"angry"]}"#;
    let report = tool.receive(&tools::Input::Post(from_phone(json)), Millis(0));
    assert_eq!(report.fields, r#"["•••23",7,null,"•••"]"#);
    let shown = format!("{:?}", read(r#"["+12025550123",7,null,"angry"]"#));
    assert!(
        !shown.contains("angry") && !shown.contains("0123"),
        "{shown}"
    );
}

struct Host;
impl list_host::AskHandler for Host {
    fn get(
        &mut self,
        get: ask::Get,
        _: &mut Peer<ListHost, Vendor>,
    ) -> cti_runtime::session::Return<Agent, Failure> {
        match &*get.args.key {
            "agent" => Ok(Agent::new("Ada").calls(3)).into(),
            _ => Err(Failure::new(404)).into(),
        }
    }
}

struct Widget;
impl list_host::EventHandler for Widget {}

#[test]
fn both_sides_speak_by_position() {
    let (mut page, mut host) = (app::<ListHost>(), vendor::<ListHost>());
    let found = page
        .peer()
        .request(ask::Get::new(Path::new("agent")))
        .unwrap();
    let none = page
        .peer()
        .request(ask::Get::new(Path::new("queue")))
        .unwrap();
    let origin = |text| Origin::parse(text).unwrap();
    let mut cable = Cable::new(origin(PAGE), origin(PHONE));
    let refused = cable.run((&mut page, &mut Widget), (&mut host, &mut Host));
    assert_eq!(refused, [""; 0]);
    assert_eq!(
        cable.log,
        [
            r#"→ {"ask":"get","id":"1","args":["agent",null]}"#,
            r#"→ {"ask":"get","id":"2","args":["queue",null]}"#,
            r#"← {"to":"1","result":["Ada",3]}"#,
            r#"← {"to":"2","error":[404,null]}"#,
        ]
    );
    assert_eq!(
        page.peer().outcome(&found).unwrap().unwrap(),
        Agent::new("Ada").calls(3)
    );
    assert!(page.peer().outcome(&none).unwrap().is_err());
    assert_eq!(posts(&mut page), [""; 0]);
}

#[test]
fn documents_tell_positions() {
    let description = ListHost::description();
    let types = typescript(description);
    for line in [
        "export type CallArgs = [/** Personal data. */ from_: PhoneNumber, line: number, caller?: Caller | null, /** Personal data. */ note?: string | null, ...unknown[]];",
        "export type Point = [x: number, y: number, ...unknown[]];",
        "export type Agent = [name: string, calls?: number | null, ...unknown[]];",
    ] {
        let line = line.replace("from_", "from");
        assert!(types.contains(&line), "{line}\nis not in\n{types}");
    }
    let text = markdown(description);
    assert!(text.contains("A list of these, in this order:"), "{text}");
    assert!(
        text.contains("| | 2. `line` | `whole number from 0 to 255` |"),
        "{text}"
    );
    let schema: serde_json::Value = serde_json::from_str(&json_schema(description)).unwrap();
    let point = &schema["$defs"]["Point"];
    assert_eq!(
        point["prefixItems"].as_array().map(Vec::len),
        Some(2),
        "{point}"
    );
    assert_eq!(
        (&point["type"], &point["minItems"]),
        (&"array".into(), &2.into())
    );
}

/// Rust's compiler warns of what is deprecated where it is used, and of nothing else.
#[test]
fn documents_tell_what_is_deprecated() {
    let description = ListHost::description();
    let sentence = "Deprecated since 2.0: use `ringing`.";
    for out in [
        markdown(description),
        json_schema(description),
        asyncapi(description),
    ] {
        assert!(
            out.contains(sentence) && out.contains("Deprecated: it is always 1."),
            "{out}"
        );
    }
    for out in [json_schema(description), asyncapi(description)] {
        assert_eq!(out.matches("\"deprecated\": true").count(), 3, "{out}");
    }
    let types = typescript(description);
    for tag in [
        "@deprecated Since 2.0. use `ringing`",
        "@deprecated it is always 1",
        "/** @deprecated */",
    ] {
        assert!(types.contains(tag), "{tag}\nis not in\n{types}");
    }
    #[expect(deprecated, reason = "that is what is asked here")]
    let ring = event::Ring::new("+1").line(3);
    #[expect(deprecated, reason = "that is what is asked here")]
    let line = ring.line;
    assert_eq!(line, Some(3));
}
