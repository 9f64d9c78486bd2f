/// Dotcall, as `cti infer` found it in a recording.
//
// The other side is https://cti.dotcall.example in window 1: 12 messages from there, 3 messages of
// the page's.
//
// Left out:
// - 1 message without what the others have in common: `message`, `source` and `topic`.
#[cti_runtime::protocol(vendor = "Dotcall", origins("https://cti.dotcall.example"))]
pub mod dotcall {
    // A proposal, from 3 calls that `call.id` tells apart; look at it before you believe it:
    //
    // #[states(key = call.id)]
    // enum Leg {
    //     CallRinging,
    //     CallAccepted,
    //     #[end]
    //     CallEnded,
    // }
    //
    // CallRinging: #[moves(Leg: new => CallRinging)], seen 3 times
    // CallAccepted: #[moves(Leg: CallRinging => CallAccepted)], seen 3 times
    // CallEnded: #[moves(Leg: CallAccepted => CallEnded)], seen 3 times

    /// Dotcall → page.
    #[event(envelope(
        object,
        tag = "topic",
        content = "message",
        constants(source = "dotcall"),
        reports(version = "1.0")
    ))]
    pub enum Event {
        /// Seen 1 time.
        #[rename("agent.login")]
        #[sample({"source": "dotcall", "version": "1.0", "topic": "agent.login",
                  "ts": 1769850600000, "message": {"agentId": "a-1", "firstName": "Ada",
                  "lastName": "Example"}})]
        AgentLogin {
            agent_id: String,
            #[personal]
            first_name: String,
            #[personal]
            last_name: String,
            #[beside]
            ts: EpochMillis,
        },
        /// Seen 3 times.
        #[rename("call.ringing")]
        #[sample({"source": "dotcall", "version": "1.1", "topic": "call.ringing",
                  "ts": 1769850601000, "message": {"call": {"id": "d-1", "from": "+12025550123",
                  "to": "+12025550123", "person": {"name": "Ada Example",
                  "birthDate": "2000-01-01", "address": "Some text."}}}})]
        CallRinging {
            call: Call,
            #[beside]
            ts: EpochMillis,
        },
        /// Seen 3 times.
        #[rename("call.accepted")]
        #[sample({"source": "dotcall", "version": "1.0", "topic": "call.accepted",
                  "ts": 1769850602000, "message": {"call": {"id": "d-1", "from": "+12025550123",
                  "to": "+12025550123"}}})]
        CallAccepted {
            call: Call,
            #[beside]
            ts: EpochMillis,
        },
        /// Seen 3 times.
        #[rename("call.ended")]
        #[sample({"source": "dotcall", "version": "1.1", "topic": "call.ended",
                  "ts": 1769850603000, "message": {"call": {"id": "d-1", "from": "+12025550123",
                  "to": "+12025550123", "reason": "timeout"}, "disposition": null}})]
        CallEnded {
            call: Call,
            // Only null was seen.
            #[null]
            disposition: Option<Json>,
            #[beside]
            ts: EpochMillis,
        },
        /// Seen 1 time.
        #[rename("agent.logout")]
        #[sample({"source": "dotcall", "version": "1.0", "topic": "agent.logout",
                  "ts": 1769850610000})]
        AgentLogout {
            #[beside]
            ts: EpochMillis,
        },
    }

    /// Page → Dotcall.
    #[command(envelope(object, tag = "topic", content = "message", constants(source = "crm")))]
    pub enum Command {
        /// Seen 1 time.
        #[rename("call.dial")]
        #[sample({"source": "crm", "topic": "call.dial", "message": {"number": "+12025550123"}})]
        CallDial { number: PhoneNumber },
        /// Seen 1 time.
        #[rename("call.hangup")]
        #[sample({"source": "crm", "topic": "call.hangup", "message": {"id": "d-1"}})]
        CallHangup { id: String },
        /// Seen 1 time.
        #[rename("agent.pause")]
        #[sample({"source": "crm", "topic": "agent.pause"})]
        AgentPause,
    }

    /// Seen 3 times, with 2 values.
    #[data(open)]
    pub enum Reason {
        Timeout,
        Hangup,
    }

    /// Seen 9 times, under `call`.
    #[data]
    pub struct Call {
        id: String,
        from: PhoneNumber,
        to: PhoneNumber,
        // In 3 of 9.
        person: Option<Person>,
        // In 3 of 9.
        reason: Option<Reason>,
    }

    /// Seen 3 times, under `person`.
    #[data]
    #[personal]
    pub struct Person {
        name: String,
        birth_date: String,
        address: String,
    }
}
