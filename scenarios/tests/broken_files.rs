//! Broken scenarios: each mistake is told clearly, all of them at once, and nothing panics.

use std::path::Path;

use scenarios::{Errors, Source, load};

fn errors(text: impl AsRef<[u8]>, set: &[&str]) -> Errors {
    let folder = tempfile::tempdir().expect("a folder for the test");
    errors_in(folder.path(), text, set)
}

fn errors_in(folder: &Path, text: impl AsRef<[u8]>, set: &[&str]) -> Errors {
    let file = folder.join("broken.toml");
    std::fs::write(&file, text.as_ref()).expect("a file for the test");
    let set: Vec<String> = set.iter().map(|s| s.to_string()).collect();
    match load(Source::File(file), &set) {
        Err(errors) => errors,
        Ok(_) => panic!("this should not load:\n{}", String::from_utf8_lossy(text.as_ref())),
    }
}

/// A scenario, the line of its only mistake, and what the message must say.
const BROKEN: &[(&str, usize, &[&str])] = &[
    ("[modes]\nbetta = 2\n", 2, &["`betta`", "did you mean `beta`?", "[modes]"]),
    ("[modes]\nmonths = 2\n", 2, &["did you mean `world.months`?"]),
    ("[modes]\ncolour = 2\n", 2, &["no key `colour`", "its keys are beta, imitation"]),
    ("[mode]\nbeta = 2\n", 1, &["`mode`", "did you mean `modes`?"]),
    ("beta = 2\n", 1, &["`beta`", "`modes.beta` or `regimes.beta`"]),
    ("extend = \"baseline\"\n", 1, &["did you mean `extends`?"]),
    ("modes = 3\n", 1, &["`modes` is a section", "[modes]"]),
    ("[[modes]]\nbeta = 1\n", 1, &["`modes` is a section"]),
    ("[modes]\nbeta = \"2\"\n", 2, &["`modes.beta` takes a number", "the text \"2\"", "without quotes"]),
    ("[modes]\nbeta = true\n", 2, &["`modes.beta` takes a number", "true"]),
    ("[modes]\nbeta = 1979-05-27\n", 2, &["a date"]),
    ("[modes.beta]\nx = 1\n", 1, &["`modes.beta` takes a number, but this is a table"]),
    ("[modes]\nbeta = [1, 2]\n", 2, &["a list of 2"]),
    ("[modes]\nbeta = 70\n", 2, &["must lie in 0 to 50, but is 70", "the default is 1.0", "Decisiveness"]),
    ("[modes]\nbeta = nan\n", 2, &["must lie in 0 to 50, but is NaN"]),
    ("[modes]\nbeta = -inf\n", 2, &["must lie in 0 to 50, but is -inf"]),
    ("[world]\npeople = 0\n", 2, &["`world.people` must lie in 10 to 4000000000, but is 0"]),
    ("[world]\npeople = 1000000000000\n", 2, &["but is 1000000000000", "10 to 4000000000"]),
    ("[world]\npeople = 1000000000000000000000000000000\n", 2, &["10 to 4000000000"]),
    ("[world]\npeople = 1e12\n", 2, &["10 to 4000000000"]),
    ("[world]\npeople = -5\n", 2, &["but is -5"]),
    ("[world]\npeople = 20.5\n", 2, &["`world.people` takes a whole number", "20.5"]),
    (
        "[modes]\ninitial = [0.7, 0.1, 0.1, 0.2]\n",
        2,
        &["must sum to 1, but sum to 1.1", "change one of them by -0.1"],
    ),
    ("[modes]\ninitial = [0.7,\n 1.5,\n 0.1, 0.2]\n", 3, &["must lie in 0 to 1, but is 1.5"]),
    ("[modes]\ninitial = [0.7, 0.3]\n", 2, &["four shares", "a list of 2"]),
    ("[modes]\ninitial = [0.7, \"0.1\", 0.1, 0.1]\n", 2, &["a list with the text \"0.1\""]),
    (
        "[ties]\nkind = \"block\"\n",
        2,
        &["\"blocks\", \"linked-blocks\", \"random\"", "did you mean `blocks`?"],
    ),
    ("[ties]\nkind = \"lattice\"\n", 2, &["\"lattice\"", "one of \"blocks\""]),
    (
        "[regimes]\ninitial = [0.1, 0.3, 0.3, 0.3]\n[mechanisms]\nadventure = true\n[adventure]\ninitial = 0.2\n",
        6,
        &["more people start in adventure than", "lower `adventure.initial`"],
    ),
    ("[mechanisms]\nsharin = true\n", 2, &["did you mean `sharing`?"]),
    ("[mechanisms]\ntaste = false\n", 2, &["`mechanisms.commons_time` is on but needs", "both off"]),
    ("[modes]\nbeta = 1\nbeta = 2\n", 3, &["`beta` is given twice"]),
    ("[modes]\nbeta = 1\n[modes]\nhabit = 2\n", 3, &["`modes` is given twice"]),
    ("[modes]\nbeta = \n", 2, &["there is no value after `=`"]),
    ("[modes\nbeta = 1\n", 1, &["this is not TOML"]),
    ("[modes]\nbeta 1\n", 2, &["this is not TOML"]),
    ("[modes]\ninitial = [0.5,\n0.5\n[ties]\nkind = \"al\"\ndegree = 2\n", 4, &["is one left open above?"]),
    ("[modes]\nbeta = fast\n", 2, &["a text in quotes"]),
    ("[modes]\ninitial = [0.7,\n 0.1 0.1,\n 0.1]\n", 3, &["this is not TOML"]),
    ("[modes]\nbeta = \"\"\"x\n", 2, &["this is not TOML"]),
    ("extends = \"emergense\"\n", 1, &["no scenario `emergense`", "did you mean `emergence`?"]),
    ("extends = \"nowhere.toml\"\n", 1, &["nowhere.toml", "there is no such file"]),
    ("extends = \"broken.toml\"\n", 1, &["in a circle", "broken.toml"]),
    ("extends = 3\n", 1, &["`extends` takes a text"]),
    ("scenario = 3\n", 1, &["`scenario` is a section"]),
    ("[scenario]\ntitel = \"x\"\n", 2, &["did you mean `title`?"]),
    ("[scenario]\ntitle = 3\n", 2, &["`scenario.title` takes a text"]),
    ("[scenario]\nname = \"../x\"\n", 2, &["name of a folder"]),
    ("[region]\nname = \"china\"\n", 1, &["`region` is a list of tables", "[[region]]"]),
    ("[[region]]\nincome = 1\n", 1, &["has no name"]),
    ("[[region]]\nname = \"chine\"\n", 2, &["no region `chine`", "did you mean `china`?"]),
    ("[[region]]\nname = \"china\"\ninkome = 1\n", 3, &["did you mean `income`?"]),
    (
        "[[region]]\nname = \"china\"\naccess = 2\n",
        3,
        &["`region.china.access` must lie in 0 to 1, but is 2"],
    ),
    ("[[region]]\nname = \"china\"\naccess = 0.99\n", 3, &["more access", "raise `access_ceiling`"]),
    ("[[region]]\nname = \"china\"\npeople_share = 0.5\n", 3, &["sum to 1.28", "not 1"]),
    ("[[region]]\nname = \"china\"\n[[region]]\nname = \"china\"\n", 4, &["`china` is given twice"]),
    ("[world]\npeople = 300\n", 2, &["fewer than 10", "the least total", "people"]),
    ("[world]\nregions = 0\n", 2, &["must lie in 1 to 12, but is 0", "up to 12 of your own", "[[region]]"]),
    ("[world]\nregions = 13\n", 2, &["must lie in 1 to 12, but is 13", "regions = \"own\""]),
    ("[world]\nregions = 1.5\n", 2, &["or a whole number, but this is the number 1.5", "from 1 to 12"]),
    ("[world]\nregions = \"eleven\"\n", 2, &["one of \"ten\"", "the text \"eleven\""]),
    ("[world]\nregions = \"owm\"\n", 2, &["did you mean `own`?"]),
    ("[world]\nregions = \"5\"\n", 2, &["write the number without quotes"]),
    // What is said of a region cannot be judged then.
    ("[world]\nregions = 13\n[[region]]\nname = \"north\"\nincome = 1\n", 2, &["but is 13"]),
    (
        "[world]\nregions = 3\n[[region]]\nname = \"chine\"\n",
        4,
        &["with `world.regions = 3`", "the regions are core, china_and_4_more"],
    ),
    (
        "[[region]]\nname = \"atlantis\"\nincome = 1\n",
        2,
        &["the regions are asia_pacific_core", "`world.regions = \"own\"`"],
    ),
    ("[world]\nregions = \"own\"\n", 2, &["no region is given", "`people_share` and `income`"]),
    (
        "[world]\nregions = \"own\"\n[[region]]\nname = \"north\"\ncore = true\n",
        4,
        &["has no `people_share` and no `income`", "add `people_share = …`"],
    ),
    (
        "[world]\nregions = \"own\"\nregion_people = \"equal\"\n[[region]]\nname = \"north\"\ncore = true\n",
        5,
        &["has no `income`"],
    ),
    (
        "[world]\nregions = \"own\"\n[[region]]\nname = \"north\"\ncore = true\nincome = 1\npeople_share = 1\n[[region]]\nname = \"nrth\"\naccess = 0.1\n",
        9,
        &["region `nrth` has no", "did you mean `north`?"],
    ),
    (
        "[world]\nregions = \"own\"\n[[region]]\nname = \"north\"\ncore = true\nincome = 2\npeople_share = 0.3\n[[region]]\nname = \"south\"\nincome = 1\npeople_share = 0.6\n",
        5,
        &["sum to 0.89", "not 1"],
    ),
    (
        "[world]\nregions = \"own\"\n[[region]]\nname = \"north\"\nincome = 2\npeople_share = 0.5\n[[region]]\nname = \"south\"\nincome = 1\npeople_share = 0.5\n",
        5,
        &["no region is core", "set `core = true`"],
    ),
    (
        "[world]\nregions = \"own\"\n[[region]]\nname = \"a\"\ncore = true\nincome = 2\npeople_share = 0.5\n[[region]]\nname = \"a\"\nincome = 1\npeople_share = 0.5\n",
        9,
        &["`a` is given twice", "join the two"],
    ),
    (
        "[world]\nregions = \"own\"\n[[region]]\nname = \"world\"\ncore = true\nincome = 1\npeople_share = 1\n",
        4,
        &["can be called `world`", "all regions together"],
    ),
    (
        "[world]\nregions = \"own\"\n[[region]]\nname = \"a,b\"\ncore = true\nincome = 1\npeople_share = 1\n",
        4,
        &["cannot be the name", "letters, digits"],
    ),
    (
        "[world]\nregions = \"own\"\n[[region]]\nname = \"a\"\ncore = true\nincome = 1\npeople_share = 1\nshare = 1\n",
        8,
        &["[[region]] has no key `share`"],
    ),
    (
        "[world]\nregions = \"own\"\n[[region]]\nname = \"a\"\ncore = true\nincome = 0\npeople_share = 1\n",
        6,
        &["`region.a.income` must lie in 0.001 to 1000"],
    ),
    (
        "[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 3\nset.firms.orders = 0.2\n",
        4,
        &["ends in month 3 but begins in month 3"],
    ),
    ("[[shock]]\nname = \"a\"\nfrom = 3\nset.firms.orders = 0.2\n", 2, &["shock `a` has no `until`"]),
    ("[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 4\n", 2, &["shock `a` has no `set`"]),
    (
        "[[shock]]\nname = \"a\"\nfrom = -3\nuntil = 4\nset.firms.orders = 1\n",
        3,
        &["`shock.a.from` must lie in 0"],
    ),
    ("[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 4\nset.firms.order = 1\n", 5, &["did you mean `orders`?"]),
    ("[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 4\nset.firm.orders = 1\n", 5, &["did you mean `firms`?"]),
    (
        "[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 4\nset.firms.orders = 11\n",
        5,
        &["must lie in 0 to 10, but is 11"],
    ),
    ("[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 4\nfirms.orders = 1\n", 5, &["did you mean `set.firms`?"]),
    (
        "[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 4\nset.world.people = 100\n",
        5,
        &["`world.people` holds for the whole run"],
    ),
    (
        "[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 4\nregions = [\"core\"]\nset = { trade = { elasticity = 2 } }\n",
        6,
        &["`trade.elasticity` is one for the world"],
    ),
    (
        "[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 4\nregions = [\"core\", \"indai\"]\nset.firms.orders = 1\n",
        5,
        &["no region `indai`", "did you mean `india`?"],
    ),
    (
        "[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 4\nregions = []\nset.firms.orders = 1\n",
        5,
        &["a list of 0", "leave it out for a shock to the whole world"],
    ),
    ("[ties]\nkind = \"file\"\n", 2, &["needs `ties.file`"]),
    ("[ties]\nkind = \"file\"\nfile = \"none.csv\"\n", 3, &["none.csv", "there is no such file"]),
];

#[test]
fn each_mistake_is_told_with_its_line_and_what_to_do() {
    for (text, line, parts) in BROKEN {
        let errors = errors(text, &[]);
        let message = errors.to_string();
        assert_eq!(errors.len(), 1, "one mistake in\n{text}\nbut told:\n{message}");
        let problem = errors.iter().next().unwrap();
        assert_eq!(problem.line(), Some(*line), "line of\n{text}\ntold:\n{message}");
        assert!(problem.file().unwrap().ends_with("broken.toml"), "{message}");
        assert!(message.contains(&format!("broken.toml:{line}:")), "{message}");
        for part in *parts {
            assert!(message.contains(part), "{part:?} is missing from\n{message}");
        }
        assert!(message.ends_with("broken.toml") && message.contains("1 error in "), "{message}");
    }
}

#[test]
fn more_regions_than_a_world_may_have_are_refused_at_the_first_too_many() {
    let one = |i: usize| format!("[[region]]\nname = \"r{i}\"\ncore = true\nincome = 1\n");
    let text = |n: usize| {
        let head = "[world]\nregions = \"own\"\nregion_people = \"equal\"\n".to_string();
        head + &(1..=n).map(one).collect::<String>()
    };
    let errors = errors(text(13), &[]);
    let problem = errors.iter().next().unwrap();
    assert_eq!(problem.line(), Some(3 + 4 * 12 + 2), "{errors}");
    for part in ["13 regions are given, more than 12", "join some of them"] {
        assert!(errors.to_string().contains(part), "{errors}");
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("twelve.toml"), text(12)).unwrap();
    let twelve = load(Source::File(folder.path().join("twelve.toml")), &[]).unwrap();
    assert_eq!(twelve.params.regions.len(), 12);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = "extends = \"baseline\"\n\
        [modes]\nbetta = 2\nhabit = -1\ninitial = [0.5, 0.5, 0.5, 0.5]\n\
        [mechanisms]\nadventure = 3\n\
        [tys]\nkind = \"all\"\n\
        [ties]\nkind = \"al\"\ndegree \n\
        [[region]]\nname = \"china\"\nincome = \"much\"\n\
        [[shock]]\nname = \"a\"\nfrom = 5\nuntil = 6\nset.firms.order = 1\n";
    let errors = errors(text, &["regimes.betta=2"]);
    let lines: Vec<_> = errors.iter().map(|p| p.line()).collect();
    let expected = [3, 4, 5, 7, 8, 11, 12, 15, 20].map(Some).into_iter().chain([None]);
    assert_eq!(lines, expected.collect::<Vec<_>>(), "{errors}");
    assert!(errors.to_string().contains("10 errors in "));
}

#[test]
fn faults_between_values_are_told_beside_other_mistakes() {
    let errors = errors("[world]\npeople = 300\n[modes]\nbetta = 2\n[mechanisms]\ntaste = false\n", &[]);
    assert_eq!(errors.iter().map(|p| p.line()).collect::<Vec<_>>(), [Some(2), Some(4), Some(6)], "{errors}");
}

#[test]
fn the_command_line_is_shown_as_it_was_typed() {
    let cases: [(&str, &[&str]); 9] = [
        ("modes.betta=2", &["--set modes.betta=2", "did you mean `beta`?"]),
        ("modes.beta=70", &["--set modes.beta=70", "must lie in 0 to 50"]),
        ("modes.beta=fast", &["the text \"fast\""]),
        ("ties.kind=rondom", &["did you mean `random`?"]),
        ("modes.beta", &["has no value", "key=value"]),
        ("modes.beta=", &["has no value"]),
        ("=2", &["names no key"]),
        ("modes.initial=[0.5", &["takes four shares"]),
        ("extends=baseline", &["stands in a file"]),
    ];
    for (argument, parts) in cases {
        let errors = errors("extends = \"baseline\"\n", &[argument]);
        let message = errors.to_string();
        assert_eq!(errors.len(), 1, "{message}");
        for part in parts {
            assert!(message.contains(part), "{part:?} is missing from\n{message}");
        }
    }
}

#[test]
fn mistakes_of_a_parent_are_told_in_the_parent() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("parent.toml"), "\n[modes]\nbetta = 2\n").unwrap();
    let errors = errors_in(folder.path(), "extends = \"parent.toml\"\n[modes]\nhabbit = 1\n", &[]);
    let places: Vec<_> =
        errors.iter().map(|p| (p.file().unwrap().ends_with("parent.toml"), p.line())).collect();
    assert_eq!(places, [(true, Some(3)), (false, Some(3))], "{errors}");
    assert!(errors.to_string().ends_with("2 errors in 2 files"));
}

#[test]
fn a_longer_circle_is_told_link_by_link() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.toml"), "extends = \"b.toml\"\n").unwrap();
    std::fs::write(folder.path().join("b.toml"), "# b\nextends = \"broken.toml\"\n").unwrap();
    let errors = errors_in(folder.path(), "extends = \"a.toml\"\n", &[]);
    let problem = errors.iter().next().unwrap();
    assert!(problem.file().unwrap().ends_with("b.toml"), "{errors}");
    assert_eq!(problem.line(), Some(2));
}

#[test]
fn what_is_no_text_is_told_plainly() {
    let cases: [(&[u8], &[&str]); 6] = [
        (b"", &["is empty", "extends = \"baseline\""]),
        (b"  \n# only a comment\n", &["is empty"]),
        (b"\x7fELF\x00\x01\x02", &["binary, not text"]),
        (b"a = 1\n\xff\xfe\n", &["line 2", "not UTF-8"]),
        (b"\xef\xbb\xbf[modes]\nbetta = 1\n", &["did you mean `beta`?"]),
        (b"[modes]\r\nbetta = 1\r\n", &["did you mean `beta`?"]),
    ];
    for (bytes, parts) in cases {
        let message = errors(bytes, &[]).to_string();
        for part in parts {
            assert!(message.contains(part), "{part:?} is missing from\n{message}");
        }
        assert!(message.contains("broken.toml"), "{message}");
    }
    let folder = tempfile::tempdir().unwrap();
    let message = load(Source::File(folder.path().into()), &[]).unwrap_err().to_string();
    assert!(message.contains("it is a folder"), "{message}");
    let message = load(Source::named("potts"), &[]).unwrap_err().to_string();
    assert!(message.contains("did you mean `verification/potts`?"), "{message}");
}

#[test]
fn mistakes_of_an_edge_list_name_its_file_and_line() {
    let cases = [
        ("from,to\n0,1\n1,25\n", 3, "there is no person 25: people are numbered 0 to 19"),
        ("from,to\n0,1\n1,x\n", 3, "whole numbers"),
        ("from,to\n0,1,2\n", 2, "2 columns"),
        ("from,to\n-1,1\n", 2, "whole numbers"),
        ("a,b\n0,1\n", 1, "header `from,to`"),
        ("", 1, "header `from,to`"),
    ];
    for (edges, line, part) in cases {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("edges.csv"), edges).unwrap();
        let text = "[world]\npeople = 20\nregions = \"one\"\n[ties]\nkind = \"file\"\nfile = \"edges.csv\"\n";
        let errors = errors_in(folder.path(), text, &[]);
        assert_eq!(errors.len(), 1, "{errors}");
        let problem = errors.iter().next().unwrap();
        assert!(problem.file().unwrap().ends_with("edges.csv"), "{errors}");
        assert_eq!(problem.line(), Some(line), "{errors}");
        assert!(errors.to_string().contains(part), "{errors}");
    }
}

#[test]
fn a_large_file_of_rubbish_is_refused_at_once() {
    let errors = errors("there was once, [[a = \"\n".repeat(40_000), &[]);
    assert!(errors.len() < 30 && errors.to_string().contains("only the first are told"), "{errors}");
    let errors = self::errors("x".repeat(3 << 20), &[]);
    assert!(errors.to_string().contains("larger than 1 MiB"), "{errors}");
}

#[test]
fn no_file_however_mangled_makes_it_panic() {
    let potts = scenarios::library().iter().find(|e| e.name == "verification/potts").unwrap().text;
    let bust = scenarios::library().iter().find(|e| e.name == "dotcom-bust").unwrap().text;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mangled.toml");
    // A small congruential generator: what is tried is the same on every machine.
    let mut state = 0x2001_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    const PIECES: [&str; 14] = [
        "[",
        "]",
        "\"",
        "=",
        "\n",
        "{",
        "}",
        ",",
        "[[shock]]\n",
        "[[region]]\n",
        "1e999",
        "\u{1F600}",
        "\\u",
        "'''",
    ];
    for round in 0..1200 {
        let mut bytes = if round % 2 == 0 { potts } else { bust }.as_bytes().to_vec();
        for _ in 0..1 + draw(6) {
            let at = draw(bytes.len());
            if bytes.is_empty() {
                break;
            }
            match draw(5) {
                0 => bytes[at] = draw(256) as u8,
                1 => drop(bytes.drain(at..(at + draw(40)).min(bytes.len()))),
                2 => drop(bytes.splice(at..at, PIECES[draw(PIECES.len())].bytes())),
                3 => {
                    let piece = bytes[at..(at + draw(60)).min(bytes.len())].to_vec();
                    let to = draw(bytes.len());
                    bytes.splice(to..to, piece);
                }
                _ => bytes.truncate(at.max(1)),
            }
        }
        std::fs::write(&file, &bytes).unwrap();
        let argument = String::from_utf8_lossy(&bytes[..bytes.len().min(30)]).into_owned();
        if let Err(errors) = load(Source::File(file.clone()), &[argument]) {
            assert!(!errors.render(round % 3 == 0).is_empty());
        }
    }
}
