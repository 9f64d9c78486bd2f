//! A bar on a terminal for what takes longer than a second. A pipe gets none.

use std::io::{self, BufRead, Read};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long something takes before a bar is worth it.
const PATIENCE: Duration = Duration::from_secs(1);

/// An input that shows how far it was read.
pub(crate) struct Progress<R> {
    input: R,
    bar: ProgressBar,
    /// Where the bar is drawn once it is due, and when that is.
    due: Option<(ProgressDrawTarget, Instant)>,
}

impl<R: BufRead> Progress<R> {
    /// An input of so many bytes, if that is known, whose bar is on standard error.
    pub(crate) fn new(input: R, bytes: Option<u64>) -> Self {
        Self::drawn(
            input,
            bytes,
            ProgressDrawTarget::stderr(),
            Instant::now() + PATIENCE,
        )
    }

    fn drawn(input: R, bytes: Option<u64>, target: ProgressDrawTarget, due: Instant) -> Self {
        let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::hidden());
        let form = "{bar:30} {bytes} of {total_bytes}, {eta} left";
        let form = if bytes.is_some() { form } else { "{bytes}" };
        // The form is right, or there is the usual one.
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style);
        }
        Self {
            input,
            bar,
            due: Some((target, due)),
        }
    }
}

impl<R: BufRead> Read for Progress<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Progress<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.input.consume(bytes);
        self.bar.inc(u64::try_from(bytes).unwrap_or(0));
        if let Some((target, due)) = self.due.take() {
            if Instant::now() < due {
                self.due = Some((target, due));
            } else {
                self.bar.set_draw_target(target);
            }
        }
    }
}

impl<R> Drop for Progress<R> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use indicatif::TermLike;

    use super::*;

    /// A terminal that keeps what is written to it.
    #[derive(Clone, Debug, Default)]
    struct Terminal(Arc<Mutex<String>>);

    impl TermLike for Terminal {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, line: &str) -> io::Result<()> {
            self.write_str(line)
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap().push_str(text);
            Ok(())
        }
        fn clear_line(&self) -> io::Result<()> {
            Ok(())
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn shown(due: Instant) -> String {
        let terminal = Terminal::default();
        let target = ProgressDrawTarget::term_like(Box::new(terminal.clone()));
        let mut progress = Progress::drawn(&b"one\ntwo\n"[..], Some(8), target, due);
        let mut line = String::new();
        progress.read_line(&mut line).unwrap();
        progress.bar.tick();
        assert_eq!(line, "one\n");
        terminal.0.lock().unwrap().clone()
    }

    #[test]
    fn a_bar_is_drawn_once_it_is_due_and_not_before() {
        let now = Instant::now();
        assert!(shown(now).contains("4 B of 8 B"), "{}", shown(now));
        assert_eq!(shown(now + Duration::from_hours(1)), "");
    }
}
