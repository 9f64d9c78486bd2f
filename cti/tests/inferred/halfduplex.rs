/// Halfduplex, as `cti infer` found it in a recording.
//
// The other side is https://embed.halfduplex.example in window 1: 14 messages from there, 11
// messages of the page's.
#[cti_runtime::protocol(
    vendor = "Halfduplex",
    origins("https://embed.halfduplex.example"),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "snake_case"
)]
pub mod halfduplex {
    // A proposal, from 4 calls that `uuid` tells apart; look at it before you believe it:
    //
    // #[states(key = uuid)]
    // enum Leg {
    //     CallOffered,
    //     CallTaken,
    //     #[end]
    //     CallDone,
    // }
    //
    // CallOffered: #[moves(Leg: new => CallOffered)], seen 4 times
    // CallTaken: #[moves(Leg: CallOffered => CallTaken)], seen 3 times
    // CallDone: #[moves(Leg: CallOffered => CallDone)], seen 1 time
    // CallDone: #[moves(Leg: CallTaken => CallDone)], seen 3 times

    /// Halfduplex → page.
    #[event(envelope(object, tag = "evt"))]
    pub enum Event {
        /// Seen 1 time.
        #[sample({"evt": "WELCOME", "server": "eu-1",
                  "sessionId": "00000000-0000-4000-8000-000000000001"})]
        Welcome {
            server: String,
            #[rename("sessionId")]
            session_id: Uuid,
        },
        /// Seen 4 times.
        #[sample({"evt": "CALL_OFFERED", "uuid": "00000000-0000-4000-8000-000000000001",
                  "ani": "+120255501231", "dnis": "123456", "skill": "sales",
                  "offered_at": 1769850600000})]
        CallOffered {
            uuid: Uuid,
            ani: PhoneNumber,
            dnis: PhoneNumber,
            skill: Skill,
            offered_at: EpochMillis,
        },
        /// Seen 3 times.
        #[sample({"evt": "CALL_TAKEN", "uuid": "00000000-0000-4000-8000-000000000001",
                  "muted": "false"})]
        CallTaken { uuid: Uuid, muted: Text<bool> },
        /// Seen 4 times.
        #[sample({"evt": "CALL_DONE", "uuid": "00000000-0000-4000-8000-000000000001",
                  "talk_seconds": "0", "wrap": {"code": "W1", "text": "Some text."}})]
        #[sample({"evt": "CALL_DONE", "uuid": "00000000-0000-4000-8000-000000000001",
                  "talk_seconds": "60", "wrap": null})]
        CallDone {
            uuid: Uuid,
            talk_seconds: Text<u64>,
            // Null 1 time.
            #[null]
            wrap: Option<Wrap>,
        },
        /// Seen 1 time.
        #[sample({"evt": "STATS",
                  "by_agent": {"00000000-0000-4000-8000-000000000001": {"calls": 3, "aht": 41.5},
                  "00000000-0000-4000-8000-000000000002": {"calls": 1, "aht": 12}}})]
        Stats { by_agent: Map<ByAgent> },
        /// Seen 1 time.
        #[sample({"evt": "LICENCE", "seats": 25, "valid_until": "2027-01-01T00:00:00Z"})]
        Licence { seats: u64, valid_until: DateTime },
    }

    /// Page → Halfduplex.
    #[command(envelope(text, tag = "cmd", constants(app = "crm")))]
    pub enum Command {
        /// Seen 5 times.
        #[handshake(until = Welcome, every_ms = 500)]
        #[sample({"cmd": "HELLO", "app": "crm", "proto": 2})]
        Hello { proto: u64 },
        /// Seen 1 time.
        #[sample({"cmd": "SUBSCRIBE", "app": "crm", "topics": ["calls", "agents"]})]
        Subscribe { topics: Vec<String> },
        /// Seen 4 times.
        #[sample({"cmd": "ACCEPT", "app": "crm", "uuid": "00000000-0000-4000-8000-000000000001"})]
        Accept { uuid: Uuid },
        /// Seen 1 time.
        #[reply(Licence)]
        #[sample({"cmd": "GET_LICENCE", "app": "crm"})]
        GetLicence,
    }

    /// Seen 4 times, with 2 values.
    #[data(open, rename_all = "camelCase")]
    pub enum Skill {
        Sales,
        Support,
    }

    /// Seen 3 times, under `wrap`.
    #[data]
    pub struct Wrap {
        code: String,
        #[personal]
        text: String,
    }

    /// Seen 2 times, under `by_agent`.
    #[data]
    pub struct ByAgent {
        calls: u64,
        aht: f64,
    }
}
