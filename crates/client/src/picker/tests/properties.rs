//! Any roster, any sequence of clicks: the bits agree with the model.

use super::{
    model::{Model, Unit},
    open_all,
};
use crate::picker::{Desk, Recipients, Roster};
use crate::search::Query;
use muster_domain::{
    id::SoldierId,
    picker::{PickerList, PickerRow, PickerRowKind, PickerView, Selection},
    roster::{Member, Office, OfficeHeading, OfficeRoster, Org, OrgRoster},
};
use proptest::{collection::vec, prelude::*};
use std::{collections::BTreeSet, sync::Arc};

const NAMES: [&str; 5] = ["陈一", "李一", "陈李", "", "王五"];
const QUERIES: [&str; 5] = ["", "chen", "li", "h1", "王"];

fn members() -> impl Strategy<Value = Vec<Member>> {
    vec((0..10usize, any::<bool>()), 0..5).prop_map(|members| {
        let member = |(person, is_admin): (usize, bool)| Member {
            soldier: person.to_string().as_str().into(),
            name: NAMES[person % NAMES.len()].into(),
            is_admin,
        };
        members.into_iter().map(member).collect()
    })
}

/// Ids may repeat, name strangers and form circles.
fn an_org() -> impl Strategy<Value = Org> {
    (0..8i64, 0..6usize, vec(0..9i64, 0..4), members()).prop_map(|(id, heading, lower, members)| {
        Org {
            id: id.into(),
            name: NAMES[id as usize % NAMES.len()].into(),
            heading,
            lower: lower.into_iter().map(Into::into).collect(),
            members,
        }
    })
}

fn org_roster() -> impl Strategy<Value = OrgRoster> {
    (vec(any::<usize>(), 0..5), vec(an_org(), 0..9)).prop_map(|(parents, orgs)| OrgRoster {
        total: 0,
        headings: parents
            .into_iter()
            .enumerate()
            .map(|(index, parent)| OfficeHeading {
                name: format!("h{index}"),
                parent: index.checked_sub(1).map(|last| parent % (last + 1)),
            })
            .collect(),
        orgs,
    })
}

fn office_roster() -> impl Strategy<Value = OfficeRoster> {
    vec((0..6i64, any::<usize>(), members()), 0..6).prop_map(|offices| OfficeRoster {
        total: 0,
        offices: offices
            .into_iter()
            .enumerate()
            .map(|(index, (id, parent, members))| Office {
                id: id.into(),
                name: NAMES[id as usize % NAMES.len()].into(),
                parent: index.checked_sub(1).map(|last| parent % (last + 1)),
                members,
            })
            .collect(),
    })
}

#[derive(Clone, Debug)]
enum Click {
    Row(PickerView, usize, bool),
    Matches(PickerView, usize, bool),
}

fn click() -> impl Strategy<Value = Click> {
    let view = || {
        prop_oneof![
            Just(PickerView::Orgs),
            Just(PickerView::Offices),
            Just(PickerView::People)
        ]
    };
    prop_oneof![
        5 => (view(), any::<usize>(), any::<bool>()).prop_map(|(v, r, on)| Click::Row(v, r, on)),
        1 => (view(), 0..QUERIES.len(), any::<bool>())
            .prop_map(|(v, q, on)| Click::Matches(v, q, on)),
    ]
}

fn unit(row: &PickerRow) -> Option<Unit> {
    let id = row.key.split_once(':').unwrap().1;
    match row.kind {
        PickerRowKind::Heading => Some(Unit::Heading(row.name[1..].parse().unwrap())),
        PickerRowKind::Org => Some(Unit::Org(id.into())),
        PickerRowKind::Office => Some(Unit::Office(id.into())),
        PickerRowKind::Person => None,
    }
}

fn soldier(row: &PickerRow) -> SoldierId {
    row.key.split_once(':').unwrap().1.into()
}

/// The click on both sides.
fn apply(desk: &mut Desk, model: &mut Model<'_>, click: &Click) {
    match *click {
        Click::Row(view, row, on) => {
            let rows = open_all(desk, view);
            if rows.is_empty() {
                return;
            }
            let row = &rows[row % rows.len()];
            desk.toggle(view, &row.key, on).unwrap();
            toggle(model, row, on);
        }
        Click::Matches(view, query, on) => {
            let query = QUERIES[query];
            desk.toggle_matches(view, query, on);
            let asked = Query::new(query);
            let rows = open_all(desk, view);
            // Containers first: whom they bring needs no id of their own.
            let (people, units): (Vec<_>, Vec<_>) = rows
                .iter()
                .filter(|row| asked.matches(&row.name))
                .filter(|row| !asked.is_empty() || row.level == 1)
                .partition(|row| row.kind == PickerRowKind::Person);
            if !on {
                let units: Vec<Unit> = units.iter().filter_map(|row| unit(row)).collect();
                model.switch_off(&units, &people.iter().map(|row| soldier(row)).collect());
                return;
            }
            for row in units.into_iter().chain(people) {
                toggle(model, row, on);
            }
        }
    }
}

fn toggle(model: &mut Model<'_>, row: &PickerRow, on: bool) {
    match unit(row) {
        Some(unit) => model.toggle(&unit, on),
        None => model.toggle_person(&soldier(row), on),
    }
}

fn shown_people(desk: &mut Desk) -> BTreeSet<SoldierId> {
    let rows = open_all(desk, PickerView::People).into_iter();
    rows.map(|row| soldier(&row)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_click_does_what_the_rules_say(
        orgs in org_roster(),
        offices in office_roster(),
        clicks in vec(click(), 0..10),
    ) {
        let roster = Arc::new(Roster::new(&orgs, Some(&offices)));
        let mut desk = Desk::new(Arc::clone(&roster), &Selection::default());
        let mut model = Model::new(&orgs, &offices);
        prop_assert_eq!(shown_people(&mut desk), model.everybody());
        for click in &clicks {
            apply(&mut desk, &mut model, click);
            prop_assert_eq!(&desk.selection(), &model.selection, "after {:?}", click);
            prop_assert_eq!(desk.totals(), model.totals());
            for view in [PickerView::Orgs, PickerView::Offices] {
                for row in open_all(&mut desk, view) {
                    if let Some(unit) = unit(&row) {
                        prop_assert_eq!(row.state, model.state(&unit), "{:?}", unit);
                    }
                }
            }
        }
        // What was stored and read back is the same desk.
        let selection = desk.selection();
        prop_assert_eq!(Recipients::new(&selection, &roster).totals, desk.totals());
        prop_assert_eq!(Desk::new(roster, &selection).selection(), selection);
    }

    #[test]
    fn every_container_is_shown_exactly_once(
        orgs in org_roster(),
        offices in office_roster(),
    ) {
        let mut desk = Desk::new(Arc::new(Roster::new(&orgs, Some(&offices))), &Selection::default());
        let mut shown = Vec::new();
        for view in [PickerView::Orgs, PickerView::Offices] {
            for row in open_all(&mut desk, view) {
                shown.extend(unit(&row));
            }
        }
        let mut expected = Vec::new();
        for unit in Model::new(&orgs, &offices).units() {
            if !expected.contains(&unit) {
                expected.push(unit);
            }
        }
        prop_assert_eq!(shown.len(), expected.len());
        prop_assert!(expected.iter().all(|unit| shown.contains(unit)));
    }

    #[test]
    fn what_is_sent_means_the_chosen_people_however_a_server_reads_it(
        orgs in org_roster(),
        offices in office_roster(),
        chosen_orgs in vec(0..8i64, 0..8),
        chosen_offices in vec(0..6i64, 0..6),
        chosen_soldiers in vec(0..10i64, 0..4),
        left_out in vec(0..10i64, 0..4),
    ) {
        let model = Model::new(&orgs, &offices);
        let selection = Selection {
            orgs: chosen_orgs.into_iter().map(Into::into).collect(),
            offices: chosen_offices.into_iter().map(Into::into).collect(),
            soldiers: chosen_soldiers.iter().copied().map(Into::into).collect(),
            excluded: left_out
                .into_iter()
                .filter(|one| !chosen_soldiers.contains(one))
                .map(Into::into)
                .collect(),
        };
        let roster = Roster::new(&orgs, Some(&offices));
        let sent = Recipients::new(&selection, &roster).sent;
        let mut expected = model.people(&selection);
        expected.retain(|person| model.everybody().contains(person));
        prop_assert_eq!(&model.people(&sent), &expected);
        prop_assert_eq!(&model.people_expanded(&sent), &expected);
        prop_assert!(sent.excluded.is_empty(), "the wire has no word for it");
        prop_assert!(sent.orgs.is_subset(&selection.orgs));
        prop_assert!(sent.offices.is_subset(&selection.offices));
        let through = model.people(&Selection { soldiers: BTreeSet::new(), ..sent.clone() });
        prop_assert!(sent.soldiers.is_disjoint(&through), "nobody is repeated");
    }

    #[test]
    fn two_selections_together_call_whom_each_of_them_calls(
        orgs in org_roster(),
        offices in office_roster(),
        first in vec(click(), 0..6),
        second in vec(click(), 0..6),
    ) {
        let roster = Arc::new(Roster::new(&orgs, Some(&offices)));
        let mut model = Model::new(&orgs, &offices);
        let chosen = [first, second].map(|clicks| {
            let mut desk = Desk::new(Arc::clone(&roster), &Selection::default());
            model.selection = Selection::default();
            for click in &clicks {
                apply(&mut desk, &mut model, click);
            }
            desk.selection()
        });
        let mut desk = Desk::new(roster, &chosen[0]);
        desk.add(&chosen[1]);
        let mut expected = model.people(&chosen[0]);
        expected.extend(model.people(&chosen[1]));
        prop_assert_eq!(model.people(&desk.selection()), expected);
    }

    #[test]
    fn the_lists_name_exactly_whom_the_totals_count(
        orgs in org_roster(),
        offices in office_roster(),
        clicks in vec(click(), 0..10),
    ) {
        let roster = Arc::new(Roster::new(&orgs, Some(&offices)));
        let mut desk = Desk::new(roster, &Selection::default());
        let mut model = Model::new(&orgs, &offices);
        for click in &clicks {
            apply(&mut desk, &mut model, click);
        }
        let totals = desk.totals();
        let twice = desk.list(PickerList::Twice, 0, 200);
        prop_assert_eq!(twice.total, totals.chosen_twice);
        for line in &twice.rows {
            prop_assert!(line.through.len() as u32 + line.more >= 2, "{:?}", line);
        }
        let out = desk.list(PickerList::Excluded, 0, 200);
        let mut told = BTreeSet::new();
        for line in &out.rows {
            prop_assert!(!line.through.is_empty(), "from nothing: {:?}", line);
            match line.kind {
                PickerRowKind::Person => _ = told.insert(SoldierId::from(&line.key[2..])),
                PickerRowKind::Org => told.extend(model.people_below(&Unit::Org(line.key[2..].into()))),
                PickerRowKind::Office => {
                    told.extend(model.people_below(&Unit::Office(line.key[2..].into())));
                }
                PickerRowKind::Heading => {
                    let index = line.name[1..].parse().unwrap();
                    told.extend(model.people_below(&Unit::Heading(index)));
                }
            }
        }
        prop_assert_eq!(&told, &desk.selection().excluded);
        // Taking each back leaves nobody out.
        for line in &out.rows {
            desk.toggle(line.view, &line.key, true).unwrap();
        }
        prop_assert_eq!(desk.totals().excluded, 0);
    }
}
