//! Declarations that no vendor has.

use cti_runtime::Protocol as _;

use super::{json, text};

/// What decides is inside of a field.
#[cti_runtime::protocol(
    vendor = "Lantern",
    origins("https://phone.lantern.example"),
    envelope(object, tag = "type")
)]
mod lantern_phone {
    #[states(key = call.id)]
    enum Call {
        Ringing,
        #[end]
        Over,
    }

    #[event]
    pub enum Event {
        #[moves(Call: new => Ringing, if call.telephony_status = "on")]
        #[moves(Call: * => Over, if call.telephony_status = "off")]
        Active { call: Active },
    }

    #[data]
    pub struct Active {
        id: u64,
        telephony_status: String,
    }
}

#[test]
fn a_description_tells_what_decides() {
    let description = lantern_phone::LanternPhone::description();
    let mut out = Vec::new();
    text(&mut out, description, 100).unwrap();
    let out = String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap();
    for line in [
        "    Call: a new call → Ringing if call.telephonyStatus = \"on\"\n",
        "    a new call → Ringing  by active if call.telephonyStatus = \"on\"\n",
        "one per call.id",
    ] {
        assert!(out.contains(line), "no {line:?} in\n{out}");
    }
    let mut out = Vec::new();
    json(&mut out, description).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let condition = &json["families"][0]["messages"][0]["moves"][1]["condition"];
    assert_eq!(
        *condition,
        serde_json::json!({
            "field": "call.telephony_status",
            "keys": ["call", "telephonyStatus"],
            "value": "off",
        })
    );
}
