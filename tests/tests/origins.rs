//! Origins against the `url` crate.

use cti_runtime::{Origin, OriginPolicy, origins};
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::leaddesk_talk::LeaddeskTalk;
use proptest::prelude::*;
use std::fs;
use url::Url;

/// Hosts, ports and tails, right and wrong, in every combination.
fn urls() -> impl Strategy<Value = String> {
    let scheme = prop_oneof![
        6 => Just("https://"),
        2 => Just("http://"),
        1 => Just("HTTPS://"),
        1 => prop::sample::select(vec!["https:/", "https:", "https:///", "ws://", "https:\\\\", ""]),
    ];
    let user = prop_oneof![8 => Just(String::new()), 1 => "[a-z@:%.]{0,6}@"];
    let host = prop_oneof![
        "[a-z0-9-]{1,8}(\\.[a-z0-9_-]{1,8}){0,3}\\.?",
        "[A-Za-z0-9.]{0,12}",
        "(0x)?[0-9a-fx]{0,5}(\\.(0x|0)?[0-9a-f]{0,4}){0,4}",
        "[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}",
        "(localhost|a\\.localhost|127\\.0\\.0\\.1|\\[::1\\]|\\[[0-9a-f:.]{0,9}\\])",
        "[!-~]{0,12}",
        "\\PC{0,8}",
    ];
    let port = prop_oneof![
        4 => Just(String::new()),
        2 => ":0{0,3}(80|443|8443|[0-9]{0,6})",
        1 => ":[0-9:+a-]{0,4}",
    ];
    let tail = prop_oneof![3 => "([/?#][!-~]{0,8})?", 1 => "[!-~]{0,8}", 1 => "\\PC{0,8}"];
    (scheme, user, host, port, tail)
        .prop_map(|(scheme, user, host, port, tail)| format!("{scheme}{user}{host}{port}{tail}"))
}

/// What the `url` crate says, if it says anything.
fn of_url_crate(text: &str) -> Option<String> {
    let origin = Url::parse(text).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

/// Whether a URL is plain enough that refusing it would be wrong.
fn is_plain(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else {
        return false;
    };
    let (authority, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (host, port) = authority.split_once(':').unwrap_or((authority, "1"));
    let labels: Vec<&str> = host.split('.').collect();
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    labels.iter().all(|label| {
        (1..=63).contains(&label.len())
            && label.chars().all(letters)
            && !label.starts_with('-')
            && !label.ends_with('-')
    }) && labels
        .last()
        .is_some_and(|last| last.starts_with(|c: char| c.is_ascii_alphabetic()))
        && port.parse::<u16>().is_ok_and(|port| port > 0)
        && port.chars().all(|c| c.is_ascii_digit())
        && tail.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8192))]

    #[test]
    fn a_derived_origin_is_the_url_crate_s(text in urls()) {
        match Origin::of_url(&text) {
            // Punycode is taken as text; the crate also knows which of it is valid.
            Ok(origin) if origin.as_str().contains("xn--") => {
                if let Some(theirs) = of_url_crate(&text) {
                    prop_assert_eq!(origin.as_str(), theirs);
                }
            }
            Ok(origin) => prop_assert_eq!(Some(origin.to_string()), of_url_crate(&text)),
            Err(error) => prop_assert!(!is_plain(&text), "{text:?} is refused: {error}"),
        }
    }

    #[test]
    fn what_is_selected_is_what_a_browser_would_go_to(text in urls()) {
        let policy = OriginPolicy::simulation(&["http://localhost", "http://127.0.0.1", "http://[::1]"]);
        if let Ok(origin) = policy.expect("loopback").select(&text) {
            prop_assert_eq!(Some(origin.to_string()), of_url_crate(&text));
        }
    }
}

#[test]
fn a_declaration_is_a_policy() {
    let talk = OriginPolicy::declared::<LeaddeskTalk>();
    assert!(talk.admits("https://login-ce2.leaddesk.com"));
    assert!(!talk.admits("https://login-ce2.leaddesk.com.evil.example"));
    assert!(!talk.admits("https://talk.staging.example"));
    assert_eq!(talk.only(), None);
    let talk = talk.widened(origins!("https://talk.staging.example"));
    assert!(talk.admits("https://talk.staging.example"));
    assert_eq!(
        talk.patterns().collect::<Vec<_>>(),
        [
            "https://login-*.leaddesk.com",
            "https://talk.staging.example"
        ]
    );

    let cloudtalk = OriginPolicy::declared::<Cloudtalk>();
    let target = cloudtalk.only().expect("one exact origin");
    assert_eq!(target.as_str(), "https://phone.cloudtalk.io");
}

/// The WHATWG URL standard's own cases of web-platform-tests. The project has no copy: the variable
/// names the file.
///
/// Most cases are about `http`, which is for loopback here. The standard treats `https` alike, but for
/// its port: those without a port are tried as `https` too.
#[test]
#[ignore = "needs the standard's cases: WHATWG_URL_CASES=…/urltestdata.json"]
fn origins_are_the_standard_s_over_its_own_cases() {
    let path = std::env::var("WHATWG_URL_CASES").expect("WHATWG_URL_CASES names the file");
    let text = fs::read_to_string(path).expect("the file");
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a JSON array");
    let mut tried = Vec::new();
    for case in cases.iter().filter(|case| case.is_object()) {
        let input = case["input"].as_str().expect("an input").to_owned();
        let failure = case["failure"] == true;
        let expected = match (&case["origin"], &case["href"]) {
            (serde_json::Value::String(origin), _) => Some(origin.clone()),
            (_, serde_json::Value::String(href)) => of_url_crate(href),
            _ => None,
        };
        let rest = input
            .get(..4)
            .filter(|scheme| scheme.eq_ignore_ascii_case("http"));
        if rest.is_some() && input[4..].starts_with("://") && !input[5..].contains(':') {
            let secure = expected
                .as_ref()
                .map(|origin| origin.replacen("http:", "https:", 1));
            tried.push((format!("https{}", &input[4..]), secure, failure));
        }
        tried.push((input, expected, failure));
    }
    let (mut derived, mut punycode, mut failures, mut refused) = (0, 0, 0, 0);
    for (input, expected, failure) in &tried {
        match Origin::of_url(input) {
            // Punycode is taken as text; a browser also knows which of it is valid.
            Ok(origin) if *failure && origin.as_str().contains("xn--") => punycode += 1,
            Ok(origin) => {
                assert_eq!(Some(origin.to_string()), *expected, "{input:?}");
                derived += 1;
            }
            Err(_) if *failure => failures += 1,
            Err(error) => {
                assert!(!is_plain(input), "{input:?} is refused: {error}");
                refused += 1;
            }
        }
    }
    println!(
        "{} inputs: {derived} origins, all as the standard says; {punycode} with punycode that \
         isn't valid; {failures} failures, refused here too; {refused} refused that aren't plain \
         https, or have no origin",
        tried.len()
    );
    assert!(derived > 0);
}
