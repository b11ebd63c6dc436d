#![expect(clippy::disallowed_methods, reason = "the clock is used for measuring only")]
//! What the stages took becomes a table.

use std::fmt::Write;
use std::time::{Duration, Instant};

/// How long the stages took, and how much went through them.
#[derive(Debug)]
pub struct Timings {
    begun: Instant,
    rows: Vec<TimingRow>,
}

#[derive(Debug)]
struct TimingRow {
    stage: &'static str,
    wall: Duration,
    items: usize,
    bytes: u64,
}

impl Timings {
    /// Begins to measure.
    pub fn start() -> Self {
        Self { begun: Instant::now(), rows: Vec::new() }
    }

    /// Runs a stage. `size` tells how many things and how many bytes came out of it.
    pub fn stage<T>(
        &mut self,
        stage: &'static str,
        work: impl FnOnce() -> T,
        size: impl FnOnce(&T) -> (usize, u64),
    ) -> T {
        let begun = Instant::now();
        let result = work();
        let wall = begun.elapsed();
        let (items, bytes) = size(&result);
        self.rows.push(TimingRow { stage, wall, items, bytes });
        result
    }

    /// Notes how many there were of something that took no time.
    pub fn count(&mut self, what: &'static str, items: usize) {
        self.rows.push(TimingRow { stage: what, wall: Duration::ZERO, items, bytes: 0 });
    }

    /// The seconds since the start, with two decimals.
    pub fn seconds(&self) -> String {
        format!("{:.2} s", self.begun.elapsed().as_secs_f64())
    }

    /// The table, one line a stage, and a last line for the whole.
    pub fn table(&self) -> String {
        let total = TimingRow { stage: "total", wall: self.begun.elapsed(), items: 0, bytes: 0 };
        let mut table = format!("{:<10} {:>10} {:>9} {:>10}\n", "stage", "wall", "items", "bytes");
        for row in self.rows.iter().chain([&total]) {
            let items = if row.items == 0 { String::new() } else { row.items.to_string() };
            let bytes = if row.bytes == 0 { String::new() } else { self::bytes(row.bytes) };
            let line = format!("{:<10} {:>8.3} s {items:>9} {bytes:>10}", row.stage, row.wall.as_secs_f64());
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{}", line.trim_end());
        }
        table
    }
}

/// A size for people: `812 B`, `8.1 MB`; powers of a thousand.
pub fn bytes(size: u64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"];
    let mut scaled = size as f64;
    let mut unit = 0;
    while scaled >= 999.95 && unit + 1 < units.len() {
        scaled /= 1000.0;
        unit += 1;
    }
    if unit == 0 { format!("{size} B") } else { format!("{scaled:.1} {}", units[unit]) }
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_have_one_decimal_from_a_kilobyte_on() {
        let sizes = [0, 999, 1000, 8_123_456, 999_960, 12_000_000_000].map(bytes);
        assert_eq!(sizes, ["0 B", "999 B", "1.0 kB", "8.1 MB", "1.0 MB", "12.0 GB"]);
    }
}
