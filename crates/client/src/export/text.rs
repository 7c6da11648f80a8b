//! A table as text: CSV for a file, lines parted by tabs for the clipboard.

use super::{
    escape::guarded,
    table::{Cell, Table},
};

/// Says that the file is UTF-8. Excel reads it in the code page of the system
/// otherwise, and Chinese becomes noise.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The table as CSV, with lines that end as RFC 4180 wants them.
pub(crate) fn csv(table: &Table) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(table.columns.iter().map(|column| guarded(&column.title)))?;
    for index in 0..table.rows {
        writer.write_record(table.row(index).map(field))?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

/// Some rows as a spreadsheet pastes them: as many from `offset` on as fit into
/// `bytes`, but one at least, and no more than `limit`. Answers how many.
pub(crate) fn tabbed(table: &Table, offset: usize, limit: usize, bytes: usize) -> (String, usize) {
    let mut text = String::new();
    let mut rows = 0;
    for index in (offset..table.rows).take(limit) {
        let cells: Vec<String> = table
            .row(index)
            .map(|cell| one_line(&field(cell)))
            .collect();
        let line = cells.join("\t");
        if rows > 0 && text.len() + line.len() + 1 > bytes {
            break;
        }
        text.push_str(&line);
        text.push('\n');
        rows += 1;
    }
    (text, rows)
}

/// Only texts can be taken for a formula: no number of ours is negative.
fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => guarded(text),
        other => other.plain(),
    }
}

/// A tab or a line's end inside a cell would begin another one.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::{super::table::tests::sample, *};
    use proptest::prelude::*;

    #[test]
    fn a_csv_file_opens_in_chinese() {
        let bytes = csv(&sample()).unwrap();
        assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
        assert_eq!(
            std::str::from_utf8(&bytes[3..]).unwrap(),
            "姓名,人数,时间,用时,比例\r\n\
             陈嘉树,3,2018-05-07 20:00:00,1:02:03,12.5%\r\n\
             '=1+1,0,,1:02:03,12.5%\r\n"
        );
    }

    #[test]
    fn rows_are_copied_as_far_as_they_fit() {
        let table = sample().choose(&["name".into(), "count".into()]);
        assert_eq!(
            tabbed(&table, 0, 10, 1_000),
            ("陈嘉树\t3\n'=1+1\t0\n".into(), 2)
        );
        assert_eq!(tabbed(&table, 1, 10, 1_000), ("'=1+1\t0\n".into(), 1));
        assert_eq!(tabbed(&table, 0, 10, 1).1, 1, "one at least");
        assert_eq!(tabbed(&table, 0, 1, 1_000).1, 1);
        assert_eq!(tabbed(&table, 2, 10, 1_000), (String::new(), 0));
    }

    proptest! {
        #[test]
        fn whatever_a_text_holds_it_reads_back_and_is_no_formula(
            texts in prop::collection::vec("[=+@\\-\t\r\n\",;'陈 a]{0,8}|.{0,20}", 1..8),
        ) {
            let table = Table::new("t")
                .with("a", "甲", &texts, |text| text.as_str())
                .with("b", "乙", &texts, |_| 1);
            let bytes = csv(&table).unwrap();
            let mut reader = csv::Reader::from_reader(&bytes[3..]);
            let read: Vec<String> = reader
                .records()
                .map(|record| record.unwrap()[0].to_owned())
                .collect();
            for (text, field) in texts.iter().zip(&read) {
                prop_assert!(!super::super::escape::is_formula(field));
                prop_assert_eq!(field.strip_prefix('\'').filter(|rest| *rest == text).unwrap_or(field), text);
            }
            prop_assert_eq!(read.len(), texts.len());

            let (copied, rows) = tabbed(&table, 0, 100, 10_000);
            prop_assert_eq!(rows, texts.len());
            let lines: Vec<&str> = copied.lines().collect();
            prop_assert_eq!(lines.len(), texts.len());
            for line in lines {
                let cells: Vec<&str> = line.split('\t').collect();
                prop_assert_eq!(cells.len(), 2);
                prop_assert!(!super::super::escape::is_formula(cells[0]));
            }
        }
    }
}
