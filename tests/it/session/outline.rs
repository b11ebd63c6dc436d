//! A page as assistive technology sees it: its accessibility tree as indented text.

use serde_json::{Value, json};

use crate::session::driver::Browser;

impl Browser {
    /// A line for each thing with a role, its name and its state, and for text that is no name.
    pub(crate) fn outline(&mut self) -> String {
        let tree = self.command("Accessibility.getFullAXTree", json!({}));
        let nodes = tree["nodes"].as_array().expect("there are nodes");
        let mut lines = Vec::new();
        describe(nodes, &nodes[0], 0, "", &mut lines);
        lines.join("\n")
    }
}

/// Writes `node` and what is in it, unless the name of something around it says the same.
fn describe(nodes: &[Value], node: &Value, depth: usize, around: &str, lines: &mut Vec<String>) {
    let text = |value: &Value| value["value"].as_str().unwrap_or("").trim().to_owned();
    let (role, name) = (text(&node["role"]), text(&node["name"]));
    let is_silent =
        node["ignored"] == true || ["none", "generic", "LineBreak", "InlineTextBox"].contains(&role.as_str());
    let is_said = role == "StaticText" && (name.is_empty() || around.contains(&name));
    let mut inside = (depth, around);
    if !is_silent && !is_said {
        let mut line = "  ".repeat(depth) + if role == "StaticText" { "" } else { &role };
        if !name.is_empty() {
            line += &format!("{}“{name}”", if line.ends_with(" ") || line.is_empty() { "" } else { " " });
        }
        for property in node["properties"].as_array().into_iter().flatten() {
            let state = property["name"].as_str().unwrap_or("");
            if ["expanded", "selected", "checked", "focused", "live"].contains(&state) {
                line += &format!(" {state}={}", property["value"]["value"].to_string().trim_matches('"'));
            }
        }
        lines.push(line);
        inside = (depth + 1, if name.is_empty() { around } else { &name });
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.iter().find(|node| node["nodeId"] == *child) {
            describe(nodes, child, inside.0, inside.1, lines);
        }
    }
}
