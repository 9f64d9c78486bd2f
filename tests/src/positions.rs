//! A widget host whose calls have arguments by position. It is here, and not beside its tests in
//! `tests/shapes`, so that the fuzz targets have it too.

/// A widget host whose calls have arguments by position, as functions have.
#[allow(missing_docs, reason = "what it is follows from its names")]
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "method", content = "args")
)]
pub mod list_host {
    /// Host → widget.
    #[event]
    pub enum Event {
        #[sample({ method: "ringing", args: ["+12025550123", 7, { name: "Ada" }, "x"] })]
        Ringing(CallArgs),
        #[sample({ method: "moved", args: { path: [[1, 2.5], [3, 4]] } })]
        Moved { path: Vec<Point> },
        /// Rings.
        #[deprecated(since = "2.0", note = "use `ringing`")]
        #[sample({ method: "ring", args: { number: "+1", line: 3 } })]
        Ring {
            number: PhoneNumber,
            #[deprecated = "it is always 1"]
            line: Option<u8>,
        },
    }

    /// Widget → host: what it asks, and is answered by position.
    #[command(
        envelope(beside),
        tag = "ask",
        id = "id",
        answer(id = "to", ok = "result", error = "error"),
        error = Failure
    )]
    pub trait Ask {
        #[sample(args = { args: ["agent", null] }, result = ["Ada", 3])]
        #[sample(error = [404])]
        fn get(args: Path) -> Agent;
        #[deprecated]
        fn old();
    }

    /// Who calls.
    #[data(positional)]
    pub struct CallArgs {
        from: PhoneNumber,
        line: u8,
        caller: Option<Caller>,
        #[personal]
        note: Option<String>,
    }

    #[data]
    pub struct Caller {
        name: String,
    }

    #[data(positional)]
    pub struct Point {
        x: f64,
        y: f64,
    }

    #[data(positional)]
    pub struct Path {
        key: String,
        inside: Option<String>,
    }

    #[data(positional)]
    pub struct Agent {
        name: String,
        #[default]
        calls: u32,
    }

    #[data(positional)]
    pub struct Failure {
        code: u16,
        text: Option<String>,
    }
}
