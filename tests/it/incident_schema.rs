//! `incidents.json` and the files it names hold what their schema says, and the schema says nothing that no site has.

use std::collections::BTreeSet;
use std::path::Path;

use boon::{Compiler, Schemas};
use serde_json::Value;

use crate::kit::{Built, Kb, demonstration, files};

/// Where the schema is, as far as references in it go.
const HOME: &str = "https://casebook.invalid/incidents.schema.json";

/// A schema, and which of its parts a value has been held against.
struct Schema {
    text: Value,
    compiler: Compiler,
    compiled: Schemas,
    used: BTreeSet<String>,
}

impl Schema {
    fn of(built: &Built) -> Self {
        let text: Value = serde_json::from_str(&built.get("incidents.schema.json")).expect("the schema is JSON");
        let mut compiler = Compiler::new();
        compiler.add_resource(HOME, text.clone()).expect("a place for the schema");
        Self { text, compiler, compiled: Schemas::new(), used: BTreeSet::new() }
    }

    /// What is wrong with a value, held against the part of the schema at a pointer.
    fn complaint(&mut self, pointer: &str, value: &Value) -> Option<String> {
        let part = self.compiler.compile(&format!("{HOME}#{pointer}"), &mut self.compiled).expect("a valid schema");
        self.compiled.validate(value, part).err().map(|error| format!("{error:#}"))
    }

    /// Holds every file of a site against the schema.
    fn holds(&mut self, built: &Built) {
        assert_eq!(
            serde_json::from_str::<Value>(&built.get("incidents.schema.json")).expect("the schema is JSON"),
            self.text
        );
        let mut held = 0;
        for (address, bytes) in &built.files {
            let is_list = address == "incidents.json" || address.starts_with("incidents/");
            if !is_list || !address.ends_with(".json") {
                continue;
            }
            let value: Value = serde_json::from_slice(bytes).expect("valid JSON");
            let complaint = self.complaint("", &value);
            assert_eq!(complaint, None, "{address}");
            self.walk("", &value);
            held += 1;
        }
        assert!(held > 1, "an index and a year");
    }

    /// Notes which parts of the schema a valid value has.
    fn walk(&mut self, pointer: &str, value: &Value) {
        let part = self.text.pointer(pointer).expect("a part of the schema").clone();
        if let Some(there) = part["$ref"].as_str() {
            self.walk(there.trim_start_matches('#'), value);
        }
        for branch in 0..part["oneOf"].as_array().map_or(0, Vec::len) {
            let branch = format!("{pointer}/oneOf/{branch}");
            if self.complaint(&branch, value).is_none() {
                self.used.insert(branch.clone());
                self.walk(&branch, value);
            }
        }
        for (key, value) in value.as_object().into_iter().flatten() {
            let named = format!("{pointer}/properties/{key}");
            if self.text.pointer(&named).is_some() {
                self.used.insert(named.clone());
                self.walk(&named, value);
            } else if part["additionalProperties"].is_object() {
                self.walk(&format!("{pointer}/additionalProperties"), value);
            }
        }
        if part["items"].is_object() {
            value.as_array().into_iter().flatten().for_each(|item| self.walk(&format!("{pointer}/items"), item));
        }
    }

    /// The properties and alternatives that no value had yet.
    fn unused(&self) -> Vec<String> {
        let mut all = Vec::new();
        parts("", &self.text, &mut all);
        all.retain(|part| !self.used.contains(part));
        all
    }
}

/// The pointers of all properties and alternatives in a schema.
fn parts(pointer: &str, part: &Value, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match part {
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => return,
    };
    let is_choice = pointer.ends_with("/properties") || pointer.ends_with("/oneOf");
    for (key, value) in children {
        let child = format!("{pointer}/{key}");
        if is_choice {
            found.push(child.clone());
        }
        parts(&child, value, found);
    }
}

/// Two incidents that say everything there is a key for, and some that leave out what makes a difference.
fn everything() -> Kb {
    let rich = "+++
id = \"INC-1\"
title = \"Everything\"
summary = \"All of it.\"
severity = \"sev1\"
level = \"beginner\"
tags = [\"t\"]
keywords = [\"k\"]
lang = \"en\"
timezone = \"Europe/Copenhagen\"
started = 2024-03-11T09:12:00Z
detected = 2024-03-11T09:20:00Z
acknowledged = 2024-03-11T09:21:00Z
mitigated = \"about 2024-03-11 11:00\"
resolved = 2024-03-11T10:40:00Z
captured = 2024-03-12
reviewed = 2024-03-15
published = 2024-03-20
impact = \"Some.\"
customers = \"Two.\"
domain = \"networking\"
company = \"Firm\"
detection = \"alert\"
signal_existed = \"yes\"
trigger = \"deploy\"
novelty = \"new\"
regions = [\"north\"]
services = [\"checkout\"]
teams = [\"tills\"]
looked_at = [\"a graph\"]
factors = [\"ownership gap\"]
conditions = [\"a flag\"]
takeaways = [\"One.\"]
open_questions = [\"Why?\"]
rehearse = [\"It.\"]
helped = [\"Luck.\"]
lucky = [\"Noon.\"]
people_involved = 3
paged = 2
paged_out_of_hours = 1
pulled_in_off_call = 1
customer_story = { saw = \"Nothing.\", tell = \"Sorry.\", changes = \"Much.\" }
surprise = [\"That.\", { expected = \"A\", actual = \"B\" }]
alerts = [{ name = \"cpu\", verdict = \"useful\" }]
related = [{ ref = \"INC-2\", why = \"The same.\" }]
runbooks = [{ ref = \"steps\", outcome = \"followed\" }]
refs = [{ title = \"Talk\", url = \"https://e.example/\", kind = \"talk\", date = 2024-05-01 }]
actions = [{ text = \"Do it\", owner = \"tills\", kind = \"prevent\", rank = 1, state = \"declined\", reason = \"No.\", opened = 2024-03-12, closed = 2024-04-01, ticket = \"T-1\" }]
first_page = 2024-03-11T09:20:00Z
+++
## Timeline

- 09:12–09:15 it began
";
    let written = "+++
id = \"INC-2\"
status = \"reviewed\"
started = 2024-02-01T10:00:00Z
exclude_from_trends = true
+++
- Time to detection: 54 minutes
";
    Kb::with(&[
        ("casebook.toml", "[[team]]\nid = \"tills\"\n[[service]]\nid = \"checkout\"\n"),
        ("content/incidents/a.md", rich),
        ("content/incidents/b.md", written),
        ("content/incidents/c.md", "# No date\n\nText.\n"),
        ("content/runbooks/steps.md", "# Steps\n\nDo it.\n"),
    ])
}

#[test]
fn what_machines_read_is_what_the_schema_says_and_every_part_of_it_is_shown() {
    let built = everything().build();
    let mut schema = Schema::of(&built);
    schema.holds(&built);
    schema.holds(&demonstration().built());
    for golden in ["bare", "every-kind", "published"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(golden).join("expected");
        schema.holds(&Built { files: files(&folder) });
    }
    assert_eq!(schema.unused(), Vec::<String>::new());
}
