//! A stream that says when the log grew, so that nobody has to ask in a loop.
//!
//! Not for: what is new; who hears of it pulls.

use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use stipple_wire::{Head, Problem};
use tokio::sync::watch;

use super::caller::Caller;
use super::{AppState, Failure};

/// A comment goes out so often, so that both sides notice when the other is gone.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Sends the head at once, and whenever it moves: `event: head`, `data: {"seq":…,"chain":…}`.
#[utoipa::path(
    get, path = "/v1/events", tag = "records", security(("token" = [])),
    responses(
        (status = 200, description = "`head` events, for as long as both sides like.", body = String, content_type = "text/event-stream"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn events(State(state): State<AppState>, caller: Caller) -> Result<Response, Failure> {
    // Listening first: what is pushed between here and the first answer is heard of.
    let mut moved = state.store().hub().listen(caller.account);
    moved.mark_changed();
    let stopping = state.stopping();
    let listening = Listening { state, caller, moved, stopping, last: None };
    let heads = stream::unfold(listening, |mut listening| async {
        let head = listening.next().await?;
        // Two numbers: they can be written.
        let event = Event::default().event("head").json_data(head).ok()?;
        Some((Ok::<_, std::convert::Infallible>(event), listening))
    });
    Ok(Sse::new(heads).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response())
}

struct Listening {
    state: AppState,
    caller: Caller,
    moved: watch::Receiver<()>,
    stopping: watch::Receiver<bool>,
    last: Option<Head>,
}

impl Listening {
    /// The next head; none once the server stops, the device is revoked, or the account is gone.
    async fn next(&mut self) -> Option<Head> {
        loop {
            tokio::select! {
                moved = self.moved.changed() => moved.ok()?,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
            }
            let caller = Caller::of(self.caller.token, &self.state).await.ok()?;
            let head = self.state.store().head(caller.account).await.ok()?;
            if self.last != Some(head) {
                self.last = Some(head);
                return Some(head);
            }
        }
    }
}
