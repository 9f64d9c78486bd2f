//! Lets desktops in, and waits for them when the relay stops.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::{State, WebSocketUpgrade};
use axum::http::header::{COOKIE, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cti_runtime::{Limits, Origin};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::calls::WeakCalls;
use crate::desktop::Desktop;

/// How many desktops are let in.
const DESKTOPS: usize = 15_000;

/// How much of a connection is held in memory, each way, besides one message. The usual 128 KiB would be
/// gigabytes for all desktops.
const BUFFER: usize = 4 * 1024;

/// What all connections share.
pub struct Relay {
    page: Origin,
    calls: WeakCalls,
    closing: CancellationToken,
    desktops: TaskTracker,
    room: Arc<Semaphore>,
}

impl Relay {
    /// A relay for the page of this origin.
    pub fn new(page: Origin, calls: WeakCalls, closing: CancellationToken) -> Self {
        Self {
            page,
            calls,
            closing,
            desktops: TaskTracker::new(),
            room: Arc::new(Semaphore::new(DESKTOPS)),
        }
    }

    /// Serves desktops until the relay is to stop, and each of them has ended.
    pub async fn serve(self, listener: TcpListener) -> io::Result<()> {
        let (closing, desktops) = (self.closing.clone(), self.desktops.clone());
        let router = Router::new()
            .route("/desktop", get(connect))
            .with_state(Arc::new(self));
        tokio::select! {
            served = axum::serve(listener, router) => served?,
            () = closing.cancelled() => {}
        }
        // A desktop that is let in after this finds that the relay stops, and says nothing.
        desktops.close();
        desktops.wait().await;
        Ok(())
    }
}

/// Lets a desktop in, if it is the CRM's page of an agent who is logged in there.
async fn connect(
    State(relay): State<Arc<Relay>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    let (true, Some(agent)) = (origin == Some(relay.page.as_str()), agent(&headers)) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    // From here on the relay doesn't stop without this desktop, connected or not.
    let counted = relay.desktops.token();
    let place = Arc::clone(&relay.room).try_acquire_owned();
    // The channel is closed if calls can't be written.
    let calls = relay.calls.upgrade().filter(|calls| !calls.is_closed());
    let (Ok(place), Some(calls)) = (place, calls) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let closing = relay.closing.clone();
    let limit = Limits::default().message_bytes() + BUFFER;
    upgrade
        .max_message_size(limit)
        .read_buffer_size(BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(2 * limit)
        .on_upgrade(async move |socket| {
            let desktop = Desktop::new(socket, &agent, calls);
            if let Err(why) = desktop.converse(closing).await {
                eprintln!("{agent}: {why}");
            }
            drop((place, counted));
        })
}

/// The agent whose page it is. Here a cookie says so; yours has to prove it.
fn agent(headers: &HeaderMap) -> Option<String> {
    let cookie = headers.get(COOKIE)?.to_str().ok()?;
    let agent = cookie
        .split("; ")
        .find_map(|pair| pair.strip_prefix("agent="))?;
    Some(agent.to_owned())
}
