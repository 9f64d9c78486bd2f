//! The same messages by hand: what serde decodes, without any check; and a listener with checks.

use serde::{Deserialize, Serialize};
use url::{Host, Url};

#[derive(Debug, Serialize, Deserialize)]
#[serde(
    tag = "action",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Flat {
    Call {
        number: String,
        autocall: bool,
    },
    Hangup,
    Ringing {
        #[serde(rename = "call_uuid")]
        call_uuid: uuid::Uuid,
        external_number: String,
        internal_number: String,
        contact_id: u64,
        contact_name: String,
        company: Option<String>,
        contact_emails: Vec<String>,
        contact_numbers: Vec<String>,
        tags: Vec<String>,
    },
}

/// Already known to be a call: no tag is looked for.
#[expect(dead_code, reason = "timed, not used")]
#[derive(Debug, Deserialize)]
pub struct KnownCall {
    pub number: String,
    pub autocall: bool,
}

/// Already known to be a ringing.
#[expect(dead_code, reason = "timed, not used")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownRinging {
    #[serde(rename = "call_uuid")]
    pub call_uuid: uuid::Uuid,
    pub external_number: String,
    pub internal_number: String,
    pub contact_id: u64,
    pub contact_name: String,
    pub company: Option<String>,
    pub contact_emails: Vec<String>,
    pub contact_numbers: Vec<String>,
    pub tags: Vec<String>,
}

/// The tags of LeadDesk Talk's events: what serde's error for an unknown one lists.
#[derive(Debug, Deserialize)]
#[serde(tag = "action", rename_all = "camelCase")]
pub enum Talk {
    Login,
    Logout,
    Call,
    Connected,
    Disconnected,
    Completed,
    Sms,
    Error,
    Jwt,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "event", content = "properties", rename_all = "snake_case")]
pub enum Adjacent {
    Ringing(Leg),
    Dialing(Leg),
    Calling(Leg),
    Hangup(Leg),
    Ended(Leg),
    ContactInfo(Leg),
}

/// Already known to be an event of a leg.
#[expect(dead_code, reason = "timed, not used")]
#[derive(Debug, Deserialize)]
pub struct KnownLeg {
    pub properties: Leg,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Leg {
    pub call_uuid: uuid::Uuid,
    pub external_number: String,
    pub internal_number: String,
    pub contact: Option<Contact>,
}

#[expect(clippy::struct_field_names, reason = "the vendor's names")]
#[derive(Debug, Serialize, Deserialize)]
pub struct Contact {
    pub id: u64,
    pub name: String,
    pub company: Option<String>,
    #[serde(default)]
    pub contact_emails: Vec<String>,
    #[serde(default)]
    pub contact_numbers: Vec<String>,
    #[serde(default)]
    pub external_urls: Vec<ExternalUrl>,
    #[serde(default)]
    pub tags: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct ExternalUrl {
    pub external_system: String,
    pub external_url: String,
}

/// What somebody who knows the traps writes by hand: the origin parsed and compared by parts, the
/// size limited, the message matched. Calls are not followed, and nothing that is unknown is kept.
#[derive(Default)]
pub struct Listener {
    pub calls: u64,
    pub others: u64,
}

impl Listener {
    pub fn flat(&mut self, origin: &str, data: &str) -> Option<Flat> {
        let label = |host: &str| {
            let label = host.strip_suffix(".bench.example")?;
            let cluster = label.strip_prefix("phone-")?;
            (!cluster.is_empty() && !cluster.contains('.')).then_some(())
        };
        admits(origin, data, label)?;
        let message = serde_json::from_str(data).ok()?;
        match &message {
            Flat::Call { .. } | Flat::Ringing { .. } => self.calls += 1,
            Flat::Hangup => self.others += 1,
        }
        Some(message)
    }

    pub fn nested(&mut self, origin: &str, data: &str) -> Option<Adjacent> {
        let host = |host: &str| (host == "phone.cloudtalk.io").then_some(());
        admits(origin, data, host)?;
        let message = serde_json::from_str(data).ok()?;
        match &message {
            Adjacent::Ringing(_) | Adjacent::Dialing(_) | Adjacent::Calling(_) => self.calls += 1,
            _ => self.others += 1,
        }
        Some(message)
    }
}

fn admits(origin: &str, data: &str, admitted: impl Fn(&str) -> Option<()>) -> Option<()> {
    let url = Url::parse(origin).ok()?;
    if url.scheme() != "https" || url.port().is_some() || data.len() > 256 * 1024 {
        return None;
    }
    match url.host()? {
        Host::Domain(host) => admitted(host),
        _ => None,
    }
}
