//! Ways of doing the same thing, timed in turn, so that a busy machine disturbs all of them alike.
//!
//! Criterion chooses how often, and reports ours; within each of its samples every contestant runs,
//! and a ratio is the median of the samples' ratios.

use std::time::{Duration, Instant};

use criterion::Criterion;

const SAMPLES: usize = 60;

/// Runs so many times, and says how long that took.
pub type Contestant<'a> = &'a mut dyn FnMut(u64) -> Duration;

/// A way of doing it.
pub fn timed(mut work: impl FnMut()) -> impl FnMut(u64) -> Duration {
    move |times| {
        let start = Instant::now();
        for _ in 0..times {
            work();
        }
        start.elapsed()
    }
}

/// The benchmark, and what it has measured.
pub struct Races {
    criterion: Criterion,
    rows: Vec<Row>,
    columns: &'static [&'static str],
}

struct Row {
    name: String,
    wanted: Option<f64>,
    /// Nanoseconds by sample, by contestant.
    samples: Vec<Vec<f64>>,
}

impl Races {
    /// `columns` are the contestants besides ours: the first is the alternative that a ratio is
    /// wanted against, the others are there for information.
    pub fn new(columns: &'static [&'static str]) -> Self {
        let criterion = Criterion::default()
            .sample_size(SAMPLES)
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2))
            .configure_from_args();
        Self {
            criterion,
            rows: Vec::new(),
            columns,
        }
    }

    /// Runs a row: ours, then the columns that it has.
    pub fn row(&mut self, name: &str, wanted: Option<f64>, contestants: &mut [Contestant<'_>]) {
        let mut samples: Vec<Vec<f64>> = Vec::new();
        self.criterion.bench_function(name, |bencher| {
            bencher.iter_custom(|times| {
                let mut sample = vec![Duration::ZERO; contestants.len()];
                // Each goes first equally often.
                for turn in 0..contestants.len() {
                    let turn = (samples.len() + turn) % contestants.len();
                    sample[turn] = contestants[turn](times);
                }
                #[expect(clippy::cast_precision_loss, reason = "a number of runs")]
                let each = |all: &Duration| all.as_secs_f64() * 1e9 / times as f64;
                samples.push(sample.iter().map(each).collect());
                sample[0]
            });
        });
        // The first ones were the warm-up.
        let samples = samples.split_off(samples.len().saturating_sub(SAMPLES));
        self.rows.push(Row {
            name: name.to_owned(),
            wanted,
            samples,
        });
    }

    /// Prints the table; nothing if the benchmark was only tried out.
    pub fn print(mut self) {
        self.criterion.final_summary();
        self.rows.retain(|row| row.samples.len() == SAMPLES);
        if self.rows.is_empty() {
            return;
        }
        let [alternative, others @ ..] = self.columns else {
            return;
        };
        print!(
            "\n{:46} {:>8} {alternative:>11} {:>6} {:>7} ",
            "work", "ours", "ratio", "wanted"
        );
        for other in others {
            print!(" {:>11}", format!("to {other}"));
        }
        println!();
        for row in &self.rows {
            row.print();
        }
    }
}

impl Row {
    fn print(&self) {
        let ratio = self.ratio(1);
        print!(
            "{:46} {:>5.0} ns {:>8.0} ns {ratio:>6.2} ",
            self.name,
            self.time(0),
            self.time(1)
        );
        match self.wanted {
            Some(wanted) => print!("{wanted:>7.2}{}", if ratio > wanted { "!" } else { " " }),
            None => print!("{:>8}", ""),
        }
        for other in 2..self.samples[0].len() {
            print!(" {:>11.2}", self.ratio(other));
        }
        println!();
    }

    fn time(&self, contestant: usize) -> f64 {
        median(self.samples.iter().map(|sample| sample[contestant]))
    }

    fn ratio(&self, contestant: usize) -> f64 {
        median(
            self.samples
                .iter()
                .map(|sample| sample[0] / sample[contestant]),
        )
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
