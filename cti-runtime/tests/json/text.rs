//! JSON text, against `serde_json`.

use super::*;

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
        "[a-z\"\\\\/\u{0}-\u{20}ä😀]{0,12}".prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Json::from),
            btree_map("[a-c\\\\\"ä]{0,3}", inner, 0..6)
                .prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    (json(), any::<bool>()).prop_map(|(value, pretty)| {
        if pretty {
            serde_json::to_string_pretty(&value)
        } else {
            serde_json::to_string(&value)
        }
        .unwrap()
    })
}

/// JSON with some of its characters replaced, removed, doubled.
fn mutated() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[\\[\\]{}\",:0-9eE+\\-.\\\\ tfnu\u{0}\u{1f}\u{7f}]",
        Just("\\u".to_owned()),
        Just("\\ud83d".to_owned()),
        Just("\\ude00".to_owned()),
        Just("null".to_owned()),
        Just("\"a\":".to_owned()),
        Just("1e999".to_owned()),
    ];
    (text(), vec((any::<Index>(), 0..3_u8, piece), 0..4)).prop_map(|(text, edits)| {
        let mut chars: Vec<String> = text.chars().map(String::from).collect();
        for (at, edit, piece) in edits {
            if chars.is_empty() {
                break;
            }
            let at = at.index(chars.len());
            match edit {
                0 => chars[at] = piece,
                1 => chars.insert(at, piece),
                _ => {
                    chars.remove(at);
                }
            }
        }
        chars.concat()
    })
}

/// Whether two values are the same but for the last digits of floats.
fn alike(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => {
            left == right || {
                let (left, right) = (left.as_f64().unwrap(), right.as_f64().unwrap());
                (left - right).abs() <= left.abs() * 4.0 * f64::EPSILON
                    || (left - right).abs() < f64::MIN_POSITIVE
            }
        }
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(l, r)| alike(l, r))
        }
        (Json::Object(left), Json::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|((k, l), (m, r))| k == m && alike(l, r))
        }
        _ => left == right,
    }
}

fn compare_with_serde(text: &str) -> Result<(), TestCaseError> {
    let ours = read::<Json>(text);
    let theirs = serde_json::from_str::<Json>(text);
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => prop_assert!(alike(ours, theirs), "{} {}", ours, theirs),
        (Err(fault), Ok(_)) => {
            prop_assert_eq!(fault.kind, FaultKind::Repeated("key"), "{}", text);
        }
        (Ok(_), Err(error)) => prop_assert!(false, "{} {}", text, error),
        (Err(_), Err(_)) => {}
    }
    let only_text =
        |fault: Fault| fault.kind == FaultKind::Repeated("key") || !fault.is_malformed();
    let checked = check(text, &[], NESTING);
    match ours {
        Ok(_) => prop_assert!(checked.is_ok()),
        // Where the reader gave up on a value, the text behind it may be anything.
        Err(fault) if only_text(fault) => {}
        Err(fault) => prop_assert_eq!(checked, Err(fault)),
    }
    if let Err(fault) = checked {
        prop_assert!(fault.is_malformed());
        prop_assert!(theirs.is_err());
        let location = fault.locate(text);
        prop_assert!(location.line >= 1 && location.column >= 1);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn accepts_and_refuses_what_serde_json_does(text in mutated()) {
        compare_with_serde(&text)?;
    }

    #[test]
    fn reads_what_it_wrote(value in json()) {
        let text = write(&value);
        prop_assert_eq!(read::<Json>(&text).unwrap(), value);
    }

    #[test]
    fn strings_survive(string in any::<String>(), prefix in any::<String>()) {
        let text = write(&string);
        prop_assert_eq!(&text, &serde_json::to_string(&string).unwrap());
        prop_assert_eq!(&read::<String>(&text).unwrap(), &string);
        prop_assert_eq!(unescape(&text), string.as_str());
        let mut out = Writer::new();
        out.prefixed(&prefix, &string);
        prop_assert_eq!(out.into_string(), write(&(prefix + &string)));
        let mut escaped = String::from('"');
        for unit in string.encode_utf16() {
            let _ = write!(escaped, "\\u{unit:04X}");
        }
        escaped.push('"');
        prop_assert_eq!(&read::<String>(&escaped).unwrap(), &string);
        prop_assert_eq!(unescape(&escaped), string);
    }

    #[test]
    fn unescape_takes_anything(text in "[\"\\\\u0-9a-fdDä]{0,20}") {
        let _ = unescape(&text);
    }

    #[test]
    fn numbers_are_as_whole_as_serde_json_has_them(
        text in "-?[0-9]{1,21}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,3})?"
    ) {
        prop_assert_eq!(read::<u64>(&text).ok(), serde_json::from_str::<u64>(&text).ok());
        prop_assert_eq!(read::<i64>(&text).ok(), serde_json::from_str::<i64>(&text).ok());
        prop_assert_eq!(read::<u8>(&text).ok(), serde_json::from_str::<u8>(&text).ok());
        prop_assert_eq!(read::<i32>(&text).ok(), serde_json::from_str::<i32>(&text).ok());
        prop_assert_eq!(
            read::<f64>(&text).is_ok(),
            serde_json::from_str::<f64>(&text).is_ok()
        );
        compare_with_serde(&text)?;
    }

    #[test]
    fn floats_survive(float in any::<f64>(), single in any::<f32>()) {
        if float.is_finite() {
            prop_assert_eq!(write(&float).parse::<f64>().unwrap().to_bits(), float.to_bits());
            prop_assert_eq!(read::<f64>(&write(&float)).unwrap().to_bits(), float.to_bits());
        }
        if single.is_finite() {
            prop_assert_eq!(read::<f32>(&write(&single)).unwrap().to_bits(), single.to_bits());
        }
    }

    #[test]
    fn the_tag_is_found_wherever_it_stands(
        mut entries in vec(("[b-d]{1,3}", json()), 0..5),
        tag in prop_oneof![
            Just(Json::from("call")), Just(Json::from("hang\"up")), Just(Json::from("ä")), json()
        ],
        at in any::<Index>(),
        escape in any::<bool>(),
        blank in prop_oneof![Just(" "), Just("")],
    ) {
        entries.insert(at.index(entries.len() + 1), ("action".to_owned(), tag.clone()));
        let members: Vec<String> = entries
            .iter()
            .map(|(key, value)| {
                let key = if escape { key.replacen('a', "\\u0061", 1) } else { key.clone() };
                let turn = escape && value == "call";
                let value = value.to_string();
                let value = if turn { value.replacen("ll", "l\\u006C", 1) } else { value };
                format!("{blank}\"{key}\"{blank}:{blank}{value}{blank}")
            })
            .collect();
        let text = format!("{blank}{{{}}}", members.join(","));
        let found = find_tag(&text, &TABLE, NESTING).map(|tagged| tagged.found);
        match tag.as_str() {
            None => prop_assert_eq!(found, Err(Miss::NotOurs)),
            Some(tag) => {
                match (PART.tags.iter().find(|(known, _)| *known == tag), found) {
                    (Some((_, row)), Ok(Found::Row(found))) => prop_assert_eq!(*row, found),
                    (None, Ok(Found::Unknown(token))) => prop_assert_eq!(unescape(token), tag),
                    (_, found) => prop_assert!(false, "{:?}", found),
                }
            }
        }
        let raw = member(&text, "action").unwrap();
        let raw: Json = serde_json::from_str(raw).unwrap();
        prop_assert_eq!(raw.as_str(), tag.as_str());
    }

    #[test]
    fn no_mutation_gets_past_the_gates(text in mutated(), tag in 0..4_usize) {
        // The head of a message before anything, and anything before a tag.
        let open = PART.rows[tag].open;
        for text in [
            format!("{open},\"data\":{text}}}"),
            format!("{open},{}", text.trim_start_matches('{')),
            format!("{{\"number\":1,\"x\":{text},{}}}", open.trim_start_matches('{')),
            text.clone(),
        ] {
            let Ok(tagged) = find_tag(&text, &TABLE, NESTING) else { continue };
            let Found::Row(found) = tagged.found else { continue };
            let row = &PART.rows[usize::from(found)];
            for record in [
                &mut Call::blank() as &mut dyn Fill, &mut Nothing, &mut Whole(Json::Null),
                &mut Status { status: String::new(), reason: None }
            ] {
                let result = read_body(&text, &tagged, row, record, NESTING);
                read_body_leniently(&text, &tagged, row, record, NESTING);
                let well_formed = check(&text, &["action"], NESTING).is_ok();
                match result {
                    Ok(()) => prop_assert!(well_formed, "{}", text),
                    Err(fault) if !fault.is_malformed() => prop_assert!(well_formed, "{}", text),
                    Err(_) => {}
                }
            }
        }
    }

    #[test]
    fn shapes_show_no_value(value in json()) {
        let secret = "Jo Doe 12345";
        let mut value = value;
        if let Json::Object(entries) = &mut value {
            entries.insert("a".to_owned(), Json::from(secret));
            entries.insert("b".to_owned(), Json::from(987_654_321));
        }
        let shape = shape_of(&value.to_string());
        prop_assert!(!shape.contains(secret) && !shape.contains("987654321"));
        prop_assert!(shape.len() < 4096);
    }
}
