//! A small call centre: every message is accounted for, in the session that it was for.
//!
//! The same model, larger and timed: `cargo bench --bench call_center`.

#![allow(clippy::expect_used, clippy::panic)]

#[path = "../benches/center/mod.rs"]
mod center;

use center::{Center, Tally};

const SESSIONS: u32 = 500;
const MESSAGES: u32 = 60;

fn work(center: &mut Center, messages: u32) {
    for _ in 0..messages {
        let mail = center.mail();
        center.deliver(&mail).expect("no surprises");
    }
}

fn check(tally: &Tally) {
    assert_eq!(tally.total(), u64::from(SESSIONS * MESSAGES));
    let refused: u64 = tally.refused.iter().sum();
    assert!(refused * 100 > tally.total() * 4, "{tally:?}");
    assert!(tally.refused.iter().all(|gate| *gate > 0), "{tally:?}");
    assert!(tally.unknown > 0 && tally.drifted > 0, "{tally:?}");
}

#[test]
fn none_is_lost_and_none_goes_to_another_session() {
    let mut center = Center::open(0, SESSIONS);
    work(&mut center, MESSAGES);
    check(&center.audit());
}

#[test]
fn neither_is_it_when_sessions_change_threads() {
    let half = SESSIONS / 2;
    let mut halves = [Center::open(0, half), Center::open(half, half)];
    for _ in 0..2 {
        std::thread::scope(|scope| {
            for center in &mut halves {
                scope.spawn(|| work(center, MESSAGES / 2));
            }
        });
        halves.reverse();
    }
    let mut tally = halves[0].audit();
    tally.add(&halves[1].audit());
    check(&tally);
}
