//! A house whose incidents have little to do with each other, for others to stand out from.

use crate::kit::Kb;

/// A write-up in the making.
#[derive(Clone)]
pub(crate) struct Incident {
    front: String,
    body: String,
}

impl Incident {
    /// One whose story is `body`.
    pub(crate) fn of(body: &str) -> Self {
        Self { front: String::new(), body: body.to_owned() }
    }

    /// The same with more lines of front matter.
    pub(crate) fn front(mut self, lines: &str) -> Self {
        self.front.push_str(lines);
        self
    }

    /// The file.
    pub(crate) fn text(&self, title: &str) -> String {
        let title = if self.front.contains("title") { String::new() } else { format!("title = \"{title}\"\n") };
        format!("+++\n{title}{}+++\n\n{}\n", self.front, self.body)
    }
}

/// `count` incidents.
pub(crate) fn house(count: usize) -> Kb {
    house_of(count, 1)
}

/// `count` incidents, others for another seed: each of words that all share and of words of its own.
pub(crate) fn house_of(count: usize, seed: u64) -> Kb {
    let mut random = Random(seed);
    let shared: Vec<String> = (0..24).map(|_| random.word()).collect();
    (0..count).fold(Kb::new(), |kb, at| {
        let mark = format!("{}{}", SYLLABLES[at % 16], SYLLABLES[at / 16 % 16]);
        let own: Vec<String> = (0..30).map(|_| format!("{mark}{}", random.word())).collect();
        let mut sentence = |_| {
            let mut word = |_| if random.below(3) == 0 { &own[random.below(30)] } else { &shared[random.below(24)] };
            let words: Vec<&str> = (0..9).map(|nth| word(nth).as_str()).collect();
            format!("It {}.", words.join(" "))
        };
        let body: Vec<String> = (0..14).map(&mut sentence).collect();
        let front = format!("started = 2023-{:02}-{:02}\n", at % 12 + 1, at % 28 + 1);
        let text = Incident::of(&body.join(" ")).front(&front).text(&format!("House {at}"));
        kb.file(&format!("content/incidents/2023/house-{at}.md"), &text)
    })
}

/// The house with more incidents, by their paths below the folder of incidents.
pub(crate) fn with(kb: Kb, incidents: &[(&str, Incident)]) -> Kb {
    incidents.iter().fold(kb, |kb, (path, incident)| {
        let title = path.rsplit('/').next().expect("a name");
        kb.file(&format!("content/incidents/{path}.md"), &incident.text(title))
    })
}

const SYLLABLES: [&str; 16] =
    ["ba", "cro", "dil", "fen", "gu", "hax", "jo", "kel", "lum", "mip", "nor", "pra", "quo", "rez", "sti", "vun"];

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// Three syllables that no language has.
    fn word(&mut self) -> String {
        (0..3).map(|_| SYLLABLES[self.below(16)]).collect()
    }
}
