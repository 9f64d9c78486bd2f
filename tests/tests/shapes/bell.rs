//! A library with a convention of its own, and functions in it with others.

#[cti_runtime::protocol(
    vendor = "Bell & Wire",
    calls(
        library = "bell.openCti",
        error = Vec<Problem>,
        arguments(object),
        answer(callback = "callback", flag = "success", ok = "returnValue", error = "errors"),
        events(by = "events.subscribe", names = "EVENTS", callback = "listener"),
    )
)]
pub mod bell {
    #[method]
    pub trait Method {
        #[sample(args = { heightPX: 300 }, result = null)]
        #[sample(error = [{ code: 7 }])]
        fn set_height(#[rename("heightPX")] height: u32);
        #[object("screen")]
        fn pop(record: String, #[null] kind: Option<String>, #[default] fresh: bool) -> Page;
        #[arguments(positions)]
        #[answer(success, failure)]
        fn find(text: String, most: Option<u8>) -> Result<Vec<Page>, String>;
        #[answer(promise)]
        fn who() -> Result<Page, Failure>;
        #[answer(promise, ok = "data")]
        #[arguments(positions)]
        fn count(kind: String) -> Result<u8, String>;
        #[answer(success = "done", failure = "failed")]
        #[sample(args = { text: "a" })]
        fn log(text: String) -> Result<(), ()>;
        #[answer(nothing)]
        #[sample(args = { on: true })]
        fn blink(on: bool);
        #[answer(callback)]
        fn version() -> String;
        #[answer(callback, flag = "ok", ok = "page", error = "why")]
        fn current() -> Result<Option<Page>, Option<String>>;
    }

    #[subscription(rename_all = "SCREAMING_SNAKE_CASE")]
    pub trait Listener {
        #[sample({ id: "p-1" })]
        fn page_shown() -> Page;
        fn closed();
        #[rename("voice.dial")]
        #[events(by = "onDial", flag = "success", ok = "returnValue", error = "errors")]
        #[sample({ id: "p-1" })]
        #[sample(error = [{ code: 7 }])]
        fn dial() -> Page;
        #[events(ok = "data")]
        fn theme() -> String;
    }

    #[data]
    pub struct Page {
        id: String,
    }

    #[data]
    pub struct Problem {
        code: u8,
    }

    #[data]
    pub struct Failure {
        message: String,
        code: Option<u8>,
    }
}
