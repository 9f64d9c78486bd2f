//! A phone with its envelopes in other objects, and with tags that have data behind them. It is here, and
//! not beside its conversation in `tests/shapes`, so that the fuzz targets have it too.

/// Lantern: an outer tag, and an inner one that says more.
#[cti_runtime::protocol(
    vendor = "Lantern",
    origins("https://phone.lantern.example"),
    envelope(object, constants(v = 2), tag = "type")
)]
pub mod lantern {
    /// A call, told apart by its id.
    #[states(key = call_id)]
    enum Call {
        Ringing,
        Taken,
        #[end]
        Over,
    }

    /// What happens to calls: an inner message, with its fields beside its tag.
    #[event(envelope(
        tag = "payload.type",
        constants(type = "call-event", "payload.meta.source" = "voice")
    ))]
    pub enum CallEvent {
        #[moves(Call: new => Ringing)]
        #[sample({ type: "call-event", v: 2, payload: { meta: { source: "voice" }, type: "ring", callId: "c-1", from: "+12025550123" } })]
        Ring {
            call_id: String,
            from: PhoneNumber,
            #[at("payload.meta.at")]
            at: Option<u64>,
        },
        #[moves(Call: * => Over)]
        Bye {
            call_id: String,
            #[flatten]
            more: Map<String>,
        },
    }

    /// What contacts do: the contact's id is part of the tag.
    #[event(rename_all = "snake_case")]
    pub enum ContactEvent {
        #[prefix("contact::accepted::")]
        #[moves(Call: Ringing => Taken)]
        #[sample({ type: "contact::accepted::c-1", v: 2, agent: "Ada" })]
        Accepted {
            #[remainder]
            call_id: String,
            #[personal]
            agent: String,
        },
        #[prefix("contact::")]
        Other {
            #[remainder]
            what: String,
        },
        Ready,
    }

    /// What the page asks for, with all of it in `data`.
    #[command(
        tag = "data.method",
        content = "data.params",
        each(#[at("data.session")] session: u32),
        id = "data.requestId",
        answer(id = "data.requestId", ok = "data.result", error = "data.error.text", constants(type = "answer")),
        error = String,
        envelope(constants(type = "request"))
    )]
    pub trait Ask {
        #[sample(args = { to: "+12025550123", "data.session": 7 }, result = { callId: "c-2" })]
        fn dial(to: PhoneNumber) -> Dialled;
    }

    /// What the page tells: a command in an object, with an id beside that.
    #[command(envelope(tag = "payload.command", content = "payload.args"))]
    pub enum Tell {
        #[only(Call: Ringing)]
        #[sample({ v: 2, payload: { command: "accept", args: { callId: "c-1" }, urgent: true }, id: "7" })]
        Accept {
            call_id: String,
            #[beside]
            urgent: bool,
            #[at("id")]
            id: Option<String>,
        },
        Hold,
        Note(Map<Json>),
    }

    #[data]
    pub struct Dialled {
        call_id: String,
    }
}
