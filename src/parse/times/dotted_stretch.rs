//! Two numbers such as `9.10` and `10.05` become clocks where the words around them make them a stretch of time: "mellan 9.10 och 10.05".

/// What begins a stretch and what joins its ends, in languages that write a clock with a full stop. "From 1.24 to 1.25" is of versions more
/// often than not: there one of the two must look like a clock.
const BETWEEN: [(&str, &str); 5] =
    [("mellan", "och"), ("mellom", "og"), ("mellem", "og"), ("tussen", "en"), ("zwischen", "und")];
const FROM: [(&str, &str); 6] =
    [("från", "till"), ("fra", "til"), ("frå", "til"), ("van", "tot"), ("von", "bis"), ("dalle", "alle")];

/// What leads to a clock and says no more.
const LEADS: [&str; 8] = ["kl", "kl.", "klokken", "klockan", "klokka", "ca", "ca.", "omkring"];

/// Whether the number at `start..end` of `text` is an end of a stretch between clocks.
pub(super) fn is_in_dotted_stretch(text: &str, start: usize, end: usize) -> bool {
    let number = text.get(start..end).unwrap_or_default();
    let before = text.get(..start).unwrap_or_default().rsplit(char::is_whitespace).filter(|word| is_said(word));
    let after = text.get(end..).unwrap_or_default().split(char::is_whitespace).filter(|word| is_said(word));
    let (before, after): (Vec<&str>, Vec<&str>) = (before.take(3).collect(), after.take(2).collect());
    let first = || Some((*before.first()?, *after.first()?, clock(after.get(1)?)?));
    let last = || Some((*before.get(2)?, *before.first()?, clock(before.get(1)?)?));
    [first(), last()].into_iter().flatten().any(|(opener, joint, other)| {
        let is = |pairs: &[(&str, &str)]| pairs.iter().any(|(a, b)| a.eq_ignore_ascii_case(opener) && *b == joint);
        is(&BETWEEN) || is(&FROM) && [number, other].iter().any(|clock| clock.starts_with('0'))
    })
}

/// Whether the number at `at` is called a clock by the words around it, so that it is no day: "till kl. 10.05."
pub(super) fn is_clock_by_words(text: &str, at: usize) -> bool {
    let word = text.get(at..).and_then(|rest| rest.split(char::is_whitespace).next()).and_then(clock);
    word.is_some_and(|word| {
        let lead = text.get(..at).unwrap_or_default().split_whitespace().next_back();
        lead.is_some_and(|lead| LEADS[..5].iter().any(|known| known.eq_ignore_ascii_case(lead)))
            || is_in_dotted_stretch(text, at, at + word.len())
    })
}

fn is_said(word: &str) -> bool {
    !word.is_empty() && !LEADS.contains(&word)
}

/// The clock that a word is: `9.10`, perhaps before a mark.
fn clock(word: &str) -> Option<&str> {
    let word = word.trim_end_matches([',', '.', ')', ';', ':']);
    let (hour, minute) = word.split_once('.')?;
    let small = |part: &str, least, most: u8| {
        (least..=2).contains(&part.len()) && part.parse::<u8>().is_ok_and(|number| number < most)
    };
    (small(hour, 1, 24) && small(minute, 2, 60)).then_some(word)
}

#[cfg(test)]
mod tests {
    use crate::parse::times::scan;

    #[test]
    fn a_stretch_between_two_numbers_is_one_of_clocks_where_words_say_so() {
        let cases = [
            ("mellan 9.10 och 10.05", Some((Some(9), Some(10)))),
            ("mellem kl. 09.10 og 10.05", Some((Some(9), Some(10)))),
            ("tussen 9.10 en 10.05 uur", Some((Some(9), Some(10)))),
            ("fra 09.10 til 10.05", Some((Some(9), Some(10)))),
            ("från 1.24 till 1.25", None),
            ("mellan 9.1 och 10.05", None),
        ];
        for (text, expected) in cases {
            let found = scan(text).filter(|found| !found.parts.dotted);
            let read = found.map(|found| (found.parts.hour, found.until.and_then(|until| until.hour)));
            assert_eq!(read, expected, "{text}");
        }
    }
}
