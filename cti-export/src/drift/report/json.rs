//! The report for machines.

use super::{Drift, Finding, TurnedAway};
use crate::json::Json;
use crate::words;

impl Drift {
    /// The report as a JSON object.
    pub fn to_json(&self) -> String {
        let findings = self.findings.iter().map(Finding::json).collect::<Vec<_>>();
        let turned_away = self.turned_away.iter().map(TurnedAway::json);
        Json::object()
            .with("protocol", self.protocol)
            .with("complete", self.complete)
            .with("messages", self.messages)
            .with("foreign", self.foreign)
            .with("turned_away", turned_away.collect::<Vec<_>>())
            .with("drift", self.is_drift())
            .with("left_off", self.left_off)
            .with("findings", findings)
            .pretty()
    }
}

impl TurnedAway {
    fn json(&self) -> Json {
        Json::object()
            .with("gate", self.gate.name())
            .with("origin", self.origin.as_str())
            .with("source", usize::try_from(self.source).unwrap_or(usize::MAX))
            .with("count", self.count)
            .with("line", self.line)
    }
}

impl Finding {
    fn json(&self) -> Json {
        Json::object()
            .with("kind", self.kind.name())
            .with("direction", words::direction(self.direction))
            .with("message", self.message.as_str())
            .with("path", self.path.as_str())
            .with("detail", self.detail.as_str())
            .with("count", self.count)
            .with_some("line", self.line)
            .with_some("example", self.example.as_deref())
            .with("into", self.into.as_str())
            .with("suggestion", self.suggestion.as_str())
    }
}
