//! Trend pages and `casebook stats`: what they say of small sites, and what they must never say.

mod clocks;
mod conditions;
mod coverage;
mod detection;
mod duration;
mod factors;
mod follow_ups;
mod found;
mod generated;
mod honesty;
mod hours;
mod involved;
mod method;
mod notes;
mod pages;
mod stats;

/// The words of this class on a page, in single spaces.
fn paragraph(html: &str, class: &str) -> String {
    let element = if class == "trend-more" { "div" } else { "p" };
    let open = format!("<{element} class=\"{class}\">");
    let text = html.split_once(&open).unwrap_or_else(|| panic!("no `{class}` in {html}")).1;
    let text = text.split_once(&format!("</{element}>")).expect("a paragraph ends").0;
    let text = text.replace("<p>", "").replace("</p>", "").split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace("&#39;", "'").replace("&quot;", "\"")
}
