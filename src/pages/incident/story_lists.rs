//! What people wrote down beside the story, when it is in the front matter: surprises, lessons, what customers saw.
//!
//! What was read from the body is in the story already and is not said twice.

use serde::Serialize;
use tera::Value;

use crate::link::PageIx;
use crate::markup::markdown;
use crate::model::{Fact, Incident, Surprise};
use crate::views::Views;

/// A surprise: one sentence, or what was expected and what was so.
#[derive(Serialize)]
pub(crate) struct SurpriseView {
    sentence: Option<Value>,
    expected: Option<Value>,
    actual: Option<Value>,
}

/// Lists of sentences, each as HTML.
#[derive(Serialize)]
pub(crate) struct StoryLists {
    helped: Vec<Value>,
    lucky: Vec<Value>,
    takeaways: Vec<Value>,
    open_questions: Vec<Value>,
    rehearse: Vec<Value>,
    looked_at: Vec<Value>,
}

/// What customers saw.
#[derive(Serialize)]
pub(crate) struct CustomerStoryView {
    saw: Option<Value>,
    tell: Option<Value>,
    changes: Option<Value>,
}

/// The surprises of the front matter.
pub(crate) fn surprises(views: &Views, ix: PageIx, incident: &Incident) -> Vec<SurpriseView> {
    let inline = |text: &String| Some(Value::safe_string(&markdown::inline(&views.site, ix, text)));
    let view = |surprise: &Fact<Surprise>| match &surprise.value {
        Surprise::Sentence(sentence) => SurpriseView { sentence: inline(sentence), expected: None, actual: None },
        Surprise::Contrast { expected, actual } => {
            SurpriseView { sentence: None, expected: inline(expected), actual: inline(actual) }
        }
    };
    incident.surprise.iter().filter(|surprise| !surprise.inferred()).map(view).collect()
}

/// The lists of the front matter.
pub(crate) fn lists(views: &Views, ix: PageIx, incident: &Incident) -> StoryLists {
    let list = |facts: &[Fact<String>]| {
        let written = facts.iter().filter(|fact| !fact.inferred());
        written.map(|fact| Value::safe_string(&markdown::inline(&views.site, ix, &fact.value))).collect()
    };
    StoryLists {
        helped: list(&incident.helped),
        lucky: list(&incident.lucky),
        takeaways: list(&incident.takeaways),
        open_questions: list(&incident.open_questions),
        rehearse: list(&incident.rehearse),
        looked_at: list(&incident.looked_at),
    }
}

/// What customers saw, from the front matter.
pub(crate) fn customer_story(views: &Views, ix: PageIx, incident: &Incident) -> Option<CustomerStoryView> {
    let story = incident.customer_story.as_ref().filter(|story| !story.inferred())?;
    let inline =
        |text: &Option<String>| text.as_ref().map(|text| Value::safe_string(&markdown::inline(&views.site, ix, text)));
    let view = CustomerStoryView {
        saw: inline(&story.value.saw),
        tell: inline(&story.value.tell),
        changes: inline(&story.value.changes),
    };
    (view.saw.is_some() || view.tell.is_some() || view.changes.is_some()).then_some(view)
}
