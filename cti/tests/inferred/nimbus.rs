/// Nimbus, as `cti infer` found it in a recording.
//
// The other side is https://phone.nimbus-voice.example in window 1: 21 messages from there, 7
// messages of the page's.
//
// Left out:
// - 1 message from https://crm.example in window 2.
#[cti_runtime::protocol(
    vendor = "Nimbus",
    origins("https://phone.nimbus-voice.example"),
    envelope(object, tag = "event", content = "data")
)]
pub mod nimbus {
    // A proposal, from 4 calls that `call_id` tells apart; look at it before you believe it:
    //
    // #[states(key = call_id)]
    // enum Leg {
    //     CallRinging,
    //     CallConnected,
    //     #[end]
    //     CallEnded,
    //     CallHeld,
    //     DialSucceeded,
    // }
    //
    // CallRinging: #[moves(Leg: new => CallRinging)], seen 3 times
    // CallConnected: #[moves(Leg: CallRinging => CallConnected)], seen 2 times
    // CallEnded: #[moves(Leg: CallRinging => CallEnded)], seen 1 time
    // CallEnded: #[moves(Leg: CallConnected => CallEnded)], seen 1 time
    // CallEnded: #[moves(Leg: CallHeld => CallEnded)], seen 1 time
    // CallEnded: #[moves(Leg: DialSucceeded => CallEnded)], seen 1 time
    // CallHeld: #[moves(Leg: CallConnected => CallHeld)], seen 1 time
    // DialSucceeded: #[moves(Leg: new => DialSucceeded)], seen 1 time

    /// Nimbus → page.
    #[event]
    pub enum Event {
        /// Seen 1 time.
        #[sample({"event": "phoneReady", "data": {"version": "1.2.3", "build": 1181}})]
        PhoneReady { version: String, build: u64 },
        /// Seen 1 time.
        #[sample({"event": "authenticated", "data": {"agent": {"id": 7,
                  "displayName": "Ada Example", "email": "ada@example.com"},
                  "expiresAt": 1769854200}})]
        Authenticated {
            agent: Agent,
            expires_at: EpochSeconds,
        },
        /// Seen 3 times.
        #[sample({"event": "callRinging", "data": {"callId": "n-123", "direction": "inbound",
                  "from": "+120255501231", "to": "+120255501231",
                  "startedAt": "2026-01-31T09:30:00+01:00", "queue": {"id": 3, "name": "Example"},
                  "contact": {"id": 123, "fullName": "Ada Example",
                  "phoneNumbers": ["+120255501231"], "vip": true}}})]
        #[sample({"event": "callRinging", "data": {"callId": "n-123", "direction": "inbound",
                  "from": "+120255501231", "to": "+120255501231",
                  "startedAt": "2026-01-31T09:31:00+01:00", "queue": {"id": 3,
                  "name": "Example"}}})]
        CallRinging {
            call_id: String,
            direction: Direction,
            from: PhoneNumber,
            to: PhoneNumber,
            started_at: DateTime,
            queue: Queue,
            // In 2 of 3.
            contact: Option<Contact>,
        },
        /// Seen 2 times.
        #[sample({"event": "answerCallSucceeded", "data": {"requestId": "r-1"}})]
        AnswerCallSucceeded {
            #[id]
            request_id: String,
        },
        /// Seen 2 times.
        #[sample({"event": "callConnected", "data": {"callId": "n-123",
                  "connectedAt": "2026-01-31T09:30:05+01:00"}})]
        CallConnected {
            call_id: String,
            connected_at: DateTime,
        },
        /// Seen 4 times.
        #[sample({"event": "callEnded", "data": {"callId": "n-123", "duration": 0.0,
                  "outcome": "answered", "recordingUrl": "https://crm.example/1"}})]
        CallEnded {
            call_id: String,
            duration: f64,
            outcome: Outcome,
            // Null 2 times.
            #[null]
            #[personal]
            recording_url: Option<Url>,
        },
        /// Seen 1 time.
        #[sample({"event": "answerCallFailed", "data": {"requestId": "r-1",
                  "reason": "alreadyEnded"}})]
        AnswerCallFailed {
            #[id]
            request_id: String,
            reason: String,
        },
        /// Seen 2 times.
        #[sample({"event": "callHeld", "data": {"callId": "n-123", "held": true}})]
        CallHeld { call_id: String, held: bool },
        /// Seen 1 time.
        #[sample({"event": "dialSucceeded", "data": {"requestId": "r-1", "callId": "n-123"}})]
        DialSucceeded {
            #[id]
            request_id: String,
            call_id: String,
        },
        /// Seen 1 time.
        #[sample({"event": "dialFailed", "data": {"requestId": "r-12", "reason": "busy"}})]
        DialFailed {
            #[id]
            request_id: String,
            reason: String,
        },
        /// Seen 3 times.
        #[sample({"event": "presenceChanged", "data": {"status": "available"}})]
        PresenceChanged { status: Status },
    }

    /// Page → Nimbus.
    #[command]
    pub enum Command {
        /// Seen 1 time.
        #[sample({"event": "authenticate", "data": {"accessToken": "[blanked]",
                  "locale": "en-GB"}})]
        Authenticate {
            access_token: Secret<String>,
            locale: String,
        },
        /// Seen 3 times.
        #[reply(AnswerCallSucceeded, or = AnswerCallFailed)]
        #[sample({"event": "answerCall", "data": {"callId": "n-123", "requestId": "r-1"}})]
        AnswerCall {
            call_id: String,
            #[id]
            request_id: String,
        },
        /// Seen 2 times.
        #[reply(DialSucceeded, or = DialFailed)]
        #[sample({"event": "dial", "data": {"number": "+120255501231", "requestId": "r-1",
                  "metadata": {"ticket": "example", "source": "example"}}})]
        #[sample({"event": "dial", "data": {"number": "+120255501231", "requestId": "r-12"}})]
        Dial {
            number: PhoneNumber,
            #[id]
            request_id: String,
            // In 1 of 2.
            #[personal]
            metadata: Option<Map<Json>>,
        },
        /// Seen 1 time.
        #[sample({"event": "logout"})]
        Logout,
    }

    /// Seen 3 times, with 1 value.
    #[data(open)]
    pub enum Direction {
        Inbound,
    }

    /// Seen 4 times, with 2 values.
    #[data(open)]
    pub enum Outcome {
        Answered,
        Missed,
    }

    /// Seen 3 times, with 2 values.
    #[data(open)]
    pub enum Status {
        Available,
        OnCall,
    }

    /// Seen 1 time, under `agent`.
    #[data]
    pub struct Agent {
        id: u64,
        #[personal]
        display_name: String,
        #[personal]
        email: String,
    }

    /// Seen 3 times, under `queue`.
    #[data]
    pub struct Queue {
        id: u64,
        name: String,
    }

    /// Seen 2 times, under `contact`.
    #[data]
    #[personal]
    pub struct Contact {
        id: u64,
        full_name: String,
        phone_numbers: Vec<PhoneNumber>,
        vip: bool,
    }
}
