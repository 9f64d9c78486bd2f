//! Many sessions at once: how many messages a core takes in, what a session weighs, and whether
//! every message is accounted for. `cargo bench --bench call_center`.

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod center;

use std::time::{Duration, Instant};

use allocation_counter::measure;
use center::{Center, Tally};
use cti_runtime::Gate;

/// Sessions and messages for each of them.
const FULL: (u32, u32) = (10_000, 100);
const TRIAL: (u32, u32) = (500, 20);

/// Gives each desk so many messages; only handing them over counts as time.
fn work(center: &mut Center, messages: u32) -> Duration {
    let mut took = Duration::ZERO;
    for _ in 0..messages {
        let mail = center.mail();
        let start = Instant::now();
        let delivered = center.deliver(&mail);
        took += start.elapsed();
        delivered.expect("no surprises");
    }
    took
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn report(name: &str, tally: &Tally, took: Duration) {
    let rate = tally.total() as f64 / took.as_secs_f64() / 1e6;
    println!(
        "{name:24} {:>10} messages {rate:>8.2} million/s",
        tally.total()
    );
}

fn one_thread(sessions: u32, messages: u32) {
    let mut center = None;
    let opened = measure(|| center = Some(Center::open(0, sessions)));
    let mut center = center.expect("it is open");
    let mut took = Duration::ZERO;
    let used = measure(|| took = work(&mut center, messages));
    let tally = center.audit();
    report("1 thread", &tally, took);
    let each = |bytes: i64| bytes / i64::from(sessions);
    println!(
        "{:24} {:>10} bytes, the model's own included; {} more after {messages} messages",
        "a new session",
        each(opened.bytes_current),
        each(used.bytes_current)
    );
    println!(
        "{:24} {:>10} accepted, {} unknown, {} drifted, {} refused: none lost, none misdelivered",
        "accounted for",
        tally.accepted,
        tally.unknown,
        tally.drifted,
        tally.refused.iter().sum::<u64>(),
    );
    for (gate, refused) in Gate::ALL.iter().zip(tally.refused) {
        println!("{:24} {refused:>10} at the gate `{}`", "", gate.name());
    }
}

/// Two halves of the centre on a thread each; after half of the messages they change threads.
fn two_threads(sessions: u32, messages: u32) {
    let half = sessions / 2;
    let mut halves = [Center::open(0, half), Center::open(half, half)];
    let mut slowest = Duration::ZERO;
    for _ in 0..2 {
        let times = std::thread::scope(|scope| {
            let run = |center| scope.spawn(|| work(center, messages / 2));
            let threads = halves.each_mut().map(run);
            threads.map(|thread| thread.join().expect("no panic"))
        });
        slowest += times.into_iter().max().unwrap_or_default();
        halves.reverse();
    }
    let mut tally = halves[0].audit();
    tally.add(&halves[1].audit());
    report("2 threads", &tally, slowest);
}

fn main() {
    let trial = std::env::args().any(|argument| argument == "--test");
    let (sessions, messages) = if trial { TRIAL } else { FULL };
    println!("{sessions} sessions, {messages} messages each");
    one_thread(sessions, messages);
    two_threads(sessions, messages);
}
