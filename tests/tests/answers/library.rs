//! A page and a library in it, whose calls and callbacks take their time, and the page's next document.

use cti_runtime::{Delivered, Millis, RequestError, RequestId, Session, Ticket, Vendor};

use crate::chance::Chance;
use crate::wire::{Kind, Wire};
use crate::{Pace, Tally};

#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme", error = String))]
pub mod shelf {
    #[method]
    pub trait Method {
        fn find(key: u64) -> u64;
    }
}

use shelf::{Method, Shelf, method};

fn page() -> Session<Shelf> {
    Session::in_page().answering_within(Millis(crate::DEADLINE))
}

pub fn run(kind: Kind, pace: Pace, chance: &mut Chance) -> Tally {
    let mut tally = Tally::default();
    let mut page = page();
    let mut library = Session::<Shelf, Vendor>::library();
    let mut asked: Vec<(u64, Ticket<method::Find>)> = Vec::new();
    let mut due: Vec<(u64, RequestId, u64)> = Vec::new();
    let (mut calls, mut replies) = (Wire::new(kind), Wire::new(kind));
    let mut now = 0;
    for step in 0..600 {
        let asks = step < 500;
        now += if asks {
            chance.between((0, 10))
        } else {
            crate::DEADLINE
        };
        if asks {
            let ticket = page.peer().request(method::Find::new(step)).unwrap();
            asked.push((step, ticket));
            tally.asked += 1;
        }
        if asks && chance.one_in(100) {
            // What is under way reaches the page's next document.
            tally.given_up += u64::try_from(asked.drain(..).count()).unwrap();
            page = self::page();
        }
        while let Some(signal) = page.poll_signal() {
            calls.put(signal, now, chance);
        }
        for signal in calls.arrived(now) {
            match library.deliver(&signal, Millis(now)) {
                Delivered::Message(Method::Find(find), order) => {
                    due.push((
                        now + chance.between(pace.time),
                        order.request().unwrap(),
                        find.key,
                    ));
                }
                other => panic!("{other:?}"),
            }
        }
        due.retain(|(at, call, key)| {
            if *at <= now {
                // A call that came twice is answered once while it is open.
                let _ = library.peer().answer::<method::Find>(*call, &Ok(*key));
            }
            *at > now
        });
        while let Some(signal) = library.poll_signal() {
            replies.put(signal, now, chance);
        }
        for signal in replies.arrived(now) {
            let delivered = page.deliver(&signal, Millis(now));
            assert!(
                matches!(
                    delivered,
                    Delivered::Answered { .. } | Delivered::Refused(_)
                ),
                "{delivered:?}"
            );
        }
        page.tick(Millis(now));
        asked.retain(|(key, ticket)| {
            match page.peer().outcome(ticket) {
                None => return true,
                Some(Ok(found)) if found == *key => tally.right += 1,
                Some(Ok(_)) => tally.wrong += 1,
                Some(Err(RequestError::Deadline)) => tally.given_up += 1,
                Some(Err(why)) => panic!("{why}"),
            }
            false
        });
    }
    assert!(asked.is_empty());
    tally
}
