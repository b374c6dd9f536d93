//! The server's calls over HTTP, but for uploads and events.
//!
//! Not for: how a request is made and tried again (`http`), or what its answer means for this device (`engine`).

use reqwest::Method;
use reqwest::header::RANGE;
use stipple_wire::{
    Bytes, ChallengeRequest, ChallengeResponse, DeviceRequest, DeviceResponse, DevicesResponse, Fixed, Hash,
    Head, NewRecord, ProblemType, PullResponse, PushRequest, PushResponse, RegisterRequest, RegisterResponse,
    SheetRequest, SheetResponse,
};
use uuid::Uuid;

use super::http::{HttpServer, done_before};
use super::keys::{AccountId, DeviceToken};
use super::server::{
    Admission, Admitted, Incoming, Outgoing, Page, Piece, PublishedSheet, Pushed, RemoteDevice, Server,
    ServerError, SheetServer, UploadId,
};
use super::{events, tus};
use crate::ports::{Pause, Random};

/// Most pages of devices that are read: far more than an account may have.
const MOST_PAGES: usize = 100;

impl<R: Random, P: Pause> Server for HttpServer<R, P> {
    fn register(&self, public_key: &[u8; 32], signature: &[u8; 64]) -> Result<AccountId, ServerError> {
        let (public_key, signature) = (Fixed(*public_key), Fixed(*signature));
        let body = RegisterRequest { public_key, signature, invitation: self.invitation() };
        let request = Self::with_json(self.request(Method::POST, "v1/accounts", None)?, &body)?;
        let made: RegisterResponse = self.again(request)?.json()?;
        Ok(made.account)
    }

    fn challenge(&self, account: AccountId) -> Result<[u8; 32], ServerError> {
        let body = ChallengeRequest { account };
        let request = Self::with_json(self.request(Method::POST, "v1/challenges", None)?, &body)?;
        let challenge: ChallengeResponse = self.again(request)?.json()?;
        Ok(challenge.nonce.0)
    }

    fn admit(&self, admission: &Admission<'_>) -> Result<Admitted, ServerError> {
        let body = DeviceRequest {
            account: admission.account,
            nonce: Fixed(*admission.nonce),
            signature: Fixed(*admission.signature),
            label: Bytes(admission.label.to_vec()),
        };
        // A challenge is good once: tried again, it would be spent.
        let request = Self::with_json(self.request(Method::POST, "v1/devices", None)?, &body)?;
        let admitted: DeviceResponse = Self::once(request)?.json()?;
        Ok(Admitted { device: admitted.device, token: DeviceToken::new(&admitted.token.0) })
    }

    fn devices(&self, token: &DeviceToken) -> Result<Vec<RemoteDevice>, ServerError> {
        let (mut devices, mut after) = (Vec::new(), None::<String>);
        for _ in 0..MOST_PAGES {
            let mut request = self.address_of("v1/devices")?;
            if let Some(after) = &after {
                request.query_pairs_mut().append_pair("after", after);
            }
            let page: DevicesResponse = self.again(self.get(request, token)?)?.json()?;
            devices.extend(page.devices.into_iter().map(|device| RemoteDevice {
                id: device.id,
                label: device.label.0,
                created: device.created,
                last_seen: device.last_seen,
                current: device.current,
            }));
            after = page.next;
            if after.is_none() {
                return Ok(devices);
            }
        }
        Err(ServerError::garbled("a list of devices without an end"))
    }

    fn revoke(&self, token: &DeviceToken, device: Uuid) -> Result<(), ServerError> {
        let request = self.request(Method::DELETE, &format!("v1/devices/{device}"), Some(token))?;
        done_before(self.again(request), ProblemType::DeviceUnknown)
    }

    fn delete_account(&self, token: &DeviceToken) -> Result<(), ServerError> {
        self.again(self.request(Method::DELETE, "v1/account", Some(token))?).map(drop)
    }

    fn push(&self, token: &DeviceToken, records: &[Outgoing]) -> Result<Pushed, ServerError> {
        let new =
            |record: &Outgoing| NewRecord { id: record.id, ciphertext: Bytes(record.ciphertext.clone()) };
        let body = PushRequest { records: records.iter().map(new).collect() };
        let request = Self::with_json(self.request(Method::POST, "v1/records", Some(token))?, &body)?;
        let pushed: PushResponse = self.again(request)?.json()?;
        if !pushed.stored.iter().map(|stored| stored.id).eq(records.iter().map(|record| record.id)) {
            return Err(ServerError::garbled("numbers of other records than were sent"));
        }
        Ok(Pushed { seqs: pushed.stored.iter().map(|stored| stored.seq).collect(), head: pushed.head })
    }

    fn pull(&self, token: &DeviceToken, after: Head, limit: u32) -> Result<Page, ServerError> {
        let mut url = self.address_of("v1/records")?;
        url.query_pairs_mut()
            .append_pair("after", &after.seq.to_string())
            .append_pair("limit", &limit.to_string());
        if after.seq > 0 {
            url.query_pairs_mut().append_pair("chain", &after.chain.to_string());
        }
        let page: PullResponse = self.again(self.get(url, token)?)?.json()?;
        let record = |record: stipple_wire::PulledRecord| Incoming {
            seq: record.seq,
            id: record.id,
            hash: record.hash,
            ciphertext: record.ciphertext.map(|ciphertext| ciphertext.0),
        };
        Ok(Page { records: page.records.into_iter().map(record).collect(), head: page.head })
    }

    fn erase(&self, token: &DeviceToken, record: Uuid) -> Result<(), ServerError> {
        let request = self.request(Method::DELETE, &format!("v1/records/{record}"), Some(token))?;
        done_before(self.again(request), ProblemType::RecordUnknown)
    }

    fn upload(&self, token: &DeviceToken, hash: Hash, length: u64) -> Result<UploadId, ServerError> {
        tus::begin(self, token, hash, length)
    }

    fn upload_offset(&self, token: &DeviceToken, upload: &UploadId) -> Result<u64, ServerError> {
        tus::offset(self, token, upload)
    }

    fn upload_part(
        &self,
        token: &DeviceToken,
        upload: &UploadId,
        offset: u64,
        part: &[u8],
    ) -> Result<u64, ServerError> {
        tus::send(self, token, upload, offset, part)
    }

    fn download(
        &self,
        token: &DeviceToken,
        hash: Hash,
        offset: u64,
        limit: u64,
    ) -> Result<Piece, ServerError> {
        let last = offset.saturating_add(limit.max(1)) - 1;
        let request = self.request(Method::GET, &format!("v1/blobs/{hash}"), Some(token))?;
        let answer = self.again(request.header(RANGE, format!("bytes={offset}-{last}")))?;
        // `Content-Range: bytes 0-99/1234`; without it, the whole.
        let range = answer.headers.get("content-range").and_then(|range| range.to_str().ok());
        let length =
            match range.map(|range| range.rsplit_once('/').and_then(|(_, length)| length.parse().ok())) {
                Some(Some(length)) => length,
                None if offset == 0 && answer.status == reqwest::StatusCode::OK => answer.body.len() as u64,
                _ => return Err(ServerError::garbled("another part of a photo than was asked for")),
            };
        Ok(Piece { bytes: answer.body, length })
    }

    fn drop_blob(&self, token: &DeviceToken, hash: Hash) -> Result<(), ServerError> {
        let request = self.request(Method::DELETE, &format!("v1/blobs/{hash}"), Some(token))?;
        done_before(self.again(request), ProblemType::BlobUnknown)
    }

    fn head_moved(
        &self,
        token: &DeviceToken,
        known: Head,
        stopped: &dyn Fn() -> bool,
    ) -> Result<Head, ServerError> {
        events::wait(self.request(Method::GET, "v1/events", Some(token))?, known, stopped)
    }
}

impl<R: Random, P: Pause> SheetServer for HttpServer<R, P> {
    fn publish(&self, sheet: &PublishedSheet) -> Result<(), ServerError> {
        let PublishedSheet { id, revision, text, signature, public_key } = sheet.clone();
        let url = self.sheet_url(&id, Some(revision))?;
        let body = SheetRequest { text, signature, public_key };
        self.again(Self::with_json(self.client.put(url), &body)?).map(drop)
    }

    fn sheet(&self, id: &str, revision: Option<u32>) -> Result<PublishedSheet, ServerError> {
        let url = self.sheet_url(id, revision)?;
        let SheetResponse { id, revision, text, signature, public_key } =
            self.again(self.client.get(url))?.json()?;
        Ok(PublishedSheet { id, revision, text, signature, public_key })
    }
}

impl<R: Random, P: Pause> HttpServer<R, P> {
    fn get(
        &self,
        url: reqwest::Url,
        token: &DeviceToken,
    ) -> Result<reqwest::blocking::RequestBuilder, ServerError> {
        self.request_to(Method::GET, url, Some(token))
    }

    /// A sheet's address. Its id comes from a stranger: it is one segment, whatever is in it.
    fn sheet_url(&self, id: &str, revision: Option<u32>) -> Result<reqwest::Url, ServerError> {
        let mut url = self.address_of("v1/sheets/")?;
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(id);
            if let Some(revision) = revision {
                segments.push(&revision.to_string());
            }
        }
        Ok(url)
    }
}
