//! Hearing that the log's head moved, by the server's stream of events.
//!
//! A thread reads the stream; whoever waits asks each second whether it is still wanted. Not for: what is new (`pull`).

use std::io::{BufRead as _, BufReader, Read as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use reqwest::blocking::{RequestBuilder, Response};
use stipple_wire::Head;

use super::http::answer;
use super::problems;
use super::server::ServerError;

/// How long the stream may be silent: the server says that it is there every 15 seconds.
const SILENCE: Duration = Duration::from_secs(45);
/// How often the caller is asked whether to go on.
const ASK: Duration = Duration::from_secs(1);
/// The longest line that is read.
const LINE: u64 = 4096;

/// Waits for a head that is another than `known`.
pub(super) fn wait(
    request: RequestBuilder,
    known: Head,
    stopped: &dyn Fn() -> bool,
) -> Result<Head, ServerError> {
    let (tell, told) = mpsc::channel();
    let listen = move || {
        // Where nobody listens any more, there is nobody to tell.
        let _ = tell.send(listen(request, known));
    };
    let broke = |reason: &str| ServerError::Offline { reason: reason.to_owned() };
    thread::Builder::new().name("stipple-events".to_owned()).spawn(listen).map_err(|_| broke("no thread"))?;
    loop {
        match told.recv_timeout(ASK) {
            Ok(answer) => return answer,
            Err(RecvTimeoutError::Timeout) if stopped() => return Ok(known),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(broke("the stream broke")),
        }
    }
}

fn listen(request: RequestBuilder, known: Head) -> Result<Head, ServerError> {
    let response = request.timeout(SILENCE).send().map_err(|error| problems::of_transport(&error))?;
    if !response.status().is_success() {
        return Err(answer(response).err().unwrap_or(ServerError::garbled("no events")));
    }
    first_other(response, known)
}

/// Reads events until one says another head: `event: head`, `data: {"seq":…,"chain":…}`, and an empty line.
fn first_other(response: Response, known: Head) -> Result<Head, ServerError> {
    let mut lines = BufReader::new(response);
    let (mut is_head, mut data) = (false, String::new());
    loop {
        let mut line = String::new();
        let read = lines.by_ref().take(LINE).read_line(&mut line);
        if !read.is_ok_and(|read| read > 0) {
            return Err(ServerError::Offline { reason: "the stream ended".to_owned() });
        }
        let line = line.trim_end_matches(['\r', '\n']);
        if let Some(event) = line.strip_prefix("event:") {
            is_head = event.trim() == "head";
        } else if let Some(more) = line.strip_prefix("data:") {
            data.push_str(more.trim());
        } else if line.is_empty() {
            match serde_json::from_str::<Head>(&data) {
                Ok(head) if is_head && head != known => return Ok(head),
                _ => (is_head, data) = (false, String::new()),
            }
        }
    }
}
