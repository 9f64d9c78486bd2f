//! Rules about origins: each one by itself, and within their list.
//!
//! What an origin is, `cti-origin` says, which the runtime asks, too. Here a text is taken apart as its
//! author meant it, so that every mistake of it is named, with the corrected origin.

use crate::errors::Errors;
use crate::model::At;
use crate::rules::Rule;
use cti_origin::{FaultKind, Pattern, check_host, check_port, is_loopback, is_shared};

/// What is wrong with an origin, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) rule: Rule,
    pub(crate) message: String,
}

/// How two origins of a list overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// They are the same.
    Duplicate,
    /// The first admits everything that the second does.
    FirstContainsSecond,
    /// The second admits everything that the first does.
    SecondContainsFirst,
}

/// Reports whatever is wrong with a list of origins.
pub(crate) fn check(origins: &[At<String>], errors: &mut Errors) {
    for origin in origins {
        for problem in problems(&origin.value) {
            errors.push(problem.rule, origin.span, problem.message);
        }
        if is_local_name(&origin.value) {
            let message =
                "a vendor's host is known everywhere, so it has a domain: write all of it";
            errors.push(Rule::OriginHost, origin.span, message);
        }
    }
    let patterns: Vec<&str> = origins.iter().map(|origin| origin.value.as_str()).collect();
    for (first, second, relation) in relations(&patterns) {
        let (first, second) = (&origins[first], &origins[second]);
        let (wide, narrow) = match relation {
            Relation::Duplicate => {
                errors.twice(
                    Rule::OriginDuplicate,
                    first.span,
                    second.span,
                    format!("`{}` is listed twice: remove this one", second.value),
                    format!("`{}` is listed here first", first.value),
                );
                continue;
            }
            Relation::FirstContainsSecond => (first, second),
            Relation::SecondContainsFirst => (second, first),
        };
        errors.twice(
            Rule::OriginContained,
            wide.span,
            narrow.span,
            format!(
                "`{}` is contained in `{}`: remove this one",
                narrow.value, wide.value
            ),
            format!(
                "`{}` contains `{}`: keep one of them",
                wide.value, narrow.value
            ),
        );
    }
}

/// Whether an origin has a host that means something in one network only.
fn is_local_name(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .and_then(|rest| rest.split(':').next());
    host.is_some_and(|host| {
        !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !is_loopback(host)
    })
}

/// Everything that is wrong with one origin.
pub(crate) fn problems(text: &str) -> Vec<Problem> {
    let written = Written::of(text);
    let found = written.faults(text);
    let corrected = written.corrected();
    let instead = (corrected != text
        && text != "null"
        && Written::of(&corrected).faults(&corrected).is_empty())
    .then(|| format!("write `{corrected}`"));
    found
        .into_iter()
        .map(
            |Fault {
                 rule,
                 reason,
                 advice,
             }| {
                let instead = instead.as_deref().unwrap_or(&advice);
                Problem {
                    rule,
                    message: format!("{reason}: {instead}"),
                }
            },
        )
        .collect()
}

/// The pairs of a list that overlap; the first index is the smaller one. Origins that have a
/// problem of their own are left out.
pub(crate) fn relations(patterns: &[&str]) -> Vec<(usize, usize, Relation)> {
    let sound: Vec<Option<Pattern<'_>>> = patterns.iter().map(|text| sound(text)).collect();
    let mut found = Vec::new();
    for (second, b) in patterns.iter().enumerate() {
        for (first, a) in patterns.iter().enumerate().take(second) {
            let relation = if a == b {
                Relation::Duplicate
            } else if let (Some(a), Some(b)) = (&sound[first], &sound[second]) {
                if a.contains(b) {
                    Relation::FirstContainsSecond
                } else if b.contains(a) {
                    Relation::SecondContainsFirst
                } else {
                    continue;
                }
            } else {
                continue;
            };
            found.push((first, second, relation));
        }
    }
    found
}

/// The pattern of a text that has no problem.
fn sound(text: &str) -> Option<Pattern<'_>> {
    let pattern = Pattern::parse(text).ok()?;
    problems(text).is_empty().then_some(pattern)
}

/// Whether a pattern admits all that another one does; both may be exact.
pub(crate) fn contains(wide: &str, narrow: &str) -> bool {
    let patterns = (Pattern::parse(wide), Pattern::parse(narrow));
    matches!(patterns, (Ok(wide), Ok(narrow)) if wide.contains(&narrow))
}

struct Fault {
    rule: Rule,
    reason: String,
    /// What to do if the corrected origin can't be spelled out.
    advice: String,
}

impl Fault {
    fn new(rule: Rule, reason: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            rule,
            reason: reason.into(),
            advice: advice.into(),
        }
    }
}

const EXAMPLE: &str = "write the vendor's, such as `https://phone.vendor.example` or \
                       `https://login-*.vendor.example`";

const STAR: &str = "write it as in `https://login-*.vendor.example`";

/// The parts of an origin as it was written, right or wrong.
struct Written<'a> {
    /// Without the `://`; `None` if there is none.
    scheme: Option<&'a str>,
    user_info: bool,
    host: &'a str,
    /// Behind the colon, if there is one.
    port: Option<&'a str>,
    /// From the first slash, question mark or number sign.
    tail: &'a str,
}

impl<'a> Written<'a> {
    fn of(text: &'a str) -> Self {
        let text = text.trim();
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) if !scheme.contains(['/', '?', '#', '@', '.']) => {
                (Some(scheme), rest)
            }
            _ => {
                let rest = ["https:", "http:"]
                    .iter()
                    .find_map(|start| text.strip_prefix(start));
                (None, rest.unwrap_or(text).trim_start_matches('/'))
            }
        };
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        let (user_info, place) = match authority.rsplit_once('@') {
            Some((_, place)) => (true, place),
            None => (false, authority),
        };
        // The colons of an address in brackets are its own.
        let address = match place.find(']') {
            Some(end) => end,
            None if place.starts_with('[') => place.len(),
            None => 0,
        };
        let (host, port) = match place[address..].split_once(':') {
            Some((rest, port)) => (&place[..address + rest.len()], Some(port)),
            None => (place, None),
        };
        Self {
            scheme,
            user_info,
            host,
            port,
            tail,
        }
    }

    /// As it would be right, if that can be computed.
    fn corrected(&self) -> String {
        let host = self.host.trim_end_matches('.').to_ascii_lowercase();
        let plain = self
            .scheme
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
        let scheme = if plain && is_loopback(&host) {
            "http"
        } else {
            "https"
        };
        let port = self.port.map_or("", |port| port.trim_start_matches('0'));
        let default = if plain { "80" } else { "443" };
        if port.is_empty() || port == default {
            format!("{scheme}://{host}")
        } else {
            format!("{scheme}://{host}:{port}")
        }
    }

    fn faults(&self, text: &str) -> Vec<Fault> {
        let mut faults = Vec::new();
        if text.trim().is_empty() {
            return vec![Fault::new(
                Rule::OriginEmpty,
                "an origin is not empty",
                EXAMPLE,
            )];
        }
        if text == "*" || self.host == "*" {
            return vec![Fault::new(
                Rule::OriginStar,
                "`*` would let any page speak",
                EXAMPLE,
            )];
        }
        if text == "null" {
            let reason = "`null` is the origin of every sandboxed page";
            return vec![Fault::new(Rule::OriginScheme, reason, EXAMPLE)];
        }
        if text.contains("\\.") || text.contains(".+") || text.starts_with('^') {
            let reason = "an origin is no regular expression";
            return vec![Fault::new(Rule::OriginHost, reason, EXAMPLE)];
        }
        if text != text.trim() {
            let reason = "an origin has no white space around it";
            faults.push(Fault::new(Rule::OriginHost, reason, "remove it"));
        }
        faults.extend(self.scheme_fault());
        if self.scheme.is_none() {
            // What looks like a host or a port may be none.
            return faults;
        }
        if self.user_info {
            let reason = "an origin has no user info";
            faults.push(Fault::new(
                Rule::OriginUserInfo,
                reason,
                "remove it, up to the `@`",
            ));
        }
        let scheme = self.scheme.unwrap_or_default();
        if scheme
            .chars()
            .chain(self.host.chars())
            .any(|char| char.is_ascii_uppercase())
        {
            let reason = "browsers write origins in lower case";
            faults.push(Fault::new(Rule::OriginUpperCase, reason, "do so here"));
        }
        faults.extend(host_fault(&self.host.to_ascii_lowercase()));
        faults.extend(self.port_fault());
        if self.tail == "/" {
            let reason = "origins have no slash behind the host";
            faults.push(Fault::new(Rule::OriginTrailingSlash, reason, "remove it"));
        } else if !self.tail.is_empty() {
            let reason = "origins have no path, query or fragment";
            let advice = format!("remove `{}`", self.tail.escape_debug());
            faults.push(Fault::new(Rule::OriginPath, reason, advice));
        }
        faults
    }

    fn scheme_fault(&self) -> Option<Fault> {
        let Some(scheme) = self.scheme else {
            let reason = "an origin begins with `https://`";
            return Some(Fault::new(Rule::OriginScheme, reason, EXAMPLE));
        };
        if scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        if !scheme.eq_ignore_ascii_case("http") {
            let reason = format!("`{}` is no scheme of an origin here", scheme.escape_debug());
            return Some(Fault::new(Rule::OriginScheme, reason, "write `https`"));
        }
        (!is_loopback(&self.host.to_ascii_lowercase())).then(|| {
            let reason = "`http` is for loopback only, since anybody on the way can speak for it";
            Fault::new(Rule::OriginHttp, reason, "write `https`")
        })
    }

    fn port_fault(&self) -> Option<Fault> {
        let plain = self
            .scheme
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
        let reason = match check_port(self.port?, !plain).err()? {
            FaultKind::PortZeros => "browsers write a port without leading zeros",
            FaultKind::PortDefault => "browsers leave out the scheme's own port",
            _ => "a port is a number from 1 to 65535",
        };
        Some(Fault::new(
            Rule::OriginPort,
            reason,
            "write such a number, or remove the port",
        ))
    }
}

/// The first thing that is wrong with a host in lower case.
fn host_fault(host: &str) -> Option<Fault> {
    match check_host(host) {
        Err(fault) if fault.kind == FaultKind::Character => {
            Some(character_fault(&host[fault.at..]))
        }
        Err(fault) => Some(written_fault(fault.kind)),
        Ok(sound) if sound.address && !sound.loopback => Some(written_fault(FaultKind::Address)),
        Ok(_) => shared_fault(host),
    }
}

/// What to say of a host that breaks the grammar.
fn written_fault(kind: FaultKind) -> Fault {
    let (rule, reason, advice) = match kind {
        FaultKind::NoHost => (Rule::OriginHost, "the host is missing", EXAMPLE),
        FaultKind::NotAscii => (
            Rule::OriginHost,
            "browsers write international hosts in punycode",
            "write `xn--…`, as `new URL(…).origin` shows it in a browser's console",
        ),
        FaultKind::LongHost => (
            Rule::OriginHost,
            "a host has at most 253 characters",
            "write the vendor's",
        ),
        FaultKind::TrailingDot => (
            Rule::OriginHost,
            "an origin's host has no dot at its end",
            "remove it",
        ),
        FaultKind::LongLabel => (
            Rule::OriginHost,
            "no part of a host has more than 63 characters",
            "write the vendor's",
        ),
        FaultKind::Hyphen => (
            Rule::OriginHost,
            "no part of a host begins or ends with `-`",
            "write the vendor's, without such a `-`",
        ),
        FaultKind::SecondStar => (
            Rule::OriginWildcardPlace,
            "an origin has one `*` at most",
            STAR,
        ),
        FaultKind::StarPlace => (
            Rule::OriginWildcardPlace,
            "`*` stands in the first part of the host",
            STAR,
        ),
        FaultKind::StarReach => (
            Rule::OriginWildcardPlace,
            "`*` has at least two parts of the host written out behind it",
            STAR,
        ),
        FaultKind::Address => (
            Rule::OriginIpLiteral,
            "a vendor's origin is a name, not an address, and a host that ends in a number is one",
            "write the host's name; loopback is `localhost`, `127.0.0.1` or `[::1]`",
        ),
        _ => (
            Rule::OriginHost,
            "a host has something between its dots",
            "remove a dot",
        ),
    };
    Fault::new(rule, reason, advice)
}

/// What to say of a host from a character on that hosts don't have.
fn character_fault(rest: &str) -> Fault {
    let character: String = rest.chars().take(1).collect();
    Fault::new(
        Rule::OriginHost,
        format!("a host has no `{}`", character.escape_debug()),
        "a host has letters, digits, `-`, `_` and dots: write the vendor's",
    )
}

/// What to say of a host whose `*` stands for hosts of strangers.
fn shared_fault(host: &str) -> Option<Fault> {
    let suffix = host.split_once('*')?.1.split_once('.')?.1;
    is_shared(host).then(|| {
        Fault::new(
            Rule::OriginSharedSuffix,
            format!("strangers can have hosts under `{suffix}` that this `*` stands for"),
            if is_shared(&format!("*.vendor.{suffix}")) {
                "write out each host".to_owned()
            } else {
                format!(
                    "write out each host, or put the `*` before a name of the vendor's own, as in \
                     `https://*.vendor.{suffix}`"
                )
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{Relation, contains, problems, relations};

    const TABLE: &[(&str, &str)] = include!("../../../cti-origin/tests/table/origins.rs");

    fn rules(text: &str) -> Vec<&'static str> {
        problems(text)
            .iter()
            .map(|problem| problem.rule.id())
            .collect()
    }

    fn messages(text: &str) -> Vec<String> {
        problems(text)
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    }

    #[test]
    fn every_case_of_the_table() {
        for &(text, rule) in TABLE {
            let wanted: Vec<&str> = [rule].into_iter().filter(|rule| !rule.is_empty()).collect();
            assert_eq!(rules(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn every_mistake_at_once() {
        assert_eq!(
            rules("HTTP://user@Phone.Vendor.example:080/talk"),
            [
                "origin-http",
                "origin-user-info",
                "origin-upper-case",
                "origin-port",
                "origin-path"
            ]
        );
    }

    #[test]
    fn corrections_are_spelled_out() {
        let corrected = [
            ("https://a.example/", "https://a.example"),
            ("https://a.example/talk?x#y", "https://a.example"),
            ("https://A.example:443", "https://a.example"),
            ("http://a.example:80", "https://a.example"),
            ("http://localhost:80", "http://localhost"),
            ("https://a.example:08443", "https://a.example:8443"),
            ("https://user@a.example", "https://a.example"),
            ("https://a.example.", "https://a.example"),
            (" a.example ", "https://a.example"),
            ("wss://a.example", "https://a.example"),
            ("https:/a.example", "https://a.example"),
            ("http://*.vendor.example", "https://*.vendor.example"),
        ];
        for (text, right) in corrected {
            let all = messages(text);
            assert!(!all.is_empty(), "{text}");
            for message in all {
                assert!(
                    message.ends_with(&format!(": write `{right}`")),
                    "{text}: {message}"
                );
            }
        }
        assert_eq!(
            messages("https://a.example/"),
            ["origins have no slash behind the host: write `https://a.example`"]
        );
    }

    #[test]
    fn every_message_says_what_to_do() {
        for (text, _) in TABLE {
            for message in messages(text) {
                let (_, advice) = message.split_once(": ").expect("a reason and an advice");
                let verbs = ["write ", "remove ", "a host has ", "do so"];
                assert!(
                    verbs.iter().any(|verb| advice.contains(verb)),
                    "{text:?}: {message}"
                );
            }
        }
    }

    #[test]
    fn duplicates_and_containment() {
        use Relation::{Duplicate, FirstContainsSecond, SecondContainsFirst};
        let list = [
            "https://login-*.vendor.example",
            "https://phone.vendor.example",
            "https://login-1.vendor.example",
            "https://phone.vendor.example",
            "https://*.vendor.example",
            "https://*.vendor.example/",
        ];
        assert_eq!(
            relations(&list),
            [
                (0, 2, FirstContainsSecond),
                (1, 3, Duplicate),
                (0, 4, SecondContainsFirst),
                (1, 4, SecondContainsFirst),
                (2, 4, SecondContainsFirst),
                (3, 4, SecondContainsFirst),
            ]
        );
    }

    #[test]
    fn containment_is_what_the_pattern_admits() {
        let wide = "https://login-*.vendor.example";
        assert!(contains(wide, "https://login-eu-*.vendor.example"));
        assert!(contains(wide, "https://login-*-eu.vendor.example"));
        assert!(!contains(wide, "https://login-.vendor.example"));
        assert!(!contains(wide, "https://login-a.b.vendor.example"));
        assert!(!contains(wide, "https://login-a_b.vendor.example"));
        assert!(!contains(wide, "https://log*.vendor.example"));
        assert!(!contains(wide, "https://login-*.vendor.example:8443"));
        assert!(!contains("https://login-1.vendor.example", wide));
    }
}
