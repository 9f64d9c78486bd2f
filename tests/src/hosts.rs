//! A library to which the page gives functions: the library calls them, and they answer.

#[allow(missing_docs, reason = "what it is follows from its names")]
#[cti_runtime::protocol(
    vendor = "Kestrel",
    calls(
        library = "kestrel.cti",
        error = String,
        answer(promise),
        events(by = "addHandler", names = "EVENTS"),
    )
)]
pub mod kestrel {
    #[method]
    pub trait Method {
        #[sample(args = [true], result = null)]
        fn enable(on: bool);
    }

    #[subscription]
    pub trait Handler {
        #[sample("r-1")]
        fn record_shown() -> String;
        /// The agent clicks on a number.
        #[answer(promise)]
        #[sample(args = ["+12025550123", null], result = { id: "c-1" })]
        #[sample(error = "The agent is busy.")]
        fn dial(number: PhoneNumber, record: Option<String>) -> Call;
        #[answer(callback = "done", flag = "found", ok = "customers", error = "why")]
        #[arguments(object)]
        #[events(by = "registerApi", object)]
        #[sample(args = { text: "Ada" }, result = [{ name: "Ada" }])]
        #[sample(error = { code: 7 })]
        fn search(text: String) -> Result<Vec<Customer>, Problem>;
        #[answer(success, failure)]
        #[events(by = "registerApi", object)]
        fn height() -> u16;
        #[object("log")]
        #[answer(callback)]
        #[events(callback = "handler")]
        #[within(ms = 3000)]
        fn save(call: Call);
    }

    #[data]
    pub struct Call {
        id: String,
    }

    #[data]
    pub struct Customer {
        #[personal]
        name: String,
    }

    #[data]
    pub struct Problem {
        code: u8,
    }
}
