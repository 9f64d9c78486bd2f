//! Two pages and a phone: the pages are connections to one frame, so both hear what the phone posts.

use cti_runtime::protocol::Request;
use cti_runtime::session::ReplyNote;
use cti_runtime::{
    Millis, OriginPolicy, OutPost, Post, Received, RequestError, Session, Source, Ticket,
};

use crate::chance::Chance;
use crate::phone::busy_phone::{BusyPhone, Command, Event, act, ask, question};
use crate::phone::{Answering, Crm, Desk, PAGE, PHONE, Page, SECRET, desk};
use crate::wire::{Kind, Wire};
use crate::{Pace, Tally};

/// Of requests by name, by name and without fields, by `#[id]`, of a trait, and of the phone's.
pub type Outcomes = [Tally; 5];

const NAMED: usize = 0;
const PLAIN: usize = 1;
const PAIRED: usize = 2;
const ASKED: usize = 3;
const ASKED_BACK: usize = 4;

const STEPS: u64 = 1_500;

/// A request that waits.
enum Asked {
    Find(u64, Ticket<act::Find>),
    Look(u64, Ticket<act::Look>),
    Token(Ticket<act::GetToken>),
    Pair(u64, Ticket<act::Pair>),
    User(u64, Ticket<ask::User>),
}

impl Asked {
    const fn kind(&self) -> usize {
        match self {
            Self::Find(..) | Self::Look(..) => NAMED,
            Self::Token(..) => PLAIN,
            Self::Pair(..) => PAIRED,
            Self::User(..) => ASKED,
        }
    }
}

/// Whether a request was settled with the key of its own; `None` if it was given up.
type End = Option<bool>;

/// The outcome of a request, which is handed out once: with the keys of its answer and its failure.
fn end<M>(
    page: &mut Page,
    ticket: &Ticket<M>,
    key: u64,
    ok: impl Fn(&M::Ok) -> u64,
    err: impl Fn(&M::Err) -> u64,
) -> Option<End>
where
    M: Request<Direction = Command, Answers = Event>,
{
    let end = match page.peer().outcome(ticket)? {
        Ok(answer) => Some(ok(&answer) == key),
        Err(RequestError::Refused(failure)) => Some(err(&failure) == key),
        Err(RequestError::Deadline | RequestError::Reloaded) => None,
        Err(why) => panic!("{}", why.text()),
    };
    let again = page.peer().outcome(ticket);
    assert!(matches!(again, Some(Err(RequestError::Unclaimed))), "twice");
    Some(end)
}

struct Side {
    page: Page,
    crm: Crm,
    asked: Vec<Asked>,
    delivered: u64,
    /// How many messages settled a request, and how many requests were settled.
    settling: u64,
    settled: u64,
}

impl Side {
    fn new() -> Self {
        let page = Session::new(OriginPolicy::declared::<BusyPhone>(), Source(1));
        Self {
            page: page.answering_within(Millis(crate::DEADLINE)),
            crm: Crm::default(),
            asked: Vec::new(),
            delivered: 0,
            settling: 0,
            settled: 0,
        }
    }

    fn waits(&self, kind: usize) -> bool {
        self.asked
            .iter()
            .filter(|asked| asked.kind() == kind)
            .count()
            > 3
    }

    fn ask(&mut self, kind: usize, key: u64, sum: &mut Outcomes) {
        if self.waits(kind) {
            return;
        }
        let peer = self.page.peer();
        self.asked.push(match kind {
            NAMED if key.is_multiple_of(3) => {
                Asked::Look(key, peer.request(act::Look::new(key)).unwrap())
            }
            NAMED => Asked::Find(key, peer.request(act::Find::new(key)).unwrap()),
            PLAIN => Asked::Token(peer.request(act::GetToken::new()).unwrap()),
            PAIRED => Asked::Pair(key, peer.request(act::Pair::new(key)).unwrap()),
            _ => Asked::User(key, peer.request(ask::User::new(key)).unwrap()),
        });
        sum[kind].asked += 1;
    }

    fn hear(&mut self, post: &OutPost, now: u64, look: bool) {
        self.delivered += 1;
        let post = Post::new(Source(1), PHONE, post.data.as_data());
        let received = self.page.receive(post, Millis(now));
        if look {
            shows_no_secret(&received);
            shows_no_secret(&self.page);
        }
        match received {
            Received::Message(message, order) => {
                self.settling += u64::from(order.reply() == ReplyNote::Settled);
                message.dispatch(&mut self.crm, self.page.handling(&order));
            }
            Received::Refused(_) => {}
            Received::Drifted(drifted) => panic!("{drifted:?}"),
        }
    }

    /// Takes the outcomes that there are.
    fn outcomes(&mut self, sum: &mut Outcomes) {
        for asked in std::mem::take(&mut self.asked) {
            let page = &mut self.page;
            let end = match &asked {
                Asked::Find(key, ticket) => end(page, ticket, *key, |of| of.key, |why| why.key),
                Asked::Look(key, ticket) => end(page, ticket, *key, |of| of.key, |why| why.key),
                Asked::Token(ticket) => end(page, ticket, 1, |_| 1, |never| match *never {}),
                Asked::Pair(key, ticket) => {
                    end(page, ticket, *key, |of| of.key, |never| match *never {})
                }
                Asked::User(key, ticket) => end(page, ticket, *key, |of| of.key, |why| why.key),
            };
            let Some(end) = end else {
                self.asked.push(asked);
                continue;
            };
            self.settled += u64::from(end.is_some());
            count(&mut sum[asked.kind()], end);
        }
        assert_eq!(self.settling, self.settled, "one message, one ticket");
    }

    /// The page's document is gone, and what it waited for with it.
    fn leave(&mut self, sum: &mut Outcomes) {
        let counters = self.page.view().counters();
        let taken = counters.accepted + counters.drifted + counters.refused_in_all();
        assert_eq!(taken, self.delivered, "{counters:?}");
        for asked in self.asked.drain(..) {
            count(&mut sum[asked.kind()], None);
        }
    }
}

fn count(tally: &mut Tally, end: End) {
    match end {
        Some(true) => tally.right += 1,
        Some(false) => tally.wrong += 1,
        None => tally.given_up += 1,
    }
}

fn shows_no_secret(what: &impl std::fmt::Debug) {
    let shown = format!("{what:?}");
    assert!(!shown.contains(SECRET), "{shown}");
}

/// The phone, and what it asks.
struct Phone {
    desk: Desk,
    answering: Answering,
    asked: Vec<(u64, Ticket<question::Contact>)>,
}

impl Phone {
    fn new() -> Self {
        Self {
            desk: desk().answering_within(Millis(crate::DEADLINE)),
            answering: Answering::default(),
            asked: Vec::new(),
        }
    }

    fn ask(&mut self, key: u64, sum: &mut Outcomes) {
        if self.asked.len() < 8 {
            let ticket = self
                .desk
                .peer()
                .request(question::Contact::new(key))
                .unwrap();
            self.asked.push((key, ticket));
            sum[ASKED_BACK].asked += 1;
        }
    }

    fn hear(&mut self, post: &OutPost, now: u64) {
        let post = Post::new(Source(1), PAGE, post.data.as_data());
        match self.desk.receive(post, Millis(now)) {
            Received::Message(message, order) => {
                message.dispatch(&mut self.answering, self.desk.handling(&order));
            }
            Received::Refused(_) => {}
            Received::Drifted(drifted) => panic!("{drifted:?}"),
        }
    }

    fn outcomes(&mut self, sum: &mut Outcomes) {
        let desk = &mut self.desk;
        self.asked.retain(|(key, ticket)| {
            let end = match desk.peer().outcome(ticket) {
                None => return true,
                Some(Ok(user)) => Some(user.key == *key),
                Some(Err(RequestError::Deadline)) => None,
                Some(Err(why)) => panic!("{why}"),
            };
            count(&mut sum[ASKED_BACK], end);
            false
        });
    }

    /// Another document takes the place of this one.
    fn leave(&mut self, sum: &mut Outcomes) {
        for _ in self.asked.drain(..) {
            count(&mut sum[ASKED_BACK], None);
        }
    }
}

pub fn run(kind: Kind, pace: Pace, chance: &mut Chance) -> Outcomes {
    let mut sum = Outcomes::default();
    let mut sides = [Side::new(), Side::new()];
    let mut phone = Phone::new();
    let (mut to_phone, mut to_pages) = (Wire::new(kind), Wire::new(kind));
    let mut now = 0;
    for step in 0..STEPS + 100 {
        let asks = step < STEPS;
        now += if asks {
            chance.between((0, 10))
        } else {
            2 * crate::DEADLINE
        };
        if asks {
            // By name, two connections can't be told apart: only the first asks so.
            let kind = usize::try_from(chance.between((0, 3))).unwrap();
            sides[0].ask(kind, step * 2, &mut sum);
            if kind >= PAIRED {
                sides[1].ask(kind, step * 2 + 1, &mut sum);
            }
            if chance.one_in(4) {
                phone.ask(step, &mut sum);
            }
        }
        if asks && chance.one_in(300) {
            phone.leave(&mut sum);
            phone = Phone::new();
            to_phone.cut();
            to_pages.cut();
            for side in &mut sides {
                if chance.one_in(2) {
                    side.page.reload();
                } else {
                    side.page.give_up_requests();
                }
            }
        }
        if asks && chance.one_in(300) {
            sides[1].leave(&mut sum);
            sides[1] = Side::new();
        }
        for post in to_phone.arrived(now) {
            phone.hear(&post, now);
        }
        phone.answering.plan(now, pace, chance);
        phone.desk.tick(Millis(now));
        phone.answering.go_on(now, &mut phone.desk);
        phone.outcomes(&mut sum);
        while let Some(post) = phone.desk.poll_post() {
            to_pages.put(post, now, chance);
        }
        for post in to_pages.arrived(now) {
            for side in &mut sides {
                side.hear(&post, now, step.is_multiple_of(16));
                side.outcomes(&mut sum);
            }
        }
        for side in &mut sides {
            side.crm.plan(now, pace, chance);
            side.page.tick(Millis(now));
            side.crm.go_on(now, &mut side.page);
            side.outcomes(&mut sum);
            while let Some(post) = side.page.poll_post() {
                to_phone.put(post, now, chance);
            }
        }
    }
    for side in &mut sides {
        assert!(side.asked.is_empty(), "all were given an outcome");
        side.leave(&mut sum);
    }
    phone.leave(&mut sum);
    sum
}
