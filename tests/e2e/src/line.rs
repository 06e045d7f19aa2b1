//! A bad line between a browser and its portal: a third of what asks the API, and of what it answers, is lost, cut off,
//! late or carried twice. Everything else passes as it is.

use std::{
    env, fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::Result;
use fastrand::Rng;
use futures_util::{StreamExt, future::ready, stream::once};
use http_body_util::{BodyExt, Full, StreamBody, combinators::UnsyncBoxBody};
use hyper::{
    Request, Response, Uri,
    body::{Bytes, Frame, Incoming},
    http::request,
    server::conn::http1,
    service::service_fn,
};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioIo},
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::sleep,
};

use crate::portal::Portal;

/// What stands under here suffers.
const API: &str = "/api/v1/";
/// One message in so many suffers.
const SUFFERS: usize = 3;
/// The longest that something is late.
const LATE: Duration = Duration::from_millis(200);
/// What went before the cut has left by then.
const CUT: Duration = Duration::from_millis(10);

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Arrives,
    Lost,
    Cut,
    Late,
    /// Only what asks: an answer carried twice is no answer any more.
    Twice,
}

/// How many messages of the API came by, and what became of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub messages: usize,
    pub lost: usize,
    pub cut: usize,
    pub late: usize,
    pub twice: usize,
}

impl Tally {
    /// How many suffered.
    #[must_use]
    pub const fn suffered(&self) -> usize {
        self.lost + self.cut + self.late + self.twice
    }

    fn count(&mut self, fate: Fate) {
        self.messages += 1;
        match fate {
            Fate::Arrives => {}
            Fate::Lost => self.lost += 1,
            Fate::Cut => self.cut += 1,
            Fate::Late => self.late += 1,
            Fate::Twice => self.twice += 1,
        }
    }
}

/// The line is broken off.
#[derive(Debug)]
struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the line is broken off")
    }
}

impl std::error::Error for Broken {}

type Body = UnsyncBoxBody<Bytes, Broken>;

/// A line with an address of its own; it ends with its journey.
pub struct Line {
    address: String,
    seed: u64,
    ends: Arc<Ends>,
    work: JoinHandle<()>,
}

/// What every connection needs.
struct Ends {
    portal: String,
    client: Client<HttpConnector, Body>,
    chance: Mutex<(Rng, Tally)>,
}

impl Line {
    /// Opens a line to a portal. Its chance follows `OPORA_TEST_SEED`, or a seed of its own.
    ///
    /// # Errors
    /// When there is no free port, or the seed is no number.
    pub async fn to(portal: &Portal) -> Result<Self> {
        let seed = match env::var("OPORA_TEST_SEED") {
            Ok(seed) => seed.parse()?,
            Err(_) => fastrand::u64(..),
        };
        let ends = Arc::new(Ends {
            portal: portal.address().to_owned(),
            client: Client::builder(TokioExecutor::new()).build_http(),
            chance: Mutex::new((Rng::with_seed(seed), Tally::default())),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        Ok(Self {
            address: listener.local_addr()?.to_string(),
            seed,
            work: tokio::spawn(listen(listener, Arc::clone(&ends))),
            ends,
        })
    }

    /// Where the portal is, seen from behind the line.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// To have the same line again.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// What it has done so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.ends.chance().1
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.work.abort();
    }
}

async fn listen(listener: TcpListener, ends: Arc<Ends>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(stream, Arc::clone(&ends)));
    }
}

async fn serve(stream: TcpStream, ends: Arc<Ends>) {
    let service = service_fn(|request| ends.carry(request));
    // A connection that breaks off is what the line is for.
    let _end = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

impl Ends {
    fn chance(&self) -> MutexGuard<'_, (Rng, Tally)> {
        self.chance.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw(&self, fates: &[Fate]) -> Fate {
        let (random, tally) = &mut *self.chance();
        let fate = match random.usize(..SUFFERS) {
            0 => random.choice(fates).copied(),
            _ => None,
        };
        let fate = fate.unwrap_or(Fate::Arrives);
        tally.count(fate);
        fate
    }

    fn delay(&self) -> Duration {
        LATE.mul_f64(self.chance().0.f64())
    }

    async fn carry(&self, request: Request<Incoming>) -> Result<Response<Body>, Broken> {
        let (head, body) = request.into_parts();
        let body = body.collect().await.map_err(|_| Broken)?.to_bytes();
        if !head.uri.path().starts_with(API) {
            let (head, body) = self.ask(&head, whole(body)).await?;
            return Ok(Response::from_parts(head, whole(body)));
        }
        match self.draw(&[Fate::Lost, Fate::Cut, Fate::Late, Fate::Twice]) {
            Fate::Lost => return Err(Broken),
            Fate::Cut => {
                // Whatever is answered to half a call finds nobody any more.
                let _answer = self.ask(&head, half(&body)).await;
                return Err(Broken);
            }
            Fate::Late => sleep(self.delay()).await,
            Fate::Twice => {
                let twin = self.ask(&head, whole(body.clone()));
                let (_twin, answer) = tokio::join!(twin, self.ask(&head, whole(body)));
                return self.answer(answer?).await;
            }
            Fate::Arrives => {}
        }
        let answer = self.ask(&head, whole(body)).await?;
        self.answer(answer).await
    }

    /// Carries an answer back.
    async fn answer(
        &self,
        (head, body): (hyper::http::response::Parts, Bytes),
    ) -> Result<Response<Body>, Broken> {
        match self.draw(&[Fate::Lost, Fate::Cut, Fate::Late]) {
            Fate::Lost => return Err(Broken),
            Fate::Cut => return Ok(Response::from_parts(head, half(&body))),
            Fate::Late => sleep(self.delay()).await,
            Fate::Twice | Fate::Arrives => {}
        }
        Ok(Response::from_parts(head, whole(body)))
    }

    async fn ask(
        &self,
        head: &request::Parts,
        body: Body,
    ) -> Result<(hyper::http::response::Parts, Bytes), Broken> {
        let uri: Uri = format!("http://{}{}", self.portal, head.uri)
            .parse()
            .map_err(|_| Broken)?;
        let mut request = Request::new(body);
        *request.method_mut() = head.method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = head.headers.clone();
        let response = self.client.request(request).await.map_err(|_| Broken)?;
        let (head, body) = response.into_parts();
        let body = body.collect().await.map_err(|_| Broken)?;
        Ok((head, body.to_bytes()))
    }
}

fn whole(body: Bytes) -> Body {
    Full::new(body)
        .map_err(|never| match never {})
        .boxed_unsync()
}

/// The first half, then nothing any more. The head still promises all of it.
fn half(body: &Bytes) -> Body {
    let half = body.slice(..body.len() / 2);
    let end = async {
        sleep(CUT).await;
        Err(Broken)
    };
    let frames = once(ready(Ok(Frame::data(half)))).chain(once(end));
    StreamBody::new(frames).boxed_unsync()
}
