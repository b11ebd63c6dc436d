//! Incidents become three stories for the front page: each with what surprised people, far from one another in time and place; where
//! none says so, those that other pages lead to.

use serde::Serialize;
use tera::Value;

use crate::link::{FacetKind, PageIx};
use crate::model::{Fact, Surprise};
use crate::text::first_sentences;
use crate::views::Views;
use crate::words::phrases;

/// An incident worth telling, and the sentence that says why.
#[derive(Serialize)]
pub(crate) struct Story {
    card: Value,
    expected: Option<String>,
    actual: String,
    #[serde(skip)]
    surprises: bool,
}

/// Stories on the front page.
const STORIES: usize = 3;

/// The longest surprise that is told whole, in characters.
const WHOLE: usize = 300;

/// Write-ups that are considered, newest first.
const CONSIDERED: usize = 400;

/// The stories, newest first.
///
/// One after another, the newest is taken that shares neither a service nor a year with those before it and whose
/// surprise is told best; where there is none such, the year may repeat, then the service.
pub(crate) fn stories(views: &Views) -> Vec<Story> {
    let mut left: Vec<(PageIx, u8)> =
        views.incidents().iter().take(CONSIDERED).filter_map(|&ix| Some((ix, worth(surprise(views, ix)?)))).collect();
    let mut taken: Vec<PageIx> = Vec::new();
    while taken.len() < STORIES && !left.is_empty() {
        let shares = |ix: PageIx, kind: FacetKind| {
            let of = |ix: PageIx| views.site.links.facets_of[ix].get(&kind);
            of(ix).is_some_and(|own| {
                taken.iter().any(|&other| of(other).is_some_and(|o| o.iter().any(|f| own.contains(f))))
            })
        };
        let key = |&(ix, worth): &(PageIx, u8)| {
            (shares(ix, FacetKind::Service), shares(ix, FacetKind::Year), std::cmp::Reverse(worth))
        };
        let best = (0..left.len()).min_by_key(|&at| (key(&left[at]), at)).expect("some are left");
        taken.push(left.remove(best).0);
    }
    taken.sort_by_key(|ix| views.position(*ix));
    let stories: Vec<Story> = taken.iter().filter_map(|&ix| story(views, ix)).collect();
    if stories.is_empty() { linked_stories(views) } else { stories }
}

/// The incidents that most pages lead to.
fn linked_stories(views: &Views) -> Vec<Story> {
    let links = |ix: PageIx| views.site.links.backlinks[ix].len();
    let mut linked: Vec<PageIx> = views.incidents().iter().copied().filter(|&ix| links(ix) > 0).collect();
    linked.sort_by_key(|&ix| std::cmp::Reverse(links(ix)));
    linked.into_iter().filter_map(|ix| linked_story(views, ix)).take(STORIES).collect()
}

/// Whether all of them say what surprised people.
pub(crate) fn all_surprise(stories: &[Story]) -> bool {
    stories.iter().all(|story| story.surprises)
}

/// An incident that other pages lead to, and what it was.
fn linked_story(views: &Views, ix: PageIx) -> Option<Story> {
    let actual = first_sentences(views.summary(ix)?, WHOLE);
    let card = views.card(ix).clone();
    (!actual.is_empty()).then_some(Story { card, expected: None, actual, surprises: false })
}

/// The first surprise that can be told.
fn surprise(views: &Views, ix: PageIx) -> Option<&Fact<Surprise>> {
    views.site.pages[ix].incident()?.surprise.iter().find(|fact| !text(&fact.value).trim().is_empty())
}

fn text(surprise: &Surprise) -> &str {
    match surprise {
        Surprise::Sentence(text) | Surprise::Contrast { actual: text, .. } => text,
    }
}

/// How well a surprise can be told in a few lines: both halves, then written as such, and short enough to be whole.
fn worth(surprise: &Fact<Surprise>) -> u8 {
    let contrast = matches!(surprise.value, Surprise::Contrast { .. });
    let whole = (30..=WHOLE).contains(&text(&surprise.value).len());
    u8::from(whole) * 4 + u8::from(contrast) * 2 + u8::from(!surprise.inferred())
}

fn story(views: &Views, ix: PageIx) -> Option<Story> {
    let told =
        |text: &str| Some(phrases::sentences_on_page(&views.site, ix, text, WHOLE)).filter(|text| !text.is_empty());
    let (expected, actual) = match &surprise(views, ix)?.value {
        Surprise::Sentence(sentence) => (None, told(sentence)?),
        Surprise::Contrast { expected, actual } => (told(expected), told(actual)?),
    };
    Some(Story { card: views.card(ix).clone(), expected, actual, surprises: true })
}
