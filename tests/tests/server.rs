//! Journeys of several devices and the real server, over TCP: what a client does, through the companion, and what is then
//! the same on all devices. Each runs with the server's rows in SQLite and in PostgreSQL (`scripts/services.sh` starts one;
//! without it those pass, and say that they did nothing). Time is set, never waited for.
//!
//! Not for: what goes wrong on the way (`core/src/sync/simulation`), single calls (`backend/tests`), or what the program
//! prints (`tests/terminal`).

#![expect(clippy::unwrap_used, reason = "a journey stops where a step fails")]

#[path = "server/account.rs"]
mod account;
#[path = "server/apart.rs"]
mod apart;
#[path = "server/blind.rs"]
mod blind;
#[path = "server/device.rs"]
mod device;
#[path = "server/house.rs"]
mod house;
#[allow(dead_code, reason = "the journeys of photos use all of it")]
#[path = "photos/phone.rs"]
mod phone;
#[path = "server/sheets.rs"]
mod sheets;

macro_rules! on_both_stores {
    ($($room:ident: $($journey:ident),+;)+) => {
        mod sqlite {
            $($(
                #[test]
                fn $journey() {
                    crate::$room::$journey(&crate::house::House::sqlite());
                }
            )+)+
        }

        mod postgres {
            $($(
                #[test]
                fn $journey() {
                    if let Some(house) = crate::house::House::postgres(stringify!($journey)) {
                        crate::$room::$journey(&house);
                    }
                }
            )+)+
        }
    };
}

on_both_stores! {
    apart: two_devices_edit_for_a_week_and_meet, ten_thousand_entries_reach_a_second_device;
    account: a_lost_phone_comes_back_from_the_code_alone, a_revoked_device_is_shut_out_and_keeps_its_diary,
        a_changed_code_shuts_the_old_one_out, a_deleted_account_leaves_nothing_on_the_server;
    sheets: a_studios_next_revision_is_accepted_by_hand_and_counts_everywhere;
    blind: the_server_has_nothing_to_read;
}
