//! A protocol of one's own, written down for those who don't read Rust, as TypeScript or JSON Schema:
//!
//! `cargo run -p cti-export --example own_protocol -- typescript > acme-phone.ts`

use cti_export::{Format, export};
use cti_runtime::Protocol;

/// Acme Phone, a softphone in an iframe of our page.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone-*.acme-telephony.com"),
    envelope(object, tag = "type", content = "payload")
)]
pub mod acme_phone {
    /// Phone → page.
    #[event]
    pub enum Event {
        /// Somebody calls.
        #[sample({ "type": "incoming", "payload": { "callId": "c-1", "from": "+12025550123" } })]
        Incoming {
            /// The call, in all its messages.
            call_id: String,
            /// Who calls.
            from: PhoneNumber,
        },
        /// The call is over, however it ended.
        #[sample({ "type": "ended", "payload": { "callId": "c-1", "reason": "missed" } })]
        Ended {
            /// The call.
            call_id: String,
            /// Why.
            reason: Option<Reason>,
        },
    }

    /// Why a call is over; reasons that Acme adds later are kept.
    #[data(open)]
    pub enum Reason {
        /// Somebody hung up.
        Hangup,
        /// Nobody answered.
        Missed,
    }
}

fn main() -> Result<(), cti_export::UnknownFormat> {
    let format: Format = std::env::args()
        .nth(1)
        .as_deref()
        .unwrap_or("markdown")
        .parse()?;
    print!("{}", export(acme_phone::AcmePhone::description(), format));
    Ok(())
}
