//! A protocol with every form of body that is either of two, and requests of every kind.

/// A phone whose answers say whether they succeeded.
#[cti_runtime::protocol(
    vendor = "Sink",
    origins("https://phone.sink.example"),
    envelope(object, tag = "kind", content = "body")
)]
pub mod sink_answers {
    /// Phone → page.
    #[event]
    pub enum Notice {
        /// Each has its key, and success may say nothing.
        #[outcome(flag = "success", ok = "data", error = "error")]
        #[sample({ kind: "dialled", body: { success: true } })]
        #[sample({ kind: "dialled", body: { success: false, error: "busy" } })]
        Dialled(Result<Option<Json>, String>),
        /// Both may say nothing.
        #[outcome(flag = "success", ok = "data", error = "error")]
        Muted(Result<(), Option<u8>>),
        /// The failure stands beside the flag.
        #[outcome(flag = "success", ok = "data")]
        Held(Result<Option<User>, Refusal>),
        /// Both do.
        #[outcome(flag = "done")]
        Moved {
            at: u64,
            outcome: Result<User, Refusal>,
        },
        /// All of it stands beside the tag.
        #[envelope(beside)]
        #[outcome(flag = "done", error = "why")]
        Parked {
            at: Option<u64>,
            outcome: Result<(), String>,
        },
        /// The key that is there says it, and there may be none.
        #[outcome(ok = "result", error = "error")]
        HungUp(Result<(), Refusal>),
        /// There must be one.
        #[outcome(ok = "result", error = "error")]
        Found {
            at: Option<u64>,
            outcome: Result<User, u16>,
        },
        /// The keys stand beside the content.
        #[outcome(ok = "result", error = "error")]
        Told {
            at: Option<u64>,
            #[beside]
            outcome: Result<Option<bool>, String>,
        },
    }

    /// The phone asks: a flag says whether it was answered well.
    #[event(
        tag = "ask",
        id = "requestId",
        answer(id = "responseId", flag = "ok", constants(kind = "answer")),
        error = Refusal
    )]
    pub trait Question {
        #[sample(args = { number: "+1" }, result = { name: "Ada" })]
        #[sample(error = { code: 4 })]
        fn contact(number: PhoneNumber) -> User;
        fn ready();
    }

    /// The page asks: the key that is there says it.
    #[command(
        tag = "request",
        content = "params",
        id = "id",
        answer(id = "id", ok = "result", error = "error")
    )]
    pub trait Ask {
        #[sample(args = { name: "Ada", trace: "t-1" }, result = { name: "Ada" }, error = 404)]
        fn user(name: Option<String>, #[beside] trace: Option<String>) -> Result<User, u16>;
        #[sample(result = null)]
        fn rename(name: String) -> Result<(), String>;
        fn version() -> Result<Option<String>, String>;
    }

    /// The page asks: there is no failure.
    #[command(
        tag = "path",
        envelope(constants(kind = "request"), beside),
        id = "id",
        ids = number,
        answer(id = "id", ok = "response", constants(kind = "response"))
    )]
    pub trait Fetch {
        #[rename("/users")]
        #[sample(args = { names: ["Ada"] }, result = [{ name: "Ada" }])]
        fn users(names: Vec<String>) -> Vec<User>;
        #[rename("/log")]
        fn log(line: String);
    }

    #[data]
    pub struct User {
        pub name: String,
        pub id: Option<u64>,
    }

    #[data]
    pub struct Refusal {
        pub code: u16,
        pub id: Option<u64>,
    }
}
