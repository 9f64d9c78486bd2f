//! A protocol with every kind of order rule and of reply by name, in few words.

#![allow(missing_docs)]

#[cti_runtime::protocol(
    vendor = "Fuzz",
    origins("https://phone.fuzz.example"),
    envelope(object, tag = "t"),
    frame(src = "https://phone.fuzz.example/")
)]
pub mod fuzz_phone {
    #[states]
    enum Agent {
        Out,
        In,
        Away,
    }

    #[states(key = id)]
    enum Call {
        Ringing,
        Talking,
        Held,
        #[end]
        Over,
    }

    #[event]
    pub enum Event {
        /// The phone's page was loaded.
        #[reloaded]
        Loaded,
        #[moves(Agent: Out => In)]
        LoggedIn,
        #[moves(Agent: In | Away => Out)]
        LoggedOut,
        #[moves(Agent: In => Away)]
        #[moves(Agent: Away => In)]
        Toggled,
        #[moves(Call: new => Ringing)]
        #[only(Agent: In)]
        Rings {
            id: u64,
        },
        #[moves(Call: Ringing | Held => Talking)]
        Answered {
            id: Option<u64>,
        },
        #[moves(Call: Talking => Held)]
        OnHold {
            id: u64,
        },
        #[moves(Call: * => Over)]
        Ended {
            id: u64,
        },
        #[moves(Agent: * => In, if mood = "in")]
        #[moves(Agent: In => Out, if mood = "out")]
        #[moves(Agent: Away => Out, if mood = "out")]
        #[moves(Call: Talking => Held, if held = true)]
        #[moves(Call: new => Ringing, if held = false)]
        #[moves(Call: Held => Talking, if held = false)]
        Told {
            id: u64,
            mood: Option<String>,
            held: Option<bool>,
        },
        #[only(Call: Talking | Held)]
        Note {
            id: u64,
            text: String,
        },
        #[only(Call: Talking)]
        Beep {
            id: u64,
        },
        First {
            value: u64,
        },
        #[moves(Agent: * => In)]
        Second {
            value: u64,
        },
        Third {
            value: u64,
        },
        Failed {
            value: u64,
        },
    }

    #[command]
    pub enum Command {
        #[reply(First, or = Failed)]
        AskFirst,
        #[reply(First)]
        AskAgain,
        #[only(Agent: In | Away)]
        #[reply(Second, or = Failed)]
        AskSecond,
        /// What answers another answers this, too.
        #[reply(Third | Second, or = Failed)]
        AskThird,
        /// Only a failure is answered.
        #[reply(or = Failed)]
        #[within(ms = 50)]
        Try,
        #[only(Agent: In)]
        Dial { id: u64 },
        #[moves(Call: Ringing | Talking | Held => Over)]
        HangUp { id: u64 },
    }
}
