//! A phone that answers in every way, after a while.

use std::collections::HashMap;

use cti_runtime::session::Return;
use cti_runtime::{Origin, OriginPolicy, Peer, RequestId, Session, Source, Vendor};

use crate::Pace;
use crate::chance::Chance;

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod busy_phone {
    #[event]
    pub enum Said {
        Found {
            key: u64,
            note: Secret<String>,
        },
        Seen {
            key: u64,
        },
        Token {
            token: Secret<String>,
        },
        Failed {
            key: u64,
            why: Secret<String>,
        },
        Paired {
            #[id]
            in_reply_to: String,
            key: u64,
        },
    }

    #[command]
    pub enum Act {
        #[reply(Found, or = Failed)]
        Find { key: u64 },
        #[reply(Seen, or = Failed)]
        Look { key: u64 },
        #[reply(Token)]
        GetToken,
        #[reply(Paired)]
        Pair {
            #[id]
            request_id: String,
            key: u64,
        },
    }

    #[command(
        tag = "request",
        id = "id",
        answer(id = "id", ok = "result", error = "error"),
        error = Problem
    )]
    pub trait Ask {
        fn user(key: u64) -> User;
    }

    /// The phone asks.
    #[event(
        tag = "question",
        id = "requestId",
        ids = number,
        answer(id = "responseId", ok = "result", error = "error"),
        error = Problem
    )]
    pub trait Question {
        fn contact(key: u64) -> User;
    }

    #[data]
    pub struct User {
        pub key: u64,
        #[personal]
        pub name: String,
    }

    #[data]
    pub struct Problem {
        pub key: u64,
        #[personal]
        pub why: String,
    }
}

use busy_phone::{
    ActHandler, AskHandler, BusyPhone, Problem, Said, User, act, ask, question, said,
};

pub const PHONE: &str = "https://phone.acme.example";
pub const PAGE: &str = "https://crm.example";

/// What no output shows.
pub const SECRET: &str = "hunter2";

pub type Page = Session<BusyPhone>;
pub type Desk = Session<BusyPhone, Vendor>;

/// A phone that counts from 1, as those of vendors do.
pub fn desk() -> Desk {
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    Session::serve(pages, Source(1))
        .targeting(PAGE)
        .unwrap()
        .numbering_from(1)
}

/// What is to be answered.
enum Answer {
    Message(Said),
    Request(RequestId, u64),
}

/// The answers of a phone's document: those of a name go out in the order in which they were asked for.
#[derive(Default)]
pub struct Answering {
    due: Vec<(u64, Answer)>,
    last: HashMap<&'static str, u64>,
    never_fails: bool,
    /// What was asked since answers were last planned.
    asked: Vec<(&'static str, Answer)>,
}

impl Answering {
    fn answer(&mut self, name: &'static str, key: u64, answer: Said) {
        // Every eighth fails.
        let may_fail = key.is_multiple_of(8) && matches!(answer, Said::Found(_) | Said::Seen(_));
        let answer = if may_fail && !self.never_fails {
            said::Failed::new(key, SECRET).into()
        } else {
            answer
        };
        self.asked.push((name, Answer::Message(answer)));
    }

    /// What was asked will be answered after a while.
    pub fn plan(&mut self, now: u64, pace: Pace, chance: &mut Chance) {
        self.never_fails = !pace.fails;
        for (name, answer) in self.asked.drain(..) {
            let mut at = now + chance.between(pace.time);
            if !name.is_empty() {
                let last = self.last.entry(name).or_default();
                at = at.max(*last);
                *last = at;
            }
            self.due.push((at, answer));
        }
    }

    /// Answers what is due.
    pub fn go_on(&mut self, now: u64, desk: &mut Desk) {
        self.due.sort_by_key(|(at, _)| *at);
        let later = self.due.iter().position(|(at, _)| *at > now);
        let later = later.unwrap_or(self.due.len());
        for (_, answer) in self.due.drain(..later) {
            // A request whose id came twice is answered once.
            let _ = match answer {
                Answer::Message(message) => desk.peer().send(message),
                Answer::Request(call, key) => {
                    let said = if key.is_multiple_of(8) {
                        Err(Problem::new(key, SECRET))
                    } else {
                        Ok(User::new(key, SECRET))
                    };
                    desk.peer().answer::<ask::User>(call, &said)
                }
            };
        }
    }
}

impl ActHandler for Answering {
    fn find(&mut self, find: act::Find, _: &mut Peer<BusyPhone, Vendor>) {
        self.answer("found", find.key, said::Found::new(find.key, SECRET).into());
    }

    fn look(&mut self, look: act::Look, _: &mut Peer<BusyPhone, Vendor>) {
        self.answer("seen", look.key, said::Seen::new(look.key).into());
    }

    fn get_token(&mut self, _: act::GetToken, _: &mut Peer<BusyPhone, Vendor>) {
        self.answer("token", 1, said::Token::new(SECRET).into());
    }

    fn pair(&mut self, pair: act::Pair, _: &mut Peer<BusyPhone, Vendor>) {
        let paired = said::Paired::new(pair.request_id, pair.key);
        self.answer("", pair.key, paired.into());
    }
}

impl AskHandler for Answering {
    fn user(
        &mut self,
        asked: ask::User,
        page: &mut Peer<BusyPhone, Vendor>,
    ) -> Return<User, Problem> {
        let call = page.current_request().unwrap();
        self.asked.push(("", Answer::Request(call, asked.key)));
        Return::Later
    }
}

/// The page's own answers, to what the phone asks.
#[derive(Default)]
pub struct Crm {
    asked: Vec<(RequestId, u64)>,
    due: Vec<(u64, RequestId, u64)>,
}

impl Crm {
    pub fn plan(&mut self, now: u64, pace: Pace, chance: &mut Chance) {
        for (call, key) in self.asked.drain(..) {
            self.due.push((now + chance.between(pace.time), call, key));
        }
    }

    pub fn go_on(&mut self, now: u64, page: &mut Page) {
        let (due, later) = self.due.drain(..).partition(|(at, ..)| *at <= now);
        self.due = later;
        let due: Vec<_> = due;
        for (_, call, key) in due {
            // Late ones aren't posted: the phone that asked may be gone.
            let _ = page
                .peer()
                .answer::<question::Contact>(call, &Ok(User::new(key, SECRET)));
        }
    }
}

impl busy_phone::SaidHandler for Crm {}

impl busy_phone::QuestionHandler for Crm {
    fn contact(
        &mut self,
        asked: question::Contact,
        phone: &mut Peer<BusyPhone>,
    ) -> Return<User, Problem> {
        self.asked
            .push((phone.current_request().unwrap(), asked.key));
        Return::Later
    }
}
