//! Whole numbers, each within its range.

use crate::policy::form::word::Range;
use crate::routing::settings::SETTINGS_VERSION;
use crate::routing::settings::capacity::{CALLS_MAX, TEXT_MAX, WEIGHT_MAX};
use crate::routing::settings::group::PRIORITY_MAX;
use crate::routing::settings::waiting::SECONDS_MAX;

/// Declares whole numbers within a range.
macro_rules! range {
    ($(#[$doc:meta])* $name:ident, $min:expr, $max:expr, $code:literal) => {
        $(#[$doc])*
        pub(in crate::routing::settings) struct $name;

        impl Range for $name {
            type Of = u32;
            const MIN: i64 = $min as i64;
            const MAX: i64 = $max as i64;
            const CODE: &'static str = $code;
        }
    };
}

range!(
    /// A time, in seconds.
    Seconds, 0, SECONDS_MAX, "seconds_out_of_range"
);
range!(
    /// A capacity for text.
    Writing, 0, TEXT_MAX, "capacity_out_of_range"
);
range!(
    /// A capacity for calls.
    Calls, 0, CALLS_MAX, "capacity_out_of_range"
);
range!(
    /// The weight of a chat.
    Weight, 1, WEIGHT_MAX, "weight_out_of_range"
);
range!(
    /// A priority.
    Priority, 0, PRIORITY_MAX, "priority_out_of_range"
);

/// The version of the document.
pub(in crate::routing::settings) struct SettingsVersion;

impl Range for SettingsVersion {
    type Of = u32;
    const MIN: i64 = SETTINGS_VERSION as i64;
    const MAX: i64 = SETTINGS_VERSION as i64;
    const CODE: &'static str = "routing_unknown_version";

    fn message() -> String {
        format!("only version {SETTINGS_VERSION} is understood")
    }
}
