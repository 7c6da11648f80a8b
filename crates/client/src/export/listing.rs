//! Reads a listing as it is on screen, all rows of it.

use super::{
    attendance, missions, moments as sheets,
    table::{Cell, Table},
    tables,
    words::Words,
};
use crate::{
    boards, client::Client, clubs, commands::export::Listing, moments, people, positions, quests,
    store, tasks,
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, TaskId},
    read::Read,
    task::TaskSummary,
    time::Time,
};

/// A listing with what there is to say about it.
pub(crate) struct Content {
    /// Of the task; empty for what is of none.
    pub title: String,
    pub connection: Option<ConnectionId>,
    pub table: Table,
    /// Figures that go with it into a workbook.
    pub more: Vec<Table>,
    /// What else there is to say about the thing.
    pub facts: Vec<(&'static str, Cell)>,
    /// What it is filtered by, in words; empty if by nothing.
    pub filter: String,
    /// `None` for what is this machine's own.
    pub fetched_at: Option<Time>,
    pub complete: bool,
}

/// `nothing_cached` if it was never read from its server.
pub(crate) async fn read(
    client: &Client,
    words: &Words,
    listing: Listing,
) -> Result<Content, AppError> {
    match listing {
        Listing::Tasks {
            connection,
            list,
            filter,
            phase,
        } => {
            let read =
                tasks::every(client, connection.clone(), list, &filter, phase.as_ref()).await?;
            let phase = phase.as_ref().map(|phase| words.phase(phase));
            let filter = joined([phase.unwrap_or_default(), &filter]);
            let content = Of::list(connection, filter);
            content.with(read, |rows| tables::tasks(words, list, &rows))
        }
        Listing::Responses(args) => {
            let status = args.status.as_ref().map(|status| words.response(status));
            let office = args.office.as_deref().unwrap_or_default();
            let filter = joined([status.unwrap_or_default(), office, &args.filter]);
            let connection = args.connection.clone();
            let (task, read) = boards::every_response(client, args).await?;
            let launched_at = task.as_ref().and_then(|task| task.launched_at);
            Of::task(words, connection, task, filter)
                .with(read, |rows| tables::responses(words, launched_at, &rows))
        }
        Listing::CheckIns(args) => {
            let status = args.status.as_ref().map(|status| words.check_in(status));
            let office = args.office.as_deref().unwrap_or_default();
            let filter = joined([status.unwrap_or_default(), office, &args.filter]);
            let connection = args.connection.clone();
            let task = summary(client, connection.clone(), args.task.clone()).await?;
            let read = boards::every_check_in(client, args).await?;
            Of::task(words, connection, task, filter)
                .with(read, |rows| tables::check_ins(words, &rows))
        }
        Listing::People(args) => {
            let way = args.through.map(|through| words.way(through));
            let group = args.group.as_deref();
            let filter = joined([
                way.unwrap_or_default(),
                group.unwrap_or_default(),
                &args.filter,
            ]);
            let connection = args.connection.clone();
            let task = summary(client, connection.clone(), args.task.clone()).await?;
            let read = people::everybody(client, args).await?;
            Of::task(words, connection, task, filter)
                .with(read, |rows| tables::people(words, &rows))
        }
        Listing::Positions(args) => {
            let spot = args.soldiers.as_ref().map(|_| words.one_spot);
            let filter = joined([spot.unwrap_or_default(), &args.filter]);
            let connection = args.connection.clone();
            let task = summary(client, connection.clone(), args.task.clone()).await?;
            let read = positions::everybody(client, args).await?;
            Of::task(words, connection, task, filter)
                .with(read, |rows| tables::positions(words, &rows))
        }
        Listing::Attendees(args) => {
            let figure = args.figure.map(|figure| words.meetings.figure(figure));
            let department = args.department.as_deref();
            let filter = joined([
                figure.unwrap_or_default(),
                department.map_or("", |name| words.meetings.department(name)),
                &args.filter,
            ]);
            let connection = args.connection.clone();
            let read = clubs::attendance_sheet(client, args).await?;
            let sheet = read.value.as_ref().ok_or(AppError::NothingCached)?;
            let title = sheet
                .meeting
                .as_ref()
                .map(|meeting| &*meeting.summary.content);
            let (title, facts) = (named(words, title), attendance::facts(words, sheet));
            let more = vec![attendance::departments(words, &sheet.board)];
            let of = Of {
                title,
                connection,
                filter,
            };
            let content = of.with(read, |sheet| attendance::people(words, &sheet))?;
            Ok(Content {
                more,
                facts,
                ..content
            })
        }
        Listing::MissionPeople(args) => {
            let waited_for = args.waited_for.map(|of| words.missions.waited_for(of));
            let part = args.part.clone();
            let (connection, text) = (args.connection.clone(), args.filter.clone());
            let read = clubs::given(client, args).await?;
            let given = read.value.as_ref().ok_or(AppError::NothingCached)?;
            let filter = joined([
                part.map_or("", |part| missions::part(words, given, &part)),
                waited_for.unwrap_or_default(),
                &text,
            ]);
            let of = Of {
                title: named(words, Some(&given.mission.content)),
                connection,
                filter,
            };
            let (facts, more) = (missions::facts(words, given), missions::parts(words, given));
            let content = of.with(read, |given| missions::people(words, &given))?;
            Ok(Content {
                more,
                facts,
                ..content
            })
        }
        Listing::Quests(args) => {
            let filter = joined([
                args.filter
                    .kind
                    .as_ref()
                    .map_or("", |kind| words.quest_kind(kind)),
                args.filter
                    .status
                    .as_ref()
                    .map_or("", |status| words.quest_status(status)),
                &quests::category_name(client, &args).await?,
                &args.filter.text,
            ]);
            let connection = args.connection.clone();
            let read = quests::every(client, args).await?;
            let content = Of::list(connection, filter);
            content.with(read, |rows| tables::quests(words, &rows))
        }
        Listing::MomentJobs(args) => {
            let said = &words.moments;
            let waiting = if args.waiting { said.still_waiting } else { "" };
            let filter = joined([waiting, &args.filter]);
            let list = args.of.clone();
            let title = moments::task_name(client, &list.connection, &list.task).await?;
            let read = moments::every_job(client, args).await?;
            let board = read.value.as_ref().map(|jobs| jobs.board(read.complete));
            let of = Of {
                title: named(words, title.as_deref()),
                connection: list.connection,
                filter,
            };
            let facts = sheets::facts(words, list.day, board.as_ref());
            let content = of.with(read, |jobs| sheets::jobs(words, &jobs.rows))?;
            Ok(Content { facts, ..content })
        }
        Listing::MomentPeople(args) => {
            let status = args
                .status
                .as_ref()
                .map(|status| words.moments.status(status));
            let filter = joined([status.unwrap_or_default(), &args.filter]);
            let connection = args.of.of.connection.clone();
            let title = moments::job(client, args.of.clone()).await?.value;
            let title = title.map(|view| sheets::title(&view.job.text));
            let read = moments::everybody(client, args).await?;
            let of = Of {
                title: named(words, title.as_deref()),
                connection,
                filter,
            };
            of.with(read, |rows| sheets::people(words, &rows))
        }
        Listing::Outbox => {
            let read = |db: &rusqlite::Connection| {
                store::outbox::list(db, store::outbox::Of::Everything, 0, u32::MAX)
            };
            let (_, rows) = client.stores()?.desk.read(read).await?;
            Ok(own(tables::outbox(words, &rows)))
        }
        Listing::Activity => {
            let read = |db: &rusqlite::Connection| {
                let (_, rows) = store::activity::list(db, 0, u32::MAX)?;
                Ok((rows, store::connections::list(db)?))
            };
            let (rows, connections) = client.stores()?.desk.read(read).await?;
            let names = connections.into_iter().map(|row| {
                let name = row.display_name();
                (row.id, name)
            });
            Ok(own(tables::activity(words, &names.collect(), &rows)))
        }
    }
}

/// What a table of a server's is of.
struct Of {
    title: String,
    connection: ConnectionId,
    filter: String,
}

impl Of {
    fn list(connection: ConnectionId, filter: String) -> Self {
        Self {
            title: String::new(),
            connection,
            filter,
        }
    }

    fn task(
        words: &Words,
        connection: ConnectionId,
        task: Option<TaskSummary>,
        filter: String,
    ) -> Self {
        Self {
            title: named(words, task.as_ref().map(|task| &*task.title)),
            connection,
            filter,
        }
    }

    fn with<R>(self, read: Read<R>, table: impl FnOnce(R) -> Table) -> Result<Content, AppError> {
        Ok(Content {
            title: self.title,
            connection: Some(self.connection),
            filter: self.filter,
            fetched_at: read.fetched_at,
            complete: read.complete,
            more: Vec::new(),
            facts: Vec::new(),
            table: table(read.value.ok_or(AppError::NothingCached)?),
        })
    }
}

/// What is this machine's own is always whole.
fn own(table: Table) -> Content {
    Content {
        title: String::new(),
        connection: None,
        table,
        more: Vec::new(),
        facts: Vec::new(),
        filter: String::new(),
        fetched_at: None,
        complete: true,
    }
}

async fn summary(
    client: &Client,
    connection: ConnectionId,
    task: TaskId,
) -> Result<Option<TaskSummary>, AppError> {
    let read = move |db: &rusqlite::Connection| store::tasks::summary(db, &connection, &task);
    client.stores()?.cache.read(read).await
}

/// A thing's title, or what stands for none.
fn named(words: &Words, title: Option<&str>) -> String {
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    title.unwrap_or(words.nameless).to_owned()
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    let parts = parts.into_iter().map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
