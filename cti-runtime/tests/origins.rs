//! Who gets past a policy, and who doesn't.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use cti_runtime::{Origin, OriginError, OriginPattern, OriginPolicy, Origins, origins};
use proptest::prelude::*;

mod attacks;

use attacks::ATTACKS;

const LOGIN: Origins = origins!("https://login-*.leaddesk.com");
const PHONES: Origins = origins!(
    "https://phone.cloudtalk.io",
    "https://prd-cdn-talkdesk.talkdesk.com"
);
const WILD: Origins = origins!(
    "https://*.vendor.example",
    "https://phone-*-eu.vendor.example:8443"
);

fn pages(origins: &[&str]) -> OriginPolicy {
    OriginPolicy::pages(origins.iter().map(|text| Origin::parse(text).unwrap())).unwrap()
}

/// Policies of each kind, and what each of them must admit.
fn policies() -> Vec<(OriginPolicy, Vec<String>)> {
    let longest = format!("https://login-{}.leaddesk.com", "a".repeat(57));
    let own = |origins: &[&str]| {
        origins
            .iter()
            .copied()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    vec![
        (
            pages(&["https://crm.customer.example:8443"]).widened(LOGIN),
            own(&[
                "https://crm.customer.example:8443",
                "https://login-ce2.leaddesk.com",
                "https://login-qed-fi1.leaddesk.com",
                "https://login-0.leaddesk.com",
                "https://login--a.leaddesk.com",
                "https://login-xn--fa-hia.leaddesk.com",
                &longest,
            ]),
        ),
        (
            pages(&[
                "https://xn--fa-hia.example",
                "https://my_crm.example",
                "https://intranet",
            ])
            .widened(PHONES),
            own(&[
                "https://xn--fa-hia.example",
                "https://my_crm.example",
                "https://intranet",
                "https://phone.cloudtalk.io",
                "https://prd-cdn-talkdesk.talkdesk.com",
            ]),
        ),
        (
            pages(&["https://10.1.2.3:8443"]).widened(WILD),
            own(&[
                "https://10.1.2.3:8443",
                "https://a.vendor.example",
                "https://a-b.vendor.example",
                "https://0.vendor.example",
                "https://xn--fa-hia.vendor.example",
                "https://phone-a-eu.vendor.example:8443",
                "https://phone---eu.vendor.example:8443",
            ]),
        ),
        (
            OriginPolicy::simulation(&[
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://[::1]:3000",
                "http://phone.localhost",
            ])
            .unwrap(),
            own(&[
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://[::1]:3000",
                "http://phone.localhost",
            ]),
        ),
    ]
}

#[test]
fn the_legitimate_are_admitted() {
    for (policy, own) in policies() {
        for origin in own {
            assert!(policy.admits(&origin), "{policy:?} keeps out {origin}");
            assert_eq!(policy.select(&origin).unwrap().as_str(), origin);
        }
    }
}

#[test]
fn nobody_else_is() {
    assert!(ATTACKS.len() >= 150);
    let attacks = ATTACKS
        .iter()
        .copied()
        .map(str::to_owned)
        .chain(long_attacks());
    let policies = policies();
    for attack in attacks {
        for (policy, _) in &policies {
            assert!(!policy.admits(&attack), "{policy:?} admits {attack:?}");
            // What it names may be one of the policy's; what is selected always is.
            if let Ok(selected) = policy.select(&attack) {
                assert!(
                    policy.admits(selected.as_str()),
                    "{policy:?} selects {attack:?}"
                );
            }
        }
    }
}

fn long_attacks() -> Vec<String> {
    let long = |count: usize| "a".repeat(count);
    vec![
        format!("https://login-{}.leaddesk.com", long(58)),
        format!("https://login-{}.leaddesk.com", long(100_000)),
        format!("https://{}.vendor.example", long(64)),
        format!("https://{}.leaddesk.com", long(63)),
        format!("https://{}.cloudtalk.io", "a.".repeat(126)),
        format!("https://phone.cloudtalk.io{}", " ".repeat(1000)),
        format!("https://{}phone.cloudtalk.io", "0".repeat(100)),
    ]
}

/// What a URL that only looks like one of the policy's must not select.
#[test]
fn selecting_is_within_the_policy() {
    let policy = OriginPolicy::pages([Origin::parse("https://phone.cloudtalk.io").unwrap()])
        .unwrap()
        .widened(LOGIN);
    for url in [
        "https://evil.example/https://phone.cloudtalk.io",
        "https://phone.cloudtalk.io.evil.example/",
        "https://login-ce2.leaddesk.com:8443/",
        "https://login-a.b.leaddesk.com/",
    ] {
        assert_eq!(policy.select(url), Err(OriginError::NotAdmitted), "{url}");
    }
    for url in [
        "https://phone.cloudtalk.io@evil.example/",
        "https://evil.example\\@phone.cloudtalk.io/",
    ] {
        assert!(policy.select(url).is_err(), "{url}");
    }
    let login = policy.select("https://login-ce2.leaddesk.com/").unwrap();
    assert_eq!(login.as_str(), "https://login-ce2.leaddesk.com");
}

#[test]
fn a_query_or_a_fragment_may_stand_directly_behind_the_host() {
    let policy = pages(&["https://crm.example"]);
    for url in [
        "https://crm.example?lang=en",
        "https://crm.example#top",
        "https://crm.example?next=https://evil.example/",
        "https://crm.example/?#",
    ] {
        assert_eq!(policy.of_written(url), policy.only(), "{url}");
    }
    for url in [
        "https://evil.example?https://crm.example",
        "https://evil.example#https://crm.example",
        "https://crm.example.evil.example?x",
        "https://crm.example:444#x",
        "?https://crm.example",
    ] {
        assert_eq!(policy.of_written(url), None, "{url}");
    }
}

#[test]
fn the_only_origin() {
    let one = pages(&["https://crm.example", "https://crm.example"]);
    assert_eq!(one.only().unwrap().as_str(), "https://crm.example");
    assert_eq!(
        one.clone().widened(origins!("https://crm.example")).only(),
        one.only()
    );
    assert_eq!(one.widened(PHONES).only(), None);
    assert_eq!(
        pages(&["https://a.example", "https://b.example"]).only(),
        None
    );
}

#[test]
fn a_simulation_stays_one() {
    let policy = OriginPolicy::simulation(&["http://localhost:8080"])
        .unwrap()
        .widened(origins!(
            "https://phone.cloudtalk.io",
            "http://localhost:3000"
        ));
    assert!(policy.is_simulation());
    assert!(policy.admits("http://localhost:3000"));
    assert!(!policy.admits("https://phone.cloudtalk.io"));
    let shown = format!("{policy:?}");
    assert!(shown.starts_with("OriginPolicy::simulation"), "{shown}");

    for text in [
        "https://phone.cloudtalk.io",
        "https://10.0.0.1",
        "https://localhost.example",
    ] {
        assert_eq!(
            OriginPolicy::simulation(&[text]).unwrap_err(),
            OriginError::NotLoopback
        );
    }
    assert_eq!(
        OriginPolicy::simulation(&[]).unwrap_err(),
        OriginError::NoOrigins
    );
    assert_eq!(OriginPolicy::pages([]).unwrap_err(), OriginError::NoOrigins);
}

#[test]
fn errors_by_kind() {
    use OriginError as E;
    for (text, error) in [
        ("", E::Empty),
        ("null", E::Opaque),
        ("crm.example", E::Scheme),
        ("HTTPS://crm.example", E::Scheme),
        ("http://crm.example", E::Http),
        ("https://user:1@crm.example/", E::UserInfo),
        ("https://crm.example/a", E::Path),
        ("https://crm.example?", E::Path),
        ("https://crm.example/", E::TrailingSlash),
        ("https://Crm.example", E::UpperCase),
        ("https://cr\u{ff4d}.example", E::NotAscii),
        ("https://crm example", E::Character),
        ("https://crm].example", E::Character),
        ("https://crm..example", E::Label),
        ("https://-crm.example", E::Label),
        ("https://crm.example.", E::TrailingDot),
        ("https://127.1", E::Address),
        ("https://[2001:db8::1]", E::Address),
        ("https://crm.example:443", E::Port),
        ("https://crm-*.vendor.example", E::Wildcard),
        ("https://crm.*.example", E::WildcardPlace),
    ] {
        assert_eq!(Origin::parse(text), Err(error), "{text}");
        assert!(
            error.to_string().contains(": "),
            "{error:?} says what to write instead"
        );
    }
    assert_eq!(
        Origin::parse(&format!("https://{}b", "a.".repeat(127))),
        Err(E::TooLong)
    );
}

#[test]
fn origins_of_urls() {
    for (url, origin) in [
        (
            "https://login-ce2.leaddesk.com/",
            "https://login-ce2.leaddesk.com",
        ),
        (
            "https://login-ce2.leaddesk.com",
            "https://login-ce2.leaddesk.com",
        ),
        (
            "HTTPS://Phone.CloudTalk.IO/?partner=Acme@1:2",
            "https://phone.cloudtalk.io",
        ),
        ("https://crm.example:443/a", "https://crm.example"),
        ("https://crm.example:/a", "https://crm.example"),
        ("https://crm.example:00443#a", "https://crm.example"),
        ("https://crm.example:0008443?a", "https://crm.example:8443"),
        ("https://crm.example:80/", "https://crm.example:80"),
        ("http://localhost:80/a/b@c", "http://localhost"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
        ("http://127.0.0.1/", "http://127.0.0.1"),
    ] {
        assert_eq!(
            Origin::of_url(url)
                .map(|origin| origin.to_string())
                .as_deref(),
            Ok(origin)
        );
    }
    for url in [
        "",
        "null",
        "about:blank",
        "/talk",
        "//crm.example/",
        "https:crm.example",
        "https:/crm.example/",
        "https:///crm.example/",
        "http://crm.example/",
        "ftp://crm.example/",
        "blob:https://crm.example/1",
        " https://crm.example/",
        "https://crm.example/a b",
        "https://crm.example/\t",
        "https://crm\n.example/",
        "https://crm.example\\a",
        "https://crm.example/a\\b",
        "https://crm.example/\u{e9}",
        "https://cr\u{ff4d}.example/",
        "https://crm%2eexample/",
        "https://user@crm.example/",
        "https://@crm.example/",
        "https://crm.example./",
        "https://127.1/",
        "https://0x7f000001/",
        "https://[0:0:0:0:0:0:0:1]/",
        "https://[2001:db8::1]/",
        "https://[::1",
        "https://[::1]a/",
        "https://crm.example:0/",
        "https://crm.example:65536/",
        "https://crm.example:8:/",
        "https://crm.example:+8/",
        "https://crm-*.vendor.example/",
        "https://crm!.example/",
    ] {
        assert!(Origin::of_url(url).is_err(), "{url:?}");
    }
    let user = Origin::of_url("https://crm.example:8443@evil.example/");
    assert_eq!(user, Err(OriginError::UserInfo));
}

const TABLE: &[(&str, &str)] = include!("../../cti-origin/tests/table/origins.rs");

#[test]
fn patterns_of_the_table() {
    for &(text, rule) in TABLE {
        let built = std::panic::catch_unwind(|| OriginPattern::from_static(text));
        assert_eq!(built.is_ok(), rule.is_empty(), "{text:?}");
    }
}

/// Texts that are nearly origins.
fn nearly() -> impl Strategy<Value = String> {
    let near = prop_oneof![
        "https?://[a-z0-9.-]{0,12}\\.(leaddesk\\.com|vendor\\.example)(:[0-9]{0,5})?/?",
        "https://login-[a-zA-Z0-9._*@:/-]{0,66}\\.leaddesk\\.com",
        "https://phone-[a-z0-9-]{0,60}-eu\\.vendor\\.example:8443",
        "https://[a-z0-9-]{0,66}\\.vendor\\.example",
        "http://(localhost|127\\.0\\.0\\.[0-9]{1,3}|\\[::1\\])(:[0-9]{1,5})?",
        "\\PC{0,40}",
    ];
    near
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn what_is_admitted_is_an_origin(text in nearly()) {
        for (policy, _) in policies() {
            if policy.admits(&text) {
                prop_assert!(Origin::parse(&text).is_ok(), "{policy:?} admits {text:?}");
            }
        }
    }

    #[test]
    fn an_origin_is_the_origin_of_itself(text in nearly()) {
        if let Ok(origin) = Origin::parse(&text) {
            prop_assert_eq!(Origin::of_url(&text), Ok(origin.clone()));
            prop_assert_eq!(Origin::of_url(&format!("{text}/a?b#c")), Ok(origin));
        }
    }

    #[test]
    fn a_written_url_selects_by_what_stands_before_its_path(
        text in nearly(),
        mark in "[/?#]",
        rest in "[a-z/?#@:.]{0,12}",
    ) {
        let evil = "https://evil.example";
        let is_origin = Origin::parse(&text).is_ok();
        for (policy, _) in policies().into_iter().filter(|_| is_origin) {
            let selected = policy.of_written(&format!("{text}{mark}{rest}"));
            prop_assert_eq!(selected, policy.exactly(&text));
            prop_assert_eq!(policy.of_written(&format!("{evil}{mark}{text}")), None);
            prop_assert_eq!(policy.of_written(&format!("{text}@{evil}{mark}")), None);
        }
    }

    /// An independent reading of what a `*` stands for.
    #[test]
    fn a_star_is_one_label_s_middle(text in nearly()) {
        let pattern = OriginPattern::from_static("https://login-*.leaddesk.com");
        let label = text
            .strip_prefix("https://")
            .and_then(|host| host.split_once('.'))
            .filter(|(_, rest)| *rest == "leaddesk.com")
            .map(|(label, _)| label);
        let fits = label.is_some_and(|label| {
            label.len() <= 63
                && label.len() > "login-".len()
                && label.starts_with("login-")
                && !label.ends_with('-')
                && label.chars().all(|c| c == '-' || c.is_ascii_digit() || c.is_ascii_lowercase())
        });
        prop_assert_eq!(pattern.admits(&text), fits, "{}", text);
    }
}
