//! What the vendors' phones say, step by step, in a call and before the first one.

use super::kind::Kind;

/// A tag, its fields, and whether they say whose the message is.
pub type Said = (&'static str, String, bool);

/// What a desk hears in a step of a call with this id; in the step `u32::MAX`, before its first call.
pub fn script(kind: Kind, step: u32, id: u64) -> Said {
    match kind {
        Kind::Talk => talk(step, id),
        Kind::Cloudtalk => cloudtalk(step, id),
        Kind::Card => card(step, id),
        Kind::Talkdesk => talkdesk(step, id),
        Kind::Aircall => aircall(step, id),
        Kind::Dialpad => dialpad(step, id),
        Kind::Justcall => justcall(step, id),
        Kind::Ringcentral => ringcentral(step, id),
        Kind::Library => unreachable!("a library has no messages"),
    }
}

fn talk(step: u32, id: u64) -> Said {
    match step {
        u32::MAX => (
            "login",
            r#""language":"en","origin":"https://login-ce2.leaddesk.com/""#.into(),
            false,
        ),
        0 => (
            "call",
            format!(
                r#""id":{id},"number":"+358401234567","direction":"in","ringStart":"2026-01-31 09:30:00""#
            ),
            true,
        ),
        1 => (
            "connected",
            r#""callStart":"2026-01-31 09:30:05""#.into(),
            false,
        ),
        2 => (
            "disconnected",
            r#""callEnd":"2026-01-31 09:31:00","recordUrl":"https://recordings.example/1.mp3""#
                .into(),
            false,
        ),
        3 => (
            "completed",
            format!(
                r#""call":{{"id":{id},"direction":"in","to":null,"from":"+358401234567","answered":true,"callStart":"2026-01-31 09:30:00","talkStart":"2026-01-31 09:30:05","callEnd":"2026-01-31 09:31:00","duration":55,"comment":"Wants a quote","recordUrl":"https://recordings.example/1.mp3","reason":{{"name":"Sale","logicalName":"sale"}}}}"#
            ),
            true,
        ),
        _ => ("sms", format!(r#""sms":"Hello","callId":{id}"#), true),
    }
}

fn cloudtalk(step: u32, id: u64) -> Said {
    let tag = match step {
        0 => "ringing",
        1 => "calling",
        3 => "hangup",
        4 => "ended",
        _ => "contact_info",
    };
    let mut fields = format!(
        r#""call_uuid":"12345678-1234-4234-{:04x}-{:012x}","external_number":"+44 20 7946 0167","internal_number":"+1 202 555 0175""#,
        id >> 48,
        id & ((1 << 48) - 1)
    );
    if matches!(tag, "ringing" | "contact_info") {
        fields += r#","contact":{"id":1234,"name":"John Doe","company":"Company Inc.","contact_emails":["john@company.example"],"contact_numbers":["+44 20 7946 0167"],"external_urls":[{"external_system":"mycrm","external_url":"https://mycrm.example/contact/123"}],"tags":["VIP","Europe"]}"#;
    }
    (tag, fields, true)
}

fn card(step: u32, id: u64) -> Said {
    let row = format!(r#""call_log_id":{id}"#);
    match step {
        u32::MAX => ("callLineIdle", r#""call_log_id":null"#.into(), false),
        0 => ("callLineRinging", row, true),
        1 => ("callLineOn", row, true),
        2 => ("recStarted", r#""file":"receipt-9.wav""#.into(), false),
        3 => ("recStopped", r#""file":"receipt-9.wav""#.into(), false),
        _ => ("callLineIdle", row, true),
    }
}

fn talkdesk(step: u32, id: u64) -> Said {
    match step {
        u32::MAX => ("login", String::new(), false),
        0 => (
            "agentStatusChanged",
            r#""status":"busy_lunch""#.into(),
            false,
        ),
        1 => ("popover", String::new(), false),
        2 => ("openContact", format!(r#""externalId":"{id}""#), true),
        3 => (
            "sendData",
            r#""order":{"id":7,"items":["a","b"]}"#.into(),
            false,
        ),
        _ => ("hide", String::new(), false),
    }
}

fn aircall(step: u32, id: u64) -> Said {
    let call = format!(r#","call_id":{id}"#);
    match step {
        u32::MAX => (
            "apm_phone_loaded",
            r#""email":"john@company.example","first_name":"John","company_name":"Company Inc.""#
                .into(),
            false,
        ),
        0 => (
            "apm_phone_incoming_call",
            format!(r#""from":"+15557543010","to":"+15551234567"{call}"#),
            true,
        ),
        1 => (
            "apm_phone_call_end_ringtone",
            format!(r#""answer_status":"answered"{call}"#),
            true,
        ),
        2 => (
            "apm_phone_comment_saved",
            format!(r#""comment":"Wants a quote"{call}"#),
            true,
        ),
        3 => (
            "apm_phone_call_ended",
            format!(r#""duration":20{call}"#),
            true,
        ),
        _ => ("apm_phone_powerdialer_updated", String::new(), false),
    }
}

fn dialpad(step: u32, id: u64) -> Said {
    let ringing = |state| format!(r#""state":"{state}","id":{id}"#);
    match step {
        0 => (
            "call_ringing",
            ringing("on")
                + r#","contact":{"id":"https://contacts.example/7","phone":"+12025550101","type":"local","name":"Ada Example","email":""},"internal_number":"+12025550100","external_number":"+12025550101""#,
            true,
        ),
        2 => ("call_ringing", ringing("off"), true),
        _ => (
            "user_authentication",
            r#""user_authenticated":true,"user_id":5686230305652736"#.into(),
            false,
        ),
    }
}

fn justcall(step: u32, id: u64) -> Said {
    let call = format!(r#""direction":"inbound","call_sid":"{id}""#);
    match step {
        0 => (
            "call-ringing",
            format!(r#"{call},"from":"+1234567890","to":"+1987654321""#),
            true,
        ),
        1 => (
            "call-answered",
            format!(r#"{call},"answered_status":"answered""#),
            true,
        ),
        2 => (
            "sms-received",
            format!(
                r#""message_sid":"{id}","from":"+1234567890","to":"+1987654321","body":"Hello","received_at":"2026-01-31 09:30:00""#
            ),
            true,
        ),
        3 => ("call-ended", format!(r#"{call},"duration":120"#), true),
        _ => (
            "logged-in-status",
            r#""logged_in":true,"login_numbers":["+1234567890"],"user_info":{"email":"user@company.example","name":"John Doe"}"#.into(),
            false,
        ),
    }
}

fn ringcentral(step: u32, id: u64) -> Said {
    let call = || {
        format!(
            r#""call":{{"id":"{id}","direction":"Inbound","from":"+12025550101","fromUserName":"Ada Example","to":"+12025550100*101","startTime":null,"isOnMute":false}}"#
        )
    };
    match step {
        u32::MAX => (
            "rc-login-status-notify",
            r#""loggedIn":true,"loginNumber":"+12025550100*101""#.into(),
            false,
        ),
        0 => ("rc-call-ring-notify", call(), true),
        1 => ("rc-call-start-notify", call(), true),
        2 => (
            "rc-active-call-notify",
            format!(
                r#""call":{{"sessionId":"{id}","direction":"Inbound","from":{{"phoneNumber":"+12025550101"}},"to":{{}},"telephonyStatus":"CallConnected"}}"#
            ),
            true,
        ),
        3 => ("rc-call-end-notify", call(), true),
        _ => ("rc-dialer-status-notify", r#""ready":true"#.into(), false),
    }
}
