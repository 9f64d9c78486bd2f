//! The program, with desktops that connect to it: ten thousand of them, slow ones, strangers, and faults.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod soak;
mod support;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::json;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Error;

use crate::support::{PAGE, Relay, TALK, connect, login};

#[tokio::test(flavor = "multi_thread")]
async fn no_call_of_ten_thousand_desktops_that_was_taken_is_lost_when_the_relay_stops() {
    const DESKTOPS: usize = 10_000;
    let relay = Relay::start("many").await;
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
    let relay = Relay::start("slow").await;
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
    // Long before the relay gives the slow one up.
    timeout(Duration::from_secs(5), other.taken(4))
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
    let relay = Relay::start("strangers").await;
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
