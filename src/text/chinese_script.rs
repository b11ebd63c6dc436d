//! A Chinese text becomes the script that it is written in: traditional or simplified characters.

/// Chinese in the script whose characters the other one's oldest encoding cannot write.
pub(super) fn script_of_chinese(prose: &str) -> &'static str {
    let (mut traditional, mut simplified) = (0, 0);
    let mut buffer = [0; 4];
    for c in prose.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)) {
        let letter: &str = c.encode_utf8(&mut buffer);
        let (bytes, _, failed) = encoding_rs::GBK.encode(letter);
        // GBK holds the older GB 2312, of simplified characters alone, in the rows whose second byte is high.
        let in_gb2312 = !failed && matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe]);
        let (_, _, failed) = encoding_rs::BIG5.encode(letter);
        match (in_gb2312, !failed) {
            (true, false) => simplified += 1,
            (false, true) => traditional += 1,
            _ => {}
        }
    }
    match () {
        () if traditional > simplified => "zh-Hant",
        () if simplified > traditional => "zh-Hans",
        () => "zh",
    }
}

/// How many characters of `prose` are simplified ones that Japanese does not write.
pub(super) fn of_chinese_alone(prose: &str) -> usize {
    let mut buffer = [0; 4];
    let han = prose.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    han.filter(|c| {
        let letter: &str = c.encode_utf8(&mut buffer);
        let (.., not_japanese) = encoding_rs::SHIFT_JIS.encode(letter);
        let (bytes, _, failed) = encoding_rs::GBK.encode(letter);
        not_japanese && !failed && matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe])
    })
    .count()
}

/// Whether a Chinese text is written in traditional characters.
pub(super) fn is_traditional(text: &str) -> bool {
    script_of_chinese(text) == "zh-Hant"
}
