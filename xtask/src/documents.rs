//! The tables of the five documents in the READMEs name tests that exist.

use std::fs;
use std::path::Path;

use crate::tools::root;

/// What stands in backquotes in the last cell of each row under a heading.
fn tests_named(page: &str, heading: &str) -> Vec<String> {
    let table = page.split(heading).nth(1).unwrap_or_default();
    let table = table.split("\n## ").next().unwrap_or_default();
    let rows = table.lines().filter(|line| line.starts_with("| "));
    rows.filter_map(|row| row.rsplit('|').nth(1)?.split('`').nth(1))
        .map(str::to_owned)
        .collect()
}

/// Every file below a folder that holds tests, as one text.
fn sources(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            sources(&path, into);
        } else if matches!(ending, Some("rs" | "ts")) {
            into.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[test]
fn every_test_in_the_tables_of_the_documents_exists() {
    let mut all = String::new();
    for folder in ["crates", "tests"] {
        sources(&root().join(folder), &mut all);
    }
    let exists = |name: &str| {
        // A function, one of a macro's, or a test in Chromium.
        [
            format!("fn {name}("),
            format!("{name} =>"),
            format!("\"{name}\""),
        ]
        .iter()
        .any(|written| all.contains(written))
    };
    let pages = [
        ("README.md", "## The five documents"),
        ("README.zh-CN.md", "## 五份文档"),
    ];
    let [english, chinese] = pages.map(|(page, heading)| {
        let page = fs::read_to_string(root().join(page)).unwrap();
        tests_named(&page, heading)
    });
    assert!(english.len() > 15, "{english:?}");
    assert_eq!(english, chinese);
    let missing: Vec<_> = english.iter().filter(|name| !exists(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(!exists("a_test_that_nobody_wrote"));
}
