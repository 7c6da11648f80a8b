//! A table as it is written out: columns in the reader's language, typed cells.

use muster_domain::time::{Time, beijing};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Nothing is known, or there is nothing to say.
    Empty,
    Text(String),
    Count(u32),
    /// 0–1 and above.
    Share(f64),
    At(Time),
    /// Milliseconds, not negative.
    Span(i64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.to_owned())
        }
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::Count(count)
    }
}

impl From<Time> for Cell {
    fn from(at: Time) -> Self {
        Self::At(at)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl Cell {
    /// As plain text: times in Beijing time to the second, spans as `h:mm:ss`.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Share(share) => format!("{:.1}%", share * 100.0),
            Self::At(at) => at.to_civil(&beijing()).unwrap_or_default(),
            Self::Span(ms) => {
                let seconds = ms.max(&0) / 1000;
                let (minutes, hours) = (seconds / 60 % 60, seconds / 3600);
                format!("{hours}:{minutes:02}:{:02}", seconds % 60)
            }
        }
    }
}

/// What stands for something private.
const MASK: &str = "•••";

/// A column with its cells, from the first row to the last.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// As the UI calls it. What stands in one column on screen may be several
    /// here, of one kind of cell each.
    pub id: &'static str,
    pub title: String,
    /// A telephone number, or where somebody is.
    pub private: bool,
    pub cells: Vec<Cell>,
}

/// Columns of the same length.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// What it is, in a few words; names the sheet.
    pub name: String,
    pub columns: Vec<Column>,
    pub rows: usize,
}

impl Table {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            columns: Vec::new(),
            rows: 0,
        }
    }

    /// With another column, a cell for each of the rows.
    pub(crate) fn with<'a, R, C: Into<Cell>>(
        mut self,
        id: &'static str,
        title: &str,
        rows: &'a [R],
        cell: impl Fn(&'a R) -> C,
    ) -> Self {
        self.rows = rows.len();
        self.columns.push(Column {
            id,
            title: title.to_owned(),
            private: false,
            cells: rows.iter().map(|row| cell(row).into()).collect(),
        });
        self
    }

    /// With another column of telephone numbers, or of where people are.
    pub(crate) fn with_private<'a, R, C: Into<Cell>>(
        self,
        id: &'static str,
        title: &str,
        rows: &'a [R],
        cell: impl Fn(&'a R) -> C,
    ) -> Self {
        let mut table = self.with(id, title, rows, cell);
        if let Some(column) = table.columns.last_mut() {
            column.private = true;
        }
        table
    }

    /// Whether a column is private.
    pub(crate) fn is_private(&self) -> bool {
        self.columns.iter().any(|column| column.private)
    }

    /// With a mask over everything that is private. What is not there stays so.
    pub(crate) fn masked(mut self) -> Self {
        let private = self.columns.iter_mut().filter(|column| column.private);
        for cell in private.flat_map(|column| &mut column.cells) {
            if *cell != Cell::Empty {
                *cell = MASK.into();
            }
        }
        self
    }

    /// The columns with these ids, in the order of the ids; all without any.
    pub(crate) fn choose(mut self, ids: &[String]) -> Self {
        if !ids.is_empty() {
            let mut all = std::mem::take(&mut self.columns);
            for id in ids {
                self.columns
                    .extend(all.extract_if(.., |column| column.id == id));
            }
        }
        self
    }

    /// Without the columns in which nothing stands: paper has no room for them.
    pub(crate) fn filled(mut self) -> Self {
        if self.rows > 0 {
            self.columns
                .retain(|column| column.cells.iter().any(|cell| *cell != Cell::Empty));
        }
        self
    }

    /// The cells of a row.
    pub(crate) fn row(&self, index: usize) -> impl Iterator<Item = &Cell> {
        self.columns
            .iter()
            .filter_map(move |column| column.cells.get(index))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Two people; the name of one is somebody's idea of a joke.
    pub(crate) fn sample() -> Table {
        let rows = [("陈嘉树", 3), ("=1+1", 0)];
        Table::new("响应名单")
            .with("name", "姓名", &rows, |row| row.0)
            .with("count", "人数", &rows, |row| row.1)
            .with("at", "时间", &rows, |row| {
                (row.1 > 0).then_some(Time(1_525_694_400_000))
            })
            .with("took", "用时", &rows, |_| Cell::Span(3_723_999))
            .with("share", "比例", &rows, |_| Cell::Share(0.125))
    }

    #[test]
    fn cells_read_as_people_write_them() {
        let table = sample();
        let texts: Vec<String> = table.row(0).map(Cell::plain).collect();
        assert_eq!(
            texts,
            ["陈嘉树", "3", "2018-05-07 20:00:00", "1:02:03", "12.5%"]
        );
        assert_eq!(table.row(1).nth(2), Some(&Cell::Empty));
    }

    #[test]
    fn a_mask_covers_what_is_private_and_nothing_else() {
        let phones = ["10000000001", ""];
        let table = sample().with_private("phone", "手机", &phones, |phone| *phone);
        assert!(!sample().is_private());
        assert!(table.is_private());
        let masked = table.clone().masked();
        assert_eq!(masked.columns[..5], table.columns[..5]);
        assert_eq!(masked.columns[5].cells, [MASK.into(), Cell::Empty]);
    }

    #[test]
    fn a_column_without_anything_is_left_out_on_paper() {
        let table = sample().with("place", "地点", &["", ""], |place| *place);
        assert_eq!(table.clone().filled().columns, table.columns[..5]);
        let nobody = Table::new("名单").with("name", "姓名", &[(); 0], |()| 1);
        assert_eq!(nobody.clone().filled(), nobody);
    }

    #[test]
    fn columns_come_in_the_order_asked_for_and_once() {
        let chosen = sample().choose(&["at".into(), "nothing".into(), "name".into(), "at".into()]);
        let ids: Vec<&str> = chosen.columns.iter().map(|column| column.id).collect();
        assert_eq!((ids, chosen.rows), (vec!["at", "name"], 2));
        assert_eq!(sample().choose(&[]).columns.len(), 5);
        let twice = sample().with("at", "地点", &[(); 2], |()| 1);
        let titles = twice.choose(&["at".into()]).columns;
        let titles: Vec<&str> = titles.iter().map(|column| column.title.as_str()).collect();
        assert_eq!(titles, ["时间", "地点"]);
    }
}
