/// Switchboard, as `cti infer` found it in a recording.
//
// The other side is https://switchboard.example:8443 in window 1: 10 messages from there, 6
// messages of the page's.
#[cti_runtime::protocol(
    vendor = "Switchboard",
    origins("https://switchboard.example:8443"),
    envelope(object, tag = "method", content = "params", constants(jsonrpc = "2.0"))
)]
pub mod switchboard {
    /// Switchboard → page.
    #[event]
    pub enum Event {
        /// Seen 3 times.
        #[rename("call.state")]
        #[sample({"jsonrpc": "2.0", "method": "call.state", "params": {"callId": "s-1",
                  "state": "ended", "cause": 16}})]
        CallState {
            call_id: String,
            state: String,
            // In 1 of 3.
            cause: Option<u64>,
        },
        /// Seen 1 time.
        #[rename("presence.changed")]
        #[sample({"jsonrpc": "2.0", "method": "presence.changed", "params": {"extension": "123",
                  "available": false}})]
        PresenceChanged {
            extension: PhoneNumber,
            available: bool,
        },
    }

    /// Page → Switchboard: what it asks.
    #[command(
        id = "id",
        ids = number,
        answer(id = "id", ok = "result", error = "error"),
        error = CallDialError
    )]
    pub trait Request {
        /// Seen 1 time.
        #[rename("session.open")]
        #[sample(args = {"clientName": "Ada", "version": 3})]
        #[sample(result = {"sessionToken": "[blanked]", "extension": "123"})]
        fn session_open(#[personal] client_name: String, version: u64) -> SessionOpenResult;
        /// Seen 2 times.
        #[rename("contacts.find")]
        #[sample(args = {"number": "+12025550123"})]
        #[sample(result = [{"id": "c1", "name": "Ada Example", "email": "ada@example.com"}])]
        fn contacts_find(number: PhoneNumber) -> Vec<ContactsFindResult>;
        /// Seen 2 times.
        #[rename("call.dial")]
        #[sample(args = {"number": "+12025550123", "line": 1})]
        #[sample(result = {"callId": "s-1", "accepted": true})]
        #[sample(error = {"code": -32001, "message": "Some text."})]
        fn call_dial(number: PhoneNumber, line: u64) -> CallDialResult;
        /// Seen 1 time.
        #[rename("session.close")]
        #[sample(args = {})]
        fn session_close() -> Option<Json>;
    }

    /// Seen 1 time, under `result`.
    #[data]
    pub struct SessionOpenResult {
        session_token: Secret<String>,
        extension: PhoneNumber,
    }

    /// Seen 1 time, under `result`.
    #[data]
    pub struct ContactsFindResult {
        id: String,
        #[personal]
        name: String,
        #[personal]
        email: String,
    }

    /// Seen 1 time, under `result`.
    #[data]
    pub struct CallDialResult {
        call_id: String,
        accepted: bool,
    }

    /// Seen 1 time, under `error`.
    #[data]
    pub struct CallDialError {
        code: i64,
        message: String,
    }
}
