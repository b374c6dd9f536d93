//! What is told about a request: route, status, duration, bytes. Nothing else of it, anywhere.
//!
//! Not for: what a request was about.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::{Frame, SizeHint};
use tokio::time::Instant;

/// A request that has not been answered to the last byte.
struct Watched {
    method: &'static str,
    route: String,
    status: u16,
    began: Instant,
    received: Arc<AtomicU64>,
    sent: Arc<AtomicU64>,
}

/// Wraps everything: counts bytes on both ways, and tells of the request when its answer is out.
pub(super) async fn watch(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let mut watched = Watched {
        method: known(request.method()),
        route,
        // If nobody waits for the answer any more.
        status: 0,
        began: Instant::now(),
        received: Arc::default(),
        sent: Arc::default(),
    };
    let received = Arc::clone(&watched.received);
    let request = request.map(|body| Body::new(Counted { body, bytes: received, _end: None }));
    let response = next.run(request).await;
    watched.status = response.status().as_u16();
    let sent = Arc::clone(&watched.sent);
    response.map(|body| Body::new(Counted { body, bytes: sent, _end: Some(watched) }))
}

/// A method as it may stand in a label: whatever a client invents is one and the same.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let seconds = self.began.elapsed().as_secs_f64();
        let (received, sent) = (self.received.load(Ordering::Relaxed), self.sent.load(Ordering::Relaxed));
        let labels = [
            ("method", self.method.to_owned()),
            ("route", self.route.clone()),
            ("status", self.status.to_string()),
        ];
        metrics::counter!("stipple_requests_total", &labels).increment(1);
        let route = [("method", self.method.to_owned()), ("route", self.route.clone())];
        metrics::histogram!("stipple_request_seconds", &route).record(seconds);
        metrics::counter!("stipple_received_bytes_total", &route).increment(received);
        metrics::counter!("stipple_sent_bytes_total", &route).increment(sent);
        let (method, route, status) = (self.method, &self.route, self.status);
        tracing::info!(method, route, status, seconds, received, sent, "request");
    }
}

/// A body whose bytes are counted.
struct Counted {
    body: Body,
    bytes: Arc<AtomicU64>,
    /// Told when the body ends or is given up.
    _end: Option<Watched>,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(data) = frame.data_ref()
        {
            self.bytes.fetch_add(data.len() as u64, Ordering::Relaxed);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
