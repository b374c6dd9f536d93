#!/usr/bin/env bash
# What the hostile files cost that core/photo/tests/corpus makes: the worst in time and memory. Fails above 250 ms or 64 MiB.
# Not for: whether the answers are right (cargo test -p stipple-photo --test hostile).
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo run --release --locked -q -p stipple-photo --example hostile_limits
