//! Prose becomes the language it is written in, or "undecided".
//!
//! By script first, then by a vote of little words: a word that k languages have counts 1/k for each of them. A language is named only where
//! it is plain; a closed set of languages would name a wrong one with full confidence.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::chinese_script::{of_chinese_alone, script_of_chinese};
use crate::text::primary_language;

/// How much prose is looked at, in characters: more changes nothing.
const LOOKED_AT: usize = 4_000;

/// Prose shorter than this decides nothing, in characters; of scripts that write a word in two or three, this many.
const SHORTEST: usize = 120;
const SHORTEST_DENSE: usize = 24;

/// So few letters of a script that one language writes decide: Hangul, kana, Han; Cyrillic with a letter of Russian.
const FEWEST: usize = 8;
const FEWEST_CYRILLIC: usize = 16;

/// The share of letters in East Asian scripts from which they decide, one part in so many.
const DENSE: usize = 6;

/// Of Han and kana, the share of kana that makes a text Japanese, one part in so many: Japanese prose has more than half.
const KANA: usize = 20;

/// The least vote that decides, and how far it must be ahead of the next.
const LEAST: f32 = 2.0;
const AHEAD: f32 = 1.25;

/// Which languages have a word, as places in the list of all languages.
type Languages = Vec<u16>;

/// The little words of a language, by its tag.
pub fn stop_words_of(lang: &str) -> Option<&'static [&'static str]> {
    stop_words::lookup(primary_language(lang).to_ascii_lowercase())
}

/// The little words of every language there is a list for: with one missing, its neighbour would win.
static LITTLE_WORDS: LazyLock<FxHashMap<&'static str, Languages>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Languages> = FxHashMap::default();
    for (place, language) in stop_words::available_languages().iter().enumerate() {
        let place = u16::try_from(place).unwrap_or(u16::MAX);
        for word in stop_words::lookup(language).unwrap_or_default() {
            let languages = words.entry(word).or_default();
            if languages.last() != Some(&place) {
                languages.push(place);
            }
        }
    }
    words
});

/// The language of `prose`, which holds no markup and no code, as a BCP 47 tag: `de`, `ja`, `zh-Hant`; `None` where it is not plain.
///
/// Norwegian of either form is `no`. Costs some tens of microseconds; the lists are read once.
pub fn language_of(prose: &str) -> Option<&'static str> {
    let (mut letters, mut hangul, mut kana, mut han) = (0, 0, 0, 0);
    let mut rest = prose.chars();
    rest.nth(LOOKED_AT - 1);
    let prose = &prose[..prose.len() - rest.as_str().len()];
    for c in prose.chars() {
        if c.is_ascii() {
            letters += usize::from(c.is_ascii_alphabetic());
            continue;
        }
        if !c.is_alphabetic() {
            continue;
        }
        letters += 1;
        match c {
            '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => hangul += 1,
            '\u{3040}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => kana += 1,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => han += 1,
            _ => {}
        }
    }
    let dense = hangul + kana + han;
    if dense * DENSE >= letters && dense > 0 {
        if dense < SHORTEST_DENSE {
            return of_few(prose, letters, hangul, kana, han);
        }
        return of_dense(prose, hangul, kana, han);
    }
    if letters < SHORTEST { of_few_cyrillic(prose, letters) } else { voted(prose) }
}

/// The language of few letters in East Asian scripts, where the script alone proves it.
fn of_few(prose: &str, letters: usize, hangul: usize, kana: usize, han: usize) -> Option<&'static str> {
    if (hangul + kana + han) * 2 < letters {
        return None;
    }
    match () {
        () if hangul >= FEWEST && hangul > kana + han => Some("ko"),
        () if kana >= FEWEST => Some("ja"),
        // Han alone is Chinese only where characters stand in it that Japanese does not write.
        () if han >= FEWEST && kana + hangul == 0 && of_chinese_alone(prose) >= 2 => Some("zh-Hans"),
        () => None,
    }
}

/// The language of few Cyrillic letters, where letters stand among them that of all who write so only Russian has.
fn of_few_cyrillic(prose: &str, letters: usize) -> Option<&'static str> {
    // Of Ukrainian, Belarusian, Serbian, Macedonian, Kazakh, Kyrgyz, Tatar, Bashkir, Tajik.
    const OTHERS: &str = "іїєґўјљњћђџќѓѕқәғңөұүһҳҷӣӯҡҙҫ";
    let lower = prose.to_lowercase();
    let cyrillic = lower.chars().filter(|c| ('\u{400}'..='\u{4ff}').contains(c)).count();
    let is_russian = lower.contains(['ы', 'э']) && !lower.contains(|c| OTHERS.contains(c));
    (cyrillic >= FEWEST_CYRILLIC && cyrillic * 10 >= letters * 9 && is_russian).then_some("ru")
}

/// The language of a text in East Asian scripts.
fn of_dense(prose: &str, hangul: usize, kana: usize, han: usize) -> Option<&'static str> {
    match () {
        () if hangul > kana + han => Some("ko"),
        () if kana * KANA >= kana + han => Some("ja"),
        () if hangul == 0 => Some(script_of_chinese(prose)),
        () => None,
    }
}

/// The language whose little words are the most.
fn voted(prose: &str) -> Option<&'static str> {
    let languages = stop_words::available_languages();
    let mut votes = vec![0.0f32; languages.len()];
    let lower = prose.to_lowercase();
    let words = lower.split(|c: char| !(c.is_alphabetic() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')));
    for word in words.filter(|word| !word.is_empty()) {
        let Some(having) = LITTLE_WORDS.get(word) else { continue };
        let vote = 1.0 / having.len() as f32;
        having.iter().for_each(|language| votes[usize::from(*language)] += vote);
    }
    let (mut best, mut next) = ((0, 0.0f32), 0.0f32);
    for (language, &vote) in votes.iter().enumerate() {
        if vote > best.1 {
            (best, next) = ((language, vote), best.1);
        } else {
            next = next.max(vote);
        }
    }
    if best.1 < LEAST {
        return None;
    }
    let named = languages[best.0];
    match named {
        "da" | "no" if best.1 < next * AHEAD => danish_or_norwegian(&lower),
        _ => (best.1 >= next * AHEAD).then_some(named),
    }
}

/// Which of two neighbours a text is in whose little words are mostly the same: by those that only one of them has.
fn danish_or_norwegian(lower: &str) -> Option<&'static str> {
    const DANISH: [&str; 12] =
        ["af", "blev", "efter", "hvad", "noget", "meget", "mere", "nogle", "mellem", "deres", "efterfølgende", "op"];
    const NORWEGIAN: [&str; 12] =
        ["av", "ble", "etter", "hva", "noe", "mye", "mer", "noen", "mellom", "ikkje", "vart", "opp"];
    let count = |words: [&str; 12]| lower.split(|c: char| !c.is_alphabetic()).filter(|w| words.contains(w)).count();
    match (count(DANISH), count(NORWEGIAN)) {
        (danish, norwegian) if danish > 2 && danish > norwegian * 3 => Some("da"),
        (danish, norwegian) if norwegian > 2 && norwegian > danish * 3 => Some("no"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_says_its_language() {
        let cases = [
            (
                "On Tuesday the lease of the database ran out and nobody noticed before the bakers could not print their labels. \
                 We restarted the printer and then looked for the cause in the evening.",
                Some("en"),
            ),
            (
                "Am Dienstag lief die Lizenz der Datenbank ab, und niemand hat es bemerkt, bis die Bäcker keine Etiketten mehr drucken \
                 konnten. Wir haben den Drucker neu gestartet und am Abend nach der Ursache gesucht.",
                Some("de"),
            ),
            (
                "Le mardi, le bail de la base de données a expiré et personne ne l'a remarqué avant que les boulangers ne puissent plus \
                 imprimer leurs étiquettes. Nous avons redémarré l'imprimante.",
                Some("fr"),
            ),
            (
                "El martes venció la licencia de la base de datos y nadie lo notó hasta que los panaderos no pudieron imprimir sus \
                 etiquetas. Reiniciamos la impresora y por la noche buscamos la causa.",
                Some("es"),
            ),
            (
                "Tirsdag gikk lisensen til databasen ut, og ingen merket det før bakerne ikke fikk skrevet ut etikettene sine. Vi startet \
                 skriveren på nytt og lette etter årsaken utover kvelden.",
                Some("no"),
            ),
            (
                "Tirsdag udløb licensen til databasen, og ingen bemærkede det, før bagerne ikke længere kunne udskrive deres etiketter. Vi \
                 genstartede printeren, men det hjalp ikke noget, fordi den også havde brug for licensen. Om aftenen ledte vi efter \
                 årsagen, og den blev fundet af en af os efter en time.",
                Some("da"),
            ),
            (
                "Во вторник истекла лицензия базы данных, и никто этого не заметил, пока пекари не смогли напечатать свои этикетки. Мы \
                 перезапустили принтер и вечером искали причину.",
                Some("ru"),
            ),
            (
                "火曜日にデータベースのリースが切れ、パン屋がラベルを印刷できなくなるまで誰も気づきませんでした。",
                Some("ja"),
            ),
            ("星期二数据库的租约到期，直到面包师无法打印标签才有人发现。我们重启了打印机。", Some("zh-Hans")),
            ("星期二資料庫的租約到期，直到麵包師無法列印標籤才有人發現。我們重新啟動了印表機。", Some("zh-Hant")),
            (
                "화요일에 데이터베이스 임대가 만료되었고 제빵사들이 라벨을 인쇄할 수 없을 때까지 아무도 몰랐습니다.",
                Some("ko"),
            ),
            ("Restart it.", None),
            ("Печь стояла, и мы это заметили.", Some("ru")),
            ("Піч стояла, і ми це помітили.", None),
            ("Пекарна беше затворена цял ден.", None),
            ("빵집 문이 닫혀 있었습니다.", Some("ko")),
            ("店のドアが開かなかった。", Some("ja")),
            ("网店无法访问，面包没有卖出。", Some("zh-Hans")),
            ("障害報告", None),
            ("全国大会開催中止、対応完了。", None),
            (
                "kubectl get pods --all-namespaces api-7d9f worker-1 worker-2 worker-3 ingress-nginx cert-manager prometheus grafana loki tempo",
                None,
            ),
            ("", None),
        ];
        let wrong = cases.iter().map(|(text, expected)| (text, language_of(text), *expected));
        assert_eq!(wrong.filter(|(_, read, expected)| read != expected).collect::<Vec<_>>(), []);
    }
}
