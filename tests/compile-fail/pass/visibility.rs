//! Data is as visible as the messages that have it, also where an answer's type is named.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    enum Event {
        #[outcome(flag = "success", ok = "data", error = "code")]
        Answer(Result<User, Code>),
    }

    #[command]
    enum Command {
        #[reply(Answer)]
        Ask,
    }

    #[data]
    struct User {
        name: String,
    }

    #[data(open)]
    enum Code {
        Denied,
    }
}

fn main() {
    let _ = phone::event::Answer::new(Ok(phone::User::new("Ada")));
    let _ = phone::Code::Denied;
}
