//! Two pictures of the same become two whose name and description stand in the page once.

/// `narrow` without the name and the description that `wide`, the same picture drawn for wide columns, has as well: it is told by those.
pub(crate) fn told_once(wide: &str, narrow: String) -> String {
    let (Some(told), Some(own)) = (Told::of(wide), Told::of(&narrow)) else { return narrow };
    if (told.title, told.description) != (own.title, own.description) {
        return narrow;
    }
    format!("{}{}>{}", own.before, told.label, own.after)
}

/// How the beginning of a picture names it.
struct Told<'p> {
    before: &'p str,
    /// `aria-labelledby="…"`.
    label: &'p str,
    title: &'p str,
    description: &'p str,
    after: &'p str,
}

impl<'p> Told<'p> {
    fn of(picture: &'p str) -> Option<Self> {
        let at = picture.find("aria-labelledby=")?;
        let (before, rest) = picture.split_at(at);
        let (label, rest) = rest.split_once("><title id=\"")?;
        let (title, rest) = rest.split_once("\">")?.1.split_once("</title><desc id=\"")?;
        let (description, after) = rest.split_once("\">")?.1.split_once("</desc>")?;
        Some(Self { before, label, title, description, after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::svg::Svg;

    #[test]
    fn what_two_pictures_say_alike_is_told_once() {
        let picture = |id, description| Svg::new("en", id, "c", (10.0, 4.0), "A", description).finish();
        let (wide, narrow) = (picture("p.wide", "B"), picture("p.narrow", "B"));
        let once = told_once(&wide, narrow.clone());
        assert!(once.ends_with("aria-labelledby=\"p.wide.title p.wide.description\">\n</svg>"), "{once}");
        assert_eq!(told_once(&picture("p.wide", "C"), narrow.clone()), narrow);
    }
}
