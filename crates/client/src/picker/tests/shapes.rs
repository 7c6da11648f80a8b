//! What servers make of a tree.

use super::{all_rows, desk, district, draw, heading, office, offices, open_all, org, orgs};
use crate::picker::{Desk, Roster};
use muster_domain::{
    picker::{PickerView, Selection},
    roster::{OfficeRoster, OrgRoster},
};
use std::{fmt::Write as _, sync::Arc};

fn org_tree(roster: &OrgRoster) -> String {
    let mut desk = desk(roster, &OfficeRoster::default());
    draw(&open_all(&mut desk, PickerView::Orgs))
}

#[test]
fn a_district_shows_as_it_is() {
    let (orgs, offices) = district();
    let mut desk = desk(&orgs, &offices);
    let mut text = String::new();
    for view in [PickerView::Orgs, PickerView::Offices, PickerView::People] {
        writeln!(text, "{}", draw(&open_all(&mut desk, view))).unwrap();
    }
    insta::assert_snapshot!(text, @"
    ▾[ ] 海珠人武部 5 1/1
      ▾[ ] 海珠区一排 2 1/3
        ·[ ] 欧阳明 1/2
        ·[ ] 吕布 2/2
      ▾[ ] 昌岗街 3 2/3
        ▾[ ] 昌岗街应急排 3 1/1
          ▾[ ] 昌岗街抢险班 2 1/3
            ·[ ] 陈嘉树 1/2
            ·[ ] 梁思远 2/2
          ·[ ] 李沐阳* 2/3
          ·[ ] 陈嘉树 3/3
      ▾[ ] 滨江街 0 3/3
        ·[ ] 滨江街预备队 0 1/1

    ▾[ ] 海珠人武部 4 1/1
      ▾[ ] 昌岗街 2 1/3
        ·[ ] 陈嘉树 1/2
        ·[ ] 李沐阳 2/2
      ▾[ ] 滨江街 1 2/3
        ·[ ] 赵六 1/1
      ·[ ] 欧阳明 3/3

    ·[ ] 陈嘉树 @昌岗街 1/6
    ·[ ] 李沐阳 @昌岗街 2/6
    ·[ ] 梁思远 @昌岗街抢险班 3/6
    ·[ ] 吕布 @海珠区一排 4/6
    ·[ ] 欧阳明 @海珠人武部 5/6
    ·[ ] 赵六 @滨江街 6/6
    ");
}

#[test]
fn only_the_root_is_open_at_first() {
    let (orgs, offices) = district();
    let mut desk = desk(&orgs, &offices);
    insta::assert_snapshot!(draw(&all_rows(&mut desk, PickerView::Orgs, "")), @"
    ▾[ ] 海珠人武部 5 1/1
      ▸[ ] 海珠区一排 2 1/3
      ▸[ ] 昌岗街 3 2/3
      ▸[ ] 滨江街 0 3/3
    ");
}

#[test]
fn a_lower_organisation_hangs_under_the_first_that_names_it() {
    let roster = orgs(
        vec![heading("市", None), heading("区", Some(0))],
        vec![
            org("1", "甲", 0, &["3"], ""),
            org("2", "乙", 0, &["3"], ""),
            org("3", "丙", 1, &[], "9 李雷"),
        ],
    );
    insta::assert_snapshot!(org_tree(&roster), @"
    ▾[ ] 市 1 1/1
      ▾[ ] 甲 1 1/3
        ▾[ ] 丙 1 1/1
          ·[ ] 李雷 1/1
      ·[ ] 乙 0 2/3
      ·[ ] 区 0 3/3
    ");
}

#[test]
fn circles_and_strangers_leave_every_organisation_in_one_place() {
    let roster = orgs(
        vec![heading("市", None)],
        vec![
            org("1", "自指", 0, &["1", "404"], ""),
            org("2", "甲", 0, &["3"], "8 韩梅"),
            org("3", "乙", 0, &["4"], "9 李雷"),
            org("4", "丙", 0, &["2"], "8 韩梅"),
        ],
    );
    insta::assert_snapshot!(org_tree(&roster), @"
    ▾[ ] 市 2 1/1
      ·[ ] 自指 0 1/2
      ▾[ ] 甲 2 2/2
        ▾[ ] 乙 2 1/2
          ▾[ ] 丙 1 1/2
            ·[ ] 韩梅 1/1
          ·[ ] 李雷 2/2
        ·[ ] 韩梅 2/2
    ");
}

#[test]
fn what_is_listed_twice_is_one() {
    let roster = orgs(
        vec![heading("市", None)],
        vec![
            org("1", "甲", 0, &[], "8 韩梅, 8 韩梅*"),
            org("1", "甲", 0, &["2"], "9 李雷, 8 韩梅"),
            org("2", "乙", 0, &[], ""),
        ],
    );
    insta::assert_snapshot!(org_tree(&roster), @"
    ▾[ ] 市 2 1/1
      ▾[ ] 甲 2 1/1
        ·[ ] 乙 0 1/3
        ·[ ] 韩梅* 2/3
        ·[ ] 李雷 3/3
    ");
    let roster = offices(vec![
        office("1", "市", None, "8 韩梅"),
        office("2", "区", Some(0), ""),
        office("1", "市", Some(1), "9 李雷"),
        office("3", "街", Some(2), ""),
    ]);
    let mut desk = desk(&OrgRoster::default(), &roster);
    let rows = open_all(&mut desk, PickerView::Offices);
    insta::assert_snapshot!(draw(&rows), @"
    ▾[ ] 市 2 1/1
      ·[ ] 区 0 1/4
      ·[ ] 街 0 2/4
      ·[ ] 韩梅 3/4
      ·[ ] 李雷 4/4
    ");
}

#[test]
fn a_person_without_a_name_takes_it_from_where_it_is_given() {
    let roster = orgs(
        vec![heading("市", None)],
        vec![
            org("1", "甲", 0, &[], "9 *"),
            org("2", "乙", 0, &[], "9 李雷"),
        ],
    );
    let mut desk = desk(&roster, &OfficeRoster::default());
    let rows = all_rows(&mut desk, PickerView::People, "");
    assert_eq!((rows.len(), rows[0].name.as_str()), (1, "李雷"));
}

#[test]
fn an_endless_name_is_cut() {
    let endless = format!("9 {}", "长".repeat(10_000));
    let roster = orgs(vec![], vec![org("1", "甲", 0, &[], &endless)]);
    let mut desk = desk(&roster, &OfficeRoster::default());
    let rows = all_rows(&mut desk, PickerView::People, "长");
    assert_eq!(rows[0].name, format!("{}…", "长".repeat(100)));
}

#[test]
fn headings_that_are_missing_or_out_of_order_lose_nobody() {
    let roster = orgs(vec![], vec![org("1", "甲", 7, &[], "9 李雷")]);
    insta::assert_snapshot!(org_tree(&roster), @"
    ▾[ ] 甲 1 1/1
      ·[ ] 李雷 1/1
    ");
    let roster = orgs(
        vec![
            heading("一", Some(1)),
            heading("二", Some(9)),
            heading("二", None),
        ],
        vec![org("1", "甲", 1, &[], "9 李雷")],
    );
    insta::assert_snapshot!(org_tree(&roster), @"
    ·[ ] 一 0 1/3
    ▾[ ] 二 1 2/3
      ▾[ ] 甲 1 1/1
        ·[ ] 李雷 1/1
    ·[ ] 二 0 3/3
    ");
}

#[test]
fn an_account_without_offices_picks_among_organisations() {
    let (orgs, _) = district();
    let roster = Roster::new(&orgs, None);
    let mut desk = Desk::new(Arc::new(roster), &Selection::default());
    assert_eq!(all_rows(&mut desk, PickerView::Offices, ""), []);
    let people = all_rows(&mut desk, PickerView::People, "");
    let groups: Vec<_> = people.iter().map(|row| row.group.as_deref()).collect();
    let expected = [
        "昌岗街应急排",
        "昌岗街应急排",
        "昌岗街抢险班",
        "海珠区一排",
        "海珠区一排",
    ];
    assert_eq!(groups, expected.map(Some));
}

#[test]
fn an_empty_roster_is_no_trouble() {
    let mut desk = desk(&OrgRoster::default(), &OfficeRoster::default());
    for view in [PickerView::Orgs, PickerView::Offices, PickerView::People] {
        assert_eq!(all_rows(&mut desk, view, ""), []);
        assert_eq!(all_rows(&mut desk, view, "陈"), []);
        desk.toggle_matches(view, "", true);
    }
    assert_eq!(desk.selection(), Selection::default());
}

/// As deep as a server likes: nothing recurses, nothing is quadratic.
#[test]
fn a_chain_of_a_hundred_thousand_is_opened_chosen_and_searched() {
    let length = 100_000;
    let chain = (0..length).map(|index| {
        let next = (index + 1).to_string();
        org(&index.to_string(), "甲", 0, &[&next], "9 李雷")
    });
    let roster = orgs(vec![heading("市", None)], chain.collect());
    let mut desk = desk(&roster, &OfficeRoster::default());
    let root = all_rows(&mut desk, PickerView::Orgs, "").remove(0);
    assert_eq!(root.people, 1);
    let rows = desk.rows(PickerView::Orgs, "lilei", length, 10);
    assert_eq!(rows.total, 2 * length + 1);
    assert_eq!(rows.rows[0].level, length + 1);
    desk.toggle(PickerView::Orgs, &root.key, true).unwrap();
    let totals = desk.totals();
    assert_eq!(
        (totals.orgs, totals.people, totals.chosen_twice),
        (length, 1, 1)
    );
    desk.toggle(PickerView::People, "s:9", false).unwrap();
    assert_eq!(desk.selection(), Selection::default());
}
