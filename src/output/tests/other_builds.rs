//! What becomes of a folder that another build holds, or did not finish.

use super::*;

#[test]
fn one_build_at_a_time_holds_the_folder() {
    let dir = folder();
    let out = dir.path().join("deep/public");
    let first = open(&options(&out, WriteMode::Write), ["a.html"]).unwrap();
    let refused = open(&options(&out, WriteMode::Write), ["a.html"]).unwrap_err();
    assert_eq!(refused.exit_code(), 3);
    assert!(refused.to_string().starts_with("another build"), "{refused}");
    assert!(open(&options(&out, WriteMode::DryRun), ["a.html"]).is_ok());
    let told = std::sync::Mutex::new(Vec::new());
    let tell = |who: &str| told.lock().unwrap().push(who.to_owned());
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let folder = open_in_turn(&options(&out, WriteMode::Write), ["b.html"], &tell)?;
            let record = folder.put("b.html", &Content::Bytes(b"b".to_vec()))?;
            folder.finish(&[record])
        });
        while told.lock().unwrap().is_empty() {
            std::thread::yield_now();
        }
        let record = first.put("a.html", &Content::Bytes(b"a".to_vec())).unwrap();
        first.finish(&[record]).unwrap();
        drop(first);
        assert_eq!(names(&second.join().unwrap().unwrap().removed), ["a.html"]);
    });
    assert_eq!(tree(&out), expected(&[("b.html", "b")]));
    assert_eq!(told.into_inner().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_replaced_under_a_build_stops_it() {
    let dir = folder();
    let out = dir.path().join("public");
    let folder = open(&options(&out, WriteMode::Write), ["a.html"]).unwrap();
    fs::rename(&out, dir.path().join("moved")).unwrap();
    write(&out, &[("b.html", "b")]);
    let error = folder.put("a.html", &Content::Bytes(b"a".to_vec())).unwrap_err();
    assert!(error.to_string().contains("was removed or replaced while it was written; build again"), "{error}");
    assert!(folder.finish(&[]).is_err());
    drop(folder);
    assert_eq!(tree(&out), expected(&[("b.html", "b")]));
}

#[test]
fn a_build_that_is_refused_takes_the_folders_with_it_that_it_made() {
    let dir = folder();
    let error = open(&options(&dir.path().join("a/b"), WriteMode::Write), ["../x"]).unwrap_err();
    assert_eq!(error.exit_code(), 3);
    assert!(!dir.path().join("a").exists());
}

#[test]
fn an_interrupted_first_build_is_taken_up_again() {
    let dir = folder();
    let out = dir.path().join("public");
    let site = [("a.html", "a"), ("b/c.html", "c")];
    let folder = open(&options(&out, WriteMode::Write), site.iter().map(|(a, _)| *a)).unwrap();
    folder.put("b/c.html", &Content::Bytes(b"c".to_vec())).unwrap();
    fs::write(out.join("b/.casebook-tmp-0123456789abcdef"), "half a p").unwrap();
    drop(folder);
    let summary = write(&out, &[("a.html", "a")]);
    assert_eq!((names(&summary.added), names(&summary.removed)), (vec!["a.html"], vec!["b/c.html"]));
    assert!(!fs::read_to_string(out.join(".casebook-manifest.json")).unwrap().contains("unfinished"));
}

#[test]
fn half_a_new_file_of_an_interrupted_build_is_filled() {
    let dir = folder();
    let out = dir.path().join("public");
    let folder = open(&options(&out, WriteMode::Write), ["a.html", "b.html"]).unwrap();
    folder.put("a.html", &Content::Bytes(b"a page".to_vec())).unwrap();
    drop(folder);
    fs::write(out.join("a.html"), "a p").unwrap();
    fs::write(out.join("b.html"), "").unwrap();
    assert!(fs::read_to_string(out.join(".casebook-manifest.json")).unwrap().contains("unfinished"));
    let summary = write(&out, &[("a.html", "a page"), ("b.html", "b")]);
    assert_eq!(names(&summary.changed), ["a.html", "b.html"]);
    assert_eq!(tree(&out), expected(&[("a.html", "a page"), ("b.html", "b")]));
}

#[test]
fn what_appears_at_a_new_address_is_replaced_and_no_link_is_followed() {
    let dir = folder();
    let (out, other) = (dir.path().join("public"), dir.path().join("other"));
    fs::write(&other, "theirs").unwrap();
    let folder = open(&options(&out, WriteMode::Write), ["a.html"]).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&other, out.join("a.html")).unwrap();
    let record = folder.put("a.html", &Content::Bytes(b"a".to_vec())).unwrap();
    folder.finish(&[record]).unwrap();
    drop(folder);
    assert_eq!(tree(&out), expected(&[("a.html", "a")]));
    assert_eq!(fs::read_to_string(&other).unwrap(), "theirs");
}

#[test]
fn temporary_files_of_an_interrupted_build_go() {
    let dir = folder();
    fs::write(dir.path().join(".casebook-tmp-0123456789abcdef"), "half a p").unwrap();
    write(dir.path(), &[("a.html", "a")]);
    assert_eq!(tree(dir.path()), expected(&[("a.html", "a")]));
}
