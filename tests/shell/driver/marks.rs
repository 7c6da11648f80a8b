//! Looks for texts in everything that a run left on disk, in the forms in which
//! programs leave them: as they are, in base64, in hexadecimal, in UTF-16.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// A place where a mark stands in the clear.
#[derive(Debug, PartialEq, Eq)]
pub struct Hit {
    pub mark: String,
    pub file: PathBuf,
}

/// Every mark in every file under `root`.
///
/// # Panics
///
/// On a mark too short to be told from chance.
pub fn hits(root: &Path, marks: &[String]) -> Vec<Hit> {
    let search = Search::of(marks);
    let mut hits = Vec::new();
    for file in files(root) {
        // What cannot be read, as a socket, holds nothing.
        let Ok(bytes) = std::fs::read(&file) else {
            continue;
        };
        hits.extend(search.marks_in(&bytes).into_iter().map(|mark| Hit {
            mark: marks[mark].clone(),
            file: file.clone(),
        }));
    }
    hits
}

/// Every form of every mark by its first two bytes, so that a file is read
/// through once.
struct Search {
    begins: Vec<Vec<(usize, Vec<u8>)>>,
}

impl Search {
    fn of(marks: &[String]) -> Self {
        let mut begins = vec![Vec::new(); 1 << 16];
        for (mark, text) in marks.iter().enumerate() {
            for form in forms(text) {
                begins[begin([form[0], form[1]])].push((mark, form));
            }
        }
        Self { begins }
    }

    fn marks_in(&self, bytes: &[u8]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for at in 1..bytes.len() {
            let here = &self.begins[begin([bytes[at - 1], bytes[at]])];
            for (mark, form) in here {
                if bytes[at - 1..].starts_with(form) {
                    found.insert(*mark);
                }
            }
        }
        found
    }
}

fn begin(two: [u8; 2]) -> usize {
    usize::from(u16::from_be_bytes(two))
}

fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => found.push(entry.path()),
                _ => {}
            }
        }
    }
    found
}

fn forms(mark: &str) -> Vec<Vec<u8>> {
    let plain = mark.as_bytes();
    assert!(plain.len() >= 6, "{mark:?} would be found by chance");
    let hex: String = plain.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![
        plain.to_vec(),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
        mark.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        mark.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ];
    // Base64 depends on where in the encoded bytes the mark begins; the
    // characters that its neighbours touch are left off.
    for before in 0..3 {
        let shifted = [&[0; 2][..before.min(2)], plain].concat();
        for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            let text = engine.encode(&shifted);
            let from = [0, 2, 3][before];
            let to = shifted.len() * 8 / 6;
            forms.push(text.as_bytes()[from..to].to_vec());
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_in_every_form_and_at_every_offset() {
        let folder = tempfile::tempdir().unwrap();
        let mark = "莫须有-19-mark".to_owned();
        let plants: Vec<Vec<u8>> = vec![
            format!("a{mark}b").into_bytes(),
            mark.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            mark.bytes()
                .map(|byte| format!("{byte:02X}"))
                .collect::<String>()
                .into_bytes(),
            STANDARD_NO_PAD.encode(format!("{mark}x")).into_bytes(),
            STANDARD_NO_PAD.encode(format!("a{mark}xy")).into_bytes(),
            URL_SAFE_NO_PAD.encode(format!("ab{mark}")).into_bytes(),
        ];
        for (number, plant) in plants.iter().enumerate() {
            let file = folder.path().join("deep").join(number.to_string());
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, plant).unwrap();
            let found = hits(folder.path(), std::slice::from_ref(&mark));
            assert_eq!(
                found,
                [Hit {
                    mark: mark.clone(),
                    file: file.clone()
                }],
                "form {number}"
            );
            std::fs::remove_file(file).unwrap();
        }
        std::fs::write(folder.path().join("other"), "nothing of the kind").unwrap();
        assert_eq!(hits(folder.path(), &[mark]), []);
    }
}
