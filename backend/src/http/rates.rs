//! How often an address or an account may ask.
//!
//! Not for: how much it may keep (`store::Quota`).

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use stipple_wire::{AccountId, ProblemType};

use super::{AppState, Failure, Peer};
use crate::config;

/// Both limits; none where 0 is configured.
pub(super) struct Rates {
    addresses: Option<DefaultKeyedRateLimiter<IpAddr>>,
    accounts: Option<DefaultKeyedRateLimiter<AccountId>>,
}

impl Rates {
    pub(super) fn new(rates: &config::Rates) -> Self {
        Self {
            addresses: quota(rates.address_per_second, rates.address_burst).map(RateLimiter::keyed),
            accounts: quota(rates.account_per_second, rates.account_burst).map(RateLimiter::keyed),
        }
    }

    pub(super) fn per_account(&self, account: AccountId) -> Result<(), Failure> {
        check(self.accounts.as_ref(), &account, ProblemType::AccountRate)
    }

    pub(super) fn forget(&self) {
        if let Some(limiter) = &self.addresses {
            limiter.retain_recent();
        }
        if let Some(limiter) = &self.accounts {
            limiter.retain_recent();
        }
    }
}

fn quota(per_second: u32, burst: u32) -> Option<Quota> {
    let per_second = NonZeroU32::new(per_second)?;
    Some(Quota::per_second(per_second).allow_burst(NonZeroU32::new(burst).unwrap_or(per_second)))
}

fn check<K: Clone + std::hash::Hash + Eq>(
    limiter: Option<&DefaultKeyedRateLimiter<K>>,
    key: &K,
    kind: ProblemType,
) -> Result<(), Failure> {
    let Some(limiter) = limiter else { return Ok(()) };
    limiter.check_key(key).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        Failure::new(kind, "wait before asking again").retry_after(wait.as_secs() + 1)
    })
}

/// Before anything else is done for a request.
pub(super) async fn per_address(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let allowed = match address(&state, &request) {
        Some(address) => check(state.0.rates.addresses.as_ref(), &address, ProblemType::AddressRate),
        // In a test, or over a socket without addresses.
        None => Ok(()),
    };
    match allowed {
        Ok(()) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}

fn address(state: &AppState, request: &Request) -> Option<IpAddr> {
    let forwarded = || {
        let all = request.headers().get_all("x-forwarded-for").iter().next_back()?;
        all.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    let address = if state.config().behind_proxy { forwarded().or(peer) } else { peer };
    address.map(subscriber)
}

/// Whoever has an IPv6 address has a /64 of them.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}
