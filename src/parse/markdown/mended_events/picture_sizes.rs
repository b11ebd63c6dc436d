//! A size behind the words of a picture goes, as Obsidian has it: `![A map|300x200](map.png)`.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::model::Span;

pub(super) fn mend(events: &mut [(Event<'_>, Span)]) {
    let mut images = 0usize;
    for ix in 0..events.len() {
        match &events[ix].0 {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            Event::Text(words) if images > 0 => {
                let is_last = matches!(events.get(ix + 1), Some((Event::End(TagEnd::Image), _)));
                if let Some(words) = without_size(words).filter(|_| is_last) {
                    events[ix].0 = Event::Text(CowStr::from(words.to_owned()));
                }
            }
            _ => {}
        }
    }
}

/// The words before a bar and a size.
fn without_size(words: &str) -> Option<&str> {
    let (words, size) = words.rsplit_once('|')?;
    let (width, height) = size.trim().split_once('x').unwrap_or((size.trim(), "0"));
    let is_number = |text: &str| !text.is_empty() && text.len() < 5 && text.bytes().all(|b| b.is_ascii_digit());
    (is_number(width) && is_number(height)).then(|| words.trim_end())
}
