//! Origins, against the `url` crate.

use cti_runtime::{Origin, OriginPolicy, Protocol, origins};
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::leaddesk_contact_card::LeaddeskContactCard;
use cti_vendors::leaddesk_talk::LeaddeskTalk;
use cti_vendors::talkdesk_embedded::TalkdeskEmbedded;
use url::Url;

/// Runs one input.
pub fn run(data: &[u8]) {
    let text = &String::from_utf8_lossy(data);
    parse(text);
    of_url(text);
    for policy in policies() {
        admits(&policy, text);
    }
    if let Ok(origin) = Origin::parse(text) {
        let pages = OriginPolicy::pages([origin]).expect("a page");
        assert!(pages.admits(text));
        admits(&pages, text);
    }
    let _ = OriginPolicy::simulation(&[text]);
}

fn policies() -> [OriginPolicy; 5] {
    fn declared<P: Protocol>() -> OriginPolicy {
        OriginPolicy::declared::<P>()
    }
    [
        declared::<LeaddeskTalk>(),
        declared::<LeaddeskContactCard>()
            .widened(origins!("https://card-*-b.staging.example:8443")),
        declared::<TalkdeskEmbedded>(),
        declared::<Cloudtalk>(),
        OriginPolicy::simulation(&[
            "http://localhost:8080",
            "http://127.0.0.1",
            "http://[::1]:81",
        ])
        .expect("loopback"),
    ]
}

fn parse(text: &str) {
    let Ok(origin) = Origin::parse(text) else {
        return;
    };
    assert_eq!(origin.as_str(), text);
    assert_eq!(origin.to_string(), text);
    // What is an origin is the origin of itself as a URL, with and without a slash.
    assert_eq!(Origin::of_url(text), Ok(origin.clone()));
    assert_eq!(Origin::of_url(&format!("{text}/a?b#c")), Ok(origin));
    serialises(text, text);
}

fn of_url(text: &str) {
    match Origin::of_url(text) {
        Ok(origin) => {
            assert_eq!(Origin::parse(origin.as_str()), Ok(origin.clone()));
            serialises(text, origin.as_str());
        }
        Err(error) => {
            assert!(!is_plain(text), "{text:?} is refused: {error}");
            assert!(!error.to_string().is_empty());
        }
    }
}

/// The `url` crate says the same. Of punycode it also knows which is valid, and we take it as text.
fn serialises(text: &str, origin: &str) {
    let theirs = Url::parse(text).map(|url| url.origin().ascii_serialization());
    match theirs {
        Ok(theirs) => assert_eq!(theirs, origin, "{text:?}"),
        Err(error) => assert!(origin.contains("xn--"), "{text:?}: {error}"),
    }
}

fn admits(policy: &OriginPolicy, text: &str) {
    let admitted = policy.admits(text);
    if admitted {
        let origin = Origin::parse(text).expect("only origins are admitted");
        assert_eq!(origin.as_str(), text);
        assert_eq!(policy.select(text), Ok(origin));
    }
    assert_eq!(
        admitted,
        policy.patterns().any(|pattern| stands_for(pattern, text)),
        "{text:?}"
    );
    if let Ok(origin) = policy.select(text) {
        assert!(policy.admits(origin.as_str()));
    }
}

/// Patterns once more, the slow way.
fn stands_for(pattern: &str, text: &str) -> bool {
    let Some((before, behind)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let label = |text: &str| {
        text.chars()
            .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'))
    };
    let splits = (0..=text.len()).filter_map(|at| text.split_at_checked(at));
    let stars = splits.filter_map(|(start, rest)| {
        (start == before)
            .then(|| rest.strip_suffix(behind))
            .flatten()
    });
    stars
        .into_iter()
        .any(|star| !star.is_empty() && label(star))
        && Origin::parse(text).is_ok()
}

/// Whether a URL is plain enough that refusing it would be wrong.
fn is_plain(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else {
        return false;
    };
    let (authority, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (host, port) = authority.split_once(':').unwrap_or((authority, "1"));
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    host.len() <= 253
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.chars().all(letters)
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
        && host
            .rsplit('.')
            .next()
            .is_some_and(|last| last.starts_with(|c: char| c.is_ascii_alphabetic()))
        && port.parse::<u16>().is_ok_and(|port| port > 0)
        && port.chars().all(|c| c.is_ascii_digit())
        && tail.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}
