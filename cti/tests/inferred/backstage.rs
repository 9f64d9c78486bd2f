/// Backstage, as `cti infer` found it in a recording.
//
// The other side is https://framework.backstage.example in window 1: 10 messages from there, 4
// messages of the page's.
//
// Left out:
// - 2 strings: no JSON, such as `ping`.
#[cti_runtime::protocol(vendor = "Backstage", origins("https://framework.backstage.example"))]
pub mod backstage {
    /// Backstage → page.
    #[event(envelope(text, tag = "key", content = "message"))]
    pub enum Event {
        /// Seen 1 time.
        #[rename("app.registered")]
        #[sample({"key": "app.registered", "message": {"context": {"product": "support",
                  "location": "top_bar"}}})]
        AppRegistered { context: Context },
        /// Seen 2 times.
        #[rename("voice.dialout")]
        #[sample({"key": "voice.dialout", "message": {"number": "tel:+12025550123", "userId": 7,
                  "label": "Ada Example"}})]
        VoiceDialout {
            number: PhoneNumber,
            user_id: u64,
            label: String,
        },
        /// Seen 1 time.
        #[rename("iframe.handshake")]
        #[sample({"key": "iframe.handshake", "message": {"token": "[blanked]",
                  "at": "2026-01-31T09:30:05.123Z"}})]
        IframeHandshake { token: Secret<String>, at: DateTime },
    }

    /// Page → Backstage: what it asks.
    #[command(
        envelope(text, tag = "request"),
        id = "id",
        ids = number,
        answer(id = "id", ok = "result", error = "error"),
        error = PopoverError
    )]
    pub trait Request {
        /// Seen 1 time.
        #[rename("ticket.get")]
        #[sample(args = {"params": {"fields": ["subject"]}})]
        #[sample(result = {"ticket": {"id": 5, "requester": {"name": "Ada Example",
                  "email": "ada@example.com"}}})]
        fn ticket_get(params: Param) -> TicketGetResult;
        /// Seen 2 times.
        #[sample(args = {"params": ["show", 3]})]
        #[sample(result = true)]
        #[sample(error = {"name": "RegistrationError", "message": "Some text."})]
        fn popover(params: Vec<Json>) -> bool;
        /// Seen 1 time.
        #[rename("invoke.hide")]
        #[sample(args = {})]
        fn invoke_hide() -> Option<Json>;
    }

    /// Seen 1 time, under `context`.
    #[data]
    pub struct Context {
        product: String,
        location: String,
    }

    /// Seen 1 time, under `param`.
    #[data]
    pub struct Param {
        fields: Vec<String>,
    }

    /// Seen 1 time, under `result`.
    #[data]
    pub struct TicketGetResult {
        ticket: Ticket,
    }

    /// Seen 1 time, under `ticket`.
    #[data]
    pub struct Ticket {
        id: u64,
        requester: Requester,
    }

    /// Seen 1 time, under `requester`.
    #[data]
    pub struct Requester {
        #[personal]
        name: String,
        #[personal]
        email: String,
    }

    /// Seen 1 time, under `error`.
    #[data]
    pub struct PopoverError {
        name: String,
        message: String,
    }
}
