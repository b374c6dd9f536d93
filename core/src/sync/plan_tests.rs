//! The plan: a table of situations, each with its steps.

use std::collections::BTreeSet;

use stipple_wire::{Hash, Head};
use uuid::Uuid;

use super::envelope::{BlobFile, BlobName, Others};
use super::keys::AccountId;
use super::local::{BlobRow, BlobStanding, Held, Photo, Standing, Tally};
use super::plan::{GivenUp, Network, Side, Situation, Step, plan};
use crate::diary::PhotoHash;
use crate::time::Instant;

use self::File::{As, Elsewhere, New};

const ACCOUNT: AccountId = AccountId([1; 32]);
const NEXT: AccountId = AccountId([2; 32]);

fn side(account: AccountId) -> Side {
    Side {
        account,
        standing: Standing::Active,
        cursor: Head::EMPTY,
        heard: Some(Head::EMPTY),
        tally: Tally::default(),
        stale: Vec::new(),
        dropped: Vec::new(),
        photos: Vec::new(),
        given_up: GivenUp::default(),
    }
}

fn name(photo: u8) -> BlobName {
    let (course, hash) = (Uuid::from_u128(9), PhotoHash([photo; 32]));
    let photo = Uuid::from_u128(photo.into());
    BlobName { course, photo, file: BlobFile::Original, hash, bytes: 1, other: Others::new() }
}

/// Where a photo's file is.
enum File {
    Elsewhere,
    New,
    As(BlobStanding),
}

/// A photo taken on that day, and whether a record names it.
fn photo(day: u8, file: File, listed: bool) -> Photo {
    let held = |standing: Option<BlobStanding>| Held {
        file: BlobFile::Original,
        blob: standing.map(|standing| BlobRow { name: name(day), standing }),
    };
    Photo {
        course: Uuid::from_u128(9),
        photo: Uuid::from_u128(day.into()),
        taken: Instant::from_micros(0).plus_exact_days(day.into()),
        held: match file {
            Elsewhere => None,
            New => Some(held(None)),
            As(standing) => Some(held(Some(standing))),
        },
        listed: listed.then(|| name(day)).into_iter().collect(),
    }
}

fn steps(current: Side) -> Vec<Step> {
    plan(&Situation { current: Some(current), noted: true, ..Situation::default() })
}

#[test]
fn in_step_there_is_nothing_to_do_and_out_of_an_account_neither() {
    assert_eq!(steps(side(ACCOUNT)), []);
    assert_eq!(plan(&Situation::default()), []);
    let noting = Situation { current: Some(side(ACCOUNT)), ..Situation::default() };
    assert_eq!(plan(&noting), [Step::Note(ACCOUNT)]);
}

#[test]
fn a_device_gets_in_first_and_one_that_was_shut_out_does_nothing() {
    let at = |standing| steps(Side { standing, ..side(ACCOUNT) });
    assert_eq!(at(Standing::Creating), [Step::Register(ACCOUNT), Step::Admit(ACCOUNT)]);
    assert_eq!(at(Standing::Joining), [Step::Admit(ACCOUNT)]);
    assert_eq!(at(Standing::Revoked), []);
    assert_eq!(at(Standing::Gone), []);
}

#[test]
fn what_is_there_is_read_before_anything_is_sealed_and_that_before_it_is_sent() {
    let tally = Tally { unrecorded: 2, carried: 1, outbox: 3, unseen: 1, ..Tally::default() };
    let stale = vec![Uuid::from_u128(5)];
    let current = Side { heard: None, tally, stale: stale.clone(), ..side(ACCOUNT) };
    let expected = [
        Step::Pull(ACCOUNT),
        Step::ForgetUnseen(ACCOUNT),
        Step::Carry(ACCOUNT),
        Step::Seal(ACCOUNT),
        Step::Push(ACCOUNT),
        Step::Erase(ACCOUNT, stale[0]),
    ];
    assert_eq!(steps(current), expected);
}

#[test]
fn records_come_before_photos_and_the_newest_photo_first() {
    let tally = Tally { unrecorded: 1, ..Tally::default() };
    let photos = vec![
        photo(1, New, false),
        photo(3, Elsewhere, true),
        photo(2, As(BlobStanding::Sent), false),
        photo(4, As(BlobStanding::Checked), false),
        photo(5, Elsewhere, false),
    ];
    let expected = [
        Step::Seal(ACCOUNT),
        Step::Download(ACCOUNT, name(3)),
        Step::ReadBack(ACCOUNT, name(2)),
        Step::Upload(ACCOUNT, Uuid::from_u128(1)),
    ];
    assert_eq!(steps(Side { tally, photos, ..side(ACCOUNT) }), expected);
}

#[test]
fn by_the_byte_only_records_travel() {
    let photos = vec![photo(1, New, false), photo(2, Elsewhere, true)];
    let current = Some(Side { photos, ..side(ACCOUNT) });
    let situation = Situation { current, network: Network::Metered, noted: true, ..Situation::default() };
    assert_eq!(plan(&situation), []);
}

#[test]
fn what_was_tried_in_vain_is_left_to_the_next_run() {
    let photos = vec![photo(1, New, false), photo(2, Elsewhere, true), photo(3, New, false)];
    let given_up = GivenUp {
        records: true,
        photos: BTreeSet::from([Uuid::from_u128(1)]),
        blobs: BTreeSet::from([Hash([2; 32])]),
        ..GivenUp::default()
    };
    let tally = Tally { outbox: 4, ..Tally::default() };
    let current = Side { tally, photos, given_up, ..side(ACCOUNT) };
    assert_eq!(steps(current), [Step::Upload(ACCOUNT, Uuid::from_u128(3))]);
}

#[test]
fn a_copy_that_another_device_sealed_is_as_good_as_ours() {
    let photos = vec![photo(1, New, true)];
    assert_eq!(steps(Side { photos, ..side(ACCOUNT) }), []);
}

#[test]
fn a_device_moves_once_everything_is_in_the_new_account() {
    let moving = |next: Side| {
        let current = Some(side(ACCOUNT));
        plan(&Situation { current, next: Some(next), noted: true, ..Situation::default() })
    };
    let waits = Tally { outbox: 1, ..Tally::default() };
    assert_eq!(moving(Side { tally: waits, ..side(NEXT) }), [Step::Push(NEXT)]);
    let full = GivenUp { records: true, uploads: true, ..GivenUp::default() };
    assert_eq!(moving(Side { tally: waits, given_up: full.clone(), ..side(NEXT) }), []);
    let unsent = vec![photo(1, New, false)];
    assert_eq!(moving(Side { photos: unsent.clone(), ..side(NEXT) }), [Step::Upload(NEXT, unsent[0].photo)]);
    assert_eq!(moving(Side { photos: unsent, given_up: full, ..side(NEXT) }), []);
    let sent = vec![photo(1, As(BlobStanding::Checked), true)];
    assert_eq!(moving(Side { photos: sent, ..side(NEXT) }), [Step::Switch(NEXT)]);
}
