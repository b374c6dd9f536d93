//! What has to be true once everything is mended.
//!
//! Not for: getting there (`world`).

use std::collections::BTreeMap;

use stipple_wire::Hash;
use uuid::Uuid;

use super::line::lock;
use super::world::{COURSE, Owner, World};
use crate::diary::{Entry, fold};
use crate::sync::envelope::{Envelope, Item, Part};
use crate::sync::{parts, seal};

/// Everything that is checked; what does not hold, in words.
pub fn check(world: &mut World) -> Result<(), String> {
    alike(world)?;
    nothing_lost(world)?;
    photos(world)?;
    server(world)?;
    // A phone is lost, and another one bought: the code alone brings everything back.
    let new = world.buy();
    world.join(new);
    world.sync(new).ok_or("the new phone was killed")?;
    alike(world).map_err(|error| format!("with a new phone: {error}"))?;
    photos(world).map_err(|error| format!("with a new phone: {error}"))
}

fn alike(world: &World) -> Result<(), String> {
    let first = &world.owners[0].phone;
    let (export, state, files) = (first.export(), fold(first.entries()), first.files());
    let identities = first.identities(COURSE);
    for (who, owner) in world.owners.iter().enumerate().skip(1) {
        if fold(owner.phone.entries()) != state {
            return Err(format!("device {who} shows something else than device 0"));
        }
        if owner.phone.export() != export {
            return Err(format!("device {who} exports something else than device 0"));
        }
        if owner.phone.files() != files {
            return Err(format!("device {who} has other photos than device 0"));
        }
        if owner.phone.identities(COURSE) != identities {
            return Err(format!("device {who} has other identities than device 0"));
        }
    }
    Ok(())
}

fn nothing_lost(world: &World) -> Result<(), String> {
    let here: BTreeMap<Uuid, Entry> =
        world.owners[0].phone.entries().into_iter().map(|entry| (entry.id, entry)).collect();
    for (id, made) in &world.written {
        let entry = here.get(id).ok_or_else(|| format!("entry {id} ({}) is lost", made.kind))?;
        let of_erased = photo_of(made).is_some_and(|photo| world.erased.contains(&photo));
        let whole = entry.canonical() == made.canonical();
        if whole == (of_erased && made.kind != "photo.erased") {
            return Err(format!("entry {id} ({}) is not what it should be", made.kind));
        }
    }
    if here.len() != world.written.len() {
        return Err("there are entries that nobody made".to_owned());
    }
    Ok(())
}

fn photos(world: &World) -> Result<(), String> {
    let files: Vec<Uuid> = world.owners[0].phone.files().into_iter().map(|(photo, _)| photo).collect();
    let there: Vec<Uuid> = world.photos.difference(&world.erased).copied().collect();
    if files == there { Ok(()) } else { Err(format!("{} of {} photos are here", files.len(), there.len())) }
}

fn server(world: &World) -> Result<(), String> {
    let account = world.account().ok_or("device 0 is in no account")?;
    let keys = world.code().ok_or("there is no code")?.keys();
    let wire = lock(&world.wire);
    if let Some(violation) = wire.violation {
        return Err(violation.to_owned());
    }
    let log = wire.model.accounts.get(&account).ok_or("the server has no such account")?;
    let mut pieces: BTreeMap<Uuid, Vec<Part>> = BTreeMap::new();
    let (mut items, mut named, mut wishes) = (Vec::new(), Vec::new(), Vec::new());
    for record in &log.records {
        let Some(sealed) = &record.ciphertext else { continue };
        let Ok(plain) = seal::open_record(&keys, record.id, sealed) else { continue };
        match Envelope::read(&plain).item {
            Item::Part(part) => pieces.entry(part.of).or_default().push(part),
            Item::Unknown(unknown) => wishes.push(unknown.0.to_vec()),
            item => items.push(item),
        }
    }
    for pieces in pieces.values() {
        // Where somebody took the id of one, the others may stay: nobody can tell that they are of no use.
        items.extend(parts::join(pieces).map(|whole| whole.item));
    }
    for item in items {
        match item {
            Item::Entry(entry) => {
                let photo = photo_of(&entry).filter(|_| entry.kind != "photo.erased");
                if photo.is_some_and(|photo| world.erased.contains(&photo)) {
                    return Err("the server still has what was said of an erased photo".to_owned());
                }
            }
            Item::Blob(name) => named.push(name),
            _ => {}
        }
    }
    for (photo, hash) in world.owners[0].phone.files() {
        let blob = log.blobs.get(&hash).ok_or("a photo is not on the server")?;
        if stipple_wire::hash(blob) != Hash(hash) {
            return Err("a photo on the server has another hash".to_owned());
        }
        if !named.iter().any(|name| name.photo == photo && name.hash.0 == hash) {
            return Err("a photo on the server has no name".to_owned());
        }
    }
    if let Some(left) = named.iter().find(|name| world.erased.contains(&name.photo)) {
        return Err(format!("the server still names erased photo {}", left.photo));
    }
    for id in world.wishes.keys().filter(|id| log.places.contains_key(id)) {
        let has = |owner: &Owner| owner.phone.record(account, *id).is_ok_and(|record| record.is_some());
        if !world.owners.iter().all(has) {
            return Err("a device never read what a newer version wrote".to_owned());
        }
    }
    for (plain, read) in world.wishes.values() {
        if *read && !wishes.contains(plain) {
            return Err("what a newer version wrote is lost".to_owned());
        }
    }
    if wire.model.conflicts > 0 && !wire.squatted && world.wishes.is_empty() {
        return Err("a record was sent with other bytes than before".to_owned());
    }
    Ok(())
}

fn photo_of(entry: &Entry) -> Option<Uuid> {
    entry.body.get("photo")?.as_str()?.parse().ok()
}
