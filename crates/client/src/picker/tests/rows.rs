//! Which rows a view shows.

use super::{all_rows, draw, key, open_all, the_district};
use crate::picker::{Desk, NoSuchRow};
use muster_domain::picker::PickerView;

#[test]
fn a_query_leaves_what_matches_and_the_way_to_it() {
    let mut desk = the_district();
    insta::assert_snapshot!(draw(&all_rows(&mut desk, PickerView::Orgs, "cjs")), @"
    ▾[ ] 海珠人武部 5 1/1
      ▾[ ] 昌岗街 3 1/1
        ▾[ ] 昌岗街应急排 3 1/1
          ▾[ ] 昌岗街抢险班 2 1/2
            ·[ ] 陈嘉树 1/1
          ·[ ] 陈嘉树 2/2
    ");
    insta::assert_snapshot!(draw(&all_rows(&mut desk, PickerView::Orgs, "changg")), @"
    ▾[ ] 海珠人武部 5 1/1
      ▾[ ] 昌岗街 3 1/1
        ▾[ ] 昌岗街应急排 3 1/1
          ▸[ ] 昌岗街抢险班 2 1/1
    ");
    assert_eq!(all_rows(&mut desk, PickerView::Orgs, "没有这个"), []);
}

#[test]
fn a_container_that_matches_opens_to_all_that_is_in_it() {
    let mut desk = the_district();
    let _ = all_rows(&mut desk, PickerView::Orgs, "抢险");
    let count = desk.expand(PickerView::Orgs, "o:3", true).unwrap();
    let rows = all_rows(&mut desk, PickerView::Orgs, "抢险");
    assert_eq!(count as usize, rows.len());
    insta::assert_snapshot!(draw(&rows), @"
    ▾[ ] 海珠人武部 5 1/1
      ▾[ ] 昌岗街 3 1/1
        ▾[ ] 昌岗街应急排 3 1/1
          ▾[ ] 昌岗街抢险班 2 1/1
            ·[ ] 陈嘉树 1/2
            ·[ ] 梁思远 2/2
    ");
}

#[test]
fn closing_and_opening_what_was_filtered_shows_the_rest() {
    let mut desk = the_district();
    let before = all_rows(&mut desk, PickerView::Orgs, "昌岗街应急排");
    let query = "街";
    let filtered = draw(&all_rows(&mut desk, PickerView::Orgs, query));
    desk.expand(PickerView::Orgs, "o:2", false).unwrap();
    desk.expand(PickerView::Orgs, "o:2", true).unwrap();
    let opened = draw(&all_rows(&mut desk, PickerView::Orgs, query));
    assert!(
        !filtered.contains("李沐阳") && opened.contains("李沐阳"),
        "{opened}"
    );
    // Another query forgets it.
    assert_eq!(
        all_rows(&mut desk, PickerView::Orgs, "昌岗街应急排"),
        before
    );
    assert_eq!(
        draw(&all_rows(&mut desk, PickerView::Orgs, query)),
        filtered
    );
}

#[test]
fn what_was_open_before_a_query_is_open_after_it() {
    let mut desk = the_district();
    let opened = open_all(&mut desk, PickerView::Orgs);
    all_rows(&mut desk, PickerView::Orgs, "cjs");
    desk.expand(PickerView::Orgs, "o:2", false).unwrap();
    assert_eq!(all_rows(&mut desk, PickerView::Orgs, ""), opened);
}

#[test]
fn closing_a_row_hides_what_is_below() {
    let mut desk = the_district();
    open_all(&mut desk, PickerView::Orgs);
    let street = key(&mut desk, PickerView::Orgs, "昌岗街");
    let count = desk.expand(PickerView::Orgs, &street, false).unwrap();
    let rows = all_rows(&mut desk, PickerView::Orgs, "");
    assert_eq!(count as usize, rows.len());
    insta::assert_snapshot!(draw(&rows), @"
    ▾[ ] 海珠人武部 5 1/1
      ▾[ ] 海珠区一排 2 1/3
        ·[ ] 欧阳明 1/2
        ·[ ] 吕布 2/2
      ▸[ ] 昌岗街 3 2/3
      ▾[ ] 滨江街 0 3/3
        ·[ ] 滨江街预备队 0 1/1
    ");
}

#[test]
fn the_rows_beside_a_person_open_with_the_containers_there() {
    let mut desk = the_district();
    let _ = all_rows(&mut desk, PickerView::Orgs, "");
    for name in ["海珠人武部", "昌岗街", "昌岗街应急排"] {
        let rows = all_rows(&mut desk, PickerView::Orgs, "");
        let row = rows.iter().find(|row| row.name == name).unwrap();
        let key = row.key.clone();
        desk.expand(PickerView::Orgs, &key, true).unwrap();
    }
    let rows = all_rows(&mut desk, PickerView::Orgs, "");
    let person = rows.iter().find(|row| row.name == "李沐阳").unwrap();
    let person = person.key.clone();
    let count = desk.expand_siblings(PickerView::Orgs, &person);
    let rows = all_rows(&mut desk, PickerView::Orgs, "");
    assert_eq!(count, Ok(u32::try_from(rows.len()).unwrap()));
    let squad = rows.iter().find(|row| row.name == "昌岗街抢险班").unwrap();
    assert_eq!(squad.expanded, Some(true));
    // Somebody who stands elsewhere by now.
    let gone = person.replace(":22", ":99");
    assert_eq!(
        desk.expand_siblings(PickerView::Orgs, &gone),
        Err(NoSuchRow)
    );
}

#[test]
fn matches_are_marked_in_the_name() {
    let mut desk = the_district();
    let rows = all_rows(&mut desk, PickerView::Orgs, "changg");
    let marked: Vec<_> = rows.iter().map(|row| (&*row.name, &*row.matched)).collect();
    assert_eq!(marked[0], ("海珠人武部", &[][..]));
    assert_eq!(marked[1], ("昌岗街", &[(0, 2)][..]));
}

#[test]
fn people_whose_name_begins_so_come_first() {
    let mut desk = the_district();
    let names = |query: &str, desk: &mut Desk| -> Vec<String> {
        let rows = all_rows(desk, PickerView::People, query);
        rows.into_iter().map(|row| row.name).collect()
    };
    assert_eq!(
        names("", &mut desk),
        ["陈嘉树", "李沐阳", "梁思远", "吕布", "欧阳明", "赵六"]
    );
    assert_eq!(names("l", &mut desk), ["李沐阳", "梁思远", "吕布", "赵六"]);
    assert_eq!(names("y", &mut desk), ["李沐阳", "梁思远", "欧阳明"]);
    assert_eq!(names("sy", &mut desk), ["梁思远"]);
}

#[test]
fn a_window_is_cut_where_the_list_ends() {
    let mut desk = the_district();
    let mut window = |offset, limit| {
        let rows = desk.rows(PickerView::People, "", offset, limit);
        let places: Vec<_> = rows.rows.iter().map(|row| row.position).collect();
        (rows.offset, rows.total, places)
    };
    assert_eq!(window(0, 2), (0, 6, vec![1, 2]));
    assert_eq!(window(4, 500), (4, 6, vec![5, 6]));
    assert_eq!(window(6, 10), (6, 6, vec![]));
    assert_eq!(window(u32::MAX, u32::MAX), (u32::MAX, 6, vec![]));
}

#[test]
fn typing_leads_to_the_next_row_that_begins_so() {
    let mut desk = the_district();
    open_all(&mut desk, PickerView::Offices);
    let rows = all_rows(&mut desk, PickerView::Offices, "");
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "海珠人武部",
            "昌岗街",
            "陈嘉树",
            "李沐阳",
            "滨江街",
            "赵六",
            "欧阳明"
        ]
    );
    let mut seek = |typed: &str, from| desk.seek(PickerView::Offices, "", typed, from);
    assert_eq!(seek("c", 0), Some(1));
    assert_eq!(seek("c", 2), Some(2));
    assert_eq!(seek("c", 3), Some(1), "around the end");
    assert_eq!(seek("lmy", 0), Some(3));
    assert_eq!(seek("滨", 6), Some(4));
    assert_eq!(seek("江", 0), None, "inside of a name");
    assert_eq!(seek(" ", 0), None);
}

#[test]
fn rows_name_the_row_they_lie_in_and_open_together() {
    let mut desk = the_district();
    assert_eq!(desk.expand_siblings(PickerView::Offices, "f:91"), Ok(7));
    let rows = all_rows(&mut desk, PickerView::Offices, "");
    let parents: Vec<Option<u32>> = rows.iter().map(|row| row.parent).collect();
    assert_eq!(
        parents,
        [None, Some(0), Some(1), Some(1), Some(0), Some(4), Some(0)]
    );
    assert_eq!(
        desk.expand_siblings(PickerView::Offices, "f:404"),
        Err(NoSuchRow)
    );
}
