//! The page for addresses that lead nowhere.

use tera::Value;

use crate::diag::Diagnostic;
use crate::markup::urls;
use crate::pages::frame::Frame;
use crate::views::Views;

/// `404.html`. It answers at any depth, so its links begin with the folder of the base URL, or with the root of the host where there is
/// none: a build says that a site in a folder needs one.
pub(crate) fn not_found(views: &Views) -> (String, Vec<Diagnostic>) {
    let base = views.site.config.base_url.as_deref().and_then(urls::base_path);
    let here = format!("{}404.html", base.unwrap_or_else(|| String::from("/")));
    let mut frame = Frame::list(views, &here, &views.site.wording.say("not_found.title"), "");
    frame.canonical = None;
    frame.fill(views, "404.html", &Value::none())
}
