"""Derivations and sealed records, worked out again with libraries that share no code with ours.

    python check_sync_vectors.py core/tests/vectors/sync-v1.json
"""

import json
import sys
from uuid import UUID

from blake3 import blake3
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"


def derive(secret: bytes, label: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=label).derive(secret)


def code(secret: bytes) -> str:
    number = int.from_bytes(secret, "big")
    digits = [SYMBOLS[number >> 5 * place & 31] for place in reversed(range(26))]
    plain = "".join(digits) + SYMBOLS[number % 37]
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def open_sealed(key: bytes, sealed: bytes, data: bytes) -> bytes:
    assert sealed[0] == 1, "another version"
    return decrypt(sealed[25:], data, sealed[1:25], key)


def check(vector: dict) -> None:
    field = lambda name: bytes.fromhex(vector[name])
    secret = field("secret")
    assert code(secret) == vector["code"]
    key = Ed25519PrivateKey.from_private_bytes(derive(secret, b"stipple v1 account key"))
    public = key.public_key().public_bytes_raw()
    account = blake3(public).digest()
    assert public == field("public_key") and account == field("account")
    log, label = derive(secret, b"stipple v1 log key"), derive(secret, b"stipple v1 device label key")
    assert log == field("log_key") and label == field("label_key")
    assert key.sign(b"stipple account v1" + public) == field("account_signature")
    sealed_label = field("device_label_sealed")
    name = open_sealed(label, sealed_label, b"stipple device label v1" + account)
    assert name.decode() == vector["device_label"]
    message = b"stipple device v1" + account + field("device_nonce") + blake3(sealed_label).digest()
    assert key.sign(message) == field("device_signature")
    data = b"stipple record v1" + account + UUID(vector["record"]).bytes
    assert open_sealed(log, field("record_sealed"), data).decode() == vector["record_plain"]


with open(sys.argv[1], encoding="utf-8") as file:
    vectors = json.load(file)["vectors"]
for vector in vectors:
    check(vector)
print(f"{len(vectors)} passed, 0 failed: vectors of keys and sealed records, worked out by other libraries")
