//! Records: order of keys, faults, what was read before one.

use super::*;

#[test]
fn records_are_read_in_any_order() {
    let call = call();
    let text = write(&call);
    assert_eq!(read::<Call>(&text).unwrap(), call);
    assert_eq!(write(&read::<Call>(&text).unwrap()), text);
    let value: Json = serde_json::from_str(&text).unwrap();
    let Json::Object(entries) = value else {
        panic!()
    };
    for turn in 0..entries.len() {
        let mut members: Vec<_> = entries
            .iter()
            .map(|(key, value)| format!("{key:?} : {value}"))
            .collect();
        members.rotate_left(turn);
        for text in [
            members.join(","),
            members.iter().rev().cloned().collect::<Vec<_>>().join(","),
        ] {
            assert_eq!(read::<Call>(&format!("{{{text}}}")).unwrap(), call);
        }
    }
}

#[test]
fn faults_say_what_and_where() {
    let fine = r#"{"number":"1","id":1,"token":"","callId":1}"#;
    assert!(read::<Call>(fine).is_ok());
    for (from, to, kind, path) in [
        ("\"id\":1,", "", FaultKind::Missing("id"), ""),
        (
            "\"id\":1,",
            "\"call_id\":1,\"id\":1,\"call_id\":1,",
            FaultKind::Repeated("call_id"),
            "call_id",
        ),
        (
            "\"id\":1,",
            "\"\\u0069d\":1,\"id\":1,",
            FaultKind::Repeated("id"),
            "id",
        ),
        (
            "\"id\":1",
            "\"id\":\"1\"",
            FaultKind::Expected("a whole number"),
            "id",
        ),
        (
            "\"id\":1",
            "\"id\":1.0",
            FaultKind::Expected("a whole number"),
            "id",
        ),
        (
            "\"id\":1",
            "\"id\":01",
            FaultKind::Syntax("no digit behind a leading zero"),
            "id",
        ),
        (
            "\"number\":\"1\"",
            "\"number\":true",
            FaultKind::Expected("a phone number"),
            "number",
        ),
        (
            "\"number\":\"1\"",
            "\"number\":null",
            FaultKind::Expected("a phone number"),
            "number",
        ),
        (
            "\"number\":\"1\"",
            "\"number\":-1",
            FaultKind::Expected("a phone number"),
            "number",
        ),
        (",\"callId\":1", "", FaultKind::OneOf("Target"), ""),
        (
            "\"callId\":1",
            "\"callId\":1,\"contact\":true",
            FaultKind::OneOf("Target"),
            "",
        ),
        (
            "\"callId\":1",
            "\"callId\":null",
            FaultKind::OneOf("Target"),
            "",
        ),
        (
            "\"callId\":1",
            "\"callId\":4294967296",
            FaultKind::Value("a whole number from 0 to 4294967295"),
            "callId",
        ),
        (
            "\"callId\":1",
            "\"callId\":1,\"x\":1,\"x\":2",
            FaultKind::Repeated("key"),
            "•••",
        ),
        (
            "\"callId\":1",
            "\"callId\":1,\"inner\":[]",
            FaultKind::Expected("an object"),
            "inner",
        ),
        (
            "\"callId\":1",
            "\"callId\":1,\"inner\":{\"id\":{}}",
            FaultKind::Expected("a whole number"),
            "inner.id",
        ),
        (
            "\"callId\":1",
            "\"callId\":1,\"x\":[0,{},{\"y\":[[],1,\"\\x\"]}]",
            FaultKind::Syntax("an escape"),
            "•••[2].•••[2]",
        ),
        (
            "\"callId\":1",
            "\"callId\":1,",
            FaultKind::Syntax("a key"),
            "callId",
        ),
    ] {
        let text = fine.replacen(from, to, 1);
        let fault = read::<Call>(&text).unwrap_err();
        assert_eq!(
            (fault.kind, fault.locate(&text).path.as_str()),
            (kind, path),
            "{text}"
        );
    }
    // Null counts as absent beside another of its group, and as a value where it is one.
    for (group, target) in [
        (r#""callId":1,"contact":null"#, Target::CallId(1)),
        (r#""contact":null"#, Target::Contact(None)),
        (
            r#""callId":null,"contact":true"#,
            Target::Contact(Some(true)),
        ),
    ] {
        let text = fine.replacen(r#""callId":1"#, group, 1);
        assert_eq!(read::<Call>(&text).unwrap().target, target);
    }
}

#[test]
fn locations_count_characters() {
    let text = "{\"ä\": 1,\n  \"ö😀\": [true, x]}";
    let location = check(text, &[], NESTING).unwrap_err().locate(text);
    assert_eq!(
        (location.line, location.column, location.path.as_str()),
        (2, 16, "•••[1]")
    );
    assert_eq!(location.to_string(), "line 2, column 16, at •••[1]");
    let unmasked = check(text, &[], NESTING).unwrap_err().locate_unmasked(text);
    assert_eq!(unmasked.path, "ö😀[1]");
    let nowhere = Fault::nowhere(FaultKind::TooDeep).locate(text);
    assert_eq!((nowhere.line, nowhere.column), (1, 1));
    for at in 0..text.len() + 2 {
        let _ = Fault::new(FaultKind::TooDeep, u32::try_from(at).unwrap()).locate(text);
    }
}

#[test]
fn a_tag_inside_is_read_first() {
    let headless = View::Headless {
        app: "a".to_owned(),
        inner: Some(Box::new(View::Plain)),
    };
    for text in [
        r#"{"view":"headless","app":"a","inner":{"view":"plain"}}"#,
        r#"{"app":"a","inner":{"app":1,"view":"plain"},"view":"headless"}"#,
        r#"{"x":[{"view":1}],"app":"a","vi\u0065w":"headless","inner":{"view":"plain"}}"#,
    ] {
        assert_eq!(read::<View>(text).unwrap(), headless, "{text}");
    }
    assert_eq!(kind::<View>(r#"{"app":"a"}"#), FaultKind::Missing("view"));
    assert_eq!(
        kind::<View>(r#"{"view":"headless"}"#),
        FaultKind::Missing("app")
    );
    assert_eq!(
        kind::<View>(r#"{"view":"x"}"#),
        FaultKind::Value("`plain` or `headless`")
    );
    for text in [
        r#"{"view":"plain","view":"plain"}"#,
        r#"{"app":"a","view":"plain","view":"plain"}"#,
        r#"{"app":"a","view":"plain","x":1,"vi\u0065w":"headless"}"#,
    ] {
        assert_eq!(kind::<View>(text), FaultKind::Repeated("view"), "{text}");
    }
}
