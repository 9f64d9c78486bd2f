//! A phone that answers some requests many times.

use std::fmt::Debug;

use cti_runtime::session::Return;
use cti_runtime::{App, Peer, RequestId, StreamEvent, Streamed, Vendor};
use cti_web::{Answers, connect};
use wasm_bindgen_futures::spawn_local;

use crate::Setup;
use crate::heard::Log;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, now, play, sent};

#[path = "../../../../tests/src/streams.rs"]
#[allow(missing_docs, reason = "a declaration of tests")]
mod declared;

pub use declared::otter_phone;
use declared::otter_phone::{
    AskHandler, Command, Contact, Notice, NoticeHandler, OrderHandler, OtterPhone, ask, notice,
    order,
};

/// What cancels the streams that the page has opened, by the names that the check gives them.
#[derive(Default)]
struct Crm {
    open: Vec<(String, Cancel)>,
}

/// Cancels a stream.
type Cancel = Box<dyn Fn()>;

impl NoticeHandler for Crm {}

/// What was asked for last.
#[derive(Default)]
struct Phone(Option<RequestId>);

impl OrderHandler for Phone {}

impl AskHandler for Phone {
    fn contacts(
        &mut self,
        _: ask::Contacts,
        page: &mut Peer<OtterPhone, Vendor>,
    ) -> Return<Contact, String> {
        self.0 = page.current_request();
        Return::Later
    }
}

pub fn app(setup: &Setup) -> Opened {
    let session = setup.app::<OtterPhone>()?;
    let line = connect(session, setup.place(), setup.heard(Crm::default()))?;
    Ok(play(line, &setup.log, act_app))
}

pub fn phone(setup: &Setup) -> Opened {
    let session = setup.vendor::<OtterPhone>()?;
    let line = connect(session, setup.place(), setup.heard(Phone::default()))?;
    Ok(play(line, &setup.log, act_phone))
}

fn act_app(phone: &Line<OtterPhone, App, Crm>, words: &[&str]) -> Answer {
    match *words {
        ["watch", name] => follow(phone, name, phone.stream(order::Watch::new(1))),
        ["contacts", name] => follow(phone, name, phone.stream(ask::Contacts::new("A"))),
        ["cancel", name] => {
            let found = phone.act(|crm, _| {
                let open = &mut crm.handler.open;
                let at = open.iter().position(|(of, _)| of == name)?;
                Some(open.remove(at).1)
            });
            let Some(cancel) = found.flatten() else {
                return sent(Err(NO_SUCH_ACT));
            };
            cancel();
            now("done".to_owned())
        }
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

/// Tells the page what comes of a stream, a line each.
fn follow<M>(
    phone: &Line<OtterPhone, App, Crm>,
    name: &str,
    answers: Answers<OtterPhone, App, M>,
) -> Answer
where
    M: Streamed<Direction = Command, Answers = Notice> + 'static,
    M::Item: Debug,
    M::Err: Debug,
{
    let cancel: Cancel = Box::new(answers.canceller());
    let log = phone.act(|crm, _| {
        crm.handler.open.push((name.to_owned(), cancel));
        crm.log.clone()
    });
    if let Some(log) = log {
        spawn_local(tell(log, name.to_owned(), answers));
    }
    now("done".to_owned())
}

async fn tell<M>(log: Log, name: String, mut answers: Answers<OtterPhone, App, M>)
where
    M: Streamed<Direction = Command, Answers = Notice>,
    M::Item: Debug,
    M::Err: Debug,
{
    while let Some(event) = answers.next().await {
        match event {
            StreamEvent::Item(item) => log.line(&format!("{name}: {item:?}")),
            other => log.line(&format!("{name}: {other:?}")),
        }
    }
    log.line(&format!("{name}: over"));
}

fn act_phone(page: &Line<OtterPhone, Vendor, Phone>, words: &[&str]) -> Answer {
    match *words {
        ["level", watch, db] => {
            sent(page.send(notice::Level::new(watch, db.parse().unwrap_or_default())))
        }
        ["over", watch] => sent(page.send(notice::Over::new(watch))),
        ["failed", watch] => sent(page.send(notice::Failed::new(watch, "lost"))),
        ["contact", name] => {
            let put = page.act(|phone, page| {
                let request = phone
                    .handler
                    .0
                    .ok_or(cti_runtime::SendError::NoSuchRequest)?;
                page.put_item::<ask::Contacts>(request, &Ok(Contact::new(name)))
            });
            sent(put.unwrap_or(Ok(())))
        }
        _ => sent(Err(NO_SUCH_ACT)),
    }
}
