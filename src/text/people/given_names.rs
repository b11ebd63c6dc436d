//! Three lists become an answer: whether people are given a word as their name.
//!
//! No list has all names, and none can: what is not in it may be a name all the same.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::fold;

/// Common in countries where English is spoken; where they come from stands at the head of the file.
const ENGLISH: &str = include_str!("given_names_en.txt");

/// Common elsewhere.
const OTHERS: &str = include_str!("given_names.txt");

/// Of sixty countries; where they come from stands at the head of the file.
const WIDE: &str = include_str!("given_names_wide.txt");

/// Common family names where people are called by them, as written there.
const FAMILY: &str = "
    佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 清水 山崎 阿部 池田 橋本 石川 前田 藤田 小川
    岡田 後藤 長谷川 村上 近藤 石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 岡本 松田 中島 中川 原田 小野 田村 竹内 金子 和田 中山 石田 上田
    森田 王伟 王芳 李娜 李伟 张伟 张敏 刘洋 陈静 小王 小李 小张 小刘 小陈 老王 老李 老张";

static GIVEN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = ENGLISH.lines().chain(OTHERS.lines()).chain(WIDE.lines()).filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).chain(FAMILY.split_whitespace()).collect()
});

/// Whether `word`, written as a name is, is one of the lists; of two joined by a hyphen the first counts.
pub fn is_given_name(word: &str) -> bool {
    let first = word.split(['-', '‐']).next().unwrap_or(word);
    let mut letters = first.chars();
    let capital = letters.next().is_some_and(|c| !c.is_lowercase() && c.is_alphabetic());
    capital && !letters.any(char::is_uppercase) && GIVEN.contains(&*fold(first))
}
