//! The library of Desk's page again, of which asynchronous code takes the calls out of a stream.

use cti_runtime::{RequestId, Session, Vendor};
use cti_vendors::desk_open_cti::{DeskOpenCti, Method, listener, method};
use cti_web::{Connection, Events, Incoming, Remote, provide_stream};
use wasm_bindgen_futures::spawn_local;

use crate::Setup;
use crate::desk::lay;
use crate::heard::{Log, named};
use crate::part::{Answer, NO_SUCH_ACT, Opened, Part, counted, sent};

type Adapter = Remote<DeskOpenCti, Vendor>;

struct Desk(Connection<DeskOpenCti, Vendor>);

pub fn phone(setup: &Setup) -> Opened {
    let session = Session::<DeskOpenCti, Vendor>::library();
    let (desk, library, calls) = provide_stream(session)?;
    lay(&library)?;
    let log = setup.log.clone();
    desk.on_notice(move |notice| log.notice(&notice));
    spawn_local(answers(desk.remote(), calls, setup.log.clone()));
    Ok(Box::new(Desk(desk)))
}

/// Says that the softphone is shown, and leaves all else unanswered.
async fn answers(adapter: Adapter, mut calls: Events<Method>, log: Log) {
    while let Some(incoming) = calls.next().await {
        let Incoming::Message(called, order) = incoming else {
            log.line("drifted");
            continue;
        };
        log.line(&named(&called));
        if let (Method::IsVisible(_), Some(call)) = (called, order.request()) {
            is_visible(&adapter, call, &log);
        }
    }
    log.line("over");
}

fn is_visible(adapter: &Adapter, call: RequestId, log: &Log) {
    let answered = adapter.with(|adapter| adapter.answer::<method::IsVisible>(call, &Ok(true)));
    if !matches!(answered, Some(Ok(()))) {
        log.line(&format!("not answered: {answered:?}"));
    }
}

impl Part for Desk {
    fn act(&self, words: &[&str]) -> Answer {
        match *words {
            ["load"] => sent(self.0.send(listener::Ready::new())),
            _ => sent(Err(NO_SUCH_ACT)),
        }
    }

    fn counted(&self) -> String {
        counted(self.0.counters())
    }
}
