//! Uploads that survive being cut off: tus 1.0.0 with creation, checksum, termination and expiration.
//!
//! Each `PATCH` becomes an object of its own, synced before the reply; the last one makes the blob, once all of it
//! hashes to the name it was announced under. Not for: where bytes lie (`crate::blobs`).

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use stipple_wire::limits::MAX_BLOB;
use stipple_wire::{AccountId, Problem, ProblemType};
use uuid::Uuid;

use super::body::{InPath, content_length, timely};
use super::caller::Caller;
use super::{AppState, Failure, tus};
use crate::blobs::BlobError;
use crate::clock::new_id;
use crate::store::{NewUpload, Object, Piece, StoreError, UploadRow};

/// What of tus is spoken.
#[utoipa::path(
    options, path = "/v1/blobs", tag = "blobs",
    responses((status = 204, description = "Version, extensions, algorithms and the largest blob, as headers."))
)]
pub(super) async fn options() -> Response {
    let headers = [
        (tus::RESUMABLE, tus::VERSION),
        (HeaderName::from_static("tus-version"), tus::VERSION),
        (HeaderName::from_static("tus-extension"), HeaderValue::from_static(tus::EXTENSIONS)),
        (HeaderName::from_static("tus-checksum-algorithm"), HeaderValue::from_static(tus::ALGORITHMS)),
        (HeaderName::from_static("tus-max-size"), MAX_BLOB.into()),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Announces a blob by its hash and length.
#[utoipa::path(
    post, path = "/v1/blobs", tag = "blobs", security(("token" = [])),
    params(
        ("tus-resumable" = String, Header, pattern = r"^1\.0\.0$", description = "1.0.0"),
        ("upload-length" = u64, Header, minimum = 0, maximum = 268_435_456, description = "Bytes."),
        ("upload-metadata" = String, Header, description = "`hash` and BLAKE3 of the bytes, hex in base64."),
    ),
    responses(
        (status = 201, description = "`Location` is the upload; finished at once where the blob is there already."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    // What is missing is told before what is too old.
    let (length, hash) = (tus::length(&headers)?, tus::announced(&headers)?);
    tus::version(&headers)?;
    let now = state.clock().now();
    let new = NewUpload { id: new_id(), hash, length, expires: expires(&state) };
    let quota = state.config().limits.quota();
    let upload = state.store().begin_upload(caller.account, new, now, &quota).await;
    let upload = upload.map_err(|error| state.failed(error))?;
    if length == 0 && !upload.finished {
        // Nothing will come: it is finished now, or wrong.
        let part = Part { state: state.clone(), account: caller.account, upload };
        part.receive(Body::empty(), None, Some(0)).await?;
    }
    let location = HeaderValue::try_from(format!("/v1/blobs/uploads/{}", upload.id));
    let location = location.map_err(|_| Failure::new(ProblemType::Internal, "the upload has no name"))?;
    let mut response = (StatusCode::CREATED, tus::state_of(&upload)).into_response();
    response.headers_mut().insert(LOCATION, location);
    Ok(response)
}

/// When an upload that something came for just now is over.
fn expires(state: &AppState) -> crate::clock::Moment {
    state.clock().now().plus_seconds(state.config().times.upload_seconds.into())
}

/// Where an upload stands.
#[utoipa::path(
    head, path = "/v1/blobs/uploads/{id}", tag = "blobs", security(("token" = [])),
    params(("id" = Uuid, Path, description = "The upload."), ("tus-resumable" = String, Header, pattern = r"^1\.0\.0$", description = "1.0.0")),
    responses(
        (status = 200, description = "`Upload-Offset`, `Upload-Length` and `Upload-Expires`."),
        (status = "4XX", description = "A problem, without its body."),
        (status = "5XX", description = "A problem, without its body."),
    )
)]
pub(super) async fn offset(
    State(state): State<AppState>,
    caller: Caller,
    InPath(id): InPath<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    tus::version(&headers)?;
    let upload = state.store().upload(caller.account, id, state.clock().now()).await;
    let upload = upload.map_err(|error| state.failed(error))?;
    Ok((tus::state_of(&upload), [(tus::LENGTH, HeaderValue::from(upload.length))]).into_response())
}

/// Ends an upload. A finished one leaves its blob.
#[utoipa::path(
    delete, path = "/v1/blobs/uploads/{id}", tag = "blobs", security(("token" = [])),
    params(("id" = Uuid, Path, description = "The upload."), ("tus-resumable" = String, Header, pattern = r"^1\.0\.0$", description = "1.0.0")),
    responses(
        (status = 204, description = "Gone."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn terminate(
    State(state): State<AppState>,
    caller: Caller,
    InPath(id): InPath<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    tus::version(&headers)?;
    let _guard = state.begin_writing(id).ok_or_else(locked)?;
    state.store().end_upload(caller.account, id).await.map_err(|error| state.failed(error))?;
    state.0.untidy.notify_one();
    Ok((StatusCode::NO_CONTENT, [(tus::RESUMABLE, tus::VERSION)]).into_response())
}

fn locked() -> Failure {
    Failure::new(ProblemType::UploadLocked, "another request writes it: ask for its offset and go on")
        .retry_after(1)
}

/// Takes the bytes that follow.
#[utoipa::path(
    patch, path = "/v1/blobs/uploads/{id}", tag = "blobs", security(("token" = [])),
    params(
        ("id" = Uuid, Path, description = "The upload."),
        ("tus-resumable" = String, Header, pattern = r"^1\.0\.0$", description = "1.0.0"),
        ("upload-offset" = u64, Header, description = "Where the upload stands."),
        ("upload-checksum" = Option<String>, Header, description = "sha1, sha256 or blake3, a space, and base64."),
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses(
        (status = 204, description = "On the disk, up to `Upload-Offset`."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn write(
    State(state): State<AppState>,
    caller: Caller,
    InPath(id): InPath<Uuid>,
    request: Request,
) -> Result<Response, Failure> {
    let headers = request.headers();
    tus::is_piece(headers)?;
    let offset = tus::number(headers, &tus::OFFSET)?;
    let checksum = tus::Checksum::asked(headers)?;
    tus::version(headers)?;
    let announced = content_length(headers);
    let guard = state.begin_writing(id).ok_or_else(locked)?;
    let upload = state.store().upload(caller.account, id, state.clock().now()).await;
    let upload = upload.map_err(|error| state.failed(error))?;
    if upload.offset != offset {
        return Err(state.failed(StoreError::UploadOffset { offset: upload.offset }));
    }
    if announced.is_some_and(|announced| announced > upload.length - upload.offset) {
        return Err(too_much());
    }
    if upload.finished {
        return Ok((StatusCode::NO_CONTENT, tus::state_of(&upload)).into_response());
    }
    let part = Part { state, account: caller.account, upload };
    // A task of its own: when the connection is cut this handler is dropped, and what came is kept all the same.
    let receiving = tokio::spawn(async move {
        let _guard = guard;
        part.receive(request.into_body(), checksum, announced).await
    });
    let upload =
        receiving.await.map_err(|_| Failure::new(ProblemType::Internal, "nothing was acknowledged"))??;
    Ok((StatusCode::NO_CONTENT, tus::state_of(&upload)).into_response())
}

fn too_much() -> Failure {
    Failure::new(ProblemType::BlobTooLarge, "more bytes than `Upload-Length` announced")
}

/// One request's part of an upload.
struct Part {
    state: AppState,
    account: AccountId,
    upload: UploadRow,
}

impl Part {
    /// Writes what comes; where the end of it is the end of the upload, makes the blob.
    async fn receive(
        mut self,
        body: Body,
        mut checksum: Option<tus::Checksum>,
        announced: Option<u64>,
    ) -> Result<UploadRow, Failure> {
        let left = self.upload.length - self.upload.offset;
        let whole = self.upload.offset == 0 && announced == Some(left);
        let object = self.name(whole);
        let mut writing = self.state.blobs().write(&object);
        // Of a later piece alone no hash is asked for: `join` hashes it with those before.
        let mut hasher = (self.upload.offset == 0).then(blake3::Hasher::new);
        let (mut came, mut cut) = (0, None);
        let mut chunks = body.into_data_stream();
        loop {
            let chunk = match timely(&self.state, chunks.next()).await {
                Ok(Some(Ok(chunk))) => chunk,
                Ok(None) => break,
                Ok(Some(Err(_))) => {
                    cut = Some(Failure::malformed("the body ended early"));
                    break;
                }
                Err(late) => {
                    cut = Some(late);
                    break;
                }
            };
            came += chunk.len() as u64;
            if came > left {
                writing.abort().await;
                return Err(too_much());
            }
            if let Some(hasher) = &mut hasher {
                hasher.update(&chunk);
            }
            if let Some(checksum) = &mut checksum {
                checksum.update(&chunk);
            }
            writing.push(&chunk).await?;
        }
        // Cut off, a piece with a checksum cannot be checked; one without is as good as it goes.
        let nothing = came == 0 && left > 0;
        if nothing || (cut.is_some() && checksum.is_some()) {
            writing.abort().await;
            return cut.map_or(Ok(self.upload), Err);
        }
        if checksum.is_some_and(|checksum| !checksum.fits()) {
            writing.abort().await;
            return Err(Failure::new(ProblemType::ChecksumMismatch, "the piece was dropped: send it again"));
        }
        writing.finish().await?;
        let kept = if came < left {
            self.add(came, &object).await
        } else {
            let hash = hasher.map(|hasher| hasher.finalize());
            self.complete(&object, came, hash).await
        };
        if let Err(failure) = kept {
            self.throw_away(object).await;
            return Err(failure);
        }
        cut.map_or(Ok(self.upload), Err)
    }

    fn name(&self, whole: bool) -> Object {
        if whole {
            Object::blob(self.account, self.upload.hash, new_id())
        } else {
            Object::piece(self.account, self.upload.id, self.upload.offset, new_id())
        }
    }

    async fn add(&mut self, length: u64, object: &Object) -> Result<(), Failure> {
        let piece = Piece { offset: self.upload.offset, length, object: object.clone() };
        let (now, expires) = (self.state.clock().now(), expires(&self.state));
        let added = self.state.store().add_piece(self.account, self.upload.id, piece, now, expires).await;
        added.map_err(|error| self.state.failed(error))?;
        self.upload.offset += length;
        self.upload.expires = expires;
        Ok(())
    }

    /// Makes the blob: from the last object alone, where that is all of it; or from it and the pieces before. When it
    /// fails, the last object is the caller's to throw away.
    async fn complete(
        &mut self,
        last: &Object,
        length: u64,
        hash: Option<blake3::Hash>,
    ) -> Result<(), Failure> {
        if let Some(hash) = hash {
            return self.finish(last, hash).await;
        }
        let (joined, hash) = self.join(last, length).await?;
        let finished = self.finish(&joined, hash).await;
        self.throw_away(if finished.is_ok() { last.clone() } else { joined }).await;
        finished
    }

    /// Makes the blob from one object, if that hashes to what was announced. If not, the upload ends.
    async fn finish(&mut self, object: &Object, hash: blake3::Hash) -> Result<(), Failure> {
        let id = self.upload.id;
        if *hash.as_bytes() != self.upload.hash.0 {
            let ended = self.state.store().end_upload(self.account, id).await;
            ended.map_err(|error| self.state.failed(error))?;
            self.state.0.untidy.notify_one();
            return Err(Failure::new(ProblemType::BlobHashMismatch, "the upload is gone: begin it again"));
        }
        let now = self.state.clock().now();
        let finished =
            self.state.store().finish_upload(self.account, id, self.upload.offset, object.clone(), now).await;
        finished.map_err(|error| self.state.failed(error))?;
        self.state.0.untidy.notify_one();
        self.upload.offset = self.upload.length;
        self.upload.finished = true;
        Ok(())
    }

    /// Copies all pieces and the last one into one object, and hashes it.
    async fn join(&self, last: &Object, length: u64) -> Result<(Object, blake3::Hash), Failure> {
        let pieces = self.state.store().pieces(self.account, self.upload.id).await;
        let mut pieces = pieces.map_err(|error| self.state.failed(error))?;
        pieces.push(Piece { offset: self.upload.offset, length, object: last.clone() });
        let object = self.name(true);
        let mut writing = self.state.blobs().write(&object);
        let mut hasher = blake3::Hasher::new();
        for piece in pieces {
            let mut bytes = self.state.blobs().read(&piece.object, None).await?;
            while let Some(chunk) = bytes.next().await {
                let chunk = chunk.map_err(|error: BlobError| Failure::from(error))?;
                hasher.update(&chunk);
                writing.push(&chunk).await?;
            }
        }
        writing.finish().await?;
        Ok((object, hasher.finalize()))
    }

    /// No row needs the object, unless the store knows better.
    async fn throw_away(&self, object: Object) {
        if let Err(error) = self.state.store().discard(vec![object]).await {
            // The janitor finds it among what nobody knows.
            tracing::warn!(%error, "an object could not be put down as garbage");
        }
        self.state.0.untidy.notify_one();
    }
}
