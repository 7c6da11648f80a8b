//! Tables as a workbook: real numbers and dates, a header that stays, filters.

use super::{
    escape::is_formula,
    table::{Cell, Column, Table},
};
use muster_domain::time::Time;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

/// Characters that a cell of a workbook can hold, less a little.
const CELL: usize = 32_000;

/// Widths of a column, in characters of a digit's width.
const NARROW: usize = 6;
const WIDE: usize = 48;

/// Milliseconds by which Beijing's clocks are ahead; a workbook knows no zones.
const BEIJING_MS: i64 = 8 * 3_600_000;

const DAY_MS: f64 = 86_400_000.0;

/// How each kind of cell is shown.
struct Looks {
    header: Format,
    text: Format,
    /// A text that stays one when somebody edits it.
    quoted: Format,
    count: Format,
    share: Format,
    at: Format,
    span: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::VerticalCenter);
        Self {
            header: plain().set_bold(),
            text: plain(),
            quoted: plain().set_quote_prefix(),
            count: plain().set_num_format("0"),
            share: plain().set_num_format("0.0%"),
            at: plain()
                .set_num_format("yyyy-mm-dd hh:mm:ss")
                .set_align(FormatAlign::Left),
            span: plain().set_num_format("[h]:mm:ss"),
        }
    }
}

/// One sheet a table, in their order. `now` is what the file calls its birth.
pub(crate) fn xlsx(tables: &[Table], now: Time) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_timestamp(now.0 / 1000)?),
    );
    let looks = Looks::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&table.name)?;
        write(sheet, table, &looks)?;
    }
    workbook.save_to_buffer()
}

fn write(sheet: &mut Worksheet, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    for (index, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(index, width(column))?;
        sheet.write_string_with_format(0, index, &column.title, &looks.header)?;
        for (row, cell) in (1..).zip(&column.cells) {
            put(sheet, (row, index), cell, looks)?;
        }
    }
    if let (Ok(rows), Some(last)) = (
        u32::try_from(table.rows),
        u16::try_from(table.columns.len())
            .ok()
            .and_then(|count| count.checked_sub(1)),
    ) {
        sheet.autofilter(0, 0, rows, last)?;
    }
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let look = if is_formula(text) {
                &looks.quoted
            } else {
                &looks.text
            };
            let text: String = text.chars().take(CELL).collect();
            sheet.write_string_with_format(row, column, text, look)?;
        }
        Cell::Count(count) => {
            sheet.write_number_with_format(row, column, *count, &looks.count)?;
        }
        Cell::Share(share) => {
            sheet.write_number_with_format(row, column, *share, &looks.share)?;
        }
        Cell::At(at) => match ExcelDateTime::from_timestamp((at.0 + BEIJING_MS) / 1000) {
            Ok(date) => {
                sheet.write_datetime_with_format(row, column, &date, &looks.at)?;
            }
            // Beyond the years that a workbook knows.
            Err(_) => {
                sheet.write_string_with_format(row, column, cell.plain(), &looks.text)?;
            }
        },
        Cell::Span(ms) => {
            #[expect(clippy::cast_precision_loss, reason = "a span of less than years")]
            let days = *ms as f64 / DAY_MS;
            sheet.write_number_with_format(row, column, days, &looks.span)?;
        }
    }
    Ok(())
}

/// Wide enough for the title, its filter's mark and the cells; a Chinese
/// character takes the room of two digits.
fn width(column: &Column) -> u32 {
    let wide = |text: &str| -> usize {
        text.chars()
            .map(|letter| if letter < '\u{1100}' { 1 } else { 2 })
            .sum()
    };
    let cells = column.cells.iter().map(|cell| wide(&cell.plain()) + 2);
    let widest = cells.max().unwrap_or(0).max(wide(&column.title) + 4);
    u32::try_from(widest.clamp(NARROW, WIDE)).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{super::table::tests::sample, *};
    use calamine::{Data, Reader, Xlsx};
    use proptest::prelude::*;
    use std::io::Cursor;

    /// A sheet as another program reads it: its cells, and its formulas.
    pub(crate) fn sheet(bytes: &[u8], name: &str) -> (Vec<Vec<Data>>, usize) {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        let range = book.worksheet_range(name).unwrap();
        let rows = range.rows().map(<[Data]>::to_vec).collect();
        let formulas = book.worksheet_formula(name).unwrap();
        let formulas = formulas.cells().filter(|(.., text)| !text.is_empty());
        (rows, formulas.count())
    }

    #[test]
    fn numbers_and_dates_are_real() {
        let bytes = xlsx(&[sample()], Time(0)).unwrap();
        let (rows, formulas) = sheet(&bytes, "响应名单");
        assert_eq!(formulas, 0);
        assert_eq!(rows[0][0], Data::String("姓名".into()));
        assert_eq!(rows[1][1], Data::Float(3.0));
        let Data::DateTime(at) = &rows[1][2] else {
            panic!("{:?} is no date", rows[1][2]);
        };
        // 2018-05-07 20:00:00 on a clock in Beijing.
        assert!((at.as_f64() - 43_227.833_333).abs() < 1e-5, "{at:?}");
        let Data::DateTime(took) = &rows[1][3] else {
            panic!("{:?} is no span", rows[1][3]);
        };
        assert!(took.is_duration());
        assert_eq!(rows[1][4], Data::Float(0.125));
        assert_eq!(rows[2][0], Data::String("=1+1".into()));
        assert_eq!(rows[2][2], Data::Empty);
    }

    #[test]
    fn a_table_without_rows_is_a_workbook_too() {
        let nobody: [u32; 0] = [];
        let table = Table::new("名单").with("a", "甲", &nobody, |row| *row);
        let (rows, _) = sheet(&xlsx(&[table], Time(0)).unwrap(), "名单");
        assert_eq!(rows, [[Data::String("甲".into())]]);
        assert!(xlsx(&[Table::new("空")], Time(0)).is_ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_text_becomes_a_formula(texts in prop::collection::vec("[=+@\\-\t'陈a1(]{1,8}|[^\r]{1,20}", 1..6)) {
            let table = Table::new("t").with("a", "甲", &texts, |text| text.as_str());
            let (rows, formulas) = sheet(&xlsx(&[table], Time(0)).unwrap(), "t");
            prop_assert_eq!(formulas, 0);
            for (text, row) in texts.iter().zip(&rows[1..]) {
                prop_assert!(matches!(&row[0], Data::String(_)), "{text:?}: {:?}", row[0]);
            }
        }
    }
}
