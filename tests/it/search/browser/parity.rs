//! Parity: whatever is asked, the published client answers as the engine does.
//!
//! The queries are drawn from the corpus each time, so nothing here can be edited until it passes.

use serde_json::{Value, json};

use crate::kit::Kb;
use crate::search::corpus::{demonstration, many, queries, text};
use crate::search::{client, engine, harness};

/// What must be equal, in one shape: the documents in order with their scores, how many there are, how they were found, every count.
fn of_engine(answer: &Value) -> Value {
    let results = answer["results"].as_array().expect("there are results");
    let counted = |group: &Value| {
        let values = group["values"].as_array().expect("a group has values").iter();
        json!([
            group["key"],
            values.map(|value| json!([value["id"], value["name"], value["count"]])).collect::<Vec<_>>()
        ])
    };
    json!({
        "documents": results.iter().map(|result| result["document"].clone()).collect::<Vec<_>>(),
        "scores": results.iter().map(|result| single(&result["score"])).collect::<Vec<_>>(),
        "total": answer["total"],
        "all": answer["all_words"],
        "mode": answer["mode"],
        "exact": answer["exact"],
        "loosened": answer["loosened"],
        "words": words(answer),
        "synonyms": answer["synonyms"],
        "unknown": answer["unknown_filters"],
        "facets": answer["facets"].as_array().expect("there are facets").iter().map(counted).collect::<Vec<_>>(),
    })
}

fn of_client(answer: &Value) -> Value {
    let counted = |group: &Value| {
        let values = group["values"].as_array().expect("a group has values").iter();
        json!([
            group["key"],
            values.map(|value| json!([value["id"], value["name"], value["count"]])).collect::<Vec<_>>()
        ])
    };
    let synonyms = answer["synonyms"].as_array().expect("there are synonyms").iter();
    json!({
        "documents": answer["docs"],
        "scores": answer["scores"].as_array().expect("there are scores").iter().map(single).collect::<Vec<_>>(),
        "total": answer["total"],
        "all": answer["all"],
        "mode": answer["mode"],
        "exact": answer["exact"],
        "loosened": answer["loosened"],
        "words": words(answer),
        "synonyms": synonyms.map(|pair| json!([pair["text"], pair["display"]])).collect::<Vec<_>>(),
        "unknown": answer["unknownFilters"],
        "facets": answer["facets"].as_array().expect("there are facets").iter().map(counted).collect::<Vec<_>>(),
    })
}

/// Each word with the terms that stand for it; the weights in single precision.
fn words(answer: &Value) -> Vec<Value> {
    let term = |term: &Value| json!([term[0], single(&term[1]), term[2]]);
    let terms = |word: &Value| word["terms"].as_array().expect("a word has terms").iter().map(term).collect::<Vec<_>>();
    let words = answer["words"].as_array().expect("there are words").iter();
    words.map(|word| json!([word["text"], word["known"], terms(word)])).collect()
}

/// A score in single precision, whose text differs between the two languages.
fn single(score: &Value) -> u32 {
    (score.as_f64().expect("a score is a number") as f32).to_bits()
}

fn compare(kb: &Kb, queries: &[String], options: &[&str]) -> usize {
    kb.build();
    let engine = engine(kb, queries);
    let client = client(&kb.path("public"), queries, options);
    assert_eq!((engine.len(), client.len()), (queries.len(), queries.len()));
    for ((query, engine), client) in queries.iter().zip(&engine).zip(&client) {
        let (engine, client) = (of_engine(engine), of_client(client));
        for (key, value) in engine.as_object().expect("an answer is an object") {
            assert_eq!(*value, client[key], "`{key}` of the query {query:?}: engine left, client right");
        }
    }
    engine.iter().filter(|answer| answer["total"] != 0).count()
}

#[test]
fn the_client_answers_as_the_engine_does() {
    let queries = queries(&text(), 480);
    let found = compare(&demonstration(), &queries, &[]);
    assert!(found > 300, "only {found} queries find anything, so the comparison says little");
}

#[test]
fn an_index_in_shards_answers_as_the_engine_does() {
    let found = compare(&many(620), &queries(&text(), 240), &["--inflate"]);
    assert!(found > 150, "only {found} queries find anything, so the comparison says little");
}

#[test]
fn the_client_reads_words_as_the_engine_does() {
    let kb = Kb::with(&[("content/incidents/a.md", "# One\n\nA queue.\n")]);
    kb.build();
    let words: Vec<String> = text().split(|c: char| !c.is_ascii_lowercase()).map(String::from).collect();
    let mut words: Vec<String> = words.into_iter().filter(|word| word.len() > 2).collect();
    words.sort_unstable();
    words.dedup();
    let client = harness(&kb.path("public"), &["--stems"], &json!(words));
    let differing: Vec<(&String, String, &Value)> = words
        .iter()
        .zip(&client)
        .map(|(word, client)| (word, casebook::text::stem(word).into_owned(), client))
        .filter(|(_, engine, client)| client.as_str() != Some(engine))
        .collect();
    assert!(words.len() > 3_000);
    assert_eq!(differing, []);
}

#[test]
fn the_client_refuses_an_index_of_another_format() {
    let kb = Kb::with(&[("content/incidents/a.md", "# The disk\n\nIt was full.\n")]);
    kb.build();
    let manifest = kb.path("public/search/manifest.js");
    let written = std::fs::read(&manifest).expect("the manifest");
    let mut bytes = crate::kit::inflated(&written);
    bytes[0] += 1;
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut deflate, &bytes).expect("memory");
    let text = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, deflate.finish().expect("memory"));
    let script = format!("(self.searchFiles=self.searchFiles||{{}})[\"manifest\"]=\"{text}\";\n");
    std::fs::write(&manifest, script).expect("the manifest");
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/search/harness.cjs");
    let mut node = std::process::Command::new("node");
    node.arg(script).arg(kb.path("public")).stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = node.spawn().expect("Node is installed");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    std::io::Write::write_all(&mut stdin, br#"[{"q":"disk"}]"#).expect("Node reads");
    drop(stdin);
    let output = child.wait_with_output().expect("Node ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("format 4"), "{said}");
}
