//! Names of many origins, and words that are none. The rate is printed, and nothing is promised beyond it.

use super::{Stands, are_people, is_given_name, people_in, people_listed};

/// People as write-ups name them, written for this test.
const PEOPLE: &str = "
    Anna Johanna Pete Mira Ravi Mei Priya Deepak Sunita Vikram Anjali Kiran Hiroshi Yuki Kenji Akiko Takeshi Haruka Wei Ling Jing Xiang
    Nguyen Linh Minh Somchai Jisoo Minjun Seoyeon Oluwaseun Chidi Ngozi Kwame Thandi Amina Fatima Mohammed Yusuf Leila Farid Mehmet Ayse
    Zeynep Olga Dmitri Svetlana Igor Oksana Andrej Katarzyna Wojciech Zuzana Vaclav Milena Bogdan Ioana Laszlo Zsofia Bjorn Astrid Soren
    Eirik Linnea Pekka Aino Jaap Sanne Joost Heike Jurgen Ulrike Detlef Camille Étienne Anouk Thierry Chloé Álvaro Lucía José Ximena
    Joaquín João Beatriz Thiago Giulia Matteo Chiara Giovanni Siobhan Niamh Aoife Tadhg Rhys Angus Fiona Noam Shira Yael Avi Ahmad Nour
    Kaimana Tane Aroha Inés Nikos Eleni Giorgos Tamar Levan Aigerim Nurlan Batbayar";

/// More people, of origins for which nothing was gathered: what is found of them is what may be hoped for elsewhere.
const STRANGERS: &str = "
    Gintaras Ruta Mindaugas Egle Liis Toomas Agron Vjosa Besnik Mirela Sanja Zoran Dejan Jovana Nemanja Kaloyan Plamen Desislava Zurab
    Gevorg Anahit Aram Rustam Dilnoza Farrukh Bibigul Sokha Chantrea Phuwadol Maricel Jomar Dewi Budi Wayan Siti Nurul Sefo Mele Tupou
    Lindiwe Sibusiso Nandi Mpho Kagiso Tebogo Marta Paul Sofia Hannah Omar Elena Lucas";

/// Words that begin with a capital in write-ups and are nobody.
const NOBODY: &str = "
    Kafka Redis Kubernetes Postgres Jenkins Travis Ruby Grafana Prometheus Consul Vault Cassandra Athena Aurora Iris Mercury Phoenix
    April May August Friday Tuesday London Paris Virginia Oregon Dallas Sydney Grace Mark Will Chase Page Bill Chance Major Summer
    Support Engineering Billing Checkout Restart Service Timeline Monitoring Sentry Falcon Helm Flux Apollo Hermes Atlas Nova Ember
    Jasmine Gatsby Hudson Amber Storm Port Star Sky Art Faith Hope Joy Rose Ivy Violet Pearl Olive";

#[test]
#[expect(clippy::print_stdout, reason = "the rate is what the test is read for")]
fn most_names_of_many_origins_are_known_and_words_are_not() {
    let words: Vec<&str> = PEOPLE.split_whitespace().collect();
    let unknown: Vec<&&str> = words.iter().filter(|word| !is_given_name(word)).collect();
    let known = words.len() - unknown.len();
    let wrong: Vec<&str> = NOBODY.split_whitespace().filter(|word| is_given_name(word)).collect();
    println!(
        "{known} of {} names are in the lists; not in them: {unknown:?}; words taken for names: {wrong:?}",
        words.len()
    );
    let strangers: Vec<&str> = STRANGERS.split_whitespace().collect();
    let met = strangers.iter().filter(|word| is_given_name(word)).count();
    println!("{met} of {} others are in them", strangers.len());
    assert!(known * 4 >= words.len() * 3, "{unknown:?}");
    assert_eq!(wrong, Vec::<&str>::new());
}

fn found(text: &str, entry: bool) -> Vec<(&str, Stands)> {
    people_in(text, entry).into_iter().map(|person| (person.word, person.by)).collect()
}

#[test]
fn a_sentence_says_who_acted() {
    assert_eq!(found("Then Anna Berg looked again.", false), [("Anna", Stands::Listed), ("Berg", Stands::Named)]);
    assert_eq!(found("Ravi’s change went out", false), [("Ravi", Stands::Listed)]);
    assert_eq!(
        found("a talk with Anna/Platform (Ravi calls)", false),
        [("Anna", Stands::Listed), ("Ravi", Stands::Listed)]
    );
    assert_eq!(found("see /home/anna and Docs/Setup", false), []);
    assert_eq!(found("Qiao noticed the lag", false), [("Qiao", Stands::Acted)]);
    assert_eq!(found("Later Qiao and Tane paged us", false), [("Qiao", Stands::Acted), ("Tane", Stands::Acted)]);
    assert_eq!(found("asked @qiao-li (and @tane), not a@b.example or @scope/name", false).len(), 2);
    assert_eq!(found("Kafka restarted. The Scheduler noticed. PagerDuty paged us. Support said no.", false), []);
    assert_eq!(found("JG: restarted it", true), [("JG", Stands::Initials)]);
    assert_eq!(found("AB restarts the gate", true), [("AB", Stands::Initials)]);
    assert_eq!(found("DNS: fails again", true), []);
    assert_eq!(found("JG: restarted it", false), []);
    assert_eq!(found("Authors: Q. Qiao, Tane Ruiz", false).len(), 3);
}

#[test]
fn a_label_that_is_people_is_told_from_one_that_is_not() {
    for label in ["Johanna", "Pete and Mira", "Anna Berg:", "@anna", "田中さん", "Ravi / Mei", "José van der Berg"]
    {
        assert!(are_people(label), "{label}");
    }
    for label in
        ["Process", "Detect and mitigate", "Anna and the gate", "Ruby", "Platform Team", "", "Short term", "Kafka"]
    {
        assert!(!are_people(label), "{label}");
    }
    assert!(super::is_byline("Av Bao Lien og Celine Ten Brink") && super::is_byline("By Anna van den Berg"));
    assert!(!super::is_byline("By Monday the gate was shut") && !super::is_byline("Van gates are shut"));
    assert_eq!(people_listed("Qiao Li, @tane and Platform Team (all day)"), ["Qiao", "Li", "tane"]);
}
