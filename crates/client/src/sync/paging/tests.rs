//! Reading servers that keep no order, count wrongly, or have no end.

use super::*;
use crate::testing::until;
use std::cell::Cell;

#[derive(Clone, Debug)]
struct Row(SoldierId, &'static str);

impl Person for Row {
    fn soldier(&self) -> &SoldierId {
        &self.0
    }
    fn name(&self) -> &str {
        self.1
    }
    fn outweighs(&self, _: &Self) -> bool {
        false
    }
}

/// Reads a server that answers page after page by `page`.
async fn read(page: impl Fn(u32) -> Page<Row>) -> Reading<(), Row> {
    read_rounds(None, |_, number| page(number)).await.0
}

/// The same of a server that counts so many people, where `page` hears how
/// often the first page was asked for; answers that too.
async fn read_rounds(
    count: Option<u32>,
    page: impl Fn(u32, u32) -> Page<Row>,
) -> (Reading<(), Row>, u32) {
    let round = Cell::new(0);
    let fetch = async |number| {
        round.set(round.get() + u32::from(number == 1));
        Ok(Answer {
            value: ((), page(round.get(), number)),
            server_time: None,
        })
    };
    let reading = read_all(fetch, |()| count).await.unwrap();
    (reading, round.get())
}

/// Pages of two rows with these ids.
fn pages(ids: &[i64]) -> impl Fn(u32) -> Page<Row> + use<> {
    let pages: Vec<Vec<Row>> = ids
        .chunks(2)
        .map(|page| page.iter().map(|id| Row((*id).into(), "李沐阳")).collect())
        .collect();
    move |number| {
        let rows = pages.get(number as usize - 1).cloned().unwrap_or_default();
        page(number, pages.len() as u32, rows)
    }
}

fn ids(reading: &Reading<(), Row>) -> Vec<&str> {
    reading.rows.iter().map(|row| row.0.as_str()).collect()
}

fn page(number: u32, total_pages: u32, rows: Vec<Row>) -> Page<Row> {
    Page {
        page: number,
        total_pages,
        total: 0,
        rows,
    }
}

#[tokio::test]
async fn a_board_without_end_is_partial() {
    let rows = |number: u32| vec![Row(i64::from(number).into(), "李沐阳")];
    let endless = read(|number| page(number, PAGES + 1, rows(number))).await;
    assert_eq!(endless.rows.len(), 2_000);
    assert!(matches!(endless.error, Some(Error::BrokenAnswer { .. })));
    // The control: the last page that is read may be the last there is.
    let whole = read(|number| page(number, PAGES, rows(number))).await;
    assert!(whole.error.is_none());
}

#[tokio::test]
async fn who_slips_between_two_pages_is_found_by_reading_again() {
    // 3 goes from the second page to the first while the first is read.
    let rounds = [pages(&[1, 2, 2, 4]), pages(&[3, 1, 2, 4])];
    let page = |round, number| rounds[round as usize - 1](number);
    let (reading, rounds) = read_rounds(Some(4), page).await;
    assert_eq!(ids(&reading), ["1", "2", "4", "3"]);
    assert!(reading.error.is_none() && rounds == 2);
}

#[tokio::test]
async fn a_server_that_reads_the_same_twice_counts_wrongly() {
    let read = async |count, ids: [&[i64]; 2]| {
        let rounds = ids.map(pages);
        read_rounds(Some(count), |round, number| {
            rounds[round as usize - 1](number)
        })
        .await
    };
    for second in [&[3, 2, 1][..], &[1, 2, 3, 9]] {
        let (reading, rounds) = read(5, [&[1, 2, 3], second]).await;
        assert_eq!(reading.rows.len(), second.len());
        assert!(reading.error.is_none() && rounds == 2);
    }
    // The control: a right count is believed at once.
    assert_eq!(read(3, [&[1, 2, 3], &[]]).await.1, 1);
}

#[tokio::test]
async fn people_who_come_and_go_make_a_board_partial() {
    let odd = |round: u32| pages(&[1, 2, if round % 2 == 1 { 3 } else { 4 }]);
    let (reading, rounds) = read_rounds(Some(5), |round, number| odd(round)(number)).await;
    assert!(matches!(reading.error, Some(Error::BrokenAnswer { .. })));
    assert_eq!((ids(&reading), rounds), (vec!["1", "2", "3", "4"], ROUNDS));
}

#[tokio::test]
async fn a_page_of_repetitions_is_not_the_last() {
    let (reading, rounds) =
        read_rounds(Some(4), |_, number| pages(&[1, 2, 2, 1, 3, 4])(number)).await;
    assert_eq!(ids(&reading), ["1", "2", "3", "4"]);
    assert!(reading.error.is_none() && rounds == 1);
}

#[tokio::test]
async fn people_without_ids_of_their_own_make_a_board_partial() {
    let named = async |name: &'static str| {
        let rows = vec![Row("0".into(), "李沐阳"), Row("0".into(), name)];
        read(|number| page(number, 1, rows.clone())).await
    };
    let two = named("王若溪").await;
    assert!(matches!(two.error, Some(Error::BrokenAnswer { .. })));
    // The control: rows may repeat.
    assert!(named("李沐阳").await.error.is_none());
}

#[tokio::test]
async fn pages_that_there_are_said_to_be_are_asked_for_at_once_and_read_in_order() {
    let all = pages(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    let asked = std::cell::RefCell::new(Vec::new());
    let fetch = async |number| {
        asked.borrow_mut().push(number);
        // The second page comes after all that may be asked for with it.
        let together = async || number != 2 || asked.borrow().contains(&(1 + AT_ONCE));
        until("those that go together are asked for", together).await;
        Ok(Answer {
            value: ((), all(number)),
            server_time: None,
        })
    };
    let reading = read_all(fetch, |()| Some(12)).await.unwrap();
    let expected: Vec<String> = (1..=12).map(|id| id.to_string()).collect();
    assert_eq!(ids(&reading), expected);
    assert_eq!(*asked.borrow(), [1, 2, 3, 4, 5, 6]);
}
