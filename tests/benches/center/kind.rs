//! The protocols, and what their messages look like.

/// A protocol.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Talk,
    Cloudtalk,
    Card,
    Talkdesk,
    Aircall,
    Dialpad,
    Justcall,
    Ringcentral,
    Library,
}

impl Kind {
    /// How many there are: a desk and the one so many further on have the same.
    pub const COUNT: u32 = 9;

    /// The protocol of a desk: they take turns.
    pub const fn of(desk: u32) -> Self {
        match desk % Self::COUNT {
            0 => Self::Talk,
            1 => Self::Cloudtalk,
            2 => Self::Card,
            3 => Self::Talkdesk,
            4 => Self::Aircall,
            5 => Self::Dialpad,
            6 => Self::Justcall,
            7 => Self::Ringcentral,
            _ => Self::Library,
        }
    }

    pub const fn origin(self) -> &'static str {
        match self {
            Self::Talk => "https://login-ce2.leaddesk.com",
            Self::Cloudtalk => "https://phone.cloudtalk.io",
            Self::Card => "https://ce2.leaddesk.com",
            Self::Talkdesk => "https://prd-cdn-talkdesk.talkdesk.com",
            Self::Aircall => "https://workspace.aircall.io",
            Self::Dialpad => "https://dialpad.com",
            Self::Justcall => "https://app.justcall.io",
            Self::Ringcentral => "https://apps.ringcentral.com",
            Self::Library => "",
        }
    }

    pub const fn look_alike(self) -> &'static str {
        match self {
            Self::Talk => "https://login-ce2.leaddesk.com.evil.example",
            Self::Cloudtalk => "https://phone.cloudtalk.io.evil.example",
            Self::Card => "https://ce2-leaddesk.com",
            Self::Talkdesk => "http://prd-cdn-talkdesk.talkdesk.com",
            Self::Aircall => "https://workspace.aircall.io:8443",
            Self::Dialpad => "https://evil.dialpad.com",
            Self::Justcall => "https://app-justcall.io",
            Self::Ringcentral => "https://apps.ringcentral.com.",
            Self::Library => "",
        }
    }

    /// The key of the tag, and of the content if there is one.
    pub const fn keys(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Talk => ("action", None),
            Self::Cloudtalk => ("event", Some("properties")),
            Self::Card => ("type", Some("data")),
            Self::Talkdesk => ("action", Some("data")),
            Self::Aircall => ("name", Some("value")),
            Self::Dialpad => ("method", Some("payload")),
            Self::Justcall => ("name", Some("data")),
            Self::Ringcentral => ("type", None),
            Self::Library => ("", None),
        }
    }

    /// What stands first in every message.
    pub const fn constants(self) -> &'static str {
        match self {
            Self::Dialpad => r#""api":"opencti_dialpad","version":"1.0","#,
            _ => "",
        }
    }

    /// The tag of a message with fields that it needs, and that moves no state machine without them.
    pub const fn still(self) -> &'static str {
        match self {
            Self::Talk => "sms",
            Self::Cloudtalk => "contact_info",
            Self::Card => "recStarted",
            Self::Talkdesk => "agentStatusChanged",
            Self::Aircall => "apm_phone_comment_saved",
            Self::Dialpad => "call_ringing",
            Self::Justcall => "sms-received",
            Self::Ringcentral => "rc-call-mute-notify",
            Self::Library => "",
        }
    }
}
