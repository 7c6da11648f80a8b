//! Tiles of a server: from the cache while the server's own rules allow it,
//! then by asking whether they have changed. Two requests at a time, none twice
//! by itself, and none for a while after the server did not answer or asked for
//! quiet. What is kept is shown when the server cannot be reached.

use super::image::Tile;
use crate::{
    client::{Client, lock},
    store::{self, map_sources::SourceRow, tiles::Kept},
};
use http::{HeaderMap, Request, Response, StatusCode, header::RETRY_AFTER};
use http_cache_semantics::{AfterResponse, BeforeRequest, CacheOptions, CachePolicy};
use muster_connectors::{
    Error,
    tiles::{Template, TileAt, TileServer},
};
use muster_domain::{id::MapSourceId, map::TileProblem, time::Time};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, Weak},
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::sync::Semaphore;

/// Requests at a time, to all servers together: what browsers may do where the
/// terms of public servers are strict.
const LINES: usize = 2;

/// Nobody is asked for this long after not answering, milliseconds.
const AFTER_SILENCE_MS: i64 = 10_000;
/// After being asked for quiet without a time, and at most.
const QUIET_MS: i64 = 30_000;
const LONGEST_QUIET_MS: i64 = 10 * 60_000;

type Key = (MapSourceId, TileAt);

/// What asking servers keeps in memory.
#[derive(Debug)]
pub(super) struct State {
    servers: Mutex<HashMap<String, Arc<TileServer>>>,
    lines: Semaphore,
    /// A tile is asked for once at a time.
    turns: Mutex<HashMap<Key, Weak<tokio::sync::Mutex<()>>>>,
    quiet_until: Mutex<HashMap<MapSourceId, Time>>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            servers: Mutex::default(),
            lines: Semaphore::new(LINES),
            turns: Mutex::default(),
            quiet_until: Mutex::default(),
        }
    }
}

impl State {
    fn server(&self, client: &Client, address: &str) -> Result<Arc<TileServer>, TileProblem> {
        let mut servers = lock(&self.servers);
        if let Some(server) = servers.get(address) {
            return Ok(Arc::clone(server));
        }
        let template = Template::parse(address).map_err(|_| TileProblem::BadAddress)?;
        let server = Arc::new(TileServer::new(template, client.network()));
        servers.insert(address.to_owned(), Arc::clone(&server));
        Ok(server)
    }

    fn turn(&self, key: &Key) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = lock(&self.turns);
        if let Some(turn) = turns.get(key).and_then(Weak::upgrade) {
            return turn;
        }
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::default();
        turns.insert(key.clone(), Arc::downgrade(&turn));
        turn
    }

    /// The source may be asked again at once.
    fn wake(&self, source: &MapSourceId) {
        lock(&self.quiet_until).remove(source);
    }

    fn is_quiet(&self, source: &MapSourceId, now: Time) -> bool {
        let until = lock(&self.quiet_until).get(source).copied();
        // Further off than any quiet: the clock was set back.
        until.is_some_and(|until| (1..=LONGEST_QUIET_MS).contains(&until.ms_since(now)))
    }

    fn be_quiet(&self, source: &MapSourceId, until: Time) {
        lock(&self.quiet_until).insert(source.clone(), until);
    }
}

/// The tile, kept or fetched.
pub(super) async fn tile(
    client: &Client,
    source: &SourceRow,
    at: TileAt,
) -> Result<Tile, TileProblem> {
    let state = &client.inner().tiles.servers;
    let turn = state.turn(&(source.id.clone(), at));
    let _turn = turn.lock().await;
    let call = Call::new(client, source, at)?;
    let request = call.request()?;
    let kept = call.kept().await;
    let headers = match &kept {
        None => request.headers().clone(),
        Some(kept) => match kept.policy.before_request(&request, call.now()) {
            BeforeRequest::Fresh(_) => {
                call.note_use(kept).await;
                return shown(&kept.bytes);
            }
            BeforeRequest::Stale { request, .. } => request.headers,
        },
    };
    let answer = call.ask(&request, headers, kept.as_ref()).await;
    // An old map is better than none, also where something between here and the
    // server answers in its place: a page to sign in to the network.
    if let (Err(problem), Some(kept)) = (&answer, &kept)
        && !matches!(problem, TileProblem::NoTile | TileProblem::BadAddress)
    {
        return shown(&kept.bytes);
    }
    answer
}

/// Asks the server whatever is kept, for who wants to know whether it answers.
pub(super) async fn reach(
    client: &Client,
    source: &SourceRow,
    at: TileAt,
) -> Result<Tile, TileProblem> {
    client.inner().tiles.servers.wake(&source.id);
    let call = Call::new(client, source, at)?;
    let request = call.request()?;
    call.ask(&request, request.headers().clone(), None).await
}

/// Nothing at all is a tile that the server does not have.
fn shown(bytes: &[u8]) -> Result<Tile, TileProblem> {
    if bytes.is_empty() {
        return Err(TileProblem::NoTile);
    }
    Tile::of(bytes.to_vec())
}

/// Asking for one tile.
struct Call<'a> {
    client: &'a Client,
    source: &'a MapSourceId,
    at: TileAt,
    server: Arc<TileServer>,
}

impl<'a> Call<'a> {
    fn new(client: &'a Client, source: &'a SourceRow, at: TileAt) -> Result<Self, TileProblem> {
        Ok(Self {
            client,
            source: &source.id,
            at,
            server: client.inner().tiles.servers.server(client, &source.place)?,
        })
    }

    fn request(&self) -> Result<Request<()>, TileProblem> {
        let request = self.server.request(self.at);
        request.map_err(|_| TileProblem::BadAddress)
    }

    fn now(&self) -> SystemTime {
        let since = u64::try_from(self.client.now().0).unwrap_or(0);
        UNIX_EPOCH + Duration::from_millis(since)
    }

    /// A cache that cannot be read is none: the map goes on.
    async fn kept(&self) -> Option<Kept> {
        let (source, at) = (self.source.clone(), self.at);
        let cache = super::cache(self.client).await?;
        let found = cache.read(move |db| store::tiles::find(db, &source, at));
        found.await.ok().flatten()
    }

    async fn note_use(&self, kept: &Kept) {
        let (source, at, now) = (self.source.clone(), self.at, self.client.now());
        if kept.is_use_news(now)
            && let Some(cache) = super::cache(self.client).await
        {
            let noted = cache.with(move |db| store::tiles::touch(db, &source, at, now));
            // It only decides what goes first.
            let _ = noted.await;
        }
    }

    async fn ask(
        &self,
        request: &Request<()>,
        headers: HeaderMap,
        kept: Option<&Kept>,
    ) -> Result<Tile, TileProblem> {
        let state = &self.client.inner().tiles.servers;
        let line = state.lines.acquire().await;
        if state.is_quiet(self.source, self.client.now()) {
            return Err(TileProblem::Unreachable);
        }
        let answer = self.server.get(self.at, headers).await;
        drop(line);
        match answer {
            Ok(answer) => self.take(request, answer, kept).await,
            Err(Error::TooLarge { .. }) => Err(TileProblem::TooLarge),
            Err(Error::BadAddress) => Err(TileProblem::BadAddress),
            Err(Error::BrokenAnswer { .. }) => Err(TileProblem::NotImages),
            Err(_) => {
                let until = self.client.now().plus_ms(AFTER_SILENCE_MS);
                state.be_quiet(self.source, until);
                Err(TileProblem::Unreachable)
            }
        }
    }

    async fn take(
        &self,
        request: &Request<()>,
        answer: Response<Vec<u8>>,
        kept: Option<&Kept>,
    ) -> Result<Tile, TileProblem> {
        let status = answer.status();
        match (status, kept) {
            (StatusCode::NOT_MODIFIED, Some(kept)) => {
                let after = kept.policy.after_response(request, &answer, self.now());
                // Without the name of what has not changed the old rules stand,
                // and the next look asks again.
                if let AfterResponse::NotModified(policy, _) = after {
                    self.renew(policy).await;
                }
                shown(&kept.bytes)
            }
            (StatusCode::OK, _) => {
                let policy = self.policy(request, &answer);
                let tile = Tile::of(answer.into_body())?;
                self.keep(tile.bytes.clone(), policy).await;
                Ok(tile)
            }
            (StatusCode::NO_CONTENT | StatusCode::NOT_FOUND | StatusCode::GONE, _) => {
                let policy = self.policy(request, &answer);
                self.keep(Vec::new(), policy).await;
                Err(TileProblem::NoTile)
            }
            (status, _) if status.is_redirection() => Err(TileProblem::Redirected),
            (status, _) => {
                let wants_quiet = matches!(
                    status,
                    StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
                );
                if wants_quiet {
                    let until = self.client.now().plus_ms(quiet_ms(answer.headers()));
                    let state = &self.client.inner().tiles.servers;
                    state.be_quiet(self.source, until);
                }
                Err(TileProblem::Refused {
                    status: status.as_u16(),
                })
            }
        }
    }

    fn policy(&self, request: &Request<()>, answer: &Response<Vec<u8>>) -> CachePolicy {
        let options = CacheOptions {
            shared: false,
            ..CacheOptions::default()
        };
        CachePolicy::new_options(request, answer, self.now(), options)
    }

    /// Unless the server forbids it. A disk that is full costs the cache only.
    async fn keep(&self, bytes: Vec<u8>, policy: CachePolicy) {
        let limit = self.client.inner().tiles.limit_bytes();
        let (source, at, now) = (self.source.clone(), self.at, self.client.now());
        if policy.is_storable()
            && let Some(cache) = super::cache(self.client).await
        {
            let kept = cache
                .with(move |db| store::tiles::put(db, &source, at, (&bytes, &policy), now, limit));
            let _ = kept.await;
        }
    }

    async fn renew(&self, policy: CachePolicy) {
        let (source, at, now) = (self.source.clone(), self.at, self.client.now());
        if let Some(cache) = super::cache(self.client).await {
            let renewed = cache.with(move |db| store::tiles::renew(db, &source, at, &policy, now));
            let _ = renewed.await;
        }
    }
}

/// As long as the server asks for, in seconds.
fn quiet_ms(headers: &HeaderMap) -> i64 {
    let seconds = headers
        .get(RETRY_AFTER)
        .and_then(|text| text.to_str().ok())
        .and_then(|text| text.trim().parse::<i64>().ok());
    seconds.map_or(QUIET_MS, |seconds| {
        seconds.saturating_mul(1_000).clamp(0, LONGEST_QUIET_MS)
    })
}
