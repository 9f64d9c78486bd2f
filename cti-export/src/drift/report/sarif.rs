//! The report in SARIF, which code scanning reads.

use core::fmt::Write as _;
use std::collections::BTreeSet;

use super::{Drift, Finding, Kind};
use crate::json::Json;

/// The reports of some recordings as one SARIF log, version 2.1.0. Each is given with the recording's path
/// from the repository's root.
///
/// ```
/// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
/// # pub mod acme_phone {
/// #     #[event] pub enum Event { Incoming { from: PhoneNumber } }
/// # }
/// use cti_export::drift;
/// use cti_runtime::Protocol;
///
/// # fn main() {
/// let drift = drift::compare(acme_phone::AcmePhone::description(), [], []);
/// let log = drift::sarif([("calls/monday.jsonl", &drift)]);
/// assert!(log.contains("\"version\": \"2.1.0\""));
/// # }
/// ```
pub fn sarif<'a>(reports: impl IntoIterator<Item = (&'a str, &'a Drift)>) -> String {
    let mut kinds = BTreeSet::new();
    let mut results = Vec::new();
    for (recording, drift) in reports {
        for finding in &drift.findings {
            kinds.insert(finding.kind);
            results.push(result(recording, drift, finding));
        }
    }
    let rules: Vec<Json> = kinds.into_iter().map(rule).collect();
    let driver = Json::object()
        .with("name", "cti")
        .with("version", env!("CARGO_PKG_VERSION"))
        .with("rules", rules);
    let run = Json::object()
        .with("tool", Json::object().with("driver", driver))
        .with("results", results);
    Json::object()
        .with("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        .with("version", "2.1.0")
        .with("runs", vec![run])
        .pretty()
}

fn rule(kind: Kind) -> Json {
    Json::object().with("id", kind.name()).with(
        "shortDescription",
        Json::object().with("text", kind.heading()),
    )
}

fn result(recording: &str, drift: &Drift, finding: &Finding) -> Json {
    let level = if finding.kind.is_absence() {
        "note"
    } else {
        "error"
    };
    let artifact = Json::object().with("uri", uri(recording));
    let mut place = Json::object().with("artifactLocation", artifact);
    if let Some(line) = finding.line {
        place = place.with("region", Json::object().with("startLine", line));
    }
    let location = Json::object().with("physicalLocation", place);
    Json::object()
        .with("ruleId", finding.kind.name())
        .with("level", level)
        .with(
            "message",
            Json::object().with(
                "text",
                format!("{}: {}", drift.protocol, finding.sentence()),
            ),
        )
        .with("locations", vec![location])
}

/// A path as a URI reference.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a String doesn't fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
