//! Blobs on S3, or on what speaks it, for more than one machine.
//!
//! An object is put whole, or in parts of 5 MiB that become an object at once; S3 answers when it is stored. Not for:
//! parts that a killed server left behind, which the bucket's own rule ends (docs/operate.md).

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::prefix::PrefixStore;
use object_store::{ClientOptions, RetryConfig};

use crate::blobs::{BlobError, Blobs};
use crate::config::S3;

/// How long one request to S3 may take: a part of 5 MiB on a slow line.
const REQUEST: Duration = Duration::from_mins(1);
/// A failed request is tried again, but not for longer than a client waits.
const RETRIES: usize = 3;
const RETRY_FOR: Duration = Duration::from_secs(20);

/// The bucket that is configured. Nothing is asked of it yet; [`Blobs::ready`] does.
///
/// What the file leaves out is taken from where Amazon's own tools look: `AWS_ACCESS_KEY_ID` and its like, a container's
/// or a machine's role.
pub fn open(config: &S3) -> Result<Blobs, BlobError> {
    // The one provider of cryptography in this program; somebody may have said so before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = ClientOptions::new().with_timeout(REQUEST);
    let retry = RetryConfig { max_retries: RETRIES, retry_timeout: RETRY_FOR, ..RetryConfig::default() };
    let mut builder = AmazonS3Builder::from_env()
        .with_bucket_name(&config.bucket)
        .with_region(&config.region)
        .with_retry(retry);
    if let Some(endpoint) = &config.endpoint {
        // Without TLS only where the address says so: a server on this machine, or in a tunnel.
        builder = builder.with_endpoint(endpoint);
        builder = builder.with_client_options(client.with_allow_http(endpoint.starts_with("http://")));
    } else {
        builder = builder.with_client_options(client);
    }
    if let Some(key) = &config.key {
        builder = builder.with_access_key_id(key);
    }
    if let Some(secret) = &config.secret {
        builder = builder.with_secret_access_key(secret.expose());
    }
    let store = builder.build()?;
    Ok(match config.prefix.trim_matches('/') {
        "" => Blobs::new(Arc::new(store)),
        prefix => Blobs::new(Arc::new(PrefixStore::new(store, prefix))),
    })
}
