//! Every message as it travels, against `golden/*.json`. A difference there is a break between versions.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use stipple_wire::{
    AccountId, Bytes, ChallengeRequest, ChallengeResponse, Device, DeviceRequest, DeviceResponse,
    DeviceToken, DevicesResponse, Fixed, GENESIS, Hash, Head, NewRecord, Problem, ProblemType, PullResponse,
    PulledRecord, PushRequest, PushResponse, RegisterRequest, RegisterResponse, SheetRequest, SheetResponse,
    StoredRecord, account_id, account_message, device_message, hash,
};
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(0x0011_2233_4455_4677_8899_aabb_ccdd_eeff);
const NEVER: &str = "2026-11-28T06:31:19Z";

/// Written as the file says, and read back from it.
fn golden<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(name: &str, message: &T) {
    let file = written_as(name, message);
    assert_eq!(&serde_json::from_str::<T>(&file).unwrap(), message);
    // What a newer side adds is passed over.
    let mut more: serde_json::Value = serde_json::from_str(&file).unwrap();
    more["added later"] = serde_json::json!({"by": "somebody"});
    assert_eq!(&serde_json::from_value::<T>(more).unwrap(), message);
}

fn written_as(name: &str, message: &impl Serialize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.json"));
    let written = serde_json::to_string_pretty(message).unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let file = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, file, "{name}: UPDATE_GOLDEN=1 cargo test -p stipple-wire rewrites it");
    file
}

#[test]
fn accounts_and_devices() {
    let public_key = Fixed([7; 32]);
    let account = account_id(&public_key);
    golden("register_request", &RegisterRequest { public_key, signature: Fixed([8; 64]), invitation: None });
    golden(
        "register_request_invited",
        &RegisterRequest { public_key, signature: Fixed([8; 64]), invitation: Some("day 4".to_owned()) },
    );
    golden("register_response", &RegisterResponse { account });
    golden("challenge_request", &ChallengeRequest { account });
    golden("challenge_response", &ChallengeResponse { nonce: Fixed([9; 32]), expires: NEVER.to_owned() });
    let label = Bytes(b"sealed".to_vec());
    golden(
        "device_request",
        &DeviceRequest { account, nonce: Fixed([9; 32]), signature: Fixed([8; 64]), label: label.clone() },
    );
    golden("device_response", &DeviceResponse { device: ID, token: DeviceToken("dG9rZW4".to_owned()) });
    let device = Device {
        id: ID,
        label,
        created: NEVER.to_owned(),
        last_seen: "2026-11-28".to_owned(),
        current: true,
    };
    golden(
        "devices_response",
        &DevicesResponse { devices: vec![device.clone()], next: Some("AAE".to_owned()) },
    );
    golden("devices_response_last", &DevicesResponse { devices: vec![device], next: None });
}

#[test]
fn records() {
    let records = vec![NewRecord { id: ID, ciphertext: Bytes(b"sealed".to_vec()) }];
    golden("push_request", &PushRequest { records });
    let head = Head { seq: 41, chain: hash(b"chain") };
    golden("push_response", &PushResponse { stored: vec![StoredRecord { id: ID, seq: 41 }], head });
    let records = vec![
        PulledRecord { seq: 40, id: ID, hash: hash(b"sealed"), ciphertext: Some(Bytes(b"sealed".to_vec())) },
        PulledRecord { seq: 41, id: ID, hash: hash(b"deleted"), ciphertext: None },
    ];
    golden("pull_response", &PullResponse { records, head });
    golden("head", &Head::EMPTY);
    assert_eq!(GENESIS, Hash([0; 32]));
}

#[test]
fn sheets() {
    let (text, signature, public_key) = ("format = 1\n", "untrusted comment: …\n", "RWQ…");
    golden(
        "sheet_request",
        &SheetRequest {
            text: text.to_owned(),
            signature: signature.to_owned(),
            public_key: public_key.to_owned(),
        },
    );
    golden(
        "sheet_response",
        &SheetResponse {
            id: "scalp-envy".to_owned(),
            revision: 3,
            text: text.to_owned(),
            signature: signature.to_owned(),
            public_key: public_key.to_owned(),
        },
    );
}

#[test]
fn problems() {
    golden("problem", &Problem::new(ProblemType::Unauthorized, "send a token"));
    golden(
        "problem_record_conflict",
        &Problem { ids: vec![ID], ..Problem::new(ProblemType::RecordConflict, "one is known") },
    );
    golden(
        "problem_chain_unknown",
        &Problem { head: Some(Head::EMPTY), ..Problem::new(ProblemType::ChainUnknown, "other") },
    );
    let all: serde_json::Map<String, serde_json::Value> =
        ProblemType::ALL.iter().map(|kind| (kind.urn(), kind.status().into())).collect();
    written_as("problem_types", &all);
}

#[test]
fn problem_types_are_found_again() {
    for kind in ProblemType::ALL {
        assert_eq!(Problem::new(kind, "").problem_type(), Some(kind));
    }
    let newer = Problem {
        kind: "urn:stipple:problem:of-next-year".to_owned(),
        ..Problem::new(ProblemType::Internal, "")
    };
    assert_eq!(newer.problem_type(), None);
}

#[test]
fn what_is_signed_never_changes() {
    let account = AccountId([1; 32]);
    let message = device_message(&account, &Fixed([2; 32]), &Bytes(b"label".to_vec()));
    assert_eq!(message.len(), 17 + 96);
    assert_eq!(&message[..17], b"stipple device v1");
    assert_eq!(message[17..49], [1; 32]);
    assert_eq!(message[49..81], [2; 32]);
    assert_eq!(message[81..], hash(b"label").0);
    assert_eq!(account_message(&Fixed([3; 32])), [b"stipple account v1".as_slice(), &[3; 32]].concat());
}
