//! The keys of other tools that Casebook leaves to them.

/// Beginnings that only keys of one tool have: themes of Hugo, cards of social networks, Microsoft's and Obsidian's own.
const BEGINNINGS: [&str; 12] = [
    "book_",
    "geekdoc",
    "og_",
    "og:",
    "twitter_",
    "twitter:",
    "ms.",
    "excalidraw_",
    "kanban_",
    "dg_",
    "sidebar_",
    "override:",
];

/// Whether a key in canonical form is one of another tool's, means nothing here and is not worth a word.
pub(crate) fn is_foreign(key: &str) -> bool {
    FOREIGN.iter().any(|keys| keys.split_ascii_whitespace().any(|foreign| foreign == key))
        || BEGINNINGS.iter().any(|beginning| key.starts_with(beginning))
}

/// A line a tool, or what several have in common.
const FOREIGN: &[&str] = &[
    // What many have: where a page stands, how it is laid out, when it was touched.
    "layout section weight order position menu menus slug toc cover image images uuid category informational pin permalink path template \
     comments created created_at created_date date_created creation_date date_added icon emoji \
     math katex mathjax mermaid series featured thumbnail banner hero canonical canonical_url robots noindex meta head css js style theme \
     version copyright license subtitle tagline short_title ref lang_ref translation_key translations read_time reading_time readtime \
     word_count show_toc toc_depth toc_title share search searchable footer header nav navigation nav_title edit_url edit_link \
     github_url repo_url source_file file_name filename mtime ctime class classes",
    // What search engines and social networks are told, and what systems for many authors keep.
    "meta_title meta_description seo seo_title seo_description feature_image featured_image_preview cover_image cover_alt custom_excerpt \
     canonical_path extra_js extra_css content_type reviewers approvers main_menu feature card mapped_pages applies_to navigation_title \
     post_id post_type guid wordpress_id comment_status ping_status cuid enable_toc desc stub latitude longitude altitude comment disqus \
     min_kubernetes_server_version",
    // Zola.
    "in_search_index taxonomies page_template sort_by paginate_by paginate_path paginate_reversed insert_anchor_links transparent \
     redirect_to generate_feed generate_feeds render",
    // Hugo and its themes.
    "outputs cascade build _build linktitle link_title markup params resources sitemap sitemap_exclude pubdate is_cjklanguage videos audio \
     audios expiry no_list simple_list hide_summary toc_hide toc_root exclude_search manual_link manual_link_title manual_link_rel \
     manual_link_target chapter pre post disable_toc alwaysopen collapsible_menu ordersectionsby menu_title menu_pre menu_post showtoc \
     tocopen toc_open hidemeta search_hidden hide_from_search show_reading_time show_bread_crumbs show_post_nav_links show_word_count \
     show_code_copy_buttons hidden_from_home_page hidden_from_search hidden_from_feed twemoji lightgallery link_to_markdown rss_full_text \
     disable_share disable_hljs edit_post cascade_type",
    // Jekyll and its themes.
    "excerpt_separator parent grand_parent ancestor has_children has_toc nav_order nav_exclude nav_fold child_nav_order search_exclude \
     breadcrumb breadcrumbs collection render_with_liquid media_subpath img_path author_profile related_posts entries_layout gallery \
     feature_row toc_label toc_icon toc_sticky feed sidebar defaults show_excerpts show_date show_edit date_format",
    // cState, on whatever page it stands.
    "resolved source_fetched_at",
    // MkDocs, Material and its plugins.
    "hide boost glightbox render_macros ignore_macros revision_date git_revision_date inherit include_dir_to_nav links social social_image",
    // Docusaurus.
    "hide_title hide_table_of_contents toc_min_heading_level toc_max_heading_level pagination_label pagination_prev pagination_next \
     displayed_sidebar parse_number_prefixes custom_edit_url title_meta wrapper_class_name author_url author_title author_image_url \
     author_image mdx",
    // Obsidian and its plugins.
    "cssclass cssclasses obsidian_uimode obsidian_editing_mode banner_x banner_y banner_icon up down file_class database_plugin sr_due \
     sr_interval sr_ease linter_yaml_title_alias number_headings zotero_key created_by modified_by",
    // Notion.
    "notion_id notion_url notion_page_id page_id created_time last_edited_by last_edited archived in_trash properties",
    // Astro and Starlight.
    "pub_date pub_datetime hero_image og_image post_slug table_of_contents pagefind prev next \
    ",
    // VuePress, VitePress, Nuxt.
    "outline aside navbar page_class title_template is_home sidebar_depth contributors hero_text hero_alt features is_original sticky star \
     carbon_ads",
    // Eleventy, Gatsby, Hexo, Pelican.
    "eleventy_navigation eleventy_computed eleventy_import template_engine_override pagination template_key featured_image \
     disable_nunjucks top top_img abbrlink toc_number save_as translation",
    // Quarto, Pandoc, R Markdown, MyST, Sphinx, Jupyter.
    "editor execute bibliography csl link_citations number_sections header_includes documentclass geometry fontsize mainfont papersize \
     jupyter jupytext kernelspec engine code_fold title_block_banner listing image_alt citation filters include_in_header myst html_meta \
     substitutions orphan tocdepth sd_hide_title file_format numbering exports downloads venue github doi open_access",
    // The documentation of GitLab, GitHub and Microsoft; Confluence's tools; slides; decisions.
    "stage group info remove_date versions intro permissions redirect_from mini_toc_max_heading_level default_platform children \
     child_groups show_mini_toc changelog manager space confluence_page_id confluence_space confluence_title connie_publish \
     connie_page_id connie_title marp paginate size transition deciders consulted informed decision_makers supersedes superseded_by",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Key;

    #[test]
    fn keys_of_tools_are_known_and_ours_are_none() {
        for key in ["layout", "book_search_exclude", "sidebar_position", "ms.topic", "override:tags", "is_cjklanguage"]
        {
            assert!(is_foreign(key), "{key}");
        }
        let ours = Key::our_names().filter(|key| is_foreign(key)).collect::<Vec<_>>();
        assert_eq!(ours, ["resolved"]);
        assert!(!is_foreign("colour_of_the_day"));
    }
}
