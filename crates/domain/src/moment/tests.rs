use super::*;
use crate::{
    board::Disagreement,
    time::{Time, beijing},
};

fn figures(done: u32, waiting: u32, total: u32) -> MomentFigures {
    MomentFigures {
        done: Some(done),
        waiting: Some(waiting),
        total: Some(total),
    }
}

fn job(id: i64, at: &str, figures: MomentFigures) -> MomentJob {
    MomentJob {
        id: id.into(),
        created_at: Time::from_civil(at, &beijing()),
        text: String::new(),
        attachments: Vec::new(),
        range: VisibleRange::default(),
        figures,
    }
}

/// As in the document: six, of which four are done.
fn jobs() -> MomentJobs {
    MomentJobs {
        figures: figures(4, 2, 6),
        listed: Some(2),
        rows: vec![
            job(1, "2024-05-23 17:40:01", figures(1, 1, 2)),
            job(2, "2024-05-23 17:40:01", figures(3, 1, 4)),
        ],
    }
}

fn differ(figure: MomentFigure, rows: u32, server: u32) -> Disagreement<MomentFigure> {
    Disagreement {
        figure,
        rows,
        server,
    }
}

const COUNTS: MomentCounts = MomentCounts {
    done: 4,
    waiting: 2,
    total: 6,
};

#[test]
fn sums_are_made_of_the_rows_and_the_server_agrees() {
    let board = jobs().board(true);
    assert_eq!((board.jobs, board.uncounted, board.disputed), (2, 0, 0));
    assert_eq!(board.counts, Some(COUNTS));
    assert_eq!(board.disagreements, []);
}

#[test]
fn a_server_that_sums_otherwise_stands_beside_the_rows() {
    let mut jobs = jobs();
    jobs.figures = figures(4, 3, 6);
    jobs.listed = Some(3);
    let board = jobs.board(true);
    assert_eq!(board.counts, Some(COUNTS));
    let expected = [
        differ(MomentFigure::Listed, 2, 3),
        differ(MomentFigure::Waiting, 2, 3),
    ];
    assert_eq!(board.disagreements, expected);
}

#[test]
fn what_is_not_whole_is_not_summed_and_the_servers_sum_is_held_to_its_parts() {
    let board = jobs().board(false);
    assert_eq!((board.counts, board.disagreements), (None, Vec::new()));
    let mut jobs = jobs();
    jobs.figures = figures(4, 3, 6);
    let expected = [differ(MomentFigure::Total, 7, 6)];
    assert_eq!(jobs.board(false).disagreements, expected);
}

#[test]
fn a_job_whose_figures_do_not_add_up_is_counted_by_its_parts() {
    let mut jobs = jobs();
    jobs.rows[0].figures.total = Some(9);
    let board = jobs.board(true);
    assert_eq!((board.disputed, board.counts), (1, Some(COUNTS)));
    let own = jobs.rows[0].figures.disagreements();
    assert_eq!(own, [differ(MomentFigure::Total, 2, 9)]);
}

#[test]
fn two_figures_of_three_are_enough_and_one_is_not() {
    let told = |done, waiting, total| {
        let figures = MomentFigures {
            done,
            waiting,
            total,
        };
        let counts = figures.counts();
        counts.map(|counts| (counts.done, counts.waiting, counts.total))
    };
    assert_eq!(told(Some(3), None, Some(4)), Some((3, 1, 4)));
    assert_eq!(told(None, Some(1), Some(4)), Some((3, 1, 4)));
    assert_eq!(told(Some(3), Some(1), None), Some((3, 1, 4)));
    assert_eq!(told(Some(5), None, Some(4)), Some((5, 0, 5)));
    assert_eq!(
        told(Some(u32::MAX), Some(1), None),
        Some((u32::MAX, 1, u32::MAX))
    );
    for (done, waiting, total) in [
        (None, None, Some(4)),
        (None, Some(4), None),
        (Some(4), None, None),
        (None, None, None),
    ] {
        assert_eq!(told(done, waiting, total), None);
    }
    let mut jobs = jobs();
    jobs.rows[1].figures = MomentFigures::default();
    let board = jobs.board(true);
    assert_eq!((board.uncounted, board.counts), (1, None));
}

#[test]
fn jobs_fall_on_the_day_that_it_was_in_beijing() {
    let rows = [
        job(3, "2024-05-24 00:00:00", figures(1, 0, 1)),
        job(1, "2024-05-23 23:59:59", figures(1, 1, 2)),
        job(2, "2024-05-23 00:00:00", figures(3, 1, 4)),
        job(4, "", figures(1, 0, 1)),
    ];
    let (found, undated) = days(&rows, true);
    assert_eq!(undated, 1);
    let found: Vec<_> = found
        .iter()
        .map(|day| (day.day.to_string(), day.jobs, day.counts))
        .collect();
    let of_day = |done, waiting, total| {
        Some(MomentCounts {
            done,
            waiting,
            total,
        })
    };
    assert_eq!(
        found,
        [
            ("2024-05-23".to_owned(), 2, of_day(4, 2, 6)),
            ("2024-05-24".to_owned(), 1, of_day(1, 0, 1)),
        ]
    );
    let (partial, _) = days(&rows, false);
    assert!(partial.iter().all(|day| day.counts.is_none()));
}

#[test]
fn people_are_counted_and_a_job_that_says_otherwise_stands_beside_them() {
    let person = |id: i64, status| MomentPerson {
        staff: id.into(),
        name: String::new(),
        account: String::new(),
        status,
    };
    let people = MomentPeople {
        listed: Some(3),
        rows: vec![
            person(1, PostStatus::Posted),
            person(2, PostStatus::Waiting),
            person(3, PostStatus::Other("9".into())),
        ],
    };
    let board = people.board(figures(1, 1, 3), true);
    let counts = (board.people, board.posted, board.waiting, board.other);
    assert_eq!(counts, (3, 1, 1, 1));
    assert_eq!(board.disagreements, []);
    let board = people.board(figures(2, 1, 3), true);
    assert_eq!(board.disagreements, [differ(MomentFigure::Done, 1, 2)]);
    assert_eq!(people.board(figures(2, 1, 3), false).disagreements, []);
}
