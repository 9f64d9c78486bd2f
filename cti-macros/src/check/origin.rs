//! Rules about origins: each one by itself, and within their list.
//!
//! The grammar is the runtime's (`cti-runtime/src/origin/grammar.rs`), written again because this
//! crate can't depend on that one, and because here every mistake of a text is named, with the
//! corrected origin. The table at the end of this file is the same as in
//! `cti-runtime/tests/origins.rs`; the two keep the grammars in step. Which suffixes strangers share,
//! both ask `cti-origin`.

use crate::errors::Errors;
use crate::model::At;
use crate::rules::Rule;

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

/// Everything that is wrong with one origin.
pub(crate) fn problems(text: &str) -> Vec<Problem> {
    let written = Written::of(text);
    let found = written.faults(text);
    let corrected = written.corrected();
    let instead = (corrected != text && Written::of(&corrected).faults(&corrected).is_empty())
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
    let sound: Vec<bool> = patterns
        .iter()
        .map(|pattern| problems(pattern).is_empty())
        .collect();
    let mut found = Vec::new();
    for (second, b) in patterns.iter().enumerate() {
        for (first, a) in patterns.iter().enumerate().take(second) {
            let relation = if a == b {
                Relation::Duplicate
            } else if !(sound[first] && sound[second]) {
                continue;
            } else if contains(a, b) {
                Relation::FirstContainsSecond
            } else if contains(b, a) {
                Relation::SecondContainsFirst
            } else {
                continue;
            };
            found.push((first, second, relation));
        }
    }
    found
}

/// Whether a sound pattern admits everything that another one does; both may be exact.
pub(crate) fn contains(wide: &str, narrow: &str) -> bool {
    let Some((before, behind)) = wide.split_once('*') else {
        return wide == narrow;
    };
    let Some(middle) = narrow
        .strip_suffix(behind)
        .and_then(|rest| rest.strip_prefix(before))
    else {
        return false;
    };
    let label = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'*');
    let ends = (before.ends_with('/') && middle.starts_with('-'))
        || (behind.starts_with('.') && middle.ends_with('-'));
    !middle.is_empty() && middle.bytes().all(label) && !ends
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

/// The parts of an origin as somebody wrote it, right or wrong.
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
        let port = self.port?;
        let plain = self
            .scheme
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
        let digits = port.bytes().all(|byte| byte.is_ascii_digit());
        let reason = match port.parse::<u16>() {
            Ok(0) | Err(_) => "a port is a number from 1 to 65535",
            Ok(_) if !digits => "a port is a number from 1 to 65535",
            Ok(_) if port.starts_with('0') => "browsers write a port without leading zeros",
            Ok(80) if plain => "browsers leave out the scheme's own port",
            Ok(443) if !plain => "browsers leave out the scheme's own port",
            Ok(_) => return None,
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
    let fault = |reason: &str, advice: &str| Some(Fault::new(Rule::OriginHost, reason, advice));
    if host.is_empty() {
        return fault("the host is missing", EXAMPLE);
    }
    if !host.is_ascii() {
        return fault(
            "browsers write international hosts in punycode",
            "write `xn--…`, as `new URL(…).origin` shows it in a browser's console",
        );
    }
    if host.starts_with('[') {
        return (host != "[::1]").then(address);
    }
    let other = |char: &char| !matches!(char, 'a'..='z' | '0'..='9' | '-' | '_' | '.' | '*');
    if let Some(char) = host.chars().find(other) {
        return fault(
            &format!("a host has no `{}`", char.escape_debug()),
            "a host has letters, digits, `-`, `_` and dots: write the vendor's",
        );
    }
    if host.len() > 253 {
        return fault("a host has at most 253 characters", "write the vendor's");
    }
    let labels: Vec<&str> = host.split('.').collect();
    if let [.., last, ""] = labels.as_slice()
        && !last.is_empty()
    {
        return fault("an origin's host has no dot at its end", "remove it");
    }
    if labels.iter().any(|label| label.is_empty()) {
        return fault("a host has something between its dots", "remove a dot");
    }
    if labels.iter().any(|label| label.len() > 63) {
        return fault(
            "no part of a host has more than 63 characters",
            "write the vendor's",
        );
    }
    if labels
        .iter()
        .any(|label| label.starts_with('-') || label.ends_with('-'))
    {
        return fault(
            "no part of a host begins or ends with `-`",
            "write the vendor's, without such a `-`",
        );
    }
    if let Some(fault) = wildcard_fault(&labels) {
        return Some(fault);
    }
    if labels.last().is_some_and(|last| is_number(last)) && !is_loopback(host) {
        return Some(address());
    }
    let suffix = host.split_once('*')?.1.split_once('.')?.1;
    cti_origin::is_shared(host).then(|| {
        Fault::new(
            Rule::OriginSharedSuffix,
            format!("strangers can have hosts under `{suffix}` that this `*` stands for"),
            if cti_origin::is_shared(&format!("*.vendor.{suffix}")) {
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

fn wildcard_fault(labels: &[&str]) -> Option<Fault> {
    let fault = |reason: &str| {
        let advice = "write it as in `https://login-*.vendor.example`";
        Some(Fault::new(Rule::OriginWildcardPlace, reason, advice))
    };
    let stars = labels
        .iter()
        .map(|label| label.matches('*').count())
        .sum::<usize>();
    match (stars, labels) {
        (0, _) => None,
        (2.., _) => fault("an origin has one `*` at most"),
        (_, [first, ..]) if !first.contains('*') => {
            fault("`*` stands in the first part of the host")
        }
        (_, [_, _, _, ..]) => None,
        _ => fault("`*` has at least two parts of the host written out behind it"),
    }
}

fn address() -> Fault {
    Fault::new(
        Rule::OriginIpLiteral,
        "a vendor's origin is a name, not an address, and a host that ends in a number is one",
        "write the host's name; loopback is `localhost`, `127.0.0.1` or `[::1]`",
    )
}

/// Whether browsers read a host with this last label as an IPv4 address.
fn is_number(label: &str) -> bool {
    match label.strip_prefix("0x") {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => label.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host
            .parse()
            .is_ok_and(|address: std::net::Ipv4Addr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{Relation, contains, problems, relations};

    // The same as in cti-runtime/tests/origins.rs: change both. A test of package cti-tests compares
    // them.
    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
    // Table begins: (origin, the rule that it breaks).
    // Sound.
    ("https://phone.cloudtalk.io", ""),
    ("https://login-*.leaddesk.com", ""),
    ("https://*.leaddesk.com", ""),
    ("https://prd-cdn-talkdesk.talkdesk.com", ""),
    ("https://a*b.vendor.example", ""),
    ("https://*-eu.vendor.example:8443", ""),
    ("https://phone.vendor.example:8443", ""),
    ("https://phone.vendor.example:80", ""),
    ("https://phone.vendor.example:1", ""),
    ("https://phone.vendor.example:65535", ""),
    ("https://intranet", ""),
    ("https://my_phone.vendor.example", ""),
    ("https://xn--fa-hia.example", ""),
    ("https://1.2.3.example", ""),
    ("https://0x7f.example", ""),
    ("https://0xg", ""),
    ("http://localhost", ""),
    ("http://localhost:8080", ""),
    ("https://localhost", ""),
    ("http://localhost:443", ""),
    ("http://phone.localhost:3000", ""),
    ("http://phone-*.vendor.localhost", ""),
    ("http://127.0.0.1", ""),
    ("http://127.255.255.254:81", ""),
    ("https://127.0.0.1:8443", ""),
    ("http://[::1]", ""),
    ("https://[::1]:8443", ""),
    ("https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example", ""),
    ("https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", ""),
    ("https://*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.vendor.example", ""),
    // Nothing, or everything.
    ("", "origin-empty"),
    ("   ", "origin-empty"),
    ("*", "origin-star"),
    ("https://*", "origin-star"),
    ("https://*:8443", "origin-star"),
    // Schemes.
    ("null", "origin-scheme"),
    ("phone.vendor.example", "origin-scheme"),
    ("//phone.vendor.example", "origin-scheme"),
    ("https:phone.vendor.example", "origin-scheme"),
    ("https:/phone.vendor.example", "origin-scheme"),
    ("wss://phone.vendor.example", "origin-scheme"),
    ("ftp://phone.vendor.example", "origin-scheme"),
    ("about:blank", "origin-scheme"),
    ("http://phone.vendor.example", "origin-http"),
    ("http://localhost.vendor.example", "origin-http"),
    ("http://evillocalhost", "origin-http"),
    ("http://127.vendor.example", "origin-http"),
    ("http://*.vendor.example", "origin-http"),
    ("HTTPS://phone.vendor.example", "origin-upper-case"),
    // Parts that origins do not have.
    ("https://phone.vendor.example/", "origin-trailing-slash"),
    ("https://phone.vendor.example:8443/", "origin-trailing-slash"),
    ("https://phone.vendor.example/talk", "origin-path"),
    ("https://phone.vendor.example?a", "origin-path"),
    ("https://phone.vendor.example#a", "origin-path"),
    ("https://phone.vendor.example//", "origin-path"),
    ("https://phone.vendor.example\\a", "origin-path"),
    ("https://user@phone.vendor.example", "origin-user-info"),
    ("https://user:8443@phone.vendor.example", "origin-user-info"),
    ("https://@phone.vendor.example", "origin-user-info"),
    // Ports.
    ("https://phone.vendor.example:", "origin-port"),
    ("https://phone.vendor.example:0", "origin-port"),
    ("https://phone.vendor.example:443", "origin-port"),
    ("http://localhost:80", "origin-port"),
    ("https://phone.vendor.example:08443", "origin-port"),
    ("https://phone.vendor.example:65536", "origin-port"),
    ("https://phone.vendor.example:99999999999", "origin-port"),
    ("https://phone.vendor.example:+80", "origin-port"),
    ("https://phone.vendor.example:80a", "origin-port"),
    ("https://phone.vendor.example:*", "origin-port"),
    ("https://phone.vendor.example:80:80", "origin-port"),
    // Hosts.
    ("https://", "origin-host"),
    ("https://:8443", "origin-host"),
    ("https://.", "origin-host"),
    ("https://phone..example", "origin-host"),
    ("https://.vendor.example", "origin-host"),
    ("https://phone.vendor.example.", "origin-host"),
    ("https://-phone.vendor.example", "origin-host"),
    ("https://phone-.vendor.example", "origin-host"),
    ("https://-*.vendor.example", "origin-host"),
    ("https://*-.vendor.example", "origin-host"),
    ("https://xn--.example", "origin-host"),
    ("https://phone vendor.example", "origin-host"),
    (" https://phone.vendor.example", "origin-host"),
    ("https://phone.vendor.example\n", "origin-host"),
    ("https://phone%2evendor.example", "origin-host"),
    ("https://phone!.vendor.example", "origin-host"),
    ("https://pho\u{f6}ne.vendor.example", "origin-host"),
    ("https://phone\u{3002}vendor.example", "origin-host"),
    ("https://phone.vendor.example\0", "origin-host"),
    ("https://{cluster}.vendor.example", "origin-host"),
    ("https://phone].vendor.example", "origin-host"),
    ("https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example", "origin-host"),
    ("https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "origin-host"),
    ("https://*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.vendor.example", "origin-host"),
    ("https://Phone.vendor.example", "origin-upper-case"),
    // Addresses.
    ("https://10.0.0.1", "origin-ip-literal"),
    ("https://192.168.1.1:8443", "origin-ip-literal"),
    ("https://127.1", "origin-ip-literal"),
    ("https://127.0.0.01", "origin-ip-literal"),
    ("https://0x7f.0.0.1", "origin-ip-literal"),
    ("https://2130706433", "origin-ip-literal"),
    ("https://0x7f000001", "origin-ip-literal"),
    ("https://256.0.0.1", "origin-ip-literal"),
    ("https://1.2.3.4.5", "origin-ip-literal"),
    ("https://vendor.1", "origin-ip-literal"),
    ("https://vendor.0x", "origin-ip-literal"),
    ("https://*.0.0.1", "origin-ip-literal"),
    ("https://[::]", "origin-ip-literal"),
    ("https://[2001:db8::1]", "origin-ip-literal"),
    ("https://[0:0:0:0:0:0:0:1]", "origin-ip-literal"),
    ("https://[::1%25eth0]", "origin-ip-literal"),
    ("https://[::ffff:127.0.0.1]", "origin-ip-literal"),
    ("https://[::1", "origin-ip-literal"),
    // Wildcards.
    ("https://*.example", "origin-wildcard-place"),
    ("https://phone-*.localhost", "origin-wildcard-place"),
    ("https://phone.*.example", "origin-wildcard-place"),
    ("https://phone.vendor.*", "origin-wildcard-place"),
    ("https://**.vendor.example", "origin-wildcard-place"),
    ("https://*.*.vendor.example", "origin-wildcard-place"),
    ("https://a*b*.vendor.example", "origin-wildcard-place"),
    ("https://phone*", "origin-wildcard-place"),
    ("https://127.0.0.*", "origin-wildcard-place"),
    // Suffixes that strangers share.
    ("https://*.co.uk", "origin-shared-suffix"),
    ("https://phone-*.github.io", "origin-shared-suffix"),
    ("https://*.com.au:8443", "origin-shared-suffix"),
    ("https://*.some.kawasaki.jp", "origin-shared-suffix"),
    ("https://*.amazonaws.com", "origin-shared-suffix"),
    ("https://*.s3.mars-north-1.amazonaws.com", "origin-shared-suffix"),
    ("https://*.city.kawasaki.jp", ""),
    ("https://*.vendor.co.uk", ""),
    ("https://vendor.github.io", ""),
    ("https://co.uk", ""),
    // Table ends.
    ];

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
