//! Clubs and the people in them.

use crate::hall::{CLUB, Hall, OTHER_CLUB, club};
use muster_connectors::Error;
use muster_domain::{
    club::GroupBy,
    connection::Capability,
    id::{ClubId, NoticeId},
};
use std::collections::BTreeSet;

#[tokio::test]
async fn each_account_knows_its_clubs() {
    let hall = Hall::open().await;
    for (role, administered, joined) in [
        ("sponsor", Some(CLUB), CLUB),
        ("leader", None, CLUB),
        ("member", None, CLUB),
        ("outsider", Some(OTHER_CLUB), OTHER_CLUB),
    ] {
        let somebody = hall.sign_in(role).await;
        let clubs = somebody.connector.clubs().unwrap();
        let mine = clubs.administered().await.unwrap().value;
        let mine: Vec<_> = mine.into_iter().map(|club| club.club.id).collect();
        assert_eq!(
            mine,
            administered
                .map(ClubId::from)
                .into_iter()
                .collect::<Vec<_>>()
        );
        let in_them = clubs.joined(50, 1).await.unwrap().value;
        let in_them: Vec<_> = in_them.rows.into_iter().map(|club| club.club.id).collect();
        assert_eq!(in_them, [ClubId::from(joined)], "{role}");
        let publishes = somebody
            .connector
            .capabilities()
            .contains(&Capability::Publish);
        assert_eq!(publishes, administered.is_some(), "{role}");
    }
}

#[tokio::test]
async fn a_roster_has_everybody_once_and_groups_them() {
    let hall = Hall::open().await;
    let (sponsor, leader) = (hall.sign_in("sponsor").await, hall.sign_in("leader").await);
    let clubs = sponsor.connector.clubs().unwrap();
    let roster = clubs.roster(&club()).await.unwrap().value;
    assert!(roster.has(&sponsor.id) && roster.has(&leader.id));
    assert!(roster.students.len() > 50);
    for by in [GroupBy::Department, GroupBy::Job, GroupBy::Year] {
        let groups = roster.groups(by);
        let people: BTreeSet<_> = groups.iter().flat_map(|group| &group.students).collect();
        assert_eq!(people.len(), roster.students.len());
        assert!(groups.len() > 2, "{by:?}");
    }
    let first = roster.students.iter().find(|row| row.student == sponsor.id);
    let first = first.unwrap();
    assert_eq!(
        (first.mobile.as_str(), first.job.as_str()),
        ("10050000000", "会长")
    );
    assert!(first.year.is_some() && first.gender.is_some());

    let outsider = hall.sign_in("outsider").await;
    let refused = outsider.connector.clubs().unwrap().roster(&club()).await;
    assert!(
        matches!(refused, Err(Error::Rejected { .. } | Error::NotPermitted)),
        "{refused:?}"
    );
}

#[tokio::test]
async fn there_are_no_notices_and_that_is_said() {
    let hall = Hall::open().await;
    let member = hall.sign_in("member").await;
    let theirs = member.connector.membership().unwrap();
    let list = theirs.notices(&club(), 50, 1).await.unwrap().value;
    assert_eq!((list.rows, list.has_more), (Vec::new(), false));
    let one = theirs.notice(&NoticeId::from(1)).await;
    assert!(matches!(one, Err(Error::NotPermitted)), "{one:?}");
}

#[tokio::test]
async fn lists_are_cut_into_pages_and_end() {
    let hall = Hall::open().await;
    let sponsor = hall.sign_in("sponsor").await;
    let missions = sponsor.connector.missions().unwrap();
    let whole = missions.list(50, 1).await.unwrap().value;
    assert!(!whole.has_more && whole.rows.len() > 2);
    let mut paged = Vec::new();
    for page in 1.. {
        let slice = missions.list(2, page).await.unwrap().value;
        assert!(slice.rows.len() <= 2 && slice.page == page);
        paged.extend(slice.rows);
        if !slice.has_more {
            break;
        }
    }
    let ids = |rows: &[muster_domain::mission::MissionSummary]| -> BTreeSet<String> {
        rows.iter().map(|row| row.id.0.clone()).collect()
    };
    assert_eq!(ids(&paged), ids(&whole.rows));
}
