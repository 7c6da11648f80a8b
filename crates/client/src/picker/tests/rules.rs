//! The rules of choosing, one sentence each. `properties` tries everything.

use super::{
    all_rows, desk, district, draw, key, office, offices, open_all, org, orgs, the_district,
};
use crate::picker::{Desk, NoSuchRow, Recipients, Roster};
use muster_domain::{
    id::{OfficeId, OrgId, SoldierId},
    picker::{PickerList, PickerTotals, PickerView, Selection, Through},
    roster::OfficeRoster,
};
use std::sync::Arc;

fn ids(orgs: &[&str], offices: &[&str], soldiers: &[&str]) -> Selection {
    Selection {
        orgs: orgs.iter().map(|id| OrgId::from(*id)).collect(),
        offices: offices.iter().map(|id| OfficeId::from(*id)).collect(),
        soldiers: soldiers.iter().map(|id| SoldierId::from(*id)).collect(),
        excluded: Default::default(),
    }
}

fn without(selection: Selection, excluded: &[&str]) -> Selection {
    Selection {
        excluded: excluded.iter().map(|id| SoldierId::from(*id)).collect(),
        ..selection
    }
}

/// One line each: who, and what connects them with the list.
fn lines(desk: &Desk, list: PickerList) -> Vec<String> {
    let rows = desk.list(list, 0, 100).rows.into_iter();
    rows.map(|row| {
        let through = row.through.iter().map(|through| match through {
            Through::Heading { name } | Through::Org { name } | Through::Office { name } => name,
            Through::Task { title } => title,
            Through::OneByOne => "one by one",
        });
        let through: Vec<&str> = through.collect();
        format!("{} {}: {}", row.name, row.people, through.join(", "))
    })
    .collect()
}

fn click(desk: &mut Desk, view: PickerView, name: &str, on: bool) -> Selection {
    let key = key(desk, view, name);
    desk.toggle(view, &key, on).unwrap();
    desk.selection()
}

#[test]
fn a_container_brings_every_container_below_it() {
    let mut desk = the_district();
    let chosen = click(&mut desk, PickerView::Orgs, "昌岗街应急排", true);
    assert_eq!(chosen, ids(&["2", "3"], &[], &[]));
    let chosen = click(&mut desk, PickerView::Orgs, "海珠人武部", true);
    assert_eq!(chosen, ids(&["1", "2", "3", "4"], &[], &[]));
    let chosen = click(&mut desk, PickerView::Offices, "海珠人武部", true);
    assert_eq!(chosen, ids(&["1", "2", "3", "4"], &["90", "91", "92"], &[]));
}

#[test]
fn somebody_who_is_chosen_already_gets_no_id_of_their_own() {
    let mut desk = the_district();
    click(&mut desk, PickerView::Offices, "昌岗街", true);
    let chosen = click(&mut desk, PickerView::People, "陈嘉树", true);
    assert_eq!(chosen, ids(&[], &["91"], &[]));
}

#[test]
fn leaving_one_person_out_keeps_the_others() {
    let mut desk = the_district();
    click(&mut desk, PickerView::Orgs, "昌岗街应急排", true);
    let chosen = click(&mut desk, PickerView::People, "陈嘉树", false);
    assert_eq!(chosen, without(ids(&["2", "3"], &[], &[]), &["21"]));
    assert_eq!(
        lines(&desk, PickerList::Excluded),
        ["陈嘉树 1: 昌岗街应急排, 昌岗街抢险班"]
    );
    // What is sent knows no exclusions: the others go out one by one.
    let (orgs, offices) = district();
    let roster = Roster::new(&orgs, Some(&offices));
    let sent = Recipients::new(&chosen, &roster).sent;
    assert_eq!(sent, ids(&[], &[], &["22", "31"]));
    let again = click(&mut desk, PickerView::People, "陈嘉树", true);
    assert_eq!(again, ids(&["2", "3"], &[], &[]));
}

#[test]
fn a_street_left_out_of_its_district_is_one_line_that_takes_it_back() {
    let mut desk = the_district();
    click(&mut desk, PickerView::Offices, "海珠人武部", true);
    let chosen = click(&mut desk, PickerView::Offices, "昌岗街", false);
    assert_eq!(chosen, without(ids(&[], &["90", "92"], &[]), &["21", "22"]));
    assert_eq!(lines(&desk, PickerList::Excluded), ["昌岗街 2: 海珠人武部"]);
    assert_eq!((desk.totals().people, desk.totals().excluded), (2, 2));
    let line = desk.list(PickerList::Excluded, 0, 1).rows.remove(0);
    desk.toggle(line.view, &line.key, true).unwrap();
    assert_eq!(desk.selection(), ids(&[], &["90", "91", "92"], &[]));
}

#[test]
fn what_was_never_a_whole_is_only_let_go_of() {
    let mut desk = the_district();
    click(&mut desk, PickerView::Offices, "昌岗街", true);
    let chosen = click(&mut desk, PickerView::Offices, "昌岗街", false);
    assert_eq!(chosen, Selection::default());
    click(&mut desk, PickerView::People, "陈嘉树", true);
    click(&mut desk, PickerView::People, "赵六", true);
    let chosen = click(&mut desk, PickerView::People, "陈嘉树", false);
    assert_eq!(chosen, ids(&[], &[], &["99"]));
}

#[test]
fn clearing_the_district_forgets_what_was_left_out_of_it() {
    let mut desk = the_district();
    click(&mut desk, PickerView::Offices, "海珠人武部", true);
    click(&mut desk, PickerView::Offices, "昌岗街", false);
    let chosen = click(&mut desk, PickerView::Offices, "海珠人武部", false);
    assert_eq!(chosen, Selection::default());
}

#[test]
fn who_is_chosen_twice_is_named_with_everything_that_chose_them() {
    let mut desk = the_district();
    click(&mut desk, PickerView::People, "陈嘉树", true);
    click(&mut desk, PickerView::Offices, "昌岗街", true);
    click(&mut desk, PickerView::Orgs, "昌岗街抢险班", true);
    assert_eq!(
        lines(&desk, PickerList::Twice),
        ["陈嘉树 1: 昌岗街抢险班, 昌岗街, one by one"]
    );
    assert_eq!(desk.list(PickerList::Twice, 1, 100).rows, []);
}

#[test]
fn a_group_that_is_added_calls_its_people_whatever_was_excluded() {
    let mut desk = the_district();
    click(&mut desk, PickerView::Offices, "海珠人武部", true);
    click(&mut desk, PickerView::Offices, "昌岗街", false);
    desk.add(&without(ids(&["2"], &[], &[]), &["22"]));
    let expected = without(ids(&["2"], &["90", "92"], &[]), &["22"]);
    assert_eq!(
        desk.selection(),
        expected,
        "陈嘉树 is called, 李沐阳 by neither"
    );
}

#[test]
fn off_is_off_by_whatever_means_it_was_on() {
    let mut desk = the_district();
    click(&mut desk, PickerView::Offices, "昌岗街", true);
    click(&mut desk, PickerView::Orgs, "海珠区一排", true);
    let chosen = click(&mut desk, PickerView::Orgs, "昌岗街抢险班", false);
    assert_eq!(
        chosen,
        without(ids(&["1"], &["91"], &[]), &["21"]),
        "陈嘉树 came through the office"
    );
}

#[test]
fn the_views_show_one_selection() {
    let mut desk = the_district();
    click(&mut desk, PickerView::Offices, "昌岗街", true);
    let orgs = draw(&open_all(&mut desk, PickerView::Orgs));
    insta::assert_snapshot!(orgs, @"
    ▾[-] 海珠人武部 5 1/1
      ▾[ ] 海珠区一排 2 1/3
        ·[ ] 欧阳明 1/2
        ·[ ] 吕布 2/2
      ▾[-] 昌岗街 3 2/3
        ▾[-] 昌岗街应急排 3 1/1
          ▾[-] 昌岗街抢险班 2 1/3
            ·[x] 陈嘉树 1/2
            ·[ ] 梁思远 2/2
          ·[x] 李沐阳* 2/3
          ·[x] 陈嘉树 3/3
      ▾[ ] 滨江街 0 3/3
        ·[ ] 滨江街预备队 0 1/1
    ");
    let people = draw(&open_all(&mut desk, PickerView::People));
    insta::assert_snapshot!(people, @"
    ·[x] 陈嘉树 @昌岗街 1/6
    ·[x] 李沐阳 @昌岗街 2/6
    ·[ ] 梁思远 @昌岗街抢险班 3/6
    ·[ ] 吕布 @海珠区一排 4/6
    ·[ ] 欧阳明 @海珠人武部 5/6
    ·[ ] 赵六 @滨江街 6/6
    ");
}

#[test]
fn an_empty_container_shows_whether_it_is_chosen_itself() {
    let mut desk = the_district();
    let chosen = click(&mut desk, PickerView::Orgs, "滨江街预备队", true);
    assert_eq!(chosen, ids(&["4"], &[], &[]));
    let text = draw(&open_all(&mut desk, PickerView::Orgs));
    assert!(text.contains("·[x] 滨江街预备队 0"), "{text}");
    assert!(text.contains("▾[x] 滨江街 0"), "{text}");
    assert!(text.contains("▾[ ] 海珠人武部"), "{text}");
}

#[test]
fn the_totals_count_people_once_and_say_who_comes_twice() {
    let mut desk = the_district();
    click(&mut desk, PickerView::Orgs, "昌岗街应急排", true);
    click(&mut desk, PickerView::Offices, "昌岗街", true);
    click(&mut desk, PickerView::People, "赵六", true);
    let expected = PickerTotals {
        revision: 0,
        people: 4,
        orgs: 2,
        people_through_orgs: 3,
        offices: 1,
        people_through_offices: 2,
        individuals: 1,
        chosen_twice: 2,
        excluded: 0,
        roster: 6,
        unknown: 0,
        elsewhere: None,
    };
    assert_eq!(desk.totals(), expected);
}

#[test]
fn ids_that_left_the_roster_are_counted_kept_and_not_sent() {
    let (orgs, offices) = district();
    let roster = Arc::new(Roster::new(&orgs, Some(&offices)));
    let selection = ids(&["1", "77"], &["78"], &["31", "79"]);
    let mut desk = Desk::new(Arc::clone(&roster), &selection);
    assert_eq!(desk.totals().unknown, 3);
    let recipients = Recipients::new(&selection, &roster);
    assert_eq!(recipients.sent, ids(&["1"], &[], &["31"]));
    assert_eq!(recipients.totals.unknown, 3);
    click(&mut desk, PickerView::People, "赵六", true);
    assert_eq!(
        desk.selection(),
        ids(&["1", "77"], &["78"], &["31", "79", "99"])
    );
    desk.toggle_matches(PickerView::People, "", false);
    assert_eq!(desk.selection(), Selection::default());
}

#[test]
fn a_roster_fetched_again_keeps_what_is_chosen_and_open() {
    let (orgs, offices) = district();
    let mut desk = desk(&orgs, &OfficeRoster::default());
    click(&mut desk, PickerView::Orgs, "昌岗街应急排", true);
    let mut grown = orgs.clone();
    grown.orgs.remove(0);
    grown.orgs[0].members.pop();
    desk.set_roster(Arc::new(Roster::new(&grown, Some(&offices))));
    assert_eq!(desk.selection(), ids(&["2", "3"], &[], &[]));
    let text = draw(&all_rows(&mut desk, PickerView::Orgs, ""));
    assert!(text.contains("▾[x] 昌岗街应急排 2"), "{text}");
    desk.set_roster(Arc::new(Roster::new(&Default::default(), None)));
    assert_eq!(desk.totals().unknown, 2);
    desk.set_roster(Arc::new(Roster::new(&orgs, Some(&offices))));
    assert_eq!(desk.totals().people, 3);
}

#[test]
fn a_key_of_a_row_that_is_gone_switches_nobody() {
    let mut desk = the_district();
    for key in ["", "s:404", "sx:21", "o:404", "h:00", "21", "f:91", "s"] {
        let answer = desk.toggle(PickerView::Orgs, key, true);
        assert_eq!(answer, Err(NoSuchRow), "{key:?}");
    }
    assert_eq!(
        desk.expand(PickerView::People, "s:21", true),
        Err(NoSuchRow)
    );
    assert_eq!(desk.expand(PickerView::Orgs, "f:91", true), Err(NoSuchRow));
    assert_eq!(desk.selection(), Selection::default());
}

#[test]
fn the_key_of_a_person_means_the_same_after_the_roster_changed() {
    let (mut orgs, offices) = district();
    let mut desk = desk(&orgs, &offices);
    let key = key(&mut desk, PickerView::Orgs, "梁思远");
    orgs.orgs.swap(0, 2);
    orgs.orgs[0].members.reverse();
    desk.set_roster(Arc::new(Roster::new(&orgs, Some(&offices))));
    desk.toggle(PickerView::Orgs, &key, true).unwrap();
    assert_eq!(desk.selection(), ids(&[], &[], &["31"]));
}

#[test]
fn matches_are_switched_together() {
    let mut desk = the_district();
    desk.toggle_matches(PickerView::Orgs, "changg", true);
    assert_eq!(desk.selection(), ids(&["2", "3"], &[], &[]));
    desk.toggle_matches(PickerView::People, "li", true);
    // 李沐阳 and 梁思远 are chosen already; 赵六 is not.
    assert_eq!(desk.selection(), ids(&["2", "3"], &[], &["99"]));
    desk.toggle_matches(PickerView::Orgs, "lmy", false);
    let chosen = without(ids(&["2", "3"], &[], &["99"]), &["22"]);
    assert_eq!(desk.selection(), chosen);
    desk.toggle_matches(PickerView::Offices, "没有这个", true);
    assert_eq!(desk.selection(), chosen);
    desk.toggle_matches(PickerView::Orgs, "", false);
    assert_eq!(desk.selection(), ids(&[], &[], &["99"]));
}

#[test]
fn a_container_is_sent_only_where_every_reading_means_the_same_people() {
    let orgs = orgs(
        vec![],
        vec![
            org("1", "连", 0, &["2"], "11 甲"),
            org("2", "排", 0, &["3"], "12 乙, 11 甲"),
            org("3", "班", 0, &[], "13 丙"),
            org("4", "外", 0, &["404"], "14 丁"),
            org("5", "另", 0, &["3"], "15 戊"),
        ],
    );
    let offices = offices(vec![
        office("90", "区", None, "14 丁"),
        office("91", "街", Some(0), "15 戊"),
    ]);
    let roster = Roster::new(&orgs, Some(&offices));
    let sent = |selection: &Selection| Recipients::new(selection, &roster).sent;
    let whole = ids(&["1", "2", "3"], &[], &[]);
    assert_eq!(sent(&whole), whole);
    assert_eq!(
        sent(&ids(&["1", "2"], &[], &[])),
        ids(&[], &[], &["11", "12"])
    );
    assert_eq!(
        sent(&ids(&["2", "3"], &[], &["12", "15"])),
        ids(&["2", "3"], &[], &["15"])
    );
    // 班 is shown under 排, but 另 leads to it as well.
    assert_eq!(sent(&ids(&["5"], &[], &[])), ids(&[], &[], &["15"]));
    // Who is below an organisation that is not in the roster, nobody knows.
    assert_eq!(sent(&ids(&["4"], &[], &[])), ids(&[], &[], &["14"]));
    assert_eq!(sent(&ids(&[], &["90"], &[])), ids(&[], &[], &["14"]));
    let both = ids(&[], &["90", "91"], &[]);
    assert_eq!(sent(&both), both);
}

#[test]
fn the_rehearsal_names_the_first_few() {
    let (orgs, offices) = district();
    let roster = Roster::new(&orgs, Some(&offices));
    let selection = ids(&["2", "1"], &["92"], &["31", "21", "99"]);
    let recipients = Recipients::new(&selection, &roster);
    assert_eq!(recipients.org_names, ["海珠区一排", "昌岗街应急排"]);
    assert_eq!(recipients.office_names, ["滨江街"]);
    assert_eq!(recipients.soldier_names, ["陈嘉树", "梁思远", "赵六"]);
}
