//! Times, measured in turn, so that a busy machine disturbs all of them alike.

use std::time::{Duration, Instant};

const ROUNDS: usize = 15;
const ROUND: Duration = Duration::from_millis(8);

/// Nanoseconds of each, a median of rounds.
pub fn in_turn<const N: usize>(mut works: [&mut dyn FnMut(); N]) -> [f64; N] {
    let trial = std::env::args().any(|argument| argument == "--test");
    let (rounds, round) = if trial {
        (1, Duration::ZERO)
    } else {
        (ROUNDS, ROUND)
    };
    let mut times: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    for _ in 0..=rounds {
        for (work, times) in works.iter_mut().zip(&mut times) {
            times.push(run(work, round));
        }
    }
    times.map(|mut times| {
        // The first round was the warm-up.
        times.remove(0);
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    })
}

/// Runs at least so long; gives the nanoseconds of one run.
fn run(work: &mut dyn FnMut(), round: Duration) -> f64 {
    let start = Instant::now();
    let mut count = 0.0;
    loop {
        for _ in 0..32 {
            work();
        }
        count += 32.0;
        let elapsed = start.elapsed();
        if elapsed >= round {
            return elapsed.as_secs_f64() * 1e9 / count;
        }
    }
}
