//! Listeners that do not read, beside one that does.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

use super::*;
use crate::clock::{Clock, SystemClock};
use crate::sample::quest_tests::quest_demo;
use crate::service::quests::{Hub, Notice, RECENT};
use crate::service::signin::Passwords;
use crate::store::sqlite::Sqlite;
use crate::store::{QuestStore, Reward, Standing, Store};

/// Notices between looks at who still listens.
const BATCH: usize = 64;

struct Server {
    address: SocketAddr,
    hub: Arc<Hub>,
    token: String,
    user_id: i64,
    store: Arc<Sqlite>,
    _stop: watch::Sender<()>,
}

async fn serve(patience: Duration) -> Server {
    let sqlite = Arc::new(Sqlite::in_memory().unwrap());
    sqlite.fill_quests(quest_demo()).unwrap();
    let store: Arc<dyn Store> = Arc::<Sqlite>::clone(&sqlite);
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let hub = Arc::<Hub>::default();
    let passwords = Arc::new(Passwords::new(Arc::clone(&clock)).unwrap());
    let gate = Arc::new(QuestGate::new(
        Arc::clone(&store),
        Arc::clone(&clock),
        passwords,
        RECENT,
        None,
        Arc::clone(&hub),
    ));
    let from = [127, 0, 0, 1].into();
    let (name, password) = ("user".to_owned(), "muster-user".to_owned());
    let pass = gate.sign_in(name, password, from).await.unwrap();
    let (stop, stopping) = watch::channel(());
    let desk = Arc::new(Desk {
        quests: Arc::new(Quests::new(store, clock, Arc::clone(&hub))),
        gate,
        ping: Duration::from_secs(60),
        patience,
        stopping,
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router(&desk).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    Server {
        address,
        hub,
        token: pass.token,
        user_id: pass.user.user_id,
        store: sqlite,
        _stop: stop,
    }
}

impl Server {
    /// Opens a WebSocket by hand: what is not read stays in the connection.
    async fn listen(&self) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let head = format!(
            "GET /api/task/events HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\n\
             Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer {}\r\n\r\n",
            self.address, self.token
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            answer.push(stream.read_u8().await.unwrap());
        }
        assert!(answer.starts_with(b"HTTP/1.1 101"));
        stream
    }

    fn listeners(&self) -> usize {
        self.hub.listeners_of(self.user_id)
    }

    /// A completed quest with so many rewards; each is a quarter of a kilobyte
    /// of a notice.
    fn standing(&self, rewards: usize) -> Standing {
        let quest_id = quest_demo().quests[0].0;
        let mut standing = self.store.quest(self.user_id, quest_id).unwrap().unwrap();
        standing.quest.plan.rewards = vec![
            Reward {
                item_id: 1,
                item_name: "长".repeat(60),
                quantity: 1,
                icon: None,
            };
            rewards
        ];
        standing
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_read_is_dropped_and_who_reads_hears_everything() {
    let server = serve(PATIENCE).await;
    let mut quick = server.listen().await;
    let _slow = server.listen().await;
    let read = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&read);
    tokio::spawn(async move {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(bytes) = quick.read(&mut buffer).await
            && bytes > 0
        {
            counted.fetch_add(bytes, Ordering::SeqCst);
        }
    });
    let notice = Notice::Completed(server.standing(20));
    let event = serde_json::to_string(&wire::Event::from(&notice)).unwrap();
    // A frame this long has four bytes before it.
    let frame = event.len() + 4;
    let mut told = 0;
    assert_eq!(server.listeners(), 2);
    while server.listeners() == 2 {
        assert!(told * frame < 1 << 28, "it was never dropped");
        for _ in 0..BATCH {
            server.hub.tell(server.user_id, notice.clone());
        }
        told += BATCH;
        let heard = async {
            while read.load(Ordering::SeqCst) < told * frame {
                sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(Duration::from_secs(20), heard).await.unwrap();
    }
    assert_eq!(server.listeners(), 1);
    assert!(told > 256, "what a queue holds was told at least: {told}");
    assert_eq!(read.load(Ordering::SeqCst), told * frame);
}

/// More than a connection holds, and less than a queue: only the limit ends it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_is_stuck_is_given_up_after_the_limit_and_not_without_it() {
    for (patience, left) in [(50, 0), (86_400_000, 1)] {
        let server = serve(Duration::from_millis(patience)).await;
        let _stuck = server.listen().await;
        let notice = Notice::Completed(server.standing(2_000));
        for _ in 0..128 {
            server.hub.tell(server.user_id, notice.clone());
        }
        if left == 1 {
            assert_eq!(server.listeners(), 1);
        }
        let dropped = async {
            while server.listeners() == 1 {
                sleep(Duration::from_millis(10)).await;
            }
        };
        // As long as it takes, or long enough to see that nothing happens.
        let watched = Duration::from_secs(if left == 0 { 60 } else { 3 });
        let _ = timeout(watched, dropped).await;
        assert_eq!(server.listeners(), left, "{patience} ms");
    }
}
