//! Accounts, nonces, devices, and the end of an account.

use super::*;

pub(super) async fn run(store: &dyn Store) {
    an_account_is_made_once(store).await;
    a_nonce_is_good_for_one_device(store).await;
    nonces_are_few(store).await;
    devices_are_listed_in_order_and_revoked(store).await;
    a_deleted_account_is_gone(store).await;
    accounts_are_listed(store).await;
}

async fn an_account_is_made_once(store: &dyn Store) {
    let key = Fixed(random());
    let id = store.register(key).await.unwrap();
    assert_eq!(id, stipple_wire::account_id(&key));
    store.push(id, vec![record("kept")], &QUOTA).await.unwrap();
    assert_eq!(store.register(key).await.unwrap(), id);
    assert_eq!(store.head(id).await.unwrap().seq, 1, "registering again changes nothing");
    assert_eq!(store.public_key(id).await.unwrap(), key);
    assert_eq!(store.public_key(AccountId(random())).await, Err(StoreError::AccountUnknown));
    assert_eq!(store.usage(AccountId(random())).await, Err(StoreError::AccountUnknown));
}

fn device(account: AccountId, nonce: [u8; 32]) -> NewDevice {
    NewDevice { account, nonce, device: new_id(), token: TokenHash(random()), label: b"sealed".to_vec() }
}

/// Adds a device at a moment.
async fn added(store: &dyn Store, account: AccountId, now: Moment) -> NewDevice {
    let nonce = random();
    store.add_challenge(account, nonce, now, now.plus_seconds(60), 100).await.unwrap();
    let new = device(account, nonce);
    store.add_device(new.clone(), now, &QUOTA).await.unwrap();
    new
}

async fn a_nonce_is_good_for_one_device(store: &dyn Store) {
    let (id, other) = (account(store).await, account(store).await);
    let nonce = random();
    let expires = NOW.plus_seconds(60);
    store.add_challenge(id, nonce, NOW, expires, 3).await.unwrap();
    let invalid = Err(StoreError::ChallengeInvalid);
    assert_eq!(store.add_device(device(other, nonce), NOW, &QUOTA).await, invalid, "another account's");
    assert_eq!(store.add_device(device(id, random()), NOW, &QUOTA).await, invalid, "never given out");
    assert_eq!(store.add_device(device(id, nonce), expires, &QUOTA).await, invalid, "over");
    let full = Quota { devices: 0, ..QUOTA };
    assert_eq!(store.add_device(device(id, nonce), NOW, &full).await, Err(StoreError::DevicesFull));
    let new = device(id, nonce);
    store.add_device(new.clone(), NOW, &QUOTA).await.unwrap();
    assert_eq!(store.add_device(device(id, nonce), NOW, &QUOTA).await, invalid, "used");
    let (owner, row) = store.device_of(new.token).await.unwrap();
    assert_eq!((owner, row.id, row.label.as_slice()), (id, new.device, b"sealed".as_slice()));
    assert_eq!((row.created, row.last_seen, row.token), (NOW, NOW.day(), new.token));
    assert_eq!(store.device_of(TokenHash(random())).await, Err(StoreError::DeviceUnknown));
    let gone = AccountId(random());
    let unknown = Err(StoreError::AccountUnknown);
    assert_eq!(store.add_challenge(gone, nonce, NOW, expires, 3).await, unknown);
    assert_eq!(store.add_device(device(gone, nonce), NOW, &QUOTA).await, unknown);
}

async fn nonces_are_few(store: &dyn Store) {
    let id = account(store).await;
    for after in [0, 10] {
        let now = NOW.plus_seconds(after);
        store.add_challenge(id, random(), now, now.plus_seconds(60), 2).await.unwrap();
    }
    let full = store.add_challenge(id, random(), NOW.plus_seconds(11), NOW.plus_seconds(71), 2).await;
    assert_eq!(full, Err(StoreError::ChallengesOutstanding { until: NOW.plus_seconds(60) }));
    let now = NOW.plus_seconds(60);
    store.add_challenge(id, random(), now, now.plus_seconds(60), 2).await.unwrap();
}

async fn devices_are_listed_in_order_and_revoked(store: &dyn Store) {
    let id = account(store).await;
    let mut all = Vec::new();
    for after in [5, 3, 3, 9] {
        let now = NOW.plus_seconds(after);
        all.push(DeviceCursor { created: now, id: added(store, id, now).await.device });
    }
    all.sort();
    let mut seen = Vec::new();
    while let page = store.devices(id, seen.last().copied(), 3).await.unwrap()
        && !page.is_empty()
    {
        seen.extend(page.iter().map(|row| DeviceCursor { created: row.created, id: row.id }));
    }
    assert_eq!(seen, all);
    store.seen(id, all[0].id, NOW.day() + 7).await.unwrap();
    store.seen(id, new_id(), NOW.day() + 7).await.unwrap();
    assert_eq!(store.devices(id, None, 1).await.unwrap()[0].last_seen, NOW.day() + 7);
    let other = account(store).await;
    assert_eq!(store.revoke(other, all[0].id).await, Err(StoreError::DeviceUnknown));
    store.revoke(id, all[0].id).await.unwrap();
    assert_eq!(store.revoke(id, all[0].id).await, Err(StoreError::DeviceUnknown));
    assert_eq!(store.devices(id, None, 10).await.unwrap().len(), 3);
    let new = added(store, id, NOW).await;
    store.revoke(id, new.device).await.unwrap();
    assert_eq!(store.device_of(new.token).await, Err(StoreError::DeviceUnknown));
}

async fn a_deleted_account_is_gone(store: &dyn Store) {
    let key = Fixed(random());
    let id = store.register(key).await.unwrap();
    let other = account(store).await;
    let new = added(store, id, NOW).await;
    store.push(id, vec![record("a"), record("b")], &QUOTA).await.unwrap();
    let kept = store.push(other, vec![record("kept")], &QUOTA).await.unwrap();
    store.add_challenge(id, random(), NOW, NOW.plus_seconds(60), 3).await.unwrap();
    let blob = uploads::finished(store, id, b"blob").await;
    let open = uploads::begun(store, id, b"open").await;
    let piece = Piece { offset: 0, length: 1, object: Object::piece(id, open.id, 0, new_id()) };
    store.add_piece(id, open.id, piece.clone(), NOW, open.expires).await.unwrap();
    let mut listening = store.hub().listen(id);
    store.delete_account(id).await.unwrap();
    listening.changed().await.unwrap();
    let unknown = StoreError::AccountUnknown;
    assert_eq!(store.delete_account(id).await, Err(unknown.clone()));
    assert_eq!(store.head(id).await, Err(unknown.clone()));
    assert_eq!(store.pull(id, 0, None, 10, 10).await, Err(unknown.clone()));
    assert_eq!(store.push(id, vec![record("c")], &QUOTA).await, Err(unknown.clone()));
    assert_eq!(store.devices(id, None, 10).await, Err(unknown.clone()));
    assert_eq!(store.blob(id, blob.hash).await, Err(unknown));
    assert_eq!(store.device_of(new.token).await, Err(StoreError::DeviceUnknown));
    let mut garbage = uploads::all_garbage(store).await;
    garbage.retain(|object| [&blob.object, &piece.object].contains(&object));
    assert_eq!(garbage.len(), 2, "what lies in the other store is to be cleared away");
    store.forget_garbage(garbage).await.unwrap();
    assert_eq!(store.head(other).await.unwrap(), kept.head, "nobody else is touched");
    // The same key may come again, and finds nothing.
    assert_eq!(store.register(key).await.unwrap(), id);
    assert_eq!(store.head(id).await.unwrap(), Head::EMPTY);
    assert_eq!(store.usage(id).await.unwrap(), super::super::Usage::default());
    assert!(store.devices(id, None, 10).await.unwrap().is_empty());
}

async fn accounts_are_listed(store: &dyn Store) {
    let mut mine = [account(store).await, account(store).await, account(store).await];
    mine.sort();
    let mut all: Vec<AccountId> = Vec::new();
    while let page = store.accounts(all.last().copied(), 2).await.unwrap()
        && !page.is_empty()
    {
        all.extend(page);
    }
    assert!(all.is_sorted());
    all.retain(|id| mine.contains(id));
    assert_eq!(all, mine);
}
