/// Frontdesk, as `cti infer` found it in a recording.
//
// The other side is https://agent.frontdesk.example in window 3: 10 messages from there, 3 messages
// of the page's.
// `cti replay` and `cti check` take window 1 for the phone's: this recording has another number
// there.
//
// Left out:
// - 12 messages from https://analytics.example in window 4.
// - 1 message from https://accounts.google.com in window 2.
#[cti_runtime::protocol(
    vendor = "Frontdesk",
    origins("https://agent.frontdesk.example"),
    envelope(object, tag = "messageType", content = "messageBody"),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub mod frontdesk {
    /// Frontdesk → page.
    #[event]
    pub enum Event {
        /// Seen 6 times.
        #[sample({"messageType": "CALL_STATE", "messageBody": {"callRef": "123",
                  "state": "TALKING", "party": "+12025550123", "legs": ["a", "b"]}})]
        #[sample({"messageType": "CALL_STATE", "messageBody": {"callRef": "123",
                  "state": "RINGING", "party": "+12025550123", "legs": "a"}})]
        CallState {
            call_ref: Id,
            state: State,
            party: PhoneNumber,
            legs: OneOrMany<String>,
        },
        /// Seen 3 times.
        #[sample({"messageType": "AGENT_STATE", "messageBody": {"state": "PAUSED",
                  "since": 1769850700, "pauseReason": "LUNCH"}})]
        AgentState {
            state: State2,
            since: EpochSeconds,
            // In 1 of 3.
            pause_reason: Option<String>,
        },
        /// Seen 1 time.
        #[sample({"messageType": "WALLBOARD", "messageBody": {"+120255501231": {"waiting": 1},
                  "+120255501232": {"waiting": 1}}})]
        Wallboard(#[personal] Map<MessageBody>),
    }

    /// Page → Frontdesk.
    #[command]
    pub enum Command {
        /// Seen 1 time.
        #[sample({"messageType": "MAKE_CALL", "messageBody": {"party": "+120255501231",
                  "line": 1}})]
        MakeCall { party: PhoneNumber, line: u64 },
        /// Seen 1 time.
        #[sample({"messageType": "SET_PAUSE", "messageBody": {"pauseReason": "LUNCH"}})]
        SetPause { pause_reason: String },
        /// Seen 1 time.
        #[sample({"messageType": "SCREEN_POP_DONE"})]
        ScreenPopDone,
    }

    /// Seen 6 times, with 3 values.
    #[data(open)]
    pub enum State {
        Ringing,
        Talking,
        Ended,
    }

    /// Seen 3 times, with 2 values.
    #[data(open)]
    pub enum State2 {
        Ready,
        Paused,
    }

    /// Seen 2 times, under `messageBody`.
    #[data]
    pub struct MessageBody {
        waiting: u64,
    }
}
