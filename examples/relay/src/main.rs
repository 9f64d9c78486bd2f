//! A relay between agents' desktops and a CRM: `relay 127.0.0.1:8090 https://crm.example calls.jsonl`
//!
//! The page on each desktop passes on what its softphone posts, and posts what it is told to. The
//! sessions are here. The guide to it is `docs/relay.md`.

mod calls;
mod desktop;
mod frames;
mod server;

use std::path::PathBuf;
use std::{env, io};

use cti_runtime::Origin;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::server::Relay;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let [address, page, file] = arguments().ok_or("relay ADDRESS PAGE FILE")?;
    let (calls, writer) = calls::open(PathBuf::from(file)).await?;
    let closing = CancellationToken::new();
    let relay = Relay::new(Origin::parse(&page)?, calls.downgrade(), closing.clone());

    let listener = TcpListener::bind(&address).await?;
    println!("listening on {}", listener.local_addr()?);
    let stopped = stopped()?;
    tokio::spawn(async move {
        stopped.await;
        closing.cancel();
    });
    relay.serve(listener).await?;
    // Each desktop has ended: the writer ends when the last call is in the file.
    drop(calls);
    let written = writer.await??;
    println!("{written} calls written");
    Ok(())
}

fn arguments() -> Option<[String; 3]> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    arguments.try_into().ok()
}

/// Waits until the program is told to stop.
fn stopped() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
