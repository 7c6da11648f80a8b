//! Quests being written or changed: kept as typed, checked as far as can be
//! told here.

use crate::{
    client::Client,
    commands::{
        QuestView, Target,
        quests::drafts::{QuestDraftSummary, QuestDraftView},
    },
    drafts::{forms, keepable},
    outbox,
    reads::{self, clip, found},
    store::{
        self,
        quest_drafts::{Edited, QuestDraft, QuestForm},
    },
};
use muster_domain::{
    error::AppError,
    id::{ConnectionId, DraftId, QuestId},
    outbox::{OutboxEntry, QuestWrite},
    quest::{QuestDetail, QuestFields, QuestProblem},
};
use rusqlite::Connection;

/// Those that are not on their way, last changed first.
pub(crate) async fn list(
    client: &Client,
    connection: ConnectionId,
) -> Result<Vec<QuestDraftSummary>, AppError> {
    forms::list(client, connection, |draft: QuestDraft| {
        let mut name = draft.form.fields.name;
        clip(&mut name, reads::TITLE);
        QuestDraftSummary {
            id: draft.id,
            quest: draft.form.of.map(|of| of.quest),
            name,
            changed_at: draft.changed_at,
        }
    })
    .await
}

/// `nothing_cached` for a quest whose detail was not read.
pub(crate) async fn new(
    client: &Client,
    connection: ConnectionId,
    quest: Option<QuestId>,
) -> Result<QuestDraftView, AppError> {
    client.connection_name(&connection).await?;
    let form = match quest {
        Some(quest) => opened(client, &connection, quest).await?,
        None => QuestForm::default(),
    };
    keepable(&form.fields)?;
    let draft = forms::begin(client, connection, form).await?;
    Ok(view(client, draft))
}

/// The form of a quest as the cache has it.
async fn opened(
    client: &Client,
    connection: &ConnectionId,
    quest: QuestId,
) -> Result<QuestForm, AppError> {
    let target = Target::Quests {
        connection: connection.clone(),
        view: QuestView::Quest {
            quest: quest.clone(),
        },
    };
    let detail = found::<QuestDetail>(client, &target).await?;
    let fields = QuestFields::of(&detail.ok_or(AppError::NothingCached)?.value);
    let before = fields.clone();
    Ok(QuestForm {
        of: Some(Edited { quest, before }),
        fields,
    })
}

pub(crate) async fn get(client: &Client, id: &DraftId) -> Result<QuestDraftView, AppError> {
    Ok(view(client, forms::load(client, id).await?))
}

/// Keeps the form as typed. `draft_too_large` for more than is kept; `too_late`
/// once the draft is on its way.
pub(crate) async fn save(
    client: &Client,
    id: &DraftId,
    fields: QuestFields,
) -> Result<QuestDraftView, AppError> {
    keepable(&fields)?;
    forms::change(client, id, move |form: &mut QuestForm| form.fields = fields).await?;
    get(client, id).await
}

pub(crate) async fn delete(client: &Client, id: &DraftId) -> Result<(), AppError> {
    forms::delete::<QuestForm>(client, id).await
}

/// What the form shows: the draft, and what is in the way.
fn view(client: &Client, draft: QuestDraft) -> QuestDraftView {
    let (unchanged, mut problems) = match check(client, &draft, Vec::new()) {
        Ok(write) => (write.is_none(), Vec::new()),
        Err(problems) => (false, problems),
    };
    problems.truncate(forms::PROBLEMS);
    QuestDraftView {
        id: draft.id,
        connection: draft.connection,
        quest: draft.form.of.map(|of| of.quest),
        changed_at: draft.changed_at,
        fields: draft.form.fields,
        unchanged,
        problems,
    }
}

/// The write that the draft makes, or everything that is in the way of it;
/// nothing, where nothing is changed. `known` are quests of the same name.
fn check(
    client: &Client,
    draft: &QuestDraft,
    known: Vec<QuestId>,
) -> Result<Option<QuestWrite>, Vec<QuestProblem>> {
    let now = client.now_on(&draft.connection);
    let (id, fields) = (draft.id.clone(), &draft.form.fields);
    let Some(Edited { quest, before }) = &draft.form.of else {
        return Ok(Some(QuestWrite::Create {
            draft: id,
            quest: fields.check(now)?,
            known,
        }));
    };
    let edit = fields.changes(before, quest, now)?;
    Ok((!edit.is_empty()).then(|| QuestWrite::Update {
        draft: id,
        quest: quest.clone(),
        name: before.name.clone(),
        edit,
    }))
}

/// Checks the draft once more and queues it; nothing, where nothing is changed.
/// `Err` within is what is in the way.
pub(crate) async fn send(
    client: &Client,
    id: &DraftId,
) -> Result<Result<Option<OutboxEntry>, Vec<QuestProblem>>, AppError> {
    let draft = forms::load(client, id).await?;
    let known = of_that_name(client, &draft).await?;
    match check(client, &draft, known) {
        Ok(Some(write)) => {
            let entry = outbox::send_quest(client, draft, write).await?;
            Ok(Ok(Some(entry)))
        }
        Ok(None) => Ok(Ok(None)),
        Err(mut problems) => {
            problems.truncate(forms::PROBLEMS);
            Ok(Err(problems))
        }
    }
}

/// What a new quest of this name must not be taken for.
async fn of_that_name(client: &Client, draft: &QuestDraft) -> Result<Vec<QuestId>, AppError> {
    let (id, name) = (draft.connection.clone(), draft.form.fields.name.clone());
    let read = move |db: &Connection| store::quests::list(db, &id);
    let board = client.stores()?.cache.read(read).await?;
    let same = board.into_iter().filter(|row| row.name == name.trim());
    Ok(same.map(|row| row.id).collect())
}
