//! Whose token that is: asked by every request, so asked for many at once.
//!
//! Nothing is remembered between requests: a revoked device is out at once, on every server. Not for: comparing tokens in
//! constant time; what is looked up here is a hash, and the caller compares.

use std::collections::HashMap;

use deadpool_postgres::Pool;
use stipple_wire::AccountId;
use tokio::sync::oneshot;

use super::accounts::device_row;
use super::connection::{name, take};
use super::statement::rows;
use crate::store::{DeviceRow, StoreError, TokenHash};

/// One request that waits to hear who it is from.
pub(super) struct Question {
    pub(super) token: TokenHash,
    pub(super) answer: oneshot::Sender<Result<(AccountId, DeviceRow), StoreError>>,
}

/// Answers all of them with one statement.
pub(super) async fn answer(pool: Pool, questions: Vec<Question>) {
    let tokens: Vec<&[u8]> = questions.iter().map(|question| question.token.0.as_slice()).collect();
    let found = look_up(&pool, &tokens).await;
    for question in questions {
        let answer = match &found {
            Ok(found) => found.get(&question.token).cloned().ok_or(StoreError::DeviceUnknown),
            Err(error) => Err(error.clone()),
        };
        // Whoever asked may have gone.
        let _ = question.answer.send(answer);
    }
}

async fn look_up(
    pool: &Pool,
    tokens: &[&[u8]],
) -> Result<HashMap<TokenHash, (AccountId, DeviceRow)>, StoreError> {
    let sql = "SELECT d.device, d.label, d.created, d.last_seen, d.token, d.account FROM tokens t \
        JOIN devices d ON d.account = t.account AND d.device = t.device WHERE t.token = ANY($1)";
    let found = rows(&take(pool).await?, sql, &[&tokens]).await?;
    found
        .iter()
        .map(|row| {
            let device = device_row(row)?;
            Ok((device.token, (AccountId(name(row.get(5))?), device)))
        })
        .collect()
}
