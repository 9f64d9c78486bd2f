//! A phone that writes the same thing in several ways. It is here, and not beside its conversation in
//! `tests/shapes`, so that the fuzz targets have it too.

/// Harbour Phone: ids, numbers and times as vendors write them.
#[cti_runtime::protocol(
    vendor = "Harbour",
    origins("https://phone.harbour.example"),
    envelope(object, tag = "type")
)]
pub mod harbour_phone {
    /// A call leg, whose id is a number here and a string there.
    #[states(key = call_id)]
    enum Leg {
        Ringing,
        #[end]
        Over,
    }

    /// Phone → page.
    #[event]
    pub enum Event {
        /// Somebody calls.
        #[moves(Leg: new => Ringing)]
        #[sample({ type: "ringing", callId: 7, from: 12025550123, at: 1769851800250, vip: "false" })]
        #[sample({ type: "ringing", callId: "7", from: ["anonymous", "+1"], at: -1, vip: true })]
        Ringing {
            call_id: Id,
            from: OneOrMany<PhoneNumber>,
            at: EpochMillis,
            vip: Text<bool>,
        },
        #[moves(Leg: * => Over)]
        #[sample({ type: "over", callId: "7", seconds: "61", parent: 3, until: 1769851861 })]
        Over {
            call_id: Id,
            seconds: Text<u32>,
            parent: Option<OneOrMany<Id>>,
            until: Option<EpochSeconds>,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        #[only(Leg: Ringing)]
        Answer { call_id: Id },
        #[sample({ type: "logIn", account: "9007199254740993", rates: ["0.5", 1e3], tags: [] })]
        LogIn {
            account: Text<u64>,
            rates: OneOrMany<Text<f64>>,
            #[default]
            tags: OneOrMany<Id>,
        },
    }
}
