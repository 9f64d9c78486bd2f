//! LeadDesk Talk as a stream that nobody reads until the page says so.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cti_vendors::leaddesk_talk::{Event, LeaddeskTalk};
use cti_web::{Connection, Events, connect_stream};
use wasm_bindgen_futures::spawn_local;

use crate::Setup;
use crate::part::{Answer, NO_SUCH_ACT, Opened, Part, counted, now, sent};

struct Stream {
    talk: Connection<LeaddeskTalk>,
    unread: RefCell<Option<Events<Event>>>,
    read: Rc<Cell<usize>>,
}

pub fn app(setup: &Setup) -> Opened {
    let (talk, events) = connect_stream(setup.app::<LeaddeskTalk>()?, setup.place())?;
    let log = setup.log.clone();
    talk.on_notice(move |notice| log.notice(&notice));
    Ok(Box::new(Stream {
        talk,
        unread: RefCell::new(Some(events)),
        read: Rc::default(),
    }))
}

async fn read(mut events: Events<Event>, count: Rc<Cell<usize>>) {
    while events.next().await.is_some() {
        count.set(count.get() + 1);
    }
}

impl Part for Stream {
    fn act(&self, words: &[&str]) -> Answer {
        match *words {
            ["read"] => {
                if let Some(events) = self.unread.take() {
                    spawn_local(read(events, Rc::clone(&self.read)));
                }
                now("done".to_owned())
            }
            ["count"] => now(self.read.get().to_string()),
            _ => sent(Err(NO_SUCH_ACT)),
        }
    }

    fn counted(&self) -> String {
        counted(self.talk.counters())
    }
}
