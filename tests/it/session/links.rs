//! The links of a page as a reader touches them: the pointer moves over each, the keyboard reaches it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::session::driver::Browser;

/// Keeps in the page a list of its links, those of one shape next to each other, and returns the shapes: the elements that the link
/// stands in, with their classes. What is folded is opened, or its links could not be touched.
const FIND: &str = "(() => { \
    for (const details of document.querySelectorAll('details')) details.open = true; \
    const shape = (node) => node ? shape(node.parentElement) + '>' + node.localName + '.' + (node.getAttribute('class') || '') : ''; \
    self.touched = [...document.querySelectorAll('a[href]')].filter((link) => link.getClientRects().length); \
    return touched.map(shape); })()";

/// Moves the keyboard to the link that was pointed at before, scrolls to the next and returns a place on it where nothing lies over it;
/// an empty place where it is outside of the window.
const PLACE: &str = "((before, at) => { \
    if (before !== null) touched[before].focus({ preventScroll: true }); \
    const link = touched[at]; \
    if (!link) return null; \
    link.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' }); \
    const parts = [0.5, 0.2, 0.8, 0.05, 0.95]; \
    for (const box of link.getClientRects()) for (const y of parts) for (const x of parts) { \
        const place = [box.x + box.width * x, box.y + box.height * y]; \
        if (link.contains(document.elementFromPoint(...place))) return place; \
    } \
    return link.getBoundingClientRect().bottom <= 0 ? [] : null; })";

impl Browser {
    /// Moves the pointer over links of the page and focuses them: of each shape that is not among the `known`, the first and the last.
    /// Returns how many there were in charts and how many elsewhere.
    #[track_caller]
    pub(crate) fn touch_links(&mut self, known: &mut BTreeSet<String>) -> (usize, usize) {
        // After a key, what is focused is focused as by the keyboard.
        self.press("Shift+Tab");
        let shapes = self.eval(FIND);
        let shapes: Vec<&str> = shapes.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let is_end = |at: &usize| {
            let others = |found: &str| found == shapes[*at];
            !shapes[..*at].iter().any(|shape| others(shape)) || !shapes[at + 1..].iter().any(|shape| others(shape))
        };
        let touched: Vec<usize> = (0..shapes.len()).filter(|at| !known.contains(shapes[*at]) && is_end(at)).collect();
        let mut before = None;
        let mut count = (0, 0);
        for &at in &touched {
            let mut place = self.eval(&format!("{PLACE}({}, {at})", json!(before)));
            if place.is_null() {
                // The card of the link before lies over it.
                self.press("Escape");
                place = self.eval(&format!("{PLACE}(null, {at})"));
            }
            assert!(place.is_array(), "no place on {} of {}", shapes[at], self.eval("location.href"));
            // A link that shows only when the keyboard reaches it has no place in the window.
            if !place[0].is_null() {
                let moved = json!({ "type": "mouseMoved", "x": place[0], "y": place[1] });
                self.command("Input.dispatchMouseEvent", moved);
            }
            let in_chart = shapes[at].contains(">svg.");
            count = (count.0 + usize::from(in_chart), count.1 + usize::from(!in_chart));
            before = Some(at);
        }
        self.eval(&format!("{PLACE}({}, {})", json!(before), shapes.len()));
        known.extend(shapes.into_iter().map(str::to_owned));
        count
    }
}
