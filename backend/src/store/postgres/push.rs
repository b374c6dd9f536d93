//! Pushes: many of them in one transaction, which is one wait for the disk.
//!
//! The accounts' rows are held in order of their ids, so that two servers cannot wait for each other; what an account has
//! already is asked for after that, so nothing can come between. Each push is judged by itself: one that is refused leaves
//! the others alone. Nobody is answered before the transaction is durable. Not for: telling others (`events`).

use std::collections::{BTreeMap, HashMap};

use deadpool_postgres::{Object, Pool};
use futures_util::future::{join, join_all, join3};
use stipple_wire::{AccountId, Hash, Head, PushResponse};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::connection::{count, failed, name, stored, take};
use super::statement::Values;
use crate::store::push::judge;
use crate::store::{Quota, RecordRow, StoreError};

/// One request's records.
pub(super) struct Push {
    pub(super) account: AccountId,
    pub(super) records: Vec<RecordRow>,
    pub(super) quota: Quota,
    pub(super) answer: oneshot::Sender<Result<PushResponse, StoreError>>,
}

/// What is known of an account while a batch is judged.
struct Log {
    head: Head,
    bytes: u64,
    known: HashMap<Uuid, (u64, Hash)>,
    /// Where it was before the batch.
    before: (u64, u64),
}

/// The columns of the rows that a batch adds.
#[derive(Default)]
struct Rows<'a> {
    account: Vec<&'a [u8]>,
    seq: Vec<i64>,
    id: Vec<Uuid>,
    hash: Vec<&'a [u8]>,
    chain: Vec<[u8; 32]>,
    ciphertext: Vec<&'a [u8]>,
}

const HOLD: &str = "SELECT account, head_seq, head_chain, bytes FROM accounts WHERE account = ANY($1) \
    ORDER BY account FOR NO KEY UPDATE";
const KNOWN: &str = "SELECT r.account, r.id, r.seq, r.hash FROM unnest($1::bytea[], $2::uuid[]) AS asked (account, id) \
    JOIN records r ON r.account = asked.account AND r.id = asked.id";
const ADD: &str = "INSERT INTO records (account, seq, id, hash, chain, ciphertext) \
    SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::uuid[], $4::bytea[], $5::bytea[], $6::bytea[])";
const MOVE: &str = "UPDATE accounts a SET head_seq = n.seq, head_chain = n.chain, bytes = n.bytes \
    FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::bigint[]) AS n (account, seq, chain, bytes) \
    WHERE a.account = n.account";

/// Does what has gathered and answers everybody: in one transaction, or in one for each account.
pub(super) async fn answer(pool: Pool, pushes: Vec<Push>, across_accounts: bool) {
    if across_accounts {
        return answer_together(&pool, pushes).await;
    }
    let mut by_account: BTreeMap<AccountId, Vec<Push>> = BTreeMap::new();
    for push in pushes {
        by_account.entry(push.account).or_default().push(push);
    }
    // At once: each waits for another machine.
    join_all(by_account.into_values().map(|pushes| answer_together(&pool, pushes))).await;
}

async fn answer_together(pool: &Pool, pushes: Vec<Push>) {
    let result = batch(pool, &pushes).await;
    let mut answers = match result {
        Ok(answers) => answers.into_iter().map(Some).collect(),
        Err(error) => vec![Some(Err(error)); pushes.len()],
    };
    for (push, answer) in pushes.into_iter().zip(&mut answers) {
        if let Some(answer) = answer.take() {
            // Whoever asked may have gone; the records stay.
            let _ = push.answer.send(answer);
        }
    }
}

type Answer = Result<PushResponse, StoreError>;

async fn batch(pool: &Pool, pushes: &[Push]) -> Result<Vec<Answer>, StoreError> {
    let client = take(pool).await?;
    let done = transaction(&client, pushes).await;
    if done.is_err() {
        // In the middle of a transaction: not for the pool. Closing it rolls back.
        drop(Object::take(client));
    }
    done
}

async fn transaction(client: &Object, pushes: &[Push]) -> Result<Vec<Answer>, StoreError> {
    let (hold, known) = join(client.prepare_cached(HOLD), client.prepare_cached(KNOWN)).await;
    let (add, shift) = join(client.prepare_cached(ADD), client.prepare_cached(MOVE)).await;
    let (hold, known) = (hold.map_err(failed)?, known.map_err(failed)?);
    let (add, shift) = (add.map_err(failed)?, shift.map_err(failed)?);

    let mut accounts: Vec<&[u8]> = pushes.iter().map(|push| push.account.0.as_slice()).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let asked =
        pushes.iter().flat_map(|push| push.records.iter().map(move |record| (push.account, record.id)));
    let (of, ids): (Vec<AccountId>, Vec<Uuid>) = asked.unzip();
    let of: Vec<&[u8]> = of.iter().map(|account| account.0.as_slice()).collect();

    // One round trip: each waits for the one before it on the server, not here.
    let (begun, heads, there) = join3(
        client.batch_execute("BEGIN"),
        client.query(&hold, &[&accounts]),
        client.query(&known, &[&of, &ids]),
    )
    .await;
    begun.map_err(failed)?;
    let mut logs = BTreeMap::new();
    for row in heads.map_err(failed)? {
        let head = Head { seq: count(row.get(1))?, chain: Hash(name(row.get(2))?) };
        let bytes = count(row.get(3))?;
        let log = Log { head, bytes, known: HashMap::new(), before: (head.seq, bytes) };
        logs.insert(AccountId(name(row.get(0))?), log);
    }
    for row in there.map_err(failed)? {
        let place = (count(row.get(2))?, Hash(name(row.get(3))?));
        if let Some(log) = logs.get_mut(&AccountId(name(row.get(0))?)) {
            log.known.insert(row.get(1), place);
        }
    }

    let mut rows = Rows::default();
    let answers = pushes
        .iter()
        .map(|push| logs.get_mut(&push.account).ok_or(StoreError::AccountUnknown)?.take(push, &mut rows))
        .collect();
    let moved: Vec<_> = logs.iter().filter(|(_, log)| (log.head.seq, log.bytes) != log.before).collect();
    if moved.is_empty() {
        client.batch_execute("ROLLBACK").await.map_err(failed)?;
        return Ok(answers);
    }
    let account: Vec<&[u8]> = moved.iter().map(|(account, _)| account.0.as_slice()).collect();
    let seq = moved.iter().map(|(_, log)| stored(log.head.seq)).collect::<Result<Vec<_>, _>>()?;
    let chain: Vec<&[u8]> = moved.iter().map(|(_, log)| log.head.chain.0.as_slice()).collect();
    let bytes = moved.iter().map(|(_, log)| stored(log.bytes)).collect::<Result<Vec<_>, _>>()?;
    let chains: Vec<&[u8]> = rows.chain.iter().map(<[u8; 32]>::as_slice).collect();
    let added: Values<'_> = &[&rows.account, &rows.seq, &rows.id, &rows.hash, &chains, &rows.ciphertext];
    let (added, moved, ended) = join3(
        client.execute(&add, added),
        client.execute(&shift, &[&account, &seq, &chain, &bytes]),
        // After a failure this is answered as if all were well, and rolls back: the other two tell.
        client.batch_execute("COMMIT"),
    )
    .await;
    added.and(moved).and(ended.map(|()| 0)).map_err(failed)?;
    Ok(answers)
}

impl Log {
    /// What becomes of one push; what it adds goes into `rows`, and into what later pushes of the batch find.
    fn take<'a>(&mut self, push: &'a Push, rows: &mut Rows<'a>) -> Answer {
        let known = |id| self.known.get(&id).copied();
        let taken = judge(self.head, self.bytes, &push.records, known, &push.quota)?;
        for (place, record) in taken.added {
            rows.account.push(&push.account.0);
            rows.seq.push(stored(place.seq)?);
            rows.id.push(record.id);
            rows.hash.push(&record.hash.0);
            rows.chain.push(place.chain.0);
            rows.ciphertext.push(&record.ciphertext);
            self.known.insert(record.id, (place.seq, record.hash));
        }
        (self.head, self.bytes) = (taken.answer.head, taken.bytes);
        Ok(taken.answer)
    }
}
