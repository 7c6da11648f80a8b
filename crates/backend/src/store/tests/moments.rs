//! What holds for moments jobs in every store.

use std::collections::HashSet;

use super::{all, now};
use crate::sample::moment_tests::moment_demo;
use crate::store::*;

const SHOP: i64 = 51;
const BOOKS: i64 = 52;
const FLOWERS: i64 = 53;
const PLATFORM: i64 = 8;
const MANAGER: i64 = 91;
const DEPUTY: i64 = 92;
const TASK: i64 = 71;
const TOKEN: TokenHash = [7; 32];

fn after(minutes: i64) -> Timestamp {
    super::after(minutes)
}

fn filled(store: Box<dyn Store>) -> Box<dyn Store> {
    store.fill_moments(moment_demo()).unwrap();
    store
}

/// People of the shop.
fn staff() -> Vec<&'static Staff> {
    let staff = moment_demo().staff.iter();
    staff.filter(|one| one.enterprise_id == SHOP).collect()
}

fn job(sent: Timestamp, senders: Crew) -> NewMomentJob {
    NewMomentJob {
        task_id: TASK,
        sent,
        text: "今日到货".to_owned(),
        attachments: Vec::new(),
        senders,
        tags: Vec::new(),
    }
}

/// For the first people of the shop.
fn for_some(sent: Timestamp, count: usize) -> NewMomentJob {
    let staff = staff().iter().take(count).map(|one| one.staff_id).collect();
    job(
        sent,
        Crew {
            departments: Vec::new(),
            staff,
        },
    )
}

fn ever() -> std::ops::Range<Timestamp> {
    Timestamp::MIN..Timestamp::MAX
}

fn everybody() -> PostFilter {
    PostFilter::default()
}

/// Lets some post a job.
fn post(store: &dyn Store, job_id: i64, people: &[i64], at: Timestamp) {
    let steps: Vec<PostStep> = people
        .iter()
        .map(|&staff_id| PostStep {
            staff_id,
            posted: Some(at),
            due_ms: None,
        })
        .collect();
    store.drill_posts_write(job_id, 5, &steps).unwrap();
}

fn enterprises_are_there_once_filled(store: Box<dyn Store>) {
    assert!(!store.has_moments().unwrap() && !store.has_platform(PLATFORM).unwrap());
    let store = filled(store);
    assert!(store.has_moments().unwrap());
    assert!(store.has_platform(PLATFORM).unwrap() && store.has_platform(9).unwrap());
    assert!(!store.has_platform(10).unwrap());
    let crew = store.crew(SHOP).unwrap();
    assert_eq!(crew.departments.len(), 4);
    assert_eq!(crew.staff.len(), staff().len());
    assert_eq!(store.crew(999).unwrap(), Crew::default());
}

fn a_number_is_known_on_its_own_platform_only(store: Box<dyn Store>) {
    let store = filled(store);
    for row in &moment_demo().managers {
        let manager = &row.credentials.manager;
        let found = |uniacid| store.manager_credentials(uniacid, manager.mobile).unwrap();
        assert_eq!(found(manager.uniacid).unwrap().manager, *manager);
        assert!(found(manager.uniacid + 1).is_none());
    }
    assert!(store.manager_credentials(PLATFORM, 1).unwrap().is_none());
}

fn a_session_lasts_until_its_end_or_the_next_one(store: Box<dyn Store>) {
    let store = filled(store);
    let next = [8; 32];
    let open = |token: &TokenHash, after_one: Option<&TokenHash>, at, until| {
        store
            .open_manager_session(token, after_one, MANAGER, at, until)
            .unwrap();
    };
    let found = |token: &TokenHash, at| store.manager_session(token, at).unwrap();
    open(&TOKEN, None, now(), after(10));
    let session = found(&TOKEN, after(9)).unwrap();
    assert_eq!(
        (session.manager.manager_id, session.enterprise_id),
        (MANAGER, None)
    );
    assert!(found(&TOKEN, after(10)).is_none(), "at its end");
    open(&next, None, now(), after(10));
    assert!(found(&TOKEN, now()).is_some() && found(&next, now()).is_some());
    open(&[9; 32], Some(&TOKEN), now(), after(10));
    assert!(found(&TOKEN, now()).is_none(), "another came after it");
    assert!(found(&next, now()).is_some(), "from elsewhere");
}

fn only_what_one_manages_is_chosen(store: Box<dyn Store>) {
    let store = filled(store);
    let ids = |manager| {
        let found = store.enterprises_of(manager).unwrap().into_iter();
        found.map(|one| one.enterprise_id).collect::<Vec<_>>()
    };
    assert_eq!(ids(MANAGER), [SHOP, BOOKS]);
    assert_eq!(ids(DEPUTY), [BOOKS]);
    store
        .open_manager_session(&TOKEN, None, DEPUTY, now(), after(10))
        .unwrap();
    let chosen = || {
        let session = store.manager_session(&TOKEN, now()).unwrap();
        session.unwrap().enterprise_id
    };
    for not_theirs in [SHOP, FLOWERS, 999] {
        assert!(!store.choose_enterprise(&TOKEN, not_theirs).unwrap());
        assert_eq!(chosen(), None);
    }
    assert!(store.choose_enterprise(&TOKEN, BOOKS).unwrap());
    assert_eq!(chosen(), Some(BOOKS));
    assert!(!store.choose_enterprise(&TOKEN, SHOP).unwrap());
    assert_eq!(chosen(), Some(BOOKS), "a refusal changes nothing");
    assert!(!store.choose_enterprise(&[1; 32], BOOKS).unwrap());
}

fn tasks_are_those_of_the_enterprise_in_pages(store: Box<dyn Store>) {
    let store = filled(store);
    let own = |enterprise: i64| {
        let tasks = moment_demo().tasks.iter().map(|(task, _)| task.clone());
        tasks
            .filter(|task| task.enterprise_id == enterprise)
            .collect::<Vec<_>>()
    };
    for enterprise in [SHOP, BOOKS, FLOWERS] {
        let (rows, total) = store.moment_tasks(enterprise, all()).unwrap();
        assert_eq!(rows, own(enterprise));
        assert_eq!(total, rows.len() as i64);
    }
    let second = PageAt { size: 3, number: 2 };
    let (rows, total) = store.moment_tasks(SHOP, second).unwrap();
    assert_eq!((rows.len(), total), (1, 4));
    assert_eq!(store.moment_task(TASK).unwrap().unwrap(), own(SHOP)[0]);
    assert!(store.moment_task(999).unwrap().is_none());
    assert!(store.task_of_job(999).unwrap().is_none());
}

fn whoever_is_chosen_in_two_ways_posts_once(store: Box<dyn Store>) {
    let store = filled(store);
    let one = staff()[0];
    let mut people: HashSet<i64> = staff()
        .iter()
        .filter(|other| other.department_id == one.department_id)
        .map(|other| other.staff_id)
        .collect();
    let elsewhere = staff()
        .into_iter()
        .find(|other| other.department_id != one.department_id)
        .unwrap();
    people.insert(elsewhere.staff_id);
    let senders = Crew {
        departments: vec![one.department_id],
        staff: vec![one.staff_id, elsewhere.staff_id],
    };
    let job_id = store.publish_job(&job(now(), senders)).unwrap();
    let (posts, total) = store.posts(job_id, &everybody(), all()).unwrap();
    let ids: HashSet<i64> = posts.iter().map(|post| post.staff.staff_id).collect();
    assert_eq!((&ids, total), (&people, people.len() as i64));
    assert_eq!(posts.len(), ids.len());
    assert!(posts.iter().all(|post| post.posted.is_none()));
    assert_eq!(store.task_of_job(job_id).unwrap().unwrap().task_id, TASK);

    let found = store.jobs(TASK, &ever(), all()).unwrap().rows.remove(0);
    assert_eq!(found.sender_users, [&*one.userid, &*elsewhere.userid]);
    assert_eq!(found.sender_departments.len(), 1);
}

fn a_job_is_read_as_it_was_published(store: Box<dyn Store>) {
    let store = filled(store);
    let attachment = |kind, media_id: &str, url: &str| Attachment {
        kind,
        media_id: media_id.to_owned(),
        title: "标题".to_owned(),
        url: url.to_owned(),
    };
    let attachments = vec![
        attachment(AttachmentKind::Image, "a", ""),
        attachment(AttachmentKind::Video, "b", ""),
        attachment(AttachmentKind::Link, "c", "https://shop.invalid/c"),
        attachment(AttachmentKind::MiniProgram, "d", ""),
    ];
    let tags = vec!["老客户".to_owned(), "会员".to_owned()];
    let job_id = store
        .publish_job(&NewMomentJob {
            attachments: attachments.clone(),
            tags: tags.clone(),
            ..for_some(now(), 1)
        })
        .unwrap();
    let found = store.jobs(TASK, &ever(), all()).unwrap().rows.remove(0);
    assert_eq!((found.job_id, found.sent), (job_id, now()));
    assert_eq!(found.text, "今日到货");
    assert_eq!((found.attachments, found.tags), (attachments, tags));
}

fn publishing_to_somebody_who_does_not_exist_leaves_no_job(store: Box<dyn Store>) {
    let store = filled(store);
    let strangers = Crew {
        departments: Vec::new(),
        staff: vec![staff()[0].staff_id, 999_999],
    };
    assert!(store.publish_job(&job(now(), strangers)).is_err());
    assert!(store.recount_moments().unwrap().is_empty());
    assert!(store.publish_job(&for_some(now(), 1)).is_ok());
}

fn jobs_are_newest_first_in_pages_with_the_figures_of_all(store: Box<dyn Store>) {
    let store = filled(store);
    let ids: Vec<i64> = [0, 10, 20, 30, 30]
        .into_iter()
        .map(|minutes| store.publish_job(&for_some(after(minutes), 3)).unwrap())
        .collect();
    let people: Vec<i64> = staff().iter().take(3).map(|one| one.staff_id).collect();
    post(store.as_ref(), ids[0], &people, after(40));
    post(store.as_ref(), ids[3], &people[..1], after(40));
    let page = |number| {
        let at = PageAt { size: 2, number };
        let found = store.jobs(TASK, &ever(), at).unwrap();
        assert_eq!(found.total, 5);
        assert_eq!((found.counts.total, found.counts.posted), (15, 4));
        assert_eq!(found.counts.waiting(), 11);
        let rows = found.rows.into_iter();
        rows.map(|row| (row.job_id, row.counts.posted))
            .collect::<Vec<_>>()
    };
    assert_eq!(page(1), [(ids[4], 0), (ids[3], 1)]);
    assert_eq!(page(2), [(ids[2], 0), (ids[1], 0)]);
    assert_eq!(page(3), [(ids[0], 3)]);
    assert!(page(4).is_empty());

    let some = store.jobs(TASK, &(after(10)..after(30)), all()).unwrap();
    let sent: Vec<i64> = some.rows.iter().map(|row| row.job_id).collect();
    assert_eq!(sent, [ids[2], ids[1]], "from the first moment, to the last");
    assert_eq!((some.total, some.counts.total), (2, 6));
    let none = store.jobs(TASK + 1, &ever(), all()).unwrap();
    assert_eq!((none.total, none.counts), (0, MomentCounts::default()));
}

fn posts_are_found_by_name_and_by_whether_they_are_done(store: Box<dyn Store>) {
    let store = filled(store);
    let job_id = store.publish_job(&for_some(now(), 5)).unwrap();
    let some = staff();
    post(store.as_ref(), job_id, &[some[1].staff_id], after(3));
    let found = |keyword: &str, posted| {
        let filter = PostFilter {
            keyword: keyword.to_owned(),
            posted,
        };
        let (rows, total) = store.posts(job_id, &filter, all()).unwrap();
        assert_eq!(rows.len() as i64, total);
        rows.into_iter()
            .map(|row| row.staff.staff_id)
            .collect::<Vec<_>>()
    };
    assert_eq!(found("", None).len(), 5);
    assert_eq!(found("", Some(true)), [some[1].staff_id]);
    assert_eq!(found("", Some(false)).len(), 4);
    assert_eq!(found(&some[2].name, None), [some[2].staff_id]);
    assert_eq!(found(&some[2].userid, Some(false)), [some[2].staff_id]);
    assert!(found(&some[2].name, Some(true)).is_empty());
    for sign in ["%", "_", "\\", "没有这个人"] {
        assert!(found(sign, None).is_empty(), "{sign}");
    }
    let second = PageAt { size: 2, number: 3 };
    let (rows, total) = store.posts(job_id, &everybody(), second).unwrap();
    assert_eq!((rows.len(), total), (1, 5));
    let (nobody, _) = store.posts(job_id + 1, &everybody(), all()).unwrap();
    assert!(nobody.is_empty());
}

fn the_drill_moves_those_who_are_due_and_a_post_keeps_its_time(store: Box<dyn Store>) {
    let store = filled(store);
    let job_id = store.publish_job(&for_some(now(), 3)).unwrap();
    let people: Vec<i64> = staff().iter().take(3).map(|one| one.staff_id).collect();
    assert_eq!(store.drill_posts_due(job_id, 0, 10).unwrap(), people);
    assert_eq!(store.drill_posts_due(job_id, 0, 2).unwrap(), people[..2]);
    let step = |staff_id, posted, due_ms| PostStep {
        staff_id,
        posted,
        due_ms,
    };
    let write = |lived_ms, steps: &[PostStep]| {
        store.drill_posts_write(job_id, lived_ms, steps).unwrap();
    };
    write(
        5,
        &[
            step(people[0], Some(after(1)), None),
            step(people[1], None, Some(9)),
            step(people[2], None, None),
        ],
    );
    assert!(store.drill_posts_due(job_id, 8, 10).unwrap().is_empty());
    assert_eq!(store.drill_posts_due(job_id, 9, 10).unwrap(), [people[1]]);
    let jobs = store.drill_jobs(now()).unwrap();
    assert_eq!((jobs.len(), jobs[0].lived_ms), (1, 5));
    assert!(store.drill_jobs(after(1)).unwrap().is_empty(), "too old");
    write(
        9,
        &[
            step(people[0], Some(after(2)), None),
            step(people[1], Some(after(2)), None),
        ],
    );
    assert!(store.drill_jobs(now()).unwrap().is_empty(), "nobody is due");
    let (posts, _) = store.posts(job_id, &everybody(), all()).unwrap();
    let times: Vec<_> = posts.iter().map(|post| post.posted).collect();
    assert_eq!(times, [Some(after(1)), Some(after(2)), None]);
    let recount = store.recount_moments().unwrap().remove(0);
    assert_eq!((recount.job_id, recount.task_id), (job_id, TASK));
    assert_eq!((recount.counts.total, recount.counts.posted), (3, 2));
}

fn the_drill_publishes_in_the_series_that_have_a_next_job(store: Box<dyn Store>) {
    let store = filled(store);
    let due = moment_demo().tasks.iter().filter_map(|(_, due)| *due);
    let series = store.drill_series().unwrap();
    let found: Vec<i64> = series.iter().map(|one| one.due_ms).collect();
    assert_eq!(found, due.collect::<Vec<_>>());
    let first = |of: fn(&DrillSeries) -> bool| of(&store.drill_series().unwrap()[0]);
    assert!(first(|one| one.jobs == 0 && one.last_sent.is_none()));
    store.drill_series_write(TASK, 5, None).unwrap();
    assert!(first(|one| one.jobs == 0 && one.lived_ms == 5));
    let job = for_some(now(), 2);
    store.drill_series_write(TASK, 9, Some((&job, 77))).unwrap();
    assert!(first(|one| one.jobs == 1
        && one.lived_ms == 9
        && one.due_ms == 77));
    assert!(first(|one| one.last_sent == Some(now())));
    assert_eq!(store.recount_moments().unwrap()[0].counts.total, 2);
}

stores! {
    enterprises_are_there_once_filled
    a_number_is_known_on_its_own_platform_only
    a_session_lasts_until_its_end_or_the_next_one
    only_what_one_manages_is_chosen
    tasks_are_those_of_the_enterprise_in_pages
    whoever_is_chosen_in_two_ways_posts_once
    a_job_is_read_as_it_was_published
    publishing_to_somebody_who_does_not_exist_leaves_no_job
    jobs_are_newest_first_in_pages_with_the_figures_of_all
    posts_are_found_by_name_and_by_whether_they_are_done
    the_drill_moves_those_who_are_due_and_a_post_keeps_its_time
    the_drill_publishes_in_the_series_that_have_a_next_job
}
