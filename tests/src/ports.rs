//! A phone whose requests come with a port each, over which they are answered. It is here, and not beside its
//! conversation in `tests/shapes`, so that the fuzz targets have it too.

/// Heron Phone: requests of both sides without ids, one of them answered many times.
#[cti_runtime::protocol(
    vendor = "Heron",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod heron_phone {
    /// Phone → page.
    #[event]
    pub enum Notice {
        #[sample({ type: "ringing", id: 1 })]
        Ringing { id: Id },
    }

    /// The phone asks the page; all that it is told beside a flag is a name.
    #[event(
        tag = "question",
        answer(port, flag = "success", constants(type = "answer")),
        error = Problem,
        unknown = { code: 404 }
    )]
    pub trait Question {
        #[sample(args = { number: "+12025550123" }, result = { name: "Ada" }, error = { code: 410 })]
        fn contact(number: PhoneNumber) -> Contact;
    }

    /// The page asks the phone, as its vendor's own kit does.
    #[command(
        tag = "payload.command",
        content = "payload.args",
        envelope(constants("payload.type" = "command")),
        each(#[at("id")] page: String),
        answer(port, ok = "data", error = "error", decides = error),
        error = String
    )]
    pub trait Ask {
        #[sample(args = { id: "p-1", number: "+12025550123" }, result = { name: "Ada" }, error = "lost")]
        fn find(number: PhoneNumber) -> Contact;
        #[within(ms = 500)]
        fn hold(line: u8);
        #[stream]
        #[sample(args = { id: "p-1", line: 2 }, result = -7)]
        fn levels(line: u8) -> i32;
    }

    #[data]
    pub struct Contact {
        pub name: String,
    }

    #[data]
    pub struct Problem {
        pub code: u16,
    }
}
