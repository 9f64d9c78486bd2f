//! The sessions that a recording is replayed to: one that watches, and perhaps one that answers.

use clap::ValueEnum;
use cti_runtime::describe::Transport;
use cti_runtime::tools::{AnySession, Input, Output, Report, Verdict};
use cti_runtime::{Millis, Origin, Post, Refusal, Source};

use crate::failure::Failure;
use crate::protocols::{Entry, Role, Setup};
use crate::recording::Side;

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Against {
    /// A simulated phone answers what the application sends.
    Simulator,
    /// A demo application answers what the vendor sends.
    Demo,
}

/// The vendor's window, as recordings number windows.
const VENDOR: Source = Source(1);

/// The sessions that a recording is replayed to.
pub(super) struct Sessions {
    /// The application's side, which watches: its word is what is shown of each message.
    watcher: Box<dyn AnySession>,
    responder: Option<Responder>,
}

/// What answers in place of one side, and is told what the recording has of both.
struct Responder {
    session: Box<dyn AnySession>,
    /// The side for which it answers.
    side: Side,
    /// A session of the other side, which reads what the responder posts: only a session masks.
    reader: Box<dyn AnySession>,
    /// The origin from which the responder's posts come, for the reader; empty in a library.
    origin: String,
}

/// What the simulated phone or the demo application posted.
#[derive(Debug)]
#[non_exhaustive]
pub struct Answer {
    /// Who posted it.
    pub side: Side,
    /// To which origin; `None` if it went to an in-page library or came from there.
    pub target: Option<Origin>,
    /// How the other side reads it.
    pub report: Report,
}

impl Sessions {
    /// Opens the sessions for a recording.
    pub(super) fn open(
        entry: &Entry,
        against: Option<Against>,
        page: &Origin,
        synced: bool,
    ) -> Result<Self, Failure> {
        let open = |role, synced: bool| {
            let mut setup = Setup::new(page.clone());
            setup.joining_late = !synced;
            setup.source = VENDOR;
            entry.open(role, &setup)
        };
        let responder = match against {
            None => None,
            Some(Against::Simulator) => Some(Responder {
                session: open(Role::Simulator, synced)?,
                side: Side::Vendor,
                reader: open(Role::Application, false)?,
                origin: vendor_origin(entry),
            }),
            Some(Against::Demo) => Some(Responder {
                session: open(Role::Demo, synced)?,
                side: Side::App,
                reader: open(Role::Vendor, false)?,
                origin: page.as_str().to_owned(),
            }),
        };
        Ok(Self {
            watcher: open(Role::Application, synced)?,
            responder,
        })
    }

    /// The application's session.
    pub(super) fn watcher(&self) -> &dyn AnySession {
        &*self.watcher
    }

    /// Hands over what one side sent. Gives the watcher's report, and why the responder refused it, if it
    /// did although the watcher took it.
    pub(super) fn take(
        &mut self,
        from: Side,
        input: &Input<'_>,
        now: Millis,
    ) -> (Report, Option<Refusal>) {
        let report = match from {
            Side::Vendor => self.watcher.receive(input, now),
            Side::App => self.watcher.observe(input, now),
        };
        match &mut self.responder {
            Some(responder) if !matches!(report.verdict, Verdict::Refused(_)) => {
                let turned_away = responder.take(from, input, now);
                (report, turned_away)
            }
            _ => (report, None),
        }
    }

    /// What the responder posts next.
    pub(super) fn answer(&mut self, now: Millis) -> Option<Answer> {
        let responder = self.responder.as_mut()?;
        let output = responder.session.poll()?;
        let (report, target) = match output {
            Output::Post(post) => {
                let arrived = Post::new(VENDOR, &responder.origin, post.data.as_data());
                (
                    responder.reader.receive(&Input::Post(arrived), now),
                    Some(post.target),
                )
            }
            Output::Signal(signal) => (responder.reader.receive(&Input::Signal(signal), now), None),
        };
        Some(Answer {
            side: responder.side,
            target,
            report,
        })
    }

    /// Lets time pass.
    pub(super) fn tick(&mut self, now: Millis) {
        self.watcher.tick(now);
        if let Some(responder) = &mut self.responder {
            responder.session.tick(now);
            responder.reader.tick(now);
        }
    }

    /// The vendor's document was replaced.
    pub(super) fn reload(&mut self) {
        self.watcher.reload();
        if let Some(responder) = &mut self.responder {
            responder.session.reload();
            responder.reader.reload();
        }
    }
}

impl Responder {
    /// Takes what one side really sent. Gives the reason for which it refused it, if it did.
    fn take(&mut self, from: Side, input: &Input<'_>, now: Millis) -> Option<Refusal> {
        if from == self.side {
            // What its side really did: its rules go on from there.
            self.session.observe(input, now);
            return None;
        }
        self.reader.observe(input, now);
        match self.session.receive(input, now).verdict {
            Verdict::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}

/// An origin of the vendor's, made up within the declaration.
fn vendor_origin(entry: &Entry) -> String {
    match entry.description().transport {
        Transport::Window {
            origins: [first, ..],
            ..
        } => first.replace('*', "simulated"),
        Transport::Window { .. } | Transport::Library { .. } => String::new(),
    }
}
