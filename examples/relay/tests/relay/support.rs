//! The program as it runs, and pages on agents' desktops.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio::process::{Child, Command};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

pub const PAGE: &str = "https://crm.example";
pub const TALK: &str = "https://login-ce2.leaddesk.com";

/// The program, running.
pub struct Relay {
    child: Child,
    pub address: String,
    file: PathBuf,
}

impl Relay {
    /// Calls are written to a file of this name and run, so that a long run isn't disturbed by another one;
    /// what it says of desktops, to one beside it.
    pub async fn start(name: &str) -> Self {
        let name = format!("{name}-{}.jsonl", std::process::id());
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let said = File::create(file.with_extension("log")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_relay"))
            .args(["127.0.0.1:0", PAGE, file.to_str().unwrap()])
            .stdout(Stdio::piped())
            .stderr(said)
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

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id().unwrap()
    }

    /// Tells it to stop.
    pub async fn terminate(&self) {
        signal("-TERM", self.id()).await;
    }

    /// Waits until it has stopped, and gives the ids of calls in its file, by agent.
    pub async fn calls(mut self) -> BTreeMap<String, Vec<u64>> {
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
        // What it was about shows where a test fails before this.
        for file in [self.file.with_extension("log"), self.file] {
            std::fs::remove_file(file).unwrap();
        }
        calls
    }

    pub async fn connect(&self, page: &str, agent: Option<&str>) -> Result<Desktop, Error> {
        connect(&self.address, page, agent).await
    }
}

/// Sends a signal to a process.
pub async fn signal(signal: &str, id: u32) {
    let told = Command::new("kill")
        .args([signal, &id.to_string()])
        .status();
    assert!(told.await.unwrap().success());
}

/// A page on an agent's desktop.
pub struct Desktop {
    pub socket: WebSocketStream<TcpStream>,
}

pub async fn connect(address: &str, page: &str, agent: Option<&str>) -> Result<Desktop, Error> {
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
    pub async fn heard(&mut self, origin: &str, object: &Value) -> Result<(), Error> {
        self.socket.send(frame(origin, object)).await
    }

    /// What the relay says next; nothing if it has closed the connection.
    pub async fn told(&mut self) -> Option<Value> {
        match self.socket.next().await? {
            Ok(Message::Text(text)) => Some(serde_json::from_str(&text).unwrap()),
            _ => None,
        }
    }

    /// Waits until so many messages are taken.
    pub async fn taken(&mut self, count: u64) -> Option<()> {
        while self.told().await?["taken"] != count {}
        Some(())
    }

    /// All that Talk says of a call.
    pub async fn call(&mut self, id: u64) -> Result<(), Error> {
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

/// What a desktop passes on of what its softphone has posted.
pub fn frame(origin: &str, object: &Value) -> Message {
    Message::text(json!({"origin": origin, "object": object}).to_string())
}

pub fn login() -> Value {
    json!({"action": "login", "language": "en", "origin": TALK})
}
