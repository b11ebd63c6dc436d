//! A severity becomes the shape that marks it.

/// The shape of a severity: 0 for the worst to 3, 4 for a word on no scale. The house's order counts; without one, the
/// order that common words have.
pub(crate) fn shape(listed: bool, rank: usize, word: &str) -> usize {
    if listed {
        return rank.min(3);
    }
    let word: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let scale: [&[&str]; 4] = [
        &["sev0", "p0", "s0", "sev1", "p1", "s1", "critical", "blocker", "down", "majoroutage"],
        &["sev2", "p2", "s2", "major", "high", "disrupted", "partialoutage"],
        &["sev3", "p3", "s3", "moderate", "medium", "degraded"],
        &["sev4", "p4", "s4", "sev5", "p5", "s5", "minor", "low", "notice", "info", "informational"],
    ];
    scale.iter().position(|words| words.contains(&word.as_str())).unwrap_or(4)
}
