//! The program, with desktops that connect to it: ten thousand of them, slow ones, and strangers.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio::process::{Child, Command};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

const PAGE: &str = "https://crm.example";
const TALK: &str = "https://login-ce2.leaddesk.com";

/// The program, running.
struct Relay {
    child: Child,
    address: String,
    file: PathBuf,
}

impl Relay {
    async fn start(name: &str) -> Self {
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_file(&file);
        let mut child = Command::new(env!("CARGO_BIN_EXE_relay"))
            .args(["127.0.0.1:0", PAGE, file.to_str().unwrap()])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).await.unwrap();
        let address = line
            .strip_prefix("listening on ")
            .unwrap()
            .trim()
            .to_owned();
        // What it says later must not fill the pipe.
        tokio::spawn(async move { while out.read_line(&mut line).await.is_ok_and(|n| n > 0) {} });
        Self {
            child,
            address,
            file,
        }
    }

    /// Tells it to stop.
    async fn terminate(&self) {
        let id = self.child.id().unwrap().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().await;
        assert!(told.unwrap().success());
    }

    /// Waits until it has stopped, and gives the ids of calls in its file, by agent.
    async fn calls(mut self) -> BTreeMap<String, Vec<u64>> {
        let ended = timeout(Duration::from_mins(1), self.child.wait()).await;
        assert!(ended.unwrap().unwrap().success());
        let mut calls = BTreeMap::<String, Vec<u64>>::new();
        for line in std::fs::read_to_string(&self.file).unwrap().lines() {
            let call: Value = serde_json::from_str(line).unwrap();
            let agent = call["agent"].as_str().unwrap().to_owned();
            calls
                .entry(agent)
                .or_default()
                .push(call["id"].as_u64().unwrap());
        }
        calls
    }

    async fn connect(&self, page: &str, agent: Option<&str>) -> Result<Desktop, Error> {
        connect(&self.address, page, agent).await
    }
}

/// A page on an agent's desktop.
struct Desktop {
    socket: WebSocketStream<TcpStream>,
}

async fn connect(address: &str, page: &str, agent: Option<&str>) -> Result<Desktop, Error> {
    let mut request = format!("ws://{address}/desktop").into_client_request()?;
    request
        .headers_mut()
        .insert("origin", page.parse().unwrap());
    if let Some(agent) = agent {
        let cookie = format!("theme=dark; agent={agent}");
        request
            .headers_mut()
            .insert("cookie", cookie.parse().unwrap());
    }
    let socket = TcpSocket::new_v4()?;
    // Enough for what is read at once; a desktop that reads nothing soon has it full.
    socket.set_recv_buffer_size(4096)?;
    let stream = socket.connect(address.parse().unwrap()).await?;
    stream.set_nodelay(true)?;
    let config = WebSocketConfig::default()
        .read_buffer_size(4096)
        .write_buffer_size(0);
    let (socket, _) = client_async_with_config(request, stream, Some(config)).await?;
    Ok(Desktop { socket })
}

impl Desktop {
    /// The softphone has posted this.
    async fn heard(&mut self, origin: &str, object: &Value) -> Result<(), Error> {
        let frame = json!({"origin": origin, "object": object}).to_string();
        self.socket.send(Message::text(frame)).await
    }

    /// What the relay says next; nothing if it has closed the connection.
    async fn told(&mut self) -> Option<Value> {
        match self.socket.next().await? {
            Ok(Message::Text(text)) => Some(serde_json::from_str(&text).unwrap()),
            _ => None,
        }
    }

    /// Waits until so many messages are taken.
    async fn taken(&mut self, count: u64) -> Option<()> {
        while self.told().await?["taken"] != count {}
        Some(())
    }

    /// All that Talk says of a call.
    async fn call(&mut self, id: u64) -> Result<(), Error> {
        let (rings, over) = ("2026-01-31 09:30:00", "2026-01-31 09:31:00");
        for event in [
            json!({"action": "call", "id": id, "number": "+12025550123", "direction": "in", "ringStart": rings}),
            json!({"action": "connected", "callStart": rings}),
            json!({"action": "disconnected", "callEnd": over}),
            json!({"action": "completed", "call": {"id": id, "direction": "in", "answered": true}}),
        ] {
            self.heard(TALK, &event).await?;
        }
        Ok(())
    }
}

fn login() -> Value {
    json!({"action": "login", "language": "en", "origin": TALK})
}

#[tokio::test(flavor = "multi_thread")]
async fn no_call_of_ten_thousand_desktops_that_was_taken_is_lost_when_the_relay_stops() {
    const DESKTOPS: usize = 10_000;
    let relay = Relay::start("many.jsonl").await;
    let connecting = Arc::new(Semaphore::new(64));
    let connected = Arc::new(AtomicUsize::new(0));
    let (start, begun) = watch::channel(false);

    let mut desktops = JoinSet::new();
    for agent in 0..DESKTOPS {
        let (address, connecting) = (relay.address.clone(), Arc::clone(&connecting));
        let (connected, mut begun) = (Arc::clone(&connected), begun.clone());
        desktops.spawn(async move {
            let agent = format!("agent-{agent}");
            let mut desktop = {
                let _one_of_some = connecting.acquire().await.unwrap();
                connect(&address, PAGE, Some(&agent)).await.unwrap()
            };
            desktop.heard(TALK, &login()).await.unwrap();
            desktop.taken(1).await.unwrap();
            connected.fetch_add(1, Ordering::Relaxed);
            begun.wait_for(|begun| *begun).await.unwrap();
            // Call after call, until the relay stops.
            let mut over = 0;
            while desktop.call(over + 1).await.is_ok()
                && desktop.taken(1 + 4 * (over + 1)).await.is_some()
            {
                over += 1;
            }
            (agent, over)
        });
    }
    while connected.load(Ordering::Relaxed) < DESKTOPS {
        assert!(
            desktops.try_join_next().is_none(),
            "a desktop has ended before its time"
        );
        sleep(Duration::from_millis(50)).await;
    }
    start.send(true).unwrap();
    sleep(Duration::from_secs(2)).await;
    relay.terminate().await;

    let taken = desktops.join_all().await;
    let calls = relay.calls().await;
    let mut all = 0;
    for (agent, over) in taken {
        all += over;
        let written = calls.get(&agent).cloned().unwrap_or_default();
        let count = u64::try_from(written.len()).unwrap();
        assert!(
            written.iter().copied().eq(1..=count),
            "{agent}: {written:?}"
        );
        // What it was not told of any more may be there.
        assert!(
            count == over || count == over + 1,
            "{agent}: {over} taken, {count} written"
        );
    }
    assert!(all > 0, "the relay has stopped before a call was over");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desktop_that_reads_nothing_is_not_read_and_holds_up_neither_others_nor_the_end() {
    let relay = Relay::start("slow.jsonl").await;
    let mut slow = relay.connect(PAGE, Some("slow")).await.unwrap();
    let mut other = relay.connect(PAGE, Some("other")).await.unwrap();
    let mut sent = 0;
    while timeout(Duration::from_secs(1), slow.heard(TALK, &login()))
        .await
        .is_ok()
    {
        sent += 1;
        assert!(sent < 1_000_000, "the relay reads on");
    }
    other.call(1).await.unwrap();
    timeout(Duration::from_secs(1), other.taken(4))
        .await
        .unwrap()
        .unwrap();
    relay.terminate().await;
    while other.told().await.is_some() {}
    drop(other);
    assert_eq!(
        relay.calls().await,
        BTreeMap::from([("other".to_owned(), vec![1])])
    );
}

#[tokio::test]
async fn strangers_are_turned_away_and_so_are_messages_of_other_origins() {
    let relay = Relay::start("strangers.jsonl").await;
    for (page, agent) in [("https://evil.example", Some("ada")), (PAGE, None)] {
        let turned_away = relay.connect(page, agent).await.err();
        let Some(Error::Http(response)) = turned_away else {
            unreachable!("{turned_away:?}");
        };
        assert_eq!(response.status(), 403);
    }
    let mut desktop = relay.connect(PAGE, Some("ada")).await.unwrap();
    let completed =
        json!({"action": "completed", "call": {"id": 1, "direction": "in", "answered": true}});
    desktop
        .heard("https://evil.example", &completed)
        .await
        .unwrap();
    desktop.heard(TALK, &login()).await.unwrap();
    assert_eq!(desktop.told().await.unwrap(), json!({"taken": 1}));
    let settings = json!({"action": "useSettings", "preventManualCalling": true});
    let post = json!({"post": {"target": TALK, "object": settings}});
    assert_eq!(desktop.told().await.unwrap(), post);
    assert_eq!(desktop.told().await.unwrap(), json!({"taken": 2}));
    relay.terminate().await;
    assert!(desktop.told().await.is_none());
    drop(desktop);
    assert_eq!(relay.calls().await, BTreeMap::new());
}
