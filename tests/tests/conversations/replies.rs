//! Requests of several names that fail by one message.

use cti_runtime::session::ReplyNote;
use cti_runtime::{Millis, RequestError, Session};

use crate::wire::{app, message, object};

/// A phone with two requests, where Talk has one.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod acme_phone {
    /// Phone → page.
    #[event]
    pub enum Event {
        /// The token that was asked for.
        Token {
            /// It.
            token: Secret<String>,
        },
        /// The name that was asked for.
        Name {
            /// It.
            name: String,
        },
        /// Something failed; what isn't said.
        Failed,
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        /// Asks for a token.
        #[reply(Token, or = Failed)]
        GetToken,
        /// Asks for the agent's name.
        #[reply(Name, or = Failed)]
        GetName,
    }
}

use acme_phone::{AcmePhone, command};

const FAILED: &str = r#"{"type":"failed"}"#;

fn hear(session: &mut Session<AcmePhone>, json: &str, now: u64) -> ReplyNote {
    let post = object("https://phone.acme.example", json);
    message(session.receive(post, Millis(now))).1.reply()
}

#[test]
fn requests_of_different_names_do_not_wait_for_each_other() {
    let mut session = app::<AcmePhone>();
    let token = session.peer().request(command::GetToken::new()).unwrap();
    let name = session.peer().request(command::GetName::new()).unwrap();
    assert_eq!(std::iter::from_fn(|| session.poll_post()).count(), 2);
    assert_eq!(
        hear(&mut session, r#"{"type":"name","name":"Ada"}"#, 1),
        ReplyNote::Settled
    );
    assert_eq!(session.peer().outcome(&name).unwrap().unwrap().name, "Ada");
    assert_eq!(session.peer().outcome(&token), None);
}

#[test]
fn a_failure_that_may_be_either_calls_settles_neither() {
    let mut session = app::<AcmePhone>();
    let token = session.peer().request(command::GetToken::new()).unwrap();
    let name = session.peer().request(command::GetName::new()).unwrap();
    assert_eq!(
        hear(&mut session, FAILED, 1),
        ReplyNote::Shared { waiting: 2 }
    );
    assert_eq!(session.peer().outcome(&token), None);
    assert_eq!(session.peer().outcome(&name), None);

    // Once one is answered, a failure can only be the other's.
    assert_eq!(
        hear(&mut session, r#"{"type":"token","token":"t"}"#, 2),
        ReplyNote::Settled
    );
    assert_eq!(hear(&mut session, FAILED, 3), ReplyNote::Settled);
    assert!(matches!(session.peer().outcome(&token), Some(Ok(_))));
    assert!(matches!(
        session.peer().outcome(&name),
        Some(Err(RequestError::Refused(_)))
    ));
    assert_eq!(hear(&mut session, FAILED, 4), ReplyNote::None);
}

#[test]
fn a_failure_while_another_calls_answer_is_late_settles_neither() {
    let mut session = app::<AcmePhone>();
    let token = session
        .peer()
        .request_within(command::GetToken::new(), Millis(100))
        .unwrap();
    session.tick(Millis(100));
    let name = session.peer().request(command::GetName::new()).unwrap();
    assert_eq!(hear(&mut session, FAILED, 150), ReplyNote::Ambiguous);
    assert_eq!(
        session.peer().outcome(&token),
        Some(Err(RequestError::Deadline))
    );
    assert_eq!(session.peer().outcome(&name), None);
    // A name is nobody else's answer.
    assert_eq!(
        hear(&mut session, r#"{"type":"name","name":"Ada"}"#, 160),
        ReplyNote::Settled
    );
}
