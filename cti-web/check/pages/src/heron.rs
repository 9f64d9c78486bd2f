//! A phone whose requests come with a port each, over which they are answered.

use cti_runtime::session::Return;
use cti_runtime::{App, Peer, RequestId, SendError, StreamEvent, Vendor};
use cti_web::{Answers, connect};

use crate::Setup;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, answer, now, play, sent};

#[path = "../../../../tests/src/ports.rs"]
#[allow(missing_docs, reason = "a declaration of tests")]
mod declared;

pub use declared::heron_phone;
use declared::heron_phone::{
    AskHandler, Contact, HeronPhone, NoticeHandler, Problem, QuestionHandler, ask, question,
};

/// The levels that are listened to.
#[derive(Default)]
struct Crm(Option<Answers<HeronPhone, App, ask::Levels>>);

impl NoticeHandler for Crm {}

impl QuestionHandler for Crm {
    fn contact(
        &mut self,
        asked: question::Contact,
        _: &mut Peer<HeronPhone>,
    ) -> Return<Contact, Problem> {
        Ok(Contact::new(asked.number.to_string())).into()
    }
}

/// Who listens to levels.
#[derive(Default)]
struct Phone(Option<RequestId>);

impl AskHandler for Phone {
    fn find(
        &mut self,
        asked: ask::Find,
        _: &mut Peer<HeronPhone, Vendor>,
    ) -> Return<Contact, String> {
        Ok(Contact::new(asked.page)).into()
    }

    fn levels(
        &mut self,
        _: ask::Levels,
        page: &mut Peer<HeronPhone, Vendor>,
    ) -> Return<i32, String> {
        self.0 = page.current_request();
        Return::Later
    }
}

pub fn app(setup: &Setup) -> Opened {
    let session = setup.app::<HeronPhone>()?;
    let line = connect(session, setup.place(), setup.heard(Crm::default()))?;
    Ok(play(line, &setup.log, act_app))
}

pub fn phone(setup: &Setup) -> Opened {
    let session = setup.vendor::<HeronPhone>()?;
    let line = connect(session, setup.place(), setup.heard(Phone::default()))?;
    Ok(play(line, &setup.log, act_phone))
}

fn act_app(phone: &Line<HeronPhone, App, Crm>, words: &[&str]) -> Answer {
    match *words {
        ["find", number] => answer(
            phone.request(ask::Find::new("p-1", number)),
            |contact: Contact| contact.name,
        ),
        ["hold"] => answer(phone.request(ask::Hold::new("p-1", 1)), |()| {
            "held".to_owned()
        }),
        ["listen"] => {
            let levels = phone.stream(ask::Levels::new("p-1", 1));
            phone.act(|crm, _| crm.handler.0 = Some(levels));
            now("done".to_owned())
        }
        ["next"] => {
            let levels = phone.act(|crm, _| crm.handler.0.take()).flatten();
            let Some(mut levels) = levels else {
                return sent(Err(NO_SUCH_ACT));
            };
            Box::pin(async move {
                let event = levels.next().await;
                let text = match event {
                    Some(StreamEvent::Item(level)) => level.to_string(),
                    other => format!("{other:?}"),
                };
                // What is left is given up with it.
                drop(levels);
                text
            })
        }
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

fn act_phone(page: &Line<HeronPhone, Vendor, Phone>, words: &[&str]) -> Answer {
    match *words {
        ["contact", number] => answer(
            page.request(question::Contact::new(number)),
            |contact: Contact| contact.name,
        ),
        ["level", level] => {
            let put = page.act(|phone, page| {
                let request = phone.handler.0.ok_or(SendError::NoSuchRequest)?;
                page.put_item::<ask::Levels>(request, &Ok(level.parse().unwrap_or_default()))
            });
            sent(put.unwrap_or(Ok(())))
        }
        _ => sent(Err(NO_SUCH_ACT)),
    }
}
