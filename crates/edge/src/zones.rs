//! Time zones, from the table of the runtime: the core has none.

use usher_core::routing::hours::{Offsets, Zone};
use usher_core::routing::settings::Settings;

/// For how long ahead changes are looked for, in milliseconds. No zone changes twice in it.
const AHEAD_MS: i64 = 3 * 86_400_000;
/// For how long what was found is good: the rest is for what is asked of the day after.
const GOOD_MS: i64 = 86_400_000;

/// How far the time zones that settings name are from UTC.
#[derive(Default)]
pub struct Zones {
    told: Vec<(Zone, Offsets)>,
    from_ms: i64,
    until_ms: i64,
}

impl Zones {
    /// Those of the settings at a moment and for some days after it. One that the runtime does not know is left out.
    pub fn around(settings: &Settings, now_ms: i64) -> Self {
        let mut told: Vec<(Zone, Offsets)> = Vec::new();
        for zone in settings.hours.iter().filter_map(|(_, hours)| hours.zone.as_ref()) {
            if told.iter().any(|(known, _)| known == zone) {
                continue;
            }
            if let Some(offsets) = table::Table::of(zone).and_then(|table| ahead(&table, now_ms)) {
                told.push((zone.clone(), offsets));
            }
        }
        Self { told, from_ms: now_ms, until_ms: now_ms + GOOD_MS }
    }

    /// Looks again where this is of another day.
    pub fn renew(&mut self, settings: &Settings, now_ms: i64) {
        if !(self.from_ms..self.until_ms).contains(&now_ms) {
            *self = Self::around(settings, now_ms);
        }
    }

    /// Each zone with its offsets.
    pub fn offsets(&self) -> &[(Zone, Offsets)] {
        &self.told
    }
}

/// Whether the runtime knows a time zone.
pub fn is_known(zone: &Zone) -> bool {
    table::Table::of(zone).is_some()
}

fn ahead(table: &table::Table, now_ms: i64) -> Option<Offsets> {
    let (mut before, mut after) = (now_ms, now_ms.saturating_add(AHEAD_MS));
    let (first, last) = (table.minutes(before)?, table.minutes(after)?);
    if first == last {
        return Some(Offsets::fixed(first));
    }
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if table.minutes(middle)? == first { before = middle } else { after = middle }
    }
    Offsets::changing(first, &[(after, last)])
}

/// Reads `GMT`, `GMT+3`, `GMT+03:00` or `GMT-00:44:30`, with anything before it. Seconds are of the time before railways.
fn minutes_of(text: &str) -> Option<i32> {
    let offset = text.rsplit_once("GMT")?.1;
    let (sign, told) = match (offset.strip_prefix('+'), offset.strip_prefix(['-', '\u{2212}'])) {
        (Some(east), _) => (1, east),
        (_, Some(west)) => (-1, west),
        _ => return offset.is_empty().then_some(0),
    };
    let mut parts = told.split(':').map(|part| part.parse::<i32>().ok());
    let (hours, minutes) = (parts.next()??, parts.next().unwrap_or(Some(0))?);
    Some(sign * (hours * 60 + minutes))
}

#[cfg(target_arch = "wasm32")]
mod table {
    use js_sys::{Object, Reflect};
    use usher_core::routing::hours::Zone;
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        // Bound here, and not by `js-sys`: there it throws past us where a zone is not known.
        #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
        type Format;

        #[wasm_bindgen(catch, constructor, js_namespace = Intl, js_class = "DateTimeFormat")]
        fn new(locale: &str, options: &Object) -> Result<Format, JsValue>;

        #[wasm_bindgen(method, catch)]
        fn format(this: &Format, moment_ms: f64) -> Result<String, JsValue>;
    }

    /// A time zone of the runtime.
    pub(super) struct Table(Format);

    impl Table {
        pub(super) fn of(zone: &Zone) -> Option<Self> {
            let options = Object::new();
            for (name, value) in [("timeZone", zone.as_str()), ("timeZoneName", "longOffset")] {
                Reflect::set(&options, &name.into(), &value.into()).ok()?;
            }
            Format::new("en-US", &options).ok().map(Self)
        }

        /// How far it is from UTC at a moment.
        pub(super) fn minutes(&self, moment_ms: i64) -> Option<i32> {
            super::minutes_of(&self.0.format(moment_ms as f64).ok()?)
        }
    }
}

/// Beside workerd there is no table: only the zones that have their offset in their name.
#[cfg(not(target_arch = "wasm32"))]
mod table {
    use usher_core::routing::hours::Zone;

    pub(super) struct Table(i32);

    impl Table {
        pub(super) fn of(zone: &Zone) -> Option<Self> {
            let minutes = super::minutes_of(&zone.as_str().strip_prefix("Etc/")?.replace("UTC", "GMT"))?;
            // To the west of Greenwich they count up.
            Some(Self(-minutes))
        }

        pub(super) fn minutes(&self, _: i64) -> Option<i32> {
            Some(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read() {
        for (text, minutes) in [
            ("11/22/2026, GMT+03:00", 180),
            ("7/1/2026, GMT-03:30", -210),
            ("1/1/2026, GMT\u{2212}5", -300),
            ("1/1/2026, GMT", 0),
            ("1/7/1972, GMT-00:44:30", -44),
        ] {
            assert_eq!(minutes_of(text), Some(minutes), "{text}");
        }
        for text in ["", "11/22/2026", "GMT+", "GMT+x:00", "GMT+03:x"] {
            assert_eq!(minutes_of(text), None, "{text}");
        }
    }
}
