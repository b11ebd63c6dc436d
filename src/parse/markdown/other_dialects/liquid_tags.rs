//! A tag of Liquid, as Jekyll, Eleventy and GitBook write it, becomes what its author says in it, or nothing.

use crate::parse::markdown::other_dialects::becomes::Becomes;
use crate::parse::markdown::other_dialects::tag_attributes::{attribute, picture, said};

/// What the tag with this `inside` becomes; `None` where it is no tag. `in_target` says whether it stands where a link's target does.
pub(super) fn liquid(inside: &str, in_target: bool) -> Option<Becomes> {
    let (name, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let target = rest.trim().trim_matches(['"', '\'']);
    match name {
        "link" if in_target => Some(Becomes::Text(format!("/{}", target.trim_start_matches('/').replace(' ', "%20")))),
        "post_url" if in_target => Some(Becomes::Text(format!("/_posts/{}.md", target.trim_start_matches('/')))),
        "include" | "include_cached" | "include_relative" | "render" if !said(inside).is_empty() => {
            Some(Becomes::Text(picture(inside).unwrap_or_else(|| said(inside))))
        }
        "embed" => attribute(inside, "url").map(|url| Becomes::Text(format!("<{url}>"))),
        "file" => attribute(inside, "src").map(|src| {
            let words = Some(said(inside)).filter(|said| !said.is_empty());
            Becomes::Text(format!("[{}](<{src}>)", words.as_deref().unwrap_or(src)))
        }),
        "hint" | "tab" | "step" | "swagger" if !said(inside).is_empty() => {
            Some(Becomes::Text(format!("**{}** ", said(inside).replace('*', ""))))
        }
        "code" if attribute(inside, "title").is_some() => Some(Becomes::Text(format!("**{}**\n", said(inside)))),
        // What ends a tag says nothing.
        _ if name.starts_with("end") && (GITBOOK.contains(&name) || LIQUID.contains(&name)) => {
            Some(Becomes::Text(String::new()))
        }
        _ if GITBOOK.contains(&name) => Some(Becomes::Nothing("tags of GitBook")),
        _ => LIQUID.contains(&name).then_some(Becomes::Nothing("tags of Jekyll, Eleventy or the like")),
    }
}

/// Tags of GitBook.
const GITBOOK: [&str; 16] = [
    "hint",
    "endhint",
    "tabs",
    "endtabs",
    "tab",
    "endtab",
    "code",
    "endcode",
    "content-ref",
    "endcontent-ref",
    "stepper",
    "endstepper",
    "step",
    "endstep",
    "endembed",
    "endfile",
];

/// Tags of Liquid, Jekyll, Nunjucks and the like.
const LIQUID: [&str; 46] = [
    "assign",
    "capture",
    "endcapture",
    "case",
    "when",
    "endcase",
    "cycle",
    "decrement",
    "increment",
    "if",
    "elsif",
    "elif",
    "else",
    "endif",
    "unless",
    "endunless",
    "for",
    "endfor",
    "break",
    "continue",
    "tablerow",
    "endtablerow",
    "include",
    "include_relative",
    "include_cached",
    "layout",
    "render",
    "raw",
    "endraw",
    "highlight",
    "endhighlight",
    "link",
    "post_url",
    "seo",
    "feed_meta",
    "toc",
    "gist",
    "avatar",
    "set",
    "endset",
    "block",
    "endblock",
    "extends",
    "import",
    "from",
    "macro",
];
