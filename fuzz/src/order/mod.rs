//! State machines and replies, against a slow, obvious model.
//!
//! First byte: setup; then a step for every few bytes.

mod protocol;
mod replies;
mod states;

use cti_runtime::describe::Scalar;
use cti_runtime::session::ReplyNote;
use cti_runtime::{
    Data, Limits, Millis, OriginPolicy, Post, Protocol, Received, RequestError, SendError, Session,
    Source, Ticket, Turn,
};
use cti_tests::entropy::Entropy;

use protocol::fuzz_phone::{FuzzPhone, command, event};
use replies::{Phase, Replies};
use states::{Said, States};

const ORIGIN: &str = "https://phone.fuzz.example";
/// How long an answer is waited for unless a call says otherwise, in milliseconds.
const ALLOWANCE: u64 = 10_000;

enum AnyTicket {
    First(Ticket<command::AskFirst>),
    Again(Ticket<command::AskAgain>),
    Second(Ticket<command::AskSecond>),
    Third(Ticket<command::AskThird>),
    Try(Ticket<command::Try>),
}

/// A session and its model, side by side.
struct Both {
    session: Session<FuzzPhone>,
    states: States,
    replies: Replies,
    tickets: Vec<Option<AnyTicket>>,
    posted: Vec<&'static str>,
    out_of_turn: u64,
    now: u64,
    limit: usize,
}

/// Runs one input.
pub fn run(data: &[u8]) {
    let mut entropy = Entropy::new(data);
    let setup = entropy.byte();
    let limit = usize::from(setup >> 4);
    let calls = 1 + usize::from(setup >> 1 & 3);
    let late = setup & 1 != 0;
    let limits = Limits::default()
        .with_open_calls(calls)
        .with_waiting_replies(limit);
    let mut session =
        Session::new(OriginPolicy::declared::<FuzzPhone>(), Source(1)).with_limits(limits);
    if late {
        session = session.joining_late();
    }
    let mut both = Both {
        session,
        states: States::new(FuzzPhone::description(), late, calls),
        replies: Replies::default(),
        tickets: Vec::new(),
        posted: Vec::new(),
        out_of_turn: 0,
        now: 0,
        limit,
    };
    while !entropy.is_empty() {
        both.step(&mut entropy);
        both.agree();
    }
}

impl Both {
    fn step(&mut self, entropy: &mut Entropy<'_>) {
        match entropy.byte() % 16 {
            0..=6 => self.receive(entropy),
            7..=9 => self.ask(entropy),
            10 | 11 => self.send(entropy),
            12 => {
                self.now = (self.now + u64::from(entropy.byte())).saturating_sub(3);
                self.session.tick(Millis(self.now));
                let posted = self.replies.pass(self.now);
                self.posted.extend(posted);
            }
            13 => {
                self.session.reload();
                self.reload();
            }
            14 => self.outcome(entropy),
            _ => {
                // A ticket is dropped.
                let at = entropy.below(self.tickets.len().max(1));
                if let Some(ticket) = self.tickets.get_mut(at)
                    && ticket.take().is_some()
                {
                    self.replies.asked[at].wanted = false;
                }
            }
        }
    }

    /// The phone's document is another one.
    fn reload(&mut self) {
        self.states.reload();
        self.replies.reload();
        self.posted.clear();
    }

    fn receive(&mut self, entropy: &mut Entropy<'_>) {
        let events = &FuzzPhone::description().families[0];
        let message = entropy.pick(events.messages);
        let key = (entropy.byte() % 8 != 7).then(|| u64::from(entropy.byte() % 6));
        let value = (entropy.byte() % 4 != 3).then(|| u64::from(entropy.byte()));
        let mut json = format!(r#"{{"t":"{}""#, message.tag);
        let mut drifts = false;
        let mut said = Said::default();
        for field in message.fields {
            match (field.name, key, value) {
                ("id", Some(key), _) => {
                    json.push_str(&format!(r#","id":{key}"#));
                    said.key = Some(key);
                }
                ("id", None, _) => drifts |= message.tag != "answered",
                ("text", _, Some(_)) => json.push_str(r#","text":"""#),
                ("mood", ..) => match entropy.byte() % 6 {
                    0 => {}
                    1 => json.push_str(r#","mood":null"#),
                    2 => {
                        // What can't be read decides nothing.
                        json.push_str(r#","mood":7"#);
                        drifts = true;
                    }
                    choice => {
                        let mood = ["in", "out", "odd"][usize::from(choice - 3)];
                        json.push_str(&format!(r#","mood":"{mood}""#));
                        said.values.push(("mood", Scalar::Text(mood)));
                    }
                },
                ("held", ..) => {
                    if let choice @ (1 | 2) = entropy.byte() % 3 {
                        json.push_str(&format!(r#","held":{}"#, choice == 1));
                        said.values.push(("held", Scalar::Bool(choice == 1)));
                    }
                }
                ("value", _, Some(value)) => json.push_str(&format!(r#","value":{value}"#)),
                _ => drifts = true,
            }
        }
        json.push('}');
        self.now += u64::from(entropy.byte() % 4);
        let posted = self.replies.pass(self.now);
        self.posted.extend(posted);
        let post = Post::new(Source(1), ORIGIN, Data::Object(&json));
        let (order, drifted) = match self.session.receive(post, Millis(self.now)) {
            Received::Message(_, order) => (order, false),
            Received::Drifted(drifted) => (*drifted.order(), true),
            Received::Refused(refusal) => panic!("{refusal}: {json}"),
        };
        assert_eq!(drifted, drifts, "{json}");
        assert_eq!(order.is_reloaded(), message.reloaded, "{json}");
        if message.reloaded {
            self.reload();
        }
        let turn = self.states.apply(message, &said, true);
        assert_eq!(order.turn(), turn, "{json}");
        assert_eq!(order.violation().is_some(), turn == Turn::OutOfTurn);
        self.out_of_turn += u64::from(turn == Turn::OutOfTurn);
        let value = value.filter(|_| !drifts);
        let (note, posted) = match message.tag {
            "first" | "second" | "third" => self.replies.answer(message.tag, false, value),
            "failed" => self.replies.answer(message.tag, true, value),
            _ => (ReplyNote::None, Vec::new()),
        };
        assert_eq!(order.reply(), note, "{json}");
        self.posted.extend(posted);
    }

    fn ask(&mut self, entropy: &mut Entropy<'_>) {
        let allowance = u64::from(entropy.byte());
        let (within, peer) = (Millis(allowance), self.session.peer());
        let (tag, answers, ticket) = match entropy.byte() % 5 {
            0 => {
                let ticket = peer.request_within(command::AskFirst::new(), within);
                (
                    "askFirst",
                    (&["first"][..], &["failed"][..]),
                    ticket.map(AnyTicket::First),
                )
            }
            1 => {
                let ticket = peer.request_within(command::AskAgain::new(), within);
                (
                    "askAgain",
                    (&["first"][..], &[][..]),
                    ticket.map(AnyTicket::Again),
                )
            }
            2 => {
                let ticket = peer.request_within(command::AskSecond::new(), within);
                (
                    "askSecond",
                    (&["second"][..], &["failed"][..]),
                    ticket.map(AnyTicket::Second),
                )
            }
            3 => {
                let ticket = peer.request_within(command::AskThird::new(), within);
                (
                    "askThird",
                    (&["third", "second"][..], &["failed"][..]),
                    ticket.map(AnyTicket::Third),
                )
            }
            _ => {
                let ticket = peer.request_within(command::Try::new(), within);
                (
                    "try",
                    (&[][..], &["failed"][..]),
                    ticket.map(AnyTicket::Try),
                )
            }
        };
        let message = command_of(tag);
        if self.states.judge(message, &Said::default(), false).0 == Turn::OutOfTurn {
            assert!(matches!(ticket, Err(SendError::OutOfTurn(_))));
            return;
        }
        match (
            self.replies.ask(tag, answers, allowance, self.limit),
            ticket,
        ) {
            (Some(at_once), Ok(ticket)) => {
                self.posted.extend(at_once.then_some(tag));
                self.tickets.push(Some(ticket));
                self.states.apply(message, &Said::default(), false);
            }
            (None, Err(SendError::TooManyWaiting)) => {}
            (asked, ticket) => panic!("{asked:?}, and {:?}", ticket.err()),
        }
    }

    fn send(&mut self, entropy: &mut Entropy<'_>) {
        let (key, anyway) = (u64::from(entropy.byte() % 6), entropy.one_in(4));
        if entropy.one_in(4) {
            return self.send_ask(anyway);
        }
        let (tag, command): (_, protocol::fuzz_phone::Command) = match entropy.byte() % 2 {
            0 => ("dial", command::Dial::new(key).into()),
            _ => ("hangUp", command::HangUp::new(key).into()),
        };
        let message = command_of(tag);
        let can = self.session.view().can_send(command.clone());
        let sent = match anyway {
            true => self.session.peer().send_anyway(command),
            false => self.session.peer().send(command),
        };
        let in_turn = self.states.judge(message, &Said::of(Some(key)), false).0 != Turn::OutOfTurn;
        assert_eq!(can.is_ok(), in_turn, "{can:?}");
        assert_eq!(sent.is_ok(), in_turn || anyway, "{sent:?}");
        if sent.is_ok() {
            self.states.apply(message, &Said::of(Some(key)), false);
            self.posted.push(tag);
        }
    }

    /// A message that is answered, sent without a ticket: it queues all the same.
    fn send_ask(&mut self, anyway: bool) {
        let sent = match anyway {
            true => self.session.peer().send_anyway(command::AskSecond::new()),
            false => self.session.peer().send(command::AskSecond::new()),
        };
        let (tag, answers) = ("askSecond", (&["second"][..], &["failed"][..]));
        let message = command_of(tag);
        if !anyway && self.states.judge(message, &Said::default(), false).0 == Turn::OutOfTurn {
            assert!(matches!(sent, Err(SendError::OutOfTurn(_))));
            return;
        }
        let Some(at_once) = self.replies.ask(tag, answers, ALLOWANCE, self.limit) else {
            assert_eq!(sent, Err(SendError::TooManyWaiting));
            return;
        };
        assert_eq!(sent, Ok(()));
        self.posted.extend(at_once.then_some(tag));
        self.tickets.push(None);
        self.replies.asked.last_mut().expect("it was asked").wanted = false;
        self.states.apply(message, &Said::default(), false);
    }

    fn outcome(&mut self, entropy: &mut Entropy<'_>) {
        let at = entropy.below(self.tickets.len().max(1));
        let Some(Some(ticket)) = self.tickets.get(at) else {
            return;
        };
        let peer = self.session.peer();
        let value = |first: event::First| first.value;
        let failed = |failed: event::Failed| failed.value;
        let outcome = match ticket {
            AnyTicket::First(ticket) => peer
                .outcome(ticket)
                .map(|result| result.map(value).map_err(|e| plain(e, failed))),
            AnyTicket::Again(ticket) => peer
                .outcome(ticket)
                .map(|result| result.map(value).map_err(|e| plain(e, never))),
            AnyTicket::Second(ticket) => peer.outcome(ticket).map(|result| {
                result
                    .map(|second| second.value)
                    .map_err(|e| plain(e, failed))
            }),
            AnyTicket::Third(ticket) => peer.outcome(ticket).map(|result| {
                let value = |answer| match answer {
                    command::AskThirdAnswer::Third(third) => third.value,
                    command::AskThirdAnswer::Second(second) => second.value,
                };
                result.map(value).map_err(|e| plain(e, failed))
            }),
            AnyTicket::Try(ticket) => peer
                .outcome(ticket)
                .map(|result| result.map(|()| 0).map_err(|e| plain(e, failed))),
        };
        let ask = &mut self.replies.asked[at];
        let expected = match &ask.phase {
            Phase::Queued | Phase::InFlight(_) => None,
            Phase::Settled("failed", Some(value)) => Some(Err(RequestError::Refused(*value))),
            Phase::Settled(_, Some(value)) => Some(Ok(*value)),
            Phase::Settled(_, None) => {
                assert!(
                    matches!(outcome, Some(Err(RequestError::Drifted(_)))),
                    "{outcome:?}"
                );
                ask.phase = Phase::Gone;
                return;
            }
            Phase::Missed => Some(Err(RequestError::Deadline)),
            Phase::Silent => Some(Ok(0)),
            Phase::Reloaded => Some(Err(RequestError::Reloaded)),
            Phase::Gone => Some(Err(RequestError::Unclaimed)),
        };
        assert_eq!(outcome, expected, "ticket {at}");
        if outcome.is_some() {
            ask.phase = Phase::Gone;
        }
    }

    /// Everything that can be seen of the session is as in the model.
    fn agree(&mut self) {
        let view = self.session.view();
        assert_eq!(view.all_states(), self.states.shown());
        assert_eq!(view.waiting(), self.replies.waiting());
        assert_eq!(view.counters().out_of_turn, self.out_of_turn);
        assert_eq!(view.counters().forgotten_calls, self.states.forgotten);
        assert_eq!(
            self.session.next_deadline().map(|Millis(at)| at),
            self.replies.deadline()
        );
        let posted = core::mem::take(&mut self.posted);
        for tag in posted {
            let post = self
                .session
                .poll_post()
                .unwrap_or_else(|| panic!("{tag} isn't posted"));
            assert_eq!(post.target.as_str(), ORIGIN);
            let json: serde_json::Value = serde_json::from_str(post.data.json()).expect("JSON");
            assert_eq!(json["t"], tag);
        }
        assert!(self.session.poll_post().is_none());
    }
}

fn plain<E>(error: RequestError<E>, value: impl Fn(E) -> u64) -> RequestError<u64> {
    match error {
        RequestError::Refused(error) => RequestError::Refused(value(error)),
        RequestError::Deadline => RequestError::Deadline,
        RequestError::Reloaded => RequestError::Reloaded,
        RequestError::Drifted(fault) => RequestError::Drifted(fault),
        _ => RequestError::Unclaimed,
    }
}

fn never(never: core::convert::Infallible) -> u64 {
    match never {}
}

fn command_of(tag: &str) -> &'static cti_runtime::describe::Message {
    let commands = FuzzPhone::description().families[1].messages;
    commands
        .iter()
        .find(|message| message.tag == tag)
        .expect("a command")
}
