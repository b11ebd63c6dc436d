//! A path becomes the language that one of its folders is named for.

/// ISO 639-1 codes that a folder may be named for.
const LANGUAGES: &str = "aa ab af am ar as ay az ba be bg bh bi bn bo br ca co cs cy da de dz el en eo es et eu fa fi fj fo fr \
    fy ga gd gl gn gu ha he hi hr hu hy ia id ie ik is it iu ja jv ka kk kl km kn ko ks ku ky la lb ln lo lt lv mg mi mk ml mn \
    mo mr ms mt my na ne nl no nb nn oc om or pa pl ps pt qu rm rn ro ru rw sa sd sg sh si sk sl sm sn so sq sr ss st su sv sw \
    ta te tg th ti tk tl tn to tr ts tt tw ug uk ur uz vi vo wo xh yi yo za zh zu";

/// The language of the nearest folder named for one.
pub(super) fn folder_language(path: &str) -> Option<String> {
    let folders = path.rsplit('/').skip(1);
    folders.into_iter().find_map(|folder| {
        let base = folder.split(['-', '_']).next().unwrap_or(folder);
        let region = &folder[base.len()..];
        let known = base.len() == 2 && LANGUAGES.split_whitespace().any(|l| l == base);
        let plain_region =
            region.is_empty() || (region.len() == 3 && region[1..].bytes().all(|b| b.is_ascii_alphabetic()));
        (known && plain_region).then(|| folder.replace('_', "-"))
    })
}
