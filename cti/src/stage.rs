//! Who takes part when a recording is replayed?

use cti_runtime::describe::Carrier;
use cti_runtime::erased::{AnySession, Input, Output, Report, Verdict};
use cti_runtime::{Millis, Origin, OriginError, Post, Refusal, Source};
use cti_vendors::registry::{Entry, Role, Setup};

use crate::args::Against;
use crate::recording::Side;

/// The vendor's window, as recordings number windows.
pub(crate) const VENDOR: Source = Source(1);

/// The sessions that a recording is played to.
pub(crate) struct Stage {
    /// The application's side, which watches: its word is what is shown of each message.
    watcher: Box<dyn AnySession>,
    stand_in: Option<StandIn>,
}

/// Somebody who answers in place of one side, and is told what the recording has of both.
struct StandIn {
    session: Box<dyn AnySession>,
    /// The side that it stands in for.
    side: Side,
    /// A session of the other side, which reads what the stand-in posts: only a session masks.
    reader: Box<dyn AnySession>,
    /// The origin from which the stand-in's posts come, for the reader; empty in a library.
    origin: String,
}

/// What a stand-in posted.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Who posted it.
    pub(crate) side: Side,
    /// To which origin; `None` if it went to an in-page library or came from there.
    pub(crate) target: Option<Origin>,
    /// What the other side makes of it.
    pub(crate) report: Report,
}

impl Stage {
    /// Sets the stage for a recording.
    pub(crate) fn set(
        entry: &'static Entry,
        against: Option<Against>,
        page: &Origin,
        synced: bool,
    ) -> Result<Self, OriginError> {
        let open = |role, synced: bool| {
            let mut setup = Setup::new(page.clone());
            setup.joining_late = !synced;
            setup.source = VENDOR;
            (entry.open)(role, &setup)
        };
        let stand_in = match against {
            None => None,
            Some(Against::Simulator) => Some(StandIn {
                session: open(Role::Simulator, synced)?,
                side: Side::Vendor,
                reader: open(Role::Application, false)?,
                origin: vendor_origin(entry),
            }),
            Some(Against::Demo) => Some(StandIn {
                session: open(Role::Demo, synced)?,
                side: Side::App,
                reader: open(Role::Vendor, false)?,
                origin: page.as_str().to_owned(),
            }),
        };
        Ok(Self {
            watcher: open(Role::Application, synced)?,
            stand_in,
        })
    }

    /// The application's session.
    pub(crate) fn watcher(&self) -> &dyn AnySession {
        &*self.watcher
    }

    /// Plays what one side sent. Says what became of it, and why the stand-in turned it away, if it
    /// did although the watching session took it.
    pub(crate) fn play(
        &mut self,
        from: Side,
        input: &Input<'_>,
        now: Millis,
    ) -> (Report, Option<Refusal>) {
        let report = match from {
            Side::Vendor => self.watcher.receive(input, now),
            Side::App => self.watcher.observe(input, now),
        };
        match &mut self.stand_in {
            Some(stand_in) if !matches!(report.verdict, Verdict::Refused(_)) => {
                let turned_away = stand_in.hear(from, input, now);
                (report, turned_away)
            }
            _ => (report, None),
        }
    }

    /// What the stand-in posts next.
    pub(crate) fn answer(&mut self, now: Millis) -> Option<Answer> {
        let stand_in = self.stand_in.as_mut()?;
        let output = stand_in.session.poll()?;
        let (report, target) = match output {
            Output::Post(post) => {
                let arrived = Post::new(VENDOR, &stand_in.origin, post.data.as_data());
                (
                    stand_in.reader.receive(&Input::Post(arrived), now),
                    Some(post.target),
                )
            }
            Output::Signal(signal) => (stand_in.reader.receive(&Input::Signal(signal), now), None),
        };
        Some(Answer {
            side: stand_in.side,
            target,
            report,
        })
    }

    /// Lets time pass.
    pub(crate) fn tick(&mut self, now: Millis) {
        self.watcher.tick(now);
        if let Some(stand_in) = &mut self.stand_in {
            stand_in.session.tick(now);
            stand_in.reader.tick(now);
        }
    }

    /// The vendor's document was replaced.
    pub(crate) fn reload(&mut self) {
        self.watcher.reload();
        if let Some(stand_in) = &mut self.stand_in {
            stand_in.session.reload();
            stand_in.reader.reload();
        }
    }
}

impl StandIn {
    /// Takes what one side really sent; says why it turned it away, if it did.
    fn hear(&mut self, from: Side, input: &Input<'_>, now: Millis) -> Option<Refusal> {
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
    match (entry.description)().carrier {
        Carrier::Window {
            origins: [first, ..],
            ..
        } => first.replace('*', "simulated"),
        Carrier::Window { .. } | Carrier::Library { .. } => String::new(),
    }
}
