//! Replays recordings, and says what is worth a look: `cargo run -p cti --example replay -- call.jsonl`

use std::io::{self, Write};
use std::path::PathBuf;

use cti::Protocols;
use cti::replay::{Options, Played, Show, Source, Summary, Title, replay};
use cti_runtime::Order;
use cti_runtime::tools::Verdict;

/// Shows drifts, refusals and what came out of turn, with personal data masked.
struct Oddities<W>(W);

impl<W: Write> Show for Oddities<W> {
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()> {
        writeln!(self.0, "{}", title.description.vendor)
    }

    fn played(&mut self, played: &Played<'_>) -> io::Result<()> {
        let (line, report) = (played.line, &played.report);
        match &report.verdict {
            Verdict::Drifted { why, .. } => writeln!(self.0, "{line}: {why}")?,
            Verdict::Refused(refusal) => writeln!(self.0, "{line}: turned away, {refusal}")?,
            _ => {}
        }
        match report.order.as_ref().and_then(Order::violation) {
            Some(rule) => writeln!(self.0, "{line}: out of turn: {rule}"),
            None => Ok(()),
        }
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        for state in &summary.states {
            writeln!(self.0, "at the end, {} is {:?}", state.machine, state.state)?;
        }
        writeln!(self.0, "{} accepted", summary.counts.accepted)
    }
}

fn main() -> Result<(), cti::Failure> {
    let mut recordings: Vec<PathBuf> = std::env::args_os().skip(1).map(Into::into).collect();
    if recordings.is_empty() {
        let shipped = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/recordings/leaddesk-talk.jsonl"
        );
        recordings.push(shipped.into());
    }
    for recording in recordings {
        let mut show = Oddities(io::stdout().lock());
        replay(
            Source::open(&recording)?,
            &Protocols::shipped(), // `.with(Entry::window::<AcmePhone>())` adds your own
            &Options::default(),
            &mut show,
        )?;
    }
    Ok(())
}
