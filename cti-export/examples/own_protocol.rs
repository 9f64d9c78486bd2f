//! A protocol of one's own, written down for everyone who doesn't read Rust.
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
    /// A call leg, told apart by its id.
    #[states(key = call_id)]
    enum Leg {
        /// It rings.
        Ringing,
        /// It is gone.
        #[end]
        Over,
    }

    /// Phone → page.
    #[event]
    pub enum Event {
        /// Somebody calls.
        #[moves(Leg: new => Ringing)]
        #[sample({ "type": "incoming", "payload": { "callId": "c-1", "from": "+12025550123" } })]
        Incoming {
            /// The call, in all its messages.
            call_id: String,
            /// Who calls.
            from: PhoneNumber,
        },
        /// The call is over, however it ended.
        #[moves(Leg: * => Over)]
        #[sample({ "type": "ended", "payload": { "callId": "c-1", "reason": "missed" } })]
        Ended {
            /// The call.
            call_id: String,
            /// Why.
            reason: Option<Reason>,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        /// Click-to-dial.
        #[sample({ "type": "dial", "payload": { "to": "+12025550123" } })]
        Dial {
            /// Whom to call.
            to: PhoneNumber,
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
