//! A phone that posts objects and bare strings on one channel. It is here, and not beside its conversation
//! in `tests/shapes`, so that the pages that are checked in Chromium have it too.

/// Linnet Phone: objects, their JSON text, and strings with nothing around them.
#[cti_runtime::protocol(
    vendor = "Linnet",
    origins("https://phone.linnet.example"),
    envelope(object | text, tag = "type")
)]
pub mod linnet_phone {
    #[states]
    enum Phone {
        Loading,
        Ready,
    }

    #[event]
    pub enum Notice {
        #[only(Phone: Ready)]
        #[sample({ type: "ring", callId: 7, from: "+12025550123" })]
        Ring { call_id: u64, from: PhoneNumber },
    }

    /// Phone → page, in a word.
    #[event(envelope(bare))]
    pub enum Word {
        #[moves(Phone: * => Ready)]
        #[sample("ready")]
        Ready,
        #[rename("__pong__")]
        Pong,
        /// The frame of a widget is there; the conversation goes on with it.
        #[port]
        #[prefix("linnet.init:")]
        #[sample("linnet.init:w-7 \"{}\"")]
        Init {
            #[remainder]
            widget: String,
        },
    }

    #[command]
    pub enum Wish {
        #[sample({ type: "dial", to: "+12025550123" })]
        Dial { to: PhoneNumber },
    }

    /// Page → phone, in a word.
    #[command(envelope(bare))]
    pub enum Cue {
        #[rename("__ping__", alias = "ping")]
        #[reply(Pong)]
        #[sample("__ping__")]
        Ping,
    }
}
