//! Input that means harm.

use super::*;

/// Nested as deep as text goes.
fn nested(open: &str, close: &str, levels: usize) -> String {
    format!("{}1{}", open.repeat(levels), close.repeat(levels))
}

#[test]
fn nesting_is_limited() {
    for (open, close) in [("[", "]"), ("{\"inner\":", "}"), ("[{\"inner\":", "}]")] {
        let levels = 200_000;
        let text = nested(open, close, levels);
        for text in [&text, &text[..text.len() / 2]] {
            assert_eq!(
                check(text, &[], u16::MAX).unwrap_err().kind,
                FaultKind::TooDeep
            );
            assert_eq!(kind::<Json>(text), FaultKind::TooDeep);
            assert!(matches!(shape_of(text).as_str(), shape if shape.ends_with("not JSON")));
            assert!(member(text, "x").is_none());
            let message = format!("{{\"x\":{text},\"action\":\"call\"}}");
            let fault = receive(&message, &mut Call::blank()).unwrap_err();
            assert_eq!(fault.kind, FaultKind::TooDeep);
            let message = format!("{{\"x\":{text},\"action\":\"call\",\"y\":1}}");
            assert!(matches!(
                find_tag(&message, &TABLE, 64),
                Err(Miss::Malformed(_))
            ));
            let message = format!("{{\"action\":\"call\",\"data\":{{\"x\":{text}}}}}");
            let fault = receive(&message, &mut Call::blank()).unwrap_err();
            assert_eq!(fault.kind, FaultKind::TooDeep);
            let _ = fault.locate(&message);
            let drift = format!("{{\"action\":\"call\",\"data\":1,\"x\":{text}}}");
            assert_eq!(
                receive(&drift, &mut Call::blank()).unwrap_err().kind,
                FaultKind::TooDeep
            );
        }
    }
    for levels in 1..=u16::from(u8::MAX) {
        let text = nested("[", "]", usize::from(levels));
        assert_eq!(check(&text, &[], 64).is_ok(), levels <= 64);
        assert_eq!(check(&text, &[], u16::MAX).is_ok(), levels <= 128);
    }
    assert!(check("1", &[], 0).is_ok() && check("[]", &[], 0).is_err());
}

/// The deepest text that is read must not need more stack than a small thread has.
#[test]
fn the_deepest_message_fits_a_small_stack() {
    let deep = || {
        let reader = |text: &str, value: &mut dyn FnMut(&mut JsonReader<'_>)| {
            value(&mut JsonReader::new(text, u16::MAX));
        };
        for (open, close) in [("[", "]"), ("{\"inner\":", "}")] {
            reader(&nested(open, close, 128), &mut |reader| {
                let mut value = Json::Null;
                value.read(reader).unwrap();
                let _ = write(&value);
            });
        }
        let open = "{\"number\":1,\"id\":1,\"token\":\"\",\"callId\":1,\"inner\":";
        let text = format!("{}null{}", open.repeat(128), "}".repeat(128));
        reader(&text, &mut |reader| {
            let mut call = Call::blank();
            call.read(reader).unwrap();
            let _ = write(&call);
        });
        // With the tag last at every level.
        let text = format!(
            "{}null{}",
            "{\"app\":\"\",\"inner\":".repeat(128),
            ",\"view\":\"headless\"}".repeat(128)
        );
        reader(&text, &mut |reader| View::blank().read(reader).unwrap());
    };
    std::thread::Builder::new()
        .stack_size(512 * 1024)
        .spawn(deep)
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn readers_say_what_they_expected() {
    let mut reader = JsonReader::new(" x", NESTING);
    assert_eq!(
        reader.kind().unwrap_err(),
        Fault::new(FaultKind::Syntax("a value"), 1)
    );
    assert_eq!(reader.at(), 1);
    assert_eq!(JsonReader::new(" {", NESTING).kind().unwrap(), Kind::Object);
    assert_eq!(
        JsonReader::new("\n[1 , {}]x", NESTING).raw().unwrap(),
        "[1 , {}]"
    );
    assert_eq!(
        JsonReader::new(" -1.5e3 ", NESTING).number().unwrap(),
        "-1.5e3"
    );
    assert!(JsonReader::new("nul", NESTING).null().is_err());
    assert_eq!(
        JsonReader::new("\"a\u{1}\"", NESTING).str().unwrap_err().at,
        2
    );
}
