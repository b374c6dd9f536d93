//! Who pushed where, told to every other server by LISTEN and NOTIFY.
//!
//! On a connection of its own, after the push is durable and outside its transaction: a NOTIFY inside one makes all
//! commits wait for each other. What is told is that something happened, and several tellings become one; a server that
//! lost its connection wakes everybody once it has another. Not for: the head itself.

use std::time::Duration;

use futures_util::StreamExt as _;
use stipple_wire::AccountId;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_postgres::{AsyncMessage, Client};

use super::connection::{Server, failed};
use crate::store::{Hub, StoreError};

/// Accounts that wait to be told of. More are dropped: whoever misses that hears of the next push, or comes by itself.
const QUEUE: usize = 16 * 1024;
/// Accounts in one notification, whose text may have 8,000 bytes.
const TOGETHER: usize = 100;
/// How long news gather before they are told.
const GATHER: Duration = Duration::from_millis(20);
/// How long after a lost connection the next is tried.
const AGAIN: Duration = Duration::from_secs(1);

/// Where this server's news go in. Telling ends when this is dropped.
#[derive(Clone)]
pub(super) struct News(mpsc::Sender<AccountId>);

impl News {
    /// Tells the other servers soon.
    pub(super) fn tell(&self, account: AccountId) {
        // A full queue means that PostgreSQL does not answer; see above.
        let _ = self.0.try_send(account);
    }

    /// Listens for as long as the result lives. The first connection is made before this returns.
    pub(super) async fn start(server: &Server, channel: String, hub: Hub) -> Result<Self, StoreError> {
        // News are not worth a wait for the disk.
        let server = server.clone().with_options("-c synchronous_commit=off");
        let mut line = Line::open(&server, &channel, &hub).await?;
        let (sender, mut receiver) = mpsc::channel(QUEUE);
        tokio::spawn(async move {
            while line.carry(&channel, &mut receiver).await.is_err() {
                line = loop {
                    tokio::time::sleep(AGAIN).await;
                    if receiver.is_closed() && receiver.is_empty() {
                        return;
                    }
                    if let Ok(line) = Line::open(&server, &channel, &hub).await {
                        break line;
                    }
                };
                hub.announce_all();
            }
        });
        Ok(Self(sender))
    }
}

/// One connection, and the task that reads it.
struct Line {
    client: Client,
    reader: JoinSet<()>,
}

impl Line {
    async fn open(server: &Server, channel: &str, hub: &Hub) -> Result<Self, StoreError> {
        let (client, mut messages) = server.connect().await?;
        let hub = hub.clone();
        let mut reader = JoinSet::new();
        let (told_own, own) = tokio::sync::oneshot::channel::<i32>();
        reader.spawn(async move {
            let mut own = Some(own);
            let mut number = None;
            while let Some(Ok(message)) = messages.next().await {
                if number.is_none()
                    && let Some(Ok(told)) = own.as_mut().map(tokio::sync::oneshot::Receiver::try_recv)
                {
                    number = Some(told);
                }
                // What this server did, its own hub heard of already.
                if let AsyncMessage::Notification(note) = message
                    && Some(note.process_id()) != number
                {
                    accounts(note.payload()).for_each(|account| hub.announce(account));
                }
            }
        });
        let row = client.query_one("SELECT pg_backend_pid()", &[]).await.map_err(failed)?;
        // Gone only if the connection is, and then the next statement fails.
        let _ = told_own.send(row.get(0));
        client.batch_execute(&format!("LISTEN \"{channel}\"")).await.map_err(failed)?;
        Ok(Self { client, reader })
    }

    /// Tells news until there will be none (`Ok`) or the connection is lost.
    async fn carry(&mut self, channel: &str, news: &mut mpsc::Receiver<AccountId>) -> Result<(), StoreError> {
        let lost = || StoreError::Unavailable { reason: "the connection for news was lost".to_owned() };
        let mut batch = Vec::new();
        loop {
            tokio::select! {
                _ = self.reader.join_next() => return Err(lost()),
                first = news.recv() => match first {
                    Some(account) => batch.push(account),
                    None => return Ok(()),
                },
            }
            tokio::time::sleep(GATHER).await;
            while let Ok(account) = news.try_recv() {
                batch.push(account);
            }
            batch.sort_unstable();
            batch.dedup();
            let texts: Vec<String> = batch
                .chunks(TOGETHER)
                .map(|accounts| accounts.iter().map(ToString::to_string).collect())
                .collect();
            batch.clear();
            let sql = "SELECT pg_notify($1, text) FROM unnest($2::text[]) AS texts (text)";
            self.client.query(sql, &[&channel, &texts]).await.map_err(failed)?;
        }
    }
}

/// The accounts of a notification: 64 digits each, one after the other.
fn accounts(text: &str) -> impl Iterator<Item = AccountId> {
    text.as_bytes().chunks_exact(64).filter_map(|digits| std::str::from_utf8(digits).ok()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notification_names_many_accounts() {
        let all = [AccountId([1; 32]), AccountId([0xfe; 32])];
        let text: String = all.iter().map(ToString::to_string).collect();
        assert_eq!(accounts(&text).collect::<Vec<_>>(), all);
        assert_eq!(accounts("é").count() + accounts("").count() + accounts(&text[1..]).count(), 1);
    }
}
