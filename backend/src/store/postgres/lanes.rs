//! Many callers, few round trips: what comes while a batch is under way goes into the next one.
//!
//! Work is spread over lanes by a key, so that two batches never hold the same key, and one lane gathers while another
//! waits for the disk. Nothing waits for company: a caller alone is served alone, at once. Not for: what a batch does.

use std::future::Future;
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::store::StoreError;

/// Jobs in one batch at most.
const BATCH: usize = 256;
/// Jobs that may wait in a lane; more are told to come again.
const QUEUE: usize = 4096;

/// The lanes of one kind of job. They end when this is dropped.
pub(super) struct Lanes<J> {
    lanes: Vec<mpsc::Sender<J>>,
}

impl<J: Send + 'static> Lanes<J> {
    /// Starts `count` lanes; `work` gets what has gathered in one of them.
    pub(super) fn start<W, F>(count: usize, work: W) -> Self
    where
        W: Fn(Vec<J>) -> F + Send + Sync + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let work = Arc::new(work);
        let lanes = (0..count.max(1))
            .map(|_| {
                let (sender, mut receiver) = mpsc::channel(QUEUE);
                let work = Arc::clone(&work);
                tokio::spawn(async move {
                    let mut batch = Vec::with_capacity(BATCH);
                    while receiver.recv_many(&mut batch, BATCH).await > 0 {
                        work(std::mem::take(&mut batch)).await;
                    }
                });
                sender
            })
            .collect();
        Self { lanes }
    }

    /// Puts a job into the lane of that key.
    pub(super) fn add(&self, key: u8, job: J) -> Result<(), StoreError> {
        let lane = &self.lanes[usize::from(key) % self.lanes.len()];
        lane.try_send(job)
            .map_err(|_| StoreError::Unavailable { reason: "too many wait for PostgreSQL".to_owned() })
    }
}
