//! A why and its answer: a cause, or what went as it should.

/// Whether a point answers a question about what went as it should: "Why was it noticed? Because somebody looked". No cause is in it.
pub(super) fn asks_what_went_well(text: &str) -> bool {
    const WELL: [&str; 21] = [
        "detect",
        "notic",
        "recover",
        "discover",
        "useful",
        "erkannt",
        "bemerkt",
        "entdeckt",
        "wiederhergestellt",
        "détect",
        "rétabl",
        "recuper",
        "descubr",
        "util",
        "útil",
        "rilevat",
        "ripristin",
        "upptäck",
        "oppdaget",
        "opdaget",
        "ontdekt",
    ];
    const DENIED: [&str; 22] = [
        "not ", "n't ", "n’t ", "late", "long", "slow", "fail", "only", "nicht", "kein", "spät", "pas ", "tard",
        "no se ", "não", "nao ", "non ", "tardi", "inte", "ikke", "niet", "lang",
    ];
    const UNHARMED: [&str; 10] = [
        "not affect",
        "not impact",
        "no afect",
        "não afet",
        "nao afet",
        "nicht betroffen",
        "pas affect",
        "pas touch",
        "non ha colpito",
        "niet geraakt",
    ];
    let bare = text.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let Some((question, answer)) = bare.split_once(['?', '？']) else { return false };
    let asks_why =
        ["why", "warum", "wieso", "pourquoi", "por que", "por qué", "porque", "perché", "waarom", "varför", "hvorfor"];
    if answer.trim().is_empty() || !asks_why.iter().any(|why| question.starts_with(why)) {
        return false;
    }
    let is_one = |words: &[&str]| words.iter().any(|word| question.contains(word));
    let begins =
        |word: &str| WELL.iter().any(|well| word == *well || well.chars().count() > 4 && word.starts_with(well));
    is_one(&UNHARMED) || question.split(|c: char| !c.is_alphanumeric()).any(begins) && !is_one(&DENIED)
}
