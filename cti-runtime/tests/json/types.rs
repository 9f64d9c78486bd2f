//! Types of fields.

use super::*;

#[test]
fn callbacks_have_one_outcome() {
    type Outcome = Result<u8, String>;
    for (text, outcome) in [
        (r#"{"result":5}"#, Ok(5)),
        (r#"{"result":5,"error":null}"#, Ok(5)),
        (r#"{"error":null,"result":5,"more":[]}"#, Ok(5)),
        (r#"{"result":null,"error":"no"}"#, Err("no".to_owned())),
        (r#"{"result":"what?","error":"no"}"#, Err("no".to_owned())),
        (r#"{"error":"no"}"#, Err("no".to_owned())),
    ] {
        assert_eq!(read::<Outcome>(text).unwrap(), outcome, "{text}");
        assert_eq!(read::<Outcome>(&write(&outcome)).unwrap(), outcome);
    }
    assert_eq!(write(&Outcome::Ok(5)), r#"{"result":5}"#);
    assert_eq!(
        write(&Outcome::Err("no".to_owned())),
        r#"{"result":null,"error":"no"}"#
    );
    assert_eq!(kind::<Outcome>("{}"), FaultKind::Missing("result"));
    assert_eq!(
        kind::<Outcome>(r#"{"error":1}"#),
        FaultKind::Expected("a string")
    );
    let text = r#"{"result": 256}"#;
    let fault = read::<Outcome>(text).unwrap_err();
    assert_eq!(
        (fault.kind, fault.at),
        (FaultKind::Value("a whole number from 0 to 255"), 11)
    );
    let null = r#"{"result":null}"#;
    assert_eq!(read::<Result<Option<u8>, String>>(null).unwrap(), Ok(None));
    assert_eq!(read::<Result<(), String>>(null).unwrap(), Ok(()));
    // A body of another convention is no success.
    for text in ["{}", r#"{"error":null}"#, r#"{"success":false}"#] {
        assert_eq!(
            kind::<Result<Option<u8>, String>>(text),
            FaultKind::Missing("result")
        );
        assert_eq!(
            kind::<Result<(), String>>(text),
            FaultKind::Missing("result")
        );
    }
    assert_eq!(
        kind::<Outcome>(r#"{"result":1,"result":2}"#),
        FaultKind::Repeated("result")
    );
}

#[test]
fn phone_numbers_keep_their_type() {
    for text in [
        r#""+358 40 1234567""#,
        "358401234567",
        "\"\"",
        "0",
        "99999999999999999999999",
    ] {
        assert_eq!(write(&read::<PhoneNumber>(text).unwrap()), text);
    }
    for text in ["1.5", "-1", "1e5", "true", "null", "[]", "{}"] {
        assert_eq!(
            kind::<PhoneNumber>(text),
            FaultKind::Expected("a phone number")
        );
    }
    assert_eq!(masked(&PhoneNumber::from(358_401_234_567)), "\"•••67\"");
}

#[test]
fn other_types_read_what_they_write() {
    let uuid = "\"67e55044-10b1-426f-9247-bb680e5fe0c8\"";
    let read_uuid: Uuid = read(uuid).unwrap();
    assert_eq!(write(&read_uuid), uuid);
    assert_eq!(
        read_uuid.call_key(),
        Some(CallKey::Uuid(read_uuid.as_u128()))
    );
    assert_eq!(kind::<Uuid>("\"x\""), FaultKind::Value("a UUID"));
    assert_eq!(kind::<Uuid>("1"), FaultKind::Expected("a string"));
    for text in ["\"2026 01-31 09:30:05\"", "\"what?\""] {
        assert_eq!(write(&read::<DateTime>(text).unwrap()), text);
        assert_eq!(write(&read::<Url>(text).unwrap()), text);
    }
    assert_eq!(read::<Option<u8>>("null").unwrap(), None);
    assert_eq!(
        read::<Vec<Option<bool>>>(" [ true , null ] ").unwrap(),
        [Some(true), None]
    );
    assert_eq!(read::<Map<u8>>(r#"{"a":1,"\u0062":2}"#).unwrap().len(), 2);
    assert_eq!(
        kind::<Map<u8>>(r#"{"a":1,"\u0061":2}"#),
        FaultKind::Repeated("key")
    );
    assert_eq!(
        kind::<Json>(r#"[{"a":1,"a":2}]"#),
        FaultKind::Repeated("key")
    );
    assert_eq!(kind::<f64>("1e999"), FaultKind::Value("a finite number"));
    assert_eq!(
        kind::<f32>("1e300"),
        FaultKind::Value("a number of single precision")
    );
    assert_eq!(
        kind::<i8>("-129"),
        FaultKind::Value("a whole number from -128 to 127")
    );
    assert_eq!(
        kind::<u64>("-1"),
        FaultKind::Value("a whole number from 0 to 18446744073709551615")
    );
    assert_eq!(read::<i64>("-9223372036854775808").unwrap(), i64::MIN);
    assert_eq!(read::<u64>("18446744073709551615").unwrap(), u64::MAX);
    read::<()>(r#"{"any":[]}"#).unwrap();
    for (text, expected) in [
        ("\"\\ud800\"", ()),
        ("\"\\udc00\\ud800\"", ()),
        ("\"\\ud83dx\"", ()),
    ] {
        assert_eq!(read::<String>(text).map(drop).map_err(drop), Err(expected));
        assert_eq!(
            kind::<String>(text),
            FaultKind::Unholdable(Unholdable::HalfCharacter)
        );
        assert_eq!(
            kind::<u64>(text),
            FaultKind::Unholdable(Unholdable::HalfCharacter)
        );
        check(text, &[], NESTING).unwrap();
    }
    for (text, what) in [
        (r#""\udc00NaN""#, Unholdable::NotANumber),
        (r#""\udc00a function""#, Unholdable::Function),
        (r#""\udc00anything""#, Unholdable::HalfCharacter),
    ] {
        assert_eq!(kind::<f64>(text), FaultKind::Unholdable(what), "{text}");
    }
    for text in ["[1,]", "[,1]", "[1,,2]", "[,]"] {
        assert!(
            matches!(kind::<Vec<u64>>(text), FaultKind::Syntax(_)),
            "{text}"
        );
        assert!(
            check(text, &[], NESTING).unwrap_err().is_malformed(),
            "{text}"
        );
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Target2 {
    object: String,
    id: Option<u64>,
}

impl Record for Target2 {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            keys: &[Key::new("object", 0), Key::new("id", 1)],
            required: 1,
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for Target2 {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        match field {
            0 => self.object.read(reader),
            1 => self.id.read(reader),
            _ => reader.skip(),
        }
    }
}

impl Put for Target2 {
    fn put(&self, out: &mut Writer) {
        out.personal(",\"object\":", &self.object);
        out.optional(",\"id\":", &self.id);
    }
}

impl Wire for Target2 {
    const TYPE: Type = Type::Named("Target");
    fn blank() -> Self {
        Self::default()
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        reader.record(self)
    }
    fn write(&self, out: &mut Writer) {
        out.record(self);
    }
}

#[test]
fn queries_travel_as_strings() {
    for (text, object, id) in [
        ("\"object=case\"", "case", None),
        ("\"?object=a+b%20c%C3%A4&id=5&more=1\"", "a b cä", Some(5)),
        ("\"id=5&&object=%zz%\"", "%zz%", Some(5)),
        ("\"object\"", "", None),
    ] {
        let query: Query<Target2> = read(text).unwrap();
        assert_eq!((query.object.as_str(), query.id), (object, id), "{text}");
        assert_eq!(read::<Query<Target2>>(&write(&query)).unwrap(), query);
    }
    assert_eq!(
        kind::<Query<Target2>>("\"id=5\""),
        FaultKind::Missing("object")
    );
    assert_eq!(
        kind::<Query<Target2>>("\"object=1&id=x\""),
        FaultKind::Expected("a whole number")
    );
    assert_eq!(
        kind::<Query<Target2>>("\"object=1&object=2\""),
        FaultKind::Repeated("object")
    );
    assert_eq!(
        kind::<Query<Target2>>("{}"),
        FaultKind::Expected("a string")
    );
    let query = Query(Target2 {
        object: "a&b=c d".to_owned(),
        id: Some(5),
    });
    assert_eq!(write(&query), "\"object=a%26b%3Dc+d&id=5\"");
    assert_eq!(masked(&query), "\"object=•••&id=5\"");
    assert_eq!(format!("{query:?}"), r#"{"object":"•••","id":5}"#);
}

#[test]
fn serde_types_are_fields() {
    use cti_runtime::json::opaque::Opaque;

    let mut value: Option<(u8, String)> = None;
    Opaque::read(&mut value, &mut JsonReader::new(r#" [1,"a"]"#, NESTING)).unwrap();
    assert_eq!(value, Some((1, "a".to_owned())));
    let mut out = Writer::new();
    out.raw("{");
    Opaque::field(&value, &mut out, ",\"a\":");
    Opaque::optional_field(&None::<u8>, &mut out, ",\"b\":");
    Opaque::optional_field(&Some(None::<u8>), &mut out, ",\"c\":");
    out.raw("}");
    assert_eq!(out.as_str(), r#"{"a":[1,"a"]}"#);
    let fault = Opaque::read(&mut value, &mut JsonReader::new("  3", NESTING)).unwrap_err();
    assert_eq!(fault.at, 2);
    let mut out = Writer::masked();
    Opaque::write(&value, &mut out);
    assert_eq!(out.as_str(), "\"•••\"");
}

#[test]
fn uuids_are_read_as_the_crate_reads_them() {
    let plain = "12345678-1234-1234-123a-012345a6789b";
    let simple = plain.replace('-', "");
    let mut texts = vec![
        plain.to_owned(),
        plain.to_uppercase(),
        format!("{{{plain}}}"),
        format!("urn:uuid:{plain}"),
        format!("URN:Uuid:{plain}"),
        simple.clone(),
        // None of these is one.
        String::new(),
        format!("{{{plain}"),
        format!("{plain}}}"),
        format!("({plain})"),
        format!("{{{simple}}}"),
        format!("urn:uuid:{simple}"),
        format!("urn:uui::{plain}"),
        format!("{simple}----"),
        format!(" {plain}"),
    ];
    for place in 0..plain.len() {
        for sign in ["g", "-", "é", "/", ":", "@", "`"] {
            let mut text = plain.to_owned();
            text.replace_range(place..=place, sign);
            texts.push(text);
        }
    }
    for text in texts {
        let mut read = Uuid::nil();
        let json = Json::from(&*text).to_string();
        let fits = read.read(&mut JsonReader::new(&json, NESTING)).is_ok();
        assert_eq!(fits.then_some(read), Uuid::try_parse(&text).ok(), "{text}");
    }
}

#[test]
fn a_masked_writer_shows_no_secret() {
    struct Shown<'a>(&'a str, &'a dyn Put);
    impl core::fmt::Debug for Shown<'_> {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            debug(self.0, self.1, f)
        }
    }
    let mut call = call();
    call.note = Some("secret note".to_owned());
    let shown = format!("{:?}", Shown("Call", &call));
    assert_eq!(
        shown,
        "Call {\"number\":\"•••67\",\"id\":7,\"note\":\"•••\",\"token\":\"•••\",\
         \"url\":\"https://a.example/•••\",\"contact\":null,\"•••\":[1,-2,{\"•••\":1.5}]}"
    );
    assert_eq!(format!("{:?}", Shown("Nothing", &Nothing)), "Nothing");
    assert_eq!(format!("{:?}", Shown("Whole", &Whole(5_u8))), "Whole(5)");
    assert_eq!(format!("{:?}", (&call.token, &call.number)), "(•••, •••67)");
}
