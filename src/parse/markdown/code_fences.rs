//! Lines become a yes or no: does a code fence hold them, and is it closed?

/// Follows code fences; whether the line is one or stands in one.
pub(crate) fn follows_fence(bare: &str, fence: &mut Option<(char, usize)>) -> bool {
    let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'));
    let run = mark.map_or(0, |mark| bare.chars().take_while(|c| *c == mark).count());
    match (*fence, mark) {
        (None, Some(mark)) if run >= 3 && !(mark == '`' && bare[run..].contains('`')) => *fence = Some((mark, run)),
        (Some((open, length)), Some(mark)) if open == mark && run >= length && bare[run..].trim().is_empty() => {
            *fence = None
        }
        _ => return fence.is_some(),
    }
    true
}

/// Whether the text of a fenced block ends with a closing fence.
pub(crate) fn fence_closed(block: &str) -> bool {
    let open = block.trim_start_matches([' ', '>', '\t']);
    let mark = open.chars().next().unwrap_or('`');
    let run = open.chars().take_while(|c| *c == mark).count();
    let last = block.trim_end().rsplit('\n').next().unwrap_or("").trim_start_matches([' ', '>', '\t']);
    block.trim_end().contains('\n')
        && last.chars().filter(|c| *c == mark).count() >= run
        && last.chars().all(|c| c == mark)
}
