//! Casebook compiles a folder of Markdown incident write-ups into a static site.
//!
//! Read this file from top to bottom and you have read the pipeline:
//!
//! ```text
//! files ─load─▶ Sources ─parse*─▶ Pages ═gate═▶ link ─▶ Site ─analyse─▶ Analysis
//!                                                        └───────┬───────┘
//!                            words, answers, charts, markup ─▶ Views ─render*(route): pages, exports─▶ Output ─output─▶ disk
//!                                                                └─index─▶ Search ─export─▶ files ─┘
//! * = rayon, one item per file or route
//! ```
//!
//! [`pipeline`] is the one place that puts the stages together, for every command and for the preview. A preview runs the same line again whenever a file changes: what has not changed keeps its `Arc`, pages are rendered when somebody
//! asks, and what takes long follows in the background.
//!
//! Invariants:
//!
//! * A module uses only modules declared above its own line; `tests/it/tidy.rs` holds us to it.
//! * `parse` sees one file and cannot fail. It emits candidates for links and passages of prose; it resolves none.
//! * What an audience may not see is cut out of a text before `parse` reads it: no later stage holds it, and whatever is derived is derived
//!   from what is left. [`canaries`] tell when that is not so.
//! * Nothing is shown that did not pass the gate in [`site`]: pages that were read leave the pipeline only as a [`site::Site`].
//! * `link` resolves candidates against ids, aliases and paths, and passages against the glossary. It never reads Markdown.
//! * `render` never writes and never fails for reasons of content. `markup` inserts the links.
//! * `words`, `charts` and `answers` know no pages: what they need of addresses comes from the site or from whoever asks.
//! * Only `load`, `output`, `publish`, `cache`, `preview` and `cli` touch the outside world, but for one thing: `render` opens a picture that must be
//!   cleaned before it is copied, and the gate looks into what pages attach, through `load`. No output depends on a clock, but for the
//!   day of the run, read once in `cli`, which decides whether a date of publication has come.
//! * One [`site::Site`] per revision, never edited in place; no global state. The one thing that changes under others' eyes is the
//!   newest snapshot of a preview, swapped whole. What views make when they are first asked is the same whoever asks, and so is what a
//!   thread remembers of lines of code.
//! * What `cache` gives saves work and changes nothing: whoever asks names everything that enters, and `tests/it/cache` holds every byte.
//! * What a stage is given of an earlier revision saves work and changes nothing: `preview::same_as_build` holds every route against a build.
//! * A mistake in content is a [`diag::Diagnostic`]; a broken environment is an [`error::Error`]; a bug is a panic.

// What the environment refused: paths, and ways out.
pub mod error;

// What we say to an author: rules, places, hints, and how they are printed.
pub mod diag;

// The words of the interface: one table a language, and what the house says otherwise.
pub mod wording;

// The vocabulary every stage shares.
pub mod model;

// Every output there can be: its address, read by whoever links to it, keeps files away from it, or writes it.
pub mod addresses;

// Disk becomes sources: files, configuration, theme.
pub mod load;

// What was made once becomes what need not be made again.
pub mod cache;

// Prose becomes words and sentences.
pub mod text;

// Numbers become estimates and intervals.
pub mod statistics;

// One source becomes one page.
pub mod parse;

// A text becomes the same text with one entry more in its front matter.
pub mod edit;

// All pages become links: addresses, targets, backlinks, facets.
pub mod link;

// The gate, and the snapshot that pages are made from.
pub mod site;

// A site becomes facts about all of it together: what is like what, how many, how long.
pub mod analyse;

// What is marked up: Markdown, code, pictures and links become HTML, twins and URLs.
pub mod markup;

// What is said: values and counts become words.
pub mod words;

// What is drawn: values become pictures as SVG.
pub mod charts;

// What is answered: numbers become sentences, captions, tables, and what there is to draw.
pub mod answers;

// A theme becomes templates, styles and scripts.
pub mod theme;

// What pages and exports share: the list of output files, and values made once.
pub mod views;

// Values become pages by kind: HTML, through the theme's templates.
pub mod pages;

// Values become files for programs: JSON, CSV, feeds, twins.
pub mod exports;

// A site and a route become one file's bytes.
pub mod render;

// Everything published becomes one search index, and its files.
pub mod index;

// Inputs and an earlier revision become a compiled site: the one place that puts stages together.
pub mod pipeline;

// A folder that nobody configured becomes a configuration to start from.
pub mod suggest;

// A site and an audience become a copy that says more of what it may not see, and what of that gets out.
pub mod canaries;

// Rendered files become a folder that we own.
pub mod output;

// A build becomes what readers see at a target: a plan first, then only what changed.
pub mod publish;

// Inferred facts become a list with what speaks against them, and what somebody says of one becomes a key in its file.
pub mod doubt;

// A site over time: watched, served, shown as it changes.
pub mod preview;

// Arguments become the calls above.
pub mod cli;
