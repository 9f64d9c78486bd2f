//! What is an origin, what a pattern stands for, and where a mistake is.

use cti_origin::{FaultKind, Pattern, check_host, check_port, is_loopback};

const TABLE: &[(&str, &str)] = include!("table/origins.rs");

#[test]
fn every_case_of_the_table() {
    assert!(TABLE.len() > 100);
    for &(text, rule) in TABLE {
        let sound = Pattern::parse(text).is_ok_and(|pattern| {
            (pattern.is_loopback() || !pattern.is_address()) && !pattern.is_shared()
        });
        assert_eq!(sound, rule.is_empty(), "{text:?}");
    }
}

#[test]
fn a_fault_is_where_it_is() {
    use FaultKind as K;
    let long = format!("https://a.{}.example", "b".repeat(64));
    let longer = format!("https://{}b", "a.".repeat(127));
    for (text, kind, at) in [
        ("", K::Empty, 0),
        ("null", K::Opaque, 0),
        ("crm.example", K::Scheme, 0),
        ("http://crm.example", K::Http, 0),
        ("https://user@crm.example", K::UserInfo, 12),
        ("https://crm.example/a", K::Path, 19),
        ("https://crm.example/", K::TrailingSlash, 19),
        ("https://crM.example", K::UpperCase, 10),
        ("https://cr\u{ff4d}.example", K::NotAscii, 10),
        ("https://crm example", K::Character, 11),
        ("https://crm].example", K::Character, 11),
        ("https://", K::NoHost, 8),
        (&longer, K::LongHost, 261),
        ("https://crm..example", K::EmptyLabel, 12),
        ("https://.example", K::EmptyLabel, 8),
        (&long, K::LongLabel, 10),
        ("https://-crm.example", K::Hyphen, 8),
        ("https://crm-.example", K::Hyphen, 11),
        ("https://crm.example.", K::TrailingDot, 19),
        ("https://127.1", K::Address, 8),
        ("https://[2001:db8::1]", K::Address, 8),
        ("https://[::1]a", K::Port, 13),
        ("https://crm.example:", K::Port, 19),
        ("https://crm.example:0", K::Port, 19),
        ("https://crm.example:65536", K::Port, 19),
        ("https://crm.example:08443", K::PortZeros, 19),
        ("https://crm.example:443", K::PortDefault, 19),
        ("http://localhost:80", K::PortDefault, 16),
        ("https://a*b*.vendor.example", K::SecondStar, 11),
        ("https://crm.*.example", K::StarPlace, 12),
        ("https://crm-*.example", K::StarReach, 12),
    ] {
        let fault = Pattern::parse(text).unwrap_err();
        assert_eq!((fault.kind, fault.at), (kind, at), "{text}");
    }
}

#[test]
fn parts_are_judged_as_the_whole_is() {
    for &(text, _) in TABLE {
        let Some((scheme, rest)) = text.split_once("://") else {
            continue;
        };
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !rest.ends_with(']') => (host, Some(port)),
            _ => (rest, None),
        };
        let https = scheme == "https";
        let parts = (https || scheme == "http")
            && check_host(host).is_ok_and(|host| https || host.loopback)
            && port.is_none_or(|port| check_port(port, https).is_ok());
        // Brackets that don't close have colons of their own.
        if !rest.starts_with('[') || rest.contains(']') {
            assert_eq!(parts, Pattern::parse(text).is_ok(), "{text:?}");
        }
        if let Ok(sound) = check_host(host) {
            assert_eq!(sound.loopback, is_loopback(host), "{host}");
        }
    }
    assert_eq!(
        check_host("crm:1.example").unwrap_err().kind,
        FaultKind::Character
    );
    assert_eq!(
        check_host("Crm.example").unwrap_err().kind,
        FaultKind::UpperCase
    );
    assert_eq!(check_port("+80", true), Err(FaultKind::Port));
    assert_eq!(
        check_port("99999999999999999999", true),
        Err(FaultKind::Port)
    );
    assert_eq!(check_port("80", true), Ok(()));
}

/// All labels of up to three characters, against the rule in words.
#[test]
fn a_star_stands_for_a_part_of_one_label() {
    let alphabet = ["", "a", "0", "-", "_", ".", "*", "A"];
    for text in [
        "https://*.v.example",
        "https://a*.v.example",
        "https://*a.v.example",
        "https://a*0.v.example",
    ] {
        let pattern = Pattern::parse(text).unwrap();
        let (before, behind) = text.split_once('*').unwrap();
        for place in 0..512_usize {
            let label = [place / 64, place / 8 % 8, place % 8].map(|at| alphabet[at]);
            let label = label.concat();
            let origin = format!("https://{label}.v.example");
            let star = origin
                .strip_prefix(before)
                .and_then(|rest| rest.strip_suffix(behind));
            let exact = Pattern::parse(&origin).is_ok_and(|origin| origin.is_exact());
            let fits = star.is_some_and(|star| !star.is_empty() && !star.contains(['_', '.']));
            assert_eq!(pattern.admits(&origin), fits && exact, "{text} {origin}");
        }
    }
    let wild = Pattern::parse("https://a-*.v.example").unwrap();
    let longest = |count| format!("https://a-{}.v.example", "b".repeat(count));
    assert!(wild.admits(&longest(61)));
    assert!(!wild.admits(&longest(62)));
}

#[test]
fn a_pattern_contains_those_that_admit_less() {
    let contains = |wide, narrow| {
        let patterns = (
            Pattern::parse(wide).unwrap(),
            Pattern::parse(narrow).unwrap(),
        );
        patterns.0.contains(&patterns.1)
    };
    let wide = "https://login-*.vendor.example";
    assert!(contains(wide, wide));
    assert!(contains(wide, "https://login-eu-*.vendor.example"));
    assert!(contains(wide, "https://login-*-eu.vendor.example"));
    assert!(contains(wide, "https://login-eu.vendor.example"));
    assert!(!contains(wide, "https://login-a_b.vendor.example"));
    assert!(!contains(wide, "https://log*.vendor.example"));
    assert!(!contains(wide, "https://login-*.vendor.example:8443"));
    assert!(!contains("https://login-1.vendor.example", wide));
}
