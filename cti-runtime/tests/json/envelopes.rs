//! Envelopes, and what only looks like one.

use super::*;

#[test]
fn messages_survive_in_any_envelope() {
    for index in [0, 1] {
        let mut out = Writer::new();
        write_message(&PART.rows[index], &call(), &mut out);
        let text = out.into_string();
        let mut read = Call::blank();
        receive(&text, &mut read).unwrap();
        assert_eq!(read, call());
        // With the tag last.
        let (tag, rest) = text.strip_prefix('{').unwrap().split_once(',').unwrap();
        let turned = format!("{{{},{tag}}}", rest.strip_suffix('}').unwrap());
        let mut read = Call::blank();
        receive(&turned, &mut read).unwrap();
        assert_eq!(read, call());
        // Cut off anywhere, or followed by anything, it is malformed and nothing else.
        for text in [&text, &turned] {
            for end in (1..text.len()).filter(|end| text.is_char_boundary(*end)) {
                let fault = receive(&text[..end], &mut Call::blank()).unwrap_err();
                assert!(
                    matches!(fault.kind, FaultKind::Syntax(_)),
                    "{fault} in {}",
                    &text[..end]
                );
            }
            for more in ["}", "x", "{}", ",", "\0"] {
                let fault = receive(&format!("{text} {more}"), &mut Call::blank()).unwrap_err();
                assert_eq!(fault.kind, FaultKind::Syntax("the end of the text"));
            }
            receive(&format!("\t\r\n {text} \n"), &mut Call::blank()).unwrap();
        }
    }
}

#[test]
fn repeated_keys_are_malformed_wherever_reading_stopped() {
    for (text, key) in [
        (r#"{"action":"flat","action":"flat"}"#, "action"),
        (
            r#"{"action":"flat","number":true,"action":"flat"}"#,
            "action",
        ),
        (
            r#"{"number":true,"action":"flat","\u0061ction":"x"}"#,
            "action",
        ),
        (
            r#"{"action":"flat","number":true,"id":1,"call_id":1,"id":1}"#,
            "id",
        ),
        (
            r#"{"action":"flat","number":true,"call_id":1,"id":1,"call_id":1}"#,
            "call_id",
        ),
        (
            r#"{"action":"flat","number":"1","call_id":1,"call_id":1}"#,
            "call_id",
        ),
        (r#"{"action":"call","data":{},"data":{}}"#, "data"),
        (
            r#"{"action":"call","data":{"number":true},"d\u0061ta":null}"#,
            "data",
        ),
        (
            r#"{"action":"call","data":{"number":true,"id":1,"x":2,"id":1}}"#,
            "id",
        ),
        (
            r#"{"data":{"number":true,"id":1,"x":2,"id":1},"action":"call"}"#,
            "id",
        ),
    ] {
        let fault = receive(text, &mut Call::blank()).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Repeated(key), "{text}");
    }
    let status = r#"{"action":"status","status":1,"data":{},"status":"x"}"#;
    let fault = receive(
        status,
        &mut Status {
            status: String::new(),
            reason: None,
        },
    )
    .unwrap_err();
    assert_eq!(fault.kind, FaultKind::Repeated("status"));
    // A drift, then garbage.
    let fault = receive(r#"{"action":"flat","id":true,]"#, &mut Call::blank()).unwrap_err();
    assert!(fault.is_malformed());
}

#[test]
fn content_may_be_absent_or_null() {
    for text in [
        r#"{"action":"status","status":"x"}"#,
        r#"{"action":"status","data":null,"status":"x"}"#,
        r#"{"status":"x","data":{},"extra":{"status":1},"action":"status"}"#,
    ] {
        let mut status = Status {
            status: String::new(),
            reason: None,
        };
        receive(text, &mut status).unwrap();
        assert_eq!(status.status, "x");
        let mut whole = Whole(Map::<Json>::blank());
        receive(&text.replace("{}", "null"), &mut whole).unwrap();
        assert_eq!(whole.0, Map::new());
        let mut optional = Whole(Some(String::new()));
        receive(&text.replace("{}", "null"), &mut optional).unwrap();
        let fault = receive(&text.replace("{}", "null"), &mut Whole(String::new())).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Missing("data"));
        receive(text, &mut Nothing).unwrap();
    }
    let mut status = Status {
        status: String::new(),
        reason: None,
    };
    let reversed =
        r#"{"action":"status","data":{"reason":"y","status":1},"status":"x","reason":2}"#;
    receive(reversed, &mut status).unwrap();
    assert_eq!(
        status,
        Status {
            status: "x".to_owned(),
            reason: Some("y".to_owned())
        }
    );
    let mut out = Writer::new();
    write_message(&PART.rows[3], &status, &mut out);
    assert_eq!(
        out.as_str(),
        r#"{"action":"status","data":{"reason":"y"},"status":"x"}"#
    );

    let fault = receive(r#"{"action":"status","data":3,"status":"x"}"#, &mut status).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Expected("an object"));
    let fault = receive(r#"{"action":"status"}"#, &mut status).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Missing("status"));
    receive(r#"{"action":"hang\"up","data":[1]}"#, &mut Nothing).unwrap();
    receive(r#"{"action":"h\u0061ng\u0022up"}"#, &mut Nothing).unwrap();

    let mut out = Writer::new();
    write_message(&PART.rows[2], &Nothing, &mut out);
    assert_eq!(out.as_str(), r#"{"action":"hang\"up"}"#);
    let mut out = Writer::new();
    write_message(&PART.rows[0], &Nothing, &mut out);
    assert_eq!(out.as_str(), r#"{"action":"call","data":{}}"#);
    let mut out = Writer::new();
    write_message(&PART.rows[0], &Whole(vec![1_u8, 2]), &mut out);
    assert_eq!(out.as_str(), r#"{"action":"call","data":[1,2]}"#);
}

#[test]
fn what_drifted_is_read_as_far_as_it_fits() {
    for (text, fields, id) in [
        (
            r#"{"action":"flat","id":7,"number":true,"note":"x"}"#,
            0b0110,
            7,
        ),
        (
            r#"{"note":[],"id":7,"number":true,"action":"flat"}"#,
            0b0010,
            7,
        ),
        (
            r#"{"action":"call","data":{"id":7,"number":true,"inner":{"id":1}}}"#,
            0b0010,
            7,
        ),
        (r#"{"action":"call","data":[]}"#, 0, 0),
        (r#"{"action":"call","data":{"id":"7","x":1}}"#, 0, 0),
    ] {
        let mut read = Call::blank();
        let fault = receive(text, &mut read).unwrap_err();
        assert!(!fault.is_malformed(), "{text} {fault}");
        let tagged = find_tag(text, &TABLE, NESTING).unwrap();
        let Found::Row(row) = tagged.found else {
            panic!()
        };
        let row = &PART.rows[usize::from(row)];
        let mut read = Call::blank();
        let mask = read_body_leniently(text, &tagged, row, &mut read, NESTING);
        assert_eq!((mask, read.id), (fields, id), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_tag_at_the_end_is_none() {
    for text in [
        r#"{"x":"y,\"action\":\"call"}"#,
        r#"{"x":{"y":1,"action":"call"}}"#,
        r#"{"x":"y","Action":"call"}"#,
        r#"{"x":"y","\"action":"call"}"#,
        r#"["x","action":"call"}"#,
    ] {
        let found = find_tag(text, &TABLE, NESTING);
        assert_eq!(found.unwrap_err(), Miss::NotOurs, "{text}");
    }
    // It is found there, but nothing is read of a message that can be read in two ways, or in none.
    for (text, why) in [
        (r#"{"action":1,"x":2,"action":"call"}"#, None),
        (
            r#"{"x":2,"action":"flat","y":3,"action":"call"}"#,
            Some(FaultKind::Repeated("action")),
        ),
        (
            r#"{"x":"y,"action":"call"}"#,
            Some(FaultKind::Syntax("`,` or `}`")),
        ),
        (
            r#"{"x":[1,"action":"call"}"#,
            Some(FaultKind::Syntax("`,` or `]`")),
        ),
        (
            r#"{"x":{"y":1,"action":"call"}"#,
            Some(FaultKind::Syntax("`,` or `}`")),
        ),
    ] {
        let tagged = find_tag(text, &TABLE, NESTING).unwrap();
        let row = &PART.rows[0];
        let fault = read_body(text, &tagged, row, &mut Nothing, NESTING).unwrap_err();
        assert!(fault.is_malformed(), "{text}");
        let miss = why_malformed(text, &tagged, fault, NESTING);
        match why {
            None => assert_eq!(miss, Miss::NotOurs, "{text}"),
            Some(kind) => {
                assert!(
                    matches!(miss, Miss::Malformed(fault) if fault.kind == kind),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn foreign_messages_are_turned_away() {
    for text in [
        "",
        " ",
        "[]",
        "\"action\"",
        "1",
        "null",
        "webpackHotUpdate",
        "[{\"action\":\"call\"}]",
        "{}",
        " { } ",
        r#"{"type":"x"}"#,
        r#"{"x":{"action":"call"}}"#,
        r#"{"action":1}"#,
        r#"{"action":{"action":"call"}}"#,
        r#"{"action":null}"#,
        r#"{"Action":"call"}"#,
        r#"{"x":"\"action\":","y":1}"#,
        "\u{feff}{}",
        "!_{\"h\":\"\"}",
    ] {
        assert_eq!(
            find_tag(text, &TABLE, NESTING).unwrap_err(),
            Miss::NotOurs,
            "{text}"
        );
    }
    for text in [
        "{",
        "{x",
        "{\"",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
    ] {
        let miss = find_tag(text, &TABLE, NESTING).unwrap_err();
        assert!(matches!(miss, Miss::Malformed(_)), "{text}");
    }
}

#[test]
fn arguments_go_by_position() {
    let status = |status: &str, reason: Option<&str>| Arguments {
        id: status.to_owned(),
        call: reason.map(|_| call()),
        visible: reason.map(|_| true),
    };
    #[derive(Clone, Debug, PartialEq)]
    struct Arguments {
        id: String,
        call: Option<Call>,
        visible: Option<bool>,
    }
    impl Record for Arguments {
        fn shape(&self) -> &'static Shape {
            static SHAPE: Shape = Shape {
                keys: &[
                    Key::new("id", 0),
                    Key::new("call", 1),
                    Key::new("visible", 2),
                    Key::new("shown", 2).alias(),
                ],
                required: 1,
                ..Shape::EMPTY
            };
            &SHAPE
        }
    }

    impl Fill for Arguments {
        fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
            match field {
                0 => self.id.read(reader),
                1 => self.call.read(reader),
                2 => self.visible.read(reader),
                _ => reader.skip(),
            }
        }
    }

    impl Put for Arguments {
        fn put(&self, out: &mut Writer) {
            out.personal(",\"id\":", &self.id);
            out.optional(",\"call\":", &self.call);
            out.optional(",\"visible\":", &self.visible);
        }
    }
    for arguments in [status("a", None), status("b", Some(""))] {
        let mut out = Writer::new();
        write_arguments(&arguments, &mut out);
        let mut back = status("", None);
        read_arguments(out.as_str(), &mut back, NESTING).unwrap();
        assert_eq!(back, arguments);
    }
    let mut out = Writer::new();
    write_arguments(&status("a", None), &mut out);
    assert_eq!(out.as_str(), r#"["a",null,null]"#);
    let mut back = status("", None);
    read_arguments(r#" ["a" , null] "#, &mut back, NESTING).unwrap();
    assert_eq!(back, status("a", None));
    for (text, kind) in [
        ("[]", FaultKind::Missing("id")),
        ("[null]", FaultKind::Expected("a string")),
        (
            r#"["a",null,null,null]"#,
            FaultKind::Value("no further arguments"),
        ),
        ("{}", FaultKind::Expected("an array")),
        ("[1", FaultKind::Syntax("`,` or `]`")),
        (r#"["a",]"#, FaultKind::Syntax("a value")),
        (r#"["a"] 1"#, FaultKind::Syntax("the end of the text")),
    ] {
        let fault = read_arguments(text, &mut status("", None), NESTING).unwrap_err();
        assert_eq!(fault.kind, kind, "{text}");
    }
}
