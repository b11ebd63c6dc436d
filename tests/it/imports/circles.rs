//! Edges between the files of one folder become its circles, each with the shortest way round.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

/// Files and sub-folders of one folder, each of which imports the next, and the last the first.
pub(crate) struct Circle {
    /// The folder.
    pub(crate) folder: String,
    /// Everything in it from which one comes back to where one was.
    pub(crate) members: Vec<String>,
    /// The shortest way round: a file, and what it names of the next.
    pub(crate) way: Vec<(PathBuf, String)>,
}

/// From whom, to whom, and where that stands.
pub(super) type Edges = BTreeMap<String, BTreeMap<String, (PathBuf, String)>>;

/// The circles of one folder.
pub(super) fn circles(folder: &[String], edges: &Edges) -> Vec<Circle> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut circles = Vec::new();
    for start in edges.keys() {
        if done.contains(start.as_str()) {
            continue;
        }
        let reached = reached(edges, start);
        let members: Vec<&str> =
            reached.keys().copied().filter(|to| self::reached(edges, to).contains_key(start.as_str())).collect();
        done.extend(&members);
        let ways = members.iter().map(|member| way_round(edges, member));
        if let Some(way) = ways.min_by_key(Vec::len) {
            let members = members.into_iter().map(String::from).collect();
            circles.push(Circle { folder: folder.join("/"), members, way });
        }
    }
    circles
}

/// Everything one comes to from a node, itself only if there is a way back, each with the node before it on a shortest way.
fn reached<'e>(edges: &'e Edges, start: &'e str) -> BTreeMap<&'e str, &'e str> {
    let (mut before, mut next) = (BTreeMap::new(), VecDeque::from([start]));
    while let Some(from) = next.pop_front() {
        for to in edges.get(from).into_iter().flat_map(BTreeMap::keys) {
            before.entry(to.as_str()).or_insert_with(|| {
                next.push_back(to);
                from
            });
        }
    }
    before
}

/// The shortest way from a member of a circle back to it.
fn way_round(edges: &Edges, member: &str) -> Vec<(PathBuf, String)> {
    let before = reached(edges, member);
    let (mut way, mut to) = (Vec::new(), member);
    loop {
        let from = before[to];
        way.push(edges[from][to].clone());
        if from == member {
            way.reverse();
            return way;
        }
        to = from;
    }
}
