//! What does not lift becomes the typed error, and not an exception of UniFFI's own.

use chrono::NaiveDate;
use chrono_tz::Tz;
use stipple_core::companion::PlanSession;
use stipple_core::foreign::StippleError;
use stipple_core::time::Instant;
use uniffi::{FfiConverter, Lift, LiftArgsError, LowerReturn, RustBuffer, RustCallError};

use super::{Phone, tuesday};
use crate::UniFfiTag;

fn text(text: &str) -> RustBuffer {
    RustBuffer::from_vec(text.as_bytes().to_vec())
}

/// What a function that returns the typed error makes of an argument that does not lift.
fn refused<T>(lifted: uniffi::Result<T>) -> String {
    let Err(error) = lifted else { panic!("it lifts") };
    let error = LiftArgsError { arg_name: "argument", error };
    match <Result<(), StippleError> as LowerReturn<UniFfiTag>>::handle_failed_lift(error) {
        Err(RustCallError::Error(buffer)) => {
            match <StippleError as Lift<UniFfiTag>>::try_lift_from_rust_buffer(buffer) {
                Ok(StippleError::BadInput { told }) => told,
                other => panic!("{other:?}"),
            }
        }
        _ => panic!("an exception of UniFFI's own"),
    }
}

#[test]
fn an_argument_that_is_none_is_bad_input() {
    assert!(refused(<Tz as Lift<UniFfiTag>>::try_lift(text("GMT+01:00"))).contains("is no time zone"));
    assert!(refused(<NaiveDate as Lift<UniFfiTag>>::try_lift(text("2026-13-01"))).contains("is no date"));
    assert!(refused(<Instant as Lift<UniFfiTag>>::try_lift(i64::MAX)).contains("is no moment"));
}

#[test]
fn what_can_be_told_and_not_be_kept_is_bad_input() {
    let phone = Phone::new();
    phone.begin();
    let before = phone.archive();
    let late = Instant::parse("2299-12-31T23:00:00Z").unwrap().plus_hours(24);
    let session = PlanSession { starts: late, ends: None, zone: None, is_final: false, touch_up: false };
    assert!(matches!(phone.stipple.plan_session(session), Err(StippleError::BadInput { .. })));
    assert!(phone.stipple.can("swim", Some(late)).is_ok());
    assert_eq!(phone.archive(), before);
}

#[test]
fn so_it_is_inside_a_record() {
    let mut bytes = Vec::new();
    <Instant as FfiConverter<UniFfiTag>>::write(tuesday(), &mut bytes);
    bytes.extend([0, 1, 0, 0, 0, 5]);
    bytes.extend(b"Londn");
    bytes.extend([0, 0]);
    let lifted = <PlanSession as Lift<UniFfiTag>>::try_lift(RustBuffer::from_vec(bytes));
    assert!(refused(lifted).contains("“Londn” is no time zone"));
}
