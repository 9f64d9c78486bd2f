//! Desktops that come and go for a while, with faults: connections that are cut, floods, frames that aren't
//! any, and a relay that is held up, for which time jumps.
//!
//! `SOAK_SECONDS` says for how long: ten seconds, unless it is set.

use std::collections::BTreeSet;
use std::fs::{read_dir, read_to_string};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use std::{env, iter};

use futures_util::{SinkExt, StreamExt, stream};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::support::{Desktop, PAGE, Relay, TALK, connect, frame, login, signal};

const DESKTOPS: u64 = 300;

/// What a desktop does next. Half of it is calls.
const TURNS: [Turn; 10] = [
    Turn::Call,
    Turn::Call,
    Turn::Call,
    Turn::Call,
    Turn::Call,
    Turn::Flood,
    Turn::Cut,
    Turn::Unread,
    Turn::NoFrame,
    Turn::TooLarge,
];

#[derive(Clone, Copy)]
enum Turn {
    Call,
    /// Hundreds of messages of strangers, and of Talk's that are new or not as documented.
    Flood,
    /// The connection is reset in the middle of a frame.
    Cut,
    /// The desktop goes without a word and without having read what it was told.
    Unread,
    /// What no desktop says.
    NoFrame,
    /// More than a session takes.
    TooLarge,
}

/// What the desktops have done.
#[derive(Debug, Default)]
struct Done {
    connections: AtomicU64,
    calls: AtomicU64,
    floods: AtomicU64,
    faults: AtomicU64,
}

/// The calls of an agent.
#[derive(Default)]
struct Calls {
    /// The last one, which may have been lost with its connection.
    begun: u64,
    /// Those that the relay said it has taken.
    taken: BTreeSet<u64>,
}

impl Desktop {
    /// A turn. Says how many messages the relay takes of it; none if it ends the connection.
    async fn turn(&mut self, turn: Turn, calls: &mut Calls) -> Result<Option<u64>, Error> {
        match turn {
            Turn::Call => {
                calls.begun += 1;
                self.call(calls.begun).await?;
                Ok(Some(4))
            }
            Turn::Flood => {
                let foreign = frame("https://evil.example", &login());
                let new = frame(TALK, &json!({"action": "hologram", "id": 1}));
                let drifted = frame(TALK, &json!({"action": "call", "id": "many"}));
                let round = [foreign, new, drifted];
                let flood = iter::repeat_n(round, 100).flatten();
                // What the relay says meanwhile has to be read: it waits for that.
                let (mut out, mut told) = (&mut self.socket).split();
                let mut flood = stream::iter(flood.map(Ok));
                let reading = async { while told.next().await.is_some_and(|told| told.is_ok()) {} };
                tokio::select! {
                    sent = out.send_all(&mut flood) => sent?,
                    () = reading => return Err(Error::ConnectionClosed),
                }
                Ok(Some(300))
            }
            Turn::Cut => {
                let stream = self.socket.get_mut();
                // A masked text of 4096 bytes begins.
                stream.write_all(&[0x81, 0xfe, 0x10, 0, 1, 2, 3, 4]).await?;
                stream.set_zero_linger()?;
                Ok(None)
            }
            Turn::Unread => {
                for _ in 0..8 {
                    self.heard(TALK, &login()).await?;
                }
                Ok(None)
            }
            Turn::NoFrame => {
                self.socket.send(Message::text("{\"origin\": 7}")).await?;
                Ok(None)
            }
            Turn::TooLarge => {
                let text = "x".repeat(2 << 20);
                self.heard(TALK, &json!({"action": "sms", "sms": text}))
                    .await?;
                Ok(None)
            }
        }
    }
}

/// An agent's desktop, which connects again and again.
async fn desktop(address: String, number: u64, end: Instant, done: Arc<Done>) -> (String, Calls) {
    let (mut random, mut calls) = (StdRng::seed_from_u64(number), Calls::default());
    let agent = format!("agent-{number}");
    while Instant::now() < end {
        // The relay may be held up.
        let Ok(mut desktop) = connect(&address, PAGE, Some(&agent)).await else {
            sleep(Duration::from_millis(random.random_range(10..100))).await;
            continue;
        };
        done.connections.fetch_add(1, Ordering::Relaxed);
        let mut sent = 1;
        if desktop.heard(TALK, &login()).await.is_err() {
            continue;
        }
        while Instant::now() < end {
            let Some(&turn) = TURNS.choose(&mut random) else {
                break;
            };
            let Ok(Some(more)) = desktop.turn(turn, &mut calls).await else {
                done.faults.fetch_add(1, Ordering::Relaxed);
                break;
            };
            sent += more;
            if desktop.taken(sent).await.is_none() {
                break;
            }
            match turn {
                Turn::Call => {
                    calls.taken.insert(calls.begun);
                    done.calls.fetch_add(1, Ordering::Relaxed)
                }
                _ => done.floods.fetch_add(1, Ordering::Relaxed),
            };
        }
    }
    (agent, calls)
}

/// The memory of a process, in kilobytes.
fn memory(id: u32) -> u64 {
    let status = read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.unwrap()
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap()
}

/// The open files of a process.
fn open_files(id: u32) -> usize {
    read_dir(format!("/proc/{id}/fd")).unwrap().count()
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_cost_no_call_that_was_taken_and_leave_nothing_behind() {
    let seconds = env::var("SOAK_SECONDS").map_or(10, |seconds| seconds.parse().unwrap());
    let relay = Relay::start("soak").await;
    let (id, begun, done) = (relay.id(), Instant::now(), Arc::new(Done::default()));
    let end = begun + Duration::from_secs(seconds);
    let files = open_files(id);

    let mut desktops = JoinSet::new();
    for number in 0..DESKTOPS {
        desktops.spawn(desktop(
            relay.address.clone(),
            number,
            end,
            Arc::clone(&done),
        ));
    }
    // Each time it goes on, time has jumped; by more than it waits for a desktop, once in a while.
    let mut jumps = 0;
    let held_up = async {
        loop {
            sleep(Duration::from_secs(3)).await;
            jumps += 1;
            signal("-STOP", id).await;
            sleep(Duration::from_secs(if jumps % 10 == 0 { 12 } else { 1 })).await;
            signal("-CONT", id).await;
        }
    };
    let mut kilobytes = Vec::new();
    let watched = async {
        loop {
            sleep(Duration::from_millis(500)).await;
            kilobytes.push(memory(id));
        }
    };
    let ended = tokio::select! {
        ended = desktops.join_all() => ended,
        () = held_up => unreachable!(),
        () = watched => unreachable!(),
    };
    signal("-CONT", id).await;

    // No connection stays behind.
    let gone = async {
        while open_files(id) > files {
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(Duration::from_secs(15), gone).await.unwrap();
    let (first, second) = kilobytes.split_at(kilobytes.len() / 2);
    let most = |part: &[u64]| part.iter().max().copied().unwrap();
    let (first, second) = (most(first), most(second));
    println!(
        "{seconds} s, {jumps} jumps; {done:?}; at most {first} kB in the first half, then {second} kB"
    );
    assert!(
        second < first * 3 / 2 + 16_384,
        "memory grows: {kilobytes:?}"
    );
    assert!(done.faults.load(Ordering::Relaxed) > 0 && done.calls.load(Ordering::Relaxed) > 0);

    relay.terminate().await;
    let mut written = relay.calls().await;
    for (agent, calls) in ended {
        let written = written.remove(&agent).unwrap_or_default();
        let once: BTreeSet<u64> = written.iter().copied().collect();
        assert_eq!(
            once.len(),
            written.len(),
            "{agent}: a call is written twice"
        );
        assert!(once.is_superset(&calls.taken), "{agent}: a call is lost");
        assert!(
            once.last().is_none_or(|last| *last <= calls.begun),
            "{agent}: a call too many"
        );
    }
    assert!(written.is_empty(), "calls of other agents: {written:?}");
}
