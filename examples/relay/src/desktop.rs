//! An agent's desktop: its connection, and the session with its softphone.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use cti_runtime::{Millis, OriginPolicy, Peer, Post, Received, Session, Source};
use cti_vendors::leaddesk_talk::{EventHandler, LeaddeskTalk, command, event};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

use crate::calls::{Call, Calls};
use crate::frames::{self, Heard};

/// Whose word on origins the sessions take: this program's own, of connections that it has checked.
const RELAY: &str = "desktops";

/// The frame of the softphone, of which a desktop has one.
const TALK: Source = Source(1);

/// How long a desktop may leave what it is told unread.
const UNREAD: Duration = Duration::from_secs(10);

/// How long a desktop may be silent: it answers pings, which are sent three times as often.
const SILENT: Duration = Duration::from_secs(90);

/// Why a conversation ended, for those that this side ends.
type Failure = Box<dyn Error + Send + Sync>;

/// A desktop that is connected.
pub struct Desktop {
    socket: WebSocket,
    session: Session<LeaddeskTalk>,
    agent: Agent,
    calls: Calls,
    connected: Instant,
    heard: Instant,
    pinged: bool,
    taken: u64,
}

/// What the CRM does for an agent. Handlers don't wait: what has to is left in `over`.
struct Agent {
    name: Arc<str>,
    over: Vec<Call>,
}

impl EventHandler for Agent {
    fn login(&mut self, _: event::Login, talk: &mut Peer<LeaddeskTalk>) {
        // What can't be sent now is left: Talk begins again with the next login.
        let _ = talk.send(command::UseSettings::new().prevent_manual_calling(true));
    }

    fn completed(&mut self, completed: event::Completed, _: &mut Peer<LeaddeskTalk>) {
        self.over.push(Call {
            agent: Arc::clone(&self.name),
            id: completed.call.id,
            answered: completed.call.answered,
        });
    }
}

impl Desktop {
    pub fn new(socket: WebSocket, name: &str, calls: Calls) -> Self {
        let policy = OriginPolicy::declared::<LeaddeskTalk>();
        Self {
            socket,
            session: Session::new(policy, TALK).believing(RELAY),
            agent: Agent {
                name: name.into(),
                over: Vec::new(),
            },
            calls,
            connected: Instant::now(),
            heard: Instant::now(),
            pinged: false,
            taken: 0,
        }
    }

    /// Talks with the desktop until it goes, or the relay is to stop.
    pub async fn converse(mut self, closing: CancellationToken) -> Result<(), Failure> {
        loop {
            // Waiting is all that is given up when the relay stops: what was read is seen to.
            tokio::select! {
                biased;
                () = closing.cancelled() => return self.close().await,
                () = sleep_until(self.next_deadline()) => self.pass_time().await?,
                read = self.socket.recv() => match read {
                    Some(message) => self.take(message?).await?,
                    None => return Ok(()),
                },
            }
        }
    }

    /// Takes a message to its end: nothing more is read before all that came of it was handed over.
    async fn take(&mut self, message: Message) -> Result<(), Failure> {
        (self.heard, self.pinged) = (Instant::now(), false);
        let Message::Text(text) = message else {
            return Ok(());
        };
        // An error of JSON may show what was said.
        let heard: Heard<'_> = serde_json::from_str(&text).map_err(|_| "no frame of a desktop")?;
        let post = Post::asserted(RELAY, TALK, &heard.origin, heard.data());
        match self.session.receive(post, self.now()) {
            Received::Message(message, order) => {
                message.dispatch(&mut self.agent, self.session.handling(&order));
            }
            // Neither is the desktop's fault: other windows post, too, and vendors change.
            Received::Drifted(drifted) => eprintln!("not as documented: {drifted:?}"),
            Received::Refused(_) => {}
        }
        // Waits while the file is slower than the desktops.
        for call in self.agent.over.drain(..) {
            self.calls.send(call).await?;
        }
        self.taken += 1;
        let taken = frames::taken(self.taken)?;
        self.post().await?;
        self.tell(taken).await
    }

    /// Hands over what is to be posted.
    async fn post(&mut self) -> Result<(), Failure> {
        while let Some(post) = self.session.poll_post() {
            self.tell(frames::post(&post)?).await?;
        }
        Ok(())
    }

    async fn tell(&mut self, text: String) -> Result<(), Failure> {
        self.send(Message::text(text)).await
    }

    /// Waits while the desktop is slower than its phone, but not for ever.
    async fn send(&mut self, message: Message) -> Result<(), Failure> {
        Ok(timeout(UNREAD, self.socket.send(message)).await??)
    }

    /// When something is to be done though nothing comes.
    fn next_deadline(&self) -> Instant {
        let silent = self.heard + if self.pinged { SILENT } else { SILENT / 3 };
        let due = self.session.next_deadline();
        let due = due.map(|due| self.connected + Duration::from_millis(due.0));
        due.map_or(silent, |due| due.min(silent))
    }

    async fn pass_time(&mut self) -> Result<(), Failure> {
        self.session.tick(self.now());
        self.post().await?;
        let silent = self.heard.elapsed();
        if silent >= SILENT {
            return Err("silent".into());
        }
        if silent >= SILENT / 3 && !self.pinged {
            self.pinged = true;
            self.send(Message::Ping(Bytes::new())).await?;
        }
        Ok(())
    }

    /// The session's time: since the desktop connected.
    fn now(&self) -> Millis {
        let passed = self.connected.elapsed().as_millis();
        Millis(u64::try_from(passed).unwrap_or(u64::MAX))
    }

    async fn close(mut self) -> Result<(), Failure> {
        let away = CloseFrame {
            code: close_code::AWAY,
            reason: "the relay stops".into(),
        };
        self.send(Message::Close(Some(away))).await?;
        // What was not read would reset the connection, and with it what the desktop hasn't read.
        let gone = async { while let Some(Ok(_)) = self.socket.recv().await {} };
        let _ = timeout(UNREAD, gone).await;
        Ok(())
    }
}
