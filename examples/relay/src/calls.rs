//! The calls that are over, in a file: one JSON line each.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use tokio::fs::{File, OpenOptions};
use tokio::io::AsyncWriteExt;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How many calls wait to be written before desktops have to.
const WAITING: usize = 1024;

/// A call that is over, as the CRM keeps it.
#[derive(Debug, Serialize)]
pub struct Call {
    /// The agent who had it.
    pub agent: Arc<str>,
    /// The vendor's number for it.
    pub id: u64,
    /// Whether the two parties talked.
    pub answered: bool,
}

/// Where calls are handed to. It waits while too many wait, and fails if they can't be written.
pub type Calls = mpsc::Sender<Call>;

/// The same, of what outlives the desktops: the writer doesn't wait for it.
pub type WeakCalls = mpsc::WeakSender<Call>;

/// Opens the file, to which calls are appended. The task ends when each [`Calls`] is dropped and all are
/// written, and says how many; or when they can't be written.
pub async fn open(file: PathBuf) -> io::Result<(Calls, JoinHandle<io::Result<usize>>)> {
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(file)
        .await?;
    let (calls, waiting) = mpsc::channel(WAITING);
    Ok((calls, tokio::spawn(write(waiting, file))))
}

async fn write(mut waiting: mpsc::Receiver<Call>, mut file: File) -> io::Result<usize> {
    let (mut batch, mut lines, mut written) = (Vec::new(), Vec::new(), 0);
    while waiting.recv_many(&mut batch, WAITING).await > 0 {
        written += batch.len();
        for call in batch.drain(..) {
            serde_json::to_writer(&mut lines, &call)?;
            lines.push(b'\n');
        }
        file.write_all(&lines).await?;
        file.flush().await?;
        lines.clear();
    }
    file.sync_all().await?;
    Ok(written)
}
