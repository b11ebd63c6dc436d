//! The events of a body become its sections, its title, its summary and its labelled lines.

mod fact_blocks;
mod first_words;
mod heading_title;
mod label;
mod label_of_line;
mod labelled_lines;
mod labelled_tables;
mod log_messages;
mod mail_head;
mod marked_headings;
mod not_a_summary;
mod sections;
mod short_titles;
mod summary;
mod template_prompts;
mod unfilled_sections;

pub(crate) use fact_blocks::is_letterhead;
pub(crate) use heading_title::{HeadingTitle, heading_title};
pub(crate) use label::Label;
pub(crate) use label_of_line::label;
pub(crate) use labelled_lines::labels;
pub(crate) use mail_head::{mail_head, mail_subject};
pub(crate) use marked_headings::{HEADING_MARKS, marked_line, marked_paragraph};
pub(crate) use sections::{inner_headings, is_timed, sections};
pub(crate) use short_titles::short_title;
pub(crate) use summary::{first_paragraph, stands_first, summary};
pub(crate) use template_prompts::is_prompt;
pub(crate) use unfilled_sections::without_unfilled;
