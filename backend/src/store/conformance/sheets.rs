//! Sheets: owned by the first key, never changed.

use super::*;

fn sheet(id: &str, revision: u32) -> SheetRow {
    SheetRow {
        id: id.to_owned(),
        revision,
        text: format!("revision {revision}"),
        signature: "signature".to_owned(),
        public_key: "key".to_owned(),
    }
}

pub(super) async fn run(store: &dyn Store) {
    let id = format!("sheet-{}", new_id());
    let id = id.as_str();
    assert_eq!(store.sheet(id, None).await, Err(StoreError::SheetUnknown));
    let (nine, ten) = (sheet(id, 9), sheet(id, 10));
    for new in [&ten, &nine] {
        assert_eq!(store.put_sheet(new.clone(), u64::MAX).await.as_ref(), Ok(new));
    }
    assert_eq!(store.sheet(id, None).await, Ok(ten.clone()), "the highest, not the last to come");
    assert_eq!(store.sheet(id, Some(9)).await, Ok(nine.clone()));
    assert_eq!(store.sheet(id, Some(8)).await, Err(StoreError::SheetUnknown));
    // Signed again, the same text is what was published first.
    let again = SheetRow { signature: "another day".to_owned(), ..nine.clone() };
    assert_eq!(store.put_sheet(again, 0).await, Ok(nine.clone()));
    let changed = SheetRow { text: "changed".to_owned(), ..nine.clone() };
    assert_eq!(store.put_sheet(changed, u64::MAX).await, Err(StoreError::SheetExists));
    for revision in [9, 11] {
        let stolen = SheetRow { public_key: "other".to_owned(), ..sheet(id, revision) };
        assert_eq!(store.put_sheet(stolen, u64::MAX).await, Err(StoreError::SheetOwned));
    }
    assert_eq!(store.put_sheet(sheet(id, 11), 2).await, Err(StoreError::SheetsFull));
    let last = sheet(id, u32::MAX);
    store.put_sheet(last.clone(), u64::MAX).await.unwrap();
    assert_eq!(store.sheet(id, None).await, Ok(last.clone()));
    let page = store.sheets(Some((id.to_owned(), 9)), 1).await.unwrap();
    assert_eq!(page, [ten]);
    assert_eq!(store.sheets(Some((id.to_owned(), 0)), 3).await.unwrap()[2], last);
}
