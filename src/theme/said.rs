//! A key of the interface's words becomes what a template says: `{{ say(key="path.place_last", number=3, path=link) }}`.
//!
//! What fills the gaps is escaped unless it is HTML already, as what a template caught between `{% set link %}` and `{% endset %}`. A key
//! that there is not is a mistake of the template.

use std::sync::Arc;

use icu_plurals::PluralOperands;
use tera::{Error, Kwargs, State, TeraResult, Value, escape_html};

use crate::markup::escape::escape;
use crate::wording::{Piece, Wording};

/// The function that says the words of `wording`. `count` chooses the form.
pub(super) fn by(wording: &Arc<Wording>) -> impl Fn(Kwargs, &State<'_>) -> TeraResult<Value> + Sync + Send + 'static {
    let wording = Arc::clone(wording);
    move |arguments, _| say(&wording, &arguments)
}

fn say(wording: &Wording, arguments: &Kwargs) -> TeraResult<Value> {
    let key = arguments.must_get::<&str>("key")?;
    let message =
        wording.message(key).ok_or_else(|| Error::message(format!("`{key}` is no key of the interface's words")))?;
    let count = arguments.get::<i128>("count").ok().flatten().and_then(|count| u64::try_from(count).ok());
    let mut html: Vec<u8> = Vec::new();
    for piece in wording.pieces(message, count.map(PluralOperands::from)) {
        match piece {
            Piece::Text(text) => html.extend(escape(text).bytes()),
            Piece::Gap(name) => {
                let value = arguments.get::<Value>(name)?;
                let value = value.ok_or_else(|| Error::message(format!("nothing is given for `{name}` of `{key}`")))?;
                match value.as_str() {
                    Some(text) if value.is_safe() => html.extend(text.bytes()),
                    Some(text) => escape_html(text, &mut html)?,
                    None => escape_html(&value.to_string(), &mut html)?,
                }
            }
        }
    }
    Ok(Value::safe_string(&String::from_utf8_lossy(&html)))
}
