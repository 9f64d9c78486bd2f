//! A phone that asks and is asked, and whose answers are either of two. It is here, and not beside its
//! conversation in `tests/shapes`, so that the fuzz targets have it too.

/// Pilot Phone: requests both ways, outcomes of every form, and a status that moves its line.
#[cti_runtime::protocol(
    vendor = "Pilot",
    origins("https://phone.pilot.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod pilot_phone {
    /// The one line.
    #[states]
    enum Line {
        Idle,
        Ringing,
        Talking,
    }

    /// Phone → page.
    #[event]
    pub enum Notice {
        /// What the line does; other statuses move nothing.
        #[moves(Line: * => Ringing, if status = "rings")]
        #[moves(Line: * => Talking, if status = "talks")]
        #[moves(Line: * => Idle, if status = "over")]
        #[sample({ type: "line", data: { status: "rings" } })]
        #[sample({ type: "line", data: { status: "wrap-up" } })]
        Line { status: Option<Status> },
        /// Each has its key.
        #[outcome(flag = "success", ok = "result", error = "error")]
        #[sample({ type: "dialled", data: { success: true } })]
        #[sample({ type: "dialled", data: { error: "busy", result: null, success: false } })]
        Dialled(Result<Option<Json>, String>),
        /// The failure stands beside the flag, and all of it beside the tag.
        #[envelope(beside)]
        #[outcome(flag = "success", ok = "user")]
        #[sample({ type: "found", success: true, user: { name: "Ada" }, at: 1 })]
        #[sample({ type: "found", success: false, code: 404, at: 1 })]
        Found {
            at: u64,
            outcome: Result<User, Refusal>,
        },
        /// Both stand beside the flag.
        #[outcome(flag = "done")]
        #[sample({ type: "moved", data: { done: true, name: "Ada", id: "u-1" } })]
        #[sample({ type: "moved", data: { code: 7, id: "u-1", done: false } })]
        Moved(Result<User, Refusal>),
        /// One of them is nothing.
        #[outcome(flag = "ok", error = "why")]
        #[sample({ type: "heldUp", data: { ok: true, why: null } })]
        HeldUp(Result<(), String>),
        /// The key that is there says which of the two it is.
        #[outcome(ok = "result", error = "error")]
        #[sample({ type: "hungUp", data: { requestId: "1", result: null } })]
        #[sample({ type: "hungUp", data: { requestId: "1", error: { code: 4 } } })]
        HungUp {
            #[id]
            request_id: String,
            outcome: Result<(), Refusal>,
        },
        /// Who is logged in, if somebody is.
        #[sample({ type: "loaded", data: { name: "Ada" } })]
        #[sample({ type: "loaded" })]
        #[sample({ type: "loaded", data: null })]
        Loaded(Option<User>),
        /// The same, and what says nobody is null.
        #[sample({ type: "reloaded", data: null })]
        Reloaded(#[null] Option<User>),
        /// The two keys stand beside the content.
        #[outcome(ok = "value", error = "why")]
        #[sample({ type: "told", value: 7, data: { at: 1 } })]
        #[sample({ type: "told", value: null, why: "gone", data: { at: 1 } })]
        Told {
            at: u64,
            #[beside]
            outcome: Result<Json, String>,
        },
    }

    /// The phone asks the page.
    #[event(
        tag = "question",
        id = "requestId",
        answer(id = "responseId", flag = "success", ok = "data", constants(type = "answer")),
        error = Refusal,
        unknown = { code: 404 }
    )]
    pub trait Question {
        #[sample(args = { number: "+12025550123" }, result = { name: "Ada" })]
        #[sample(error = { code: 410 })]
        fn contact(number: PhoneNumber) -> User;
        fn ready();
    }

    /// Page → phone.
    #[command]
    pub enum Order {
        #[only(Line: Idle)]
        #[reply(Dialled)]
        #[sample({ type: "dial", data: { to: "+12025550123" } })]
        Dial { to: PhoneNumber },
        #[reply(HungUp)]
        HangUp {
            #[id]
            request_id: String,
        },
    }

    /// The page asks the phone; there is no failure.
    #[command(
        tag = "path",
        content = "body",
        envelope(constants(type = "request")),
        id = "id",
        ids = number,
        answer(id = "id", ok = "response")
    )]
    pub trait Ask {
        #[rename("/users")]
        #[sample(args = { names: ["Ada"], trace: "t-1" }, result = [{ name: "Ada" }])]
        fn users(names: Vec<String>, #[beside] trace: Option<String>) -> Vec<User>;
        #[rename("/version")]
        fn version() -> Option<String>;
    }

    /// What a line does.
    #[data(open, rename_all = "kebab-case")]
    pub enum Status {
        Rings,
        Talks,
        Over,
    }

    #[data]
    pub struct User {
        name: String,
        id: Option<String>,
    }

    #[data]
    pub struct Refusal {
        code: u16,
        id: Option<String>,
    }
}
