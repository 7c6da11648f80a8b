//! Measuring, and the table that is printed: a line for each figure.

use crate::Fallible;
use std::{
    fmt::Display,
    future::Future,
    hint::black_box,
    time::{Duration, Instant},
};

/// How long one thing took, each time.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn once(time: Duration) -> Self {
        Self(vec![time])
    }

    pub fn add(&mut self, time: Duration) {
        let place = self.0.partition_point(|known| *known <= time);
        self.0.insert(place, time);
    }

    /// In ascending order.
    pub fn in_ms(&self) -> Vec<f64> {
        self.0.iter().map(|time| time.as_secs_f64() * 1e3).collect()
    }

    /// `None` for what was not measured.
    fn at(&self, percent: usize) -> Option<f64> {
        let last = self.0.len().checked_sub(1)?;
        let time = self.0[(self.0.len() * percent / 100).min(last)];
        Some(time.as_secs_f64() * 1e3)
    }
}

/// Does something and says how long it took.
pub async fn timed<T>(work: impl Future<Output = Fallible<T>>) -> Fallible<(T, Duration)> {
    let start = Instant::now();
    let value = work.await?;
    Ok((value, start.elapsed()))
}

/// The same for what blocks. What it made is given back, so that letting go of
/// it is not measured.
pub fn timed_now<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = black_box(work());
    (value, start.elapsed())
}

pub fn head() {
    println!("milliseconds; the ratio is ours to the peer's, median to median");
    println!(
        "\n{:<52}{:>6}{:>10}{:>10}{:>10}{:>8}",
        "", "times", "median", "p95", "peer", "ratio"
    );
}

pub fn chapter(name: &str) {
    println!("\n{name}");
}

/// A figure that has no peer.
pub fn line(name: &str, times: &Times) {
    beside(name, times, &Times::default());
}

/// A figure and, beside it, its peer's.
pub fn beside(name: &str, times: &Times, peer: &Times) {
    let figure = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |ms| format!("{ms:.2}"));
    let ratio = match (times.at(50), peer.at(50)) {
        (Some(ours), Some(theirs)) if theirs > 0.0 => format!("{:.2}", ours / theirs),
        _ => "-".to_owned(),
    };
    println!(
        "  {name:<50}{:>6}{:>10}{:>10}{:>10}{ratio:>8}",
        times.0.len(),
        figure(times.at(50)),
        figure(times.at(95)),
        figure(peer.at(50)),
    );
}

/// Something that was counted, not timed.
pub fn fact(name: &str, value: impl Display) {
    // A Chinese character takes two columns.
    let wide = name.chars().filter(|one| *one >= '\u{2e80}').count();
    println!("  {name:<width$}  {value}", width = 50 - wide.min(50));
}
