//! Listens, hands each connection to the router, and stops without dropping what was accepted.
//!
//! HTTP/1.1 and 2, without TLS: that is a reverse proxy's business. Not for: what is answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::folder::{FolderError, Stores};
use crate::http::{AppState, Peer, router};
use crate::store::sqlite::Sync;
use crate::{janitor, telemetry};

/// How long a request's head may take, and a connection may be silent between two.
const HEAD: Duration = Duration::from_secs(30);
/// Pause after accepting failed: out of files, most likely.
const BREATH: Duration = Duration::from_millis(100);

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The data.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The address is taken, or not this machine's.
    #[error("{address} cannot be listened on: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Numbers cannot be counted.
    #[error("metrics cannot be set up: {0}")]
    Metrics(#[from] metrics_exporter_prometheus::BuildError),
}

/// Serves from the configured folder until `stop` comes. `ready` is told the addresses.
pub async fn serve(
    config: Config,
    sync: Sync,
    ready: impl FnOnce(SocketAddr, SocketAddr),
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let numbers = telemetry::count()?;
    let stores = Stores::configured(&config, sync).await?;
    let (listener, address) = listen(config.listen).await?;
    let (metrics, metrics_address) = listen(config.metrics).await?;
    let patience = Duration::from_secs(config.times.stop_seconds.into());
    let connections = config.limits.connections;
    let state = AppState::new(Arc::clone(&stores.store), stores.blobs.clone(), Arc::new(SystemClock), config);
    let janitor = tokio::spawn(janitor::work(state.clone()));
    let telling = tokio::spawn(axum::serve(metrics, telemetry::router(numbers)).into_future());
    ready(address, metrics_address);
    let stopping = state.clone();
    let stop = async move {
        stop.await;
        stopping.stop();
    };
    answer(listener, router(state), connections, patience, stop).await;
    janitor.abort();
    telling.abort();
    // What they held of the stores goes with them, and the writer ends when the last of it is gone.
    let _ = janitor.await;
    Ok(())
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), ServeError> {
    let bound = async {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    bound.await.map_err(|source| ServeError::Listen { address, source })
}

/// Accepts until `stop`, then waits for what was accepted: at most as long as `patience`.
pub async fn answer(
    listener: TcpListener,
    router: Router,
    connections: usize,
    patience: Duration,
    stop: impl Future<Output = ()>,
) {
    let mut server = Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEAD);
    server.http2().timer(TokioTimer::new()).keep_alive_interval(HEAD).max_concurrent_streams(100);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(connections));
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        let Some((stream, peer, place)) = accepted else { continue };
        let router = router.clone();
        let service = tower::service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(axum::body::Body::new);
            request.extensions_mut().insert(Peer(peer.ip()));
            router.clone().oneshot(request)
        });
        let connection = server.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = graceful.watch(connection.into_owned());
        tokio::spawn(async move {
            // A client that hangs up in the middle is no event.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(patience, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            // Answers are small and waited for.
            let _ = stream.set_nodelay(true);
            Some((stream, peer, place))
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(BREATH).await;
            None
        }
    }
}
