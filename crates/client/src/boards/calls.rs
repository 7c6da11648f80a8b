//! Phoning somebody from a board, and noting what came of it.

use crate::{
    client::Client,
    commands::tasks::{NoteCall, OneOnTask, OneTask},
    host::{DesktopError, Screen},
    store,
};
use muster_domain::{board::CallNote, error::AppError, event::Tag};

/// Notes what came of phoning somebody, under the account that is signed in;
/// takes the note away without an outcome.
pub(crate) async fn note_call(
    client: &Client,
    args: NoteCall,
) -> Result<Option<CallNote>, AppError> {
    let by = client.connection_row(&args.connection).await?.username;
    let (now, tag) = (
        client.now_on(&args.connection),
        Tag::Task(args.connection.clone(), args.task.clone()),
    );
    let note = client
        .stores()?
        .desk
        .with(move |db| {
            let NoteCall {
                connection,
                task,
                soldier,
                outcome,
            } = &args;
            let transaction = db.transaction()?;
            match outcome {
                Some(outcome) => store::call_notes::put(
                    &transaction,
                    connection,
                    task,
                    soldier,
                    *outcome,
                    &by,
                    now,
                )?,
                None => store::call_notes::remove(&transaction, connection, task, soldier)?,
            }
            let note = store::call_notes::list(&transaction, connection, task)?.remove(soldier);
            transaction.commit()?;
            Ok(note)
        })
        .await?;
    client.emit([tag]);
    Ok(note)
}

/// Hands somebody's number to the program of this computer that dials. The
/// page names the person; the number comes from the cache.
pub(crate) async fn dial(client: &Client, args: OneOnTask) -> Result<(), AppError> {
    let phone = client
        .stores()?
        .cache
        .read(move |db| {
            let OneOnTask {
                connection,
                task,
                soldier,
            } = &args;
            let answered = store::responses::of(db, connection, task, soldier)?;
            let phone = match answered {
                Some(row) => Some(row.phone),
                None => store::check_ins::of(db, connection, task, soldier)?.map(|row| row.phone),
            };
            Ok(phone)
        })
        .await?;
    let phone = phone.as_deref().and_then(dialable);
    let phone = phone.ok_or(AppError::NotFound)?;
    let desktop = std::sync::Arc::clone(&client.inner().options.desktop);
    let dialled = tokio::task::spawn_blocking(move || desktop.dial(&phone)).await;
    match dialled {
        Ok(Ok(())) => Ok(()),
        Ok(Err(DesktopError::NoProgram)) | Err(_) => Err(AppError::NoProgram),
    }
}

/// Digits with at most a plus before them; blanks and dashes are left out.
/// `None` for anything else: nothing but a number is ever handed on.
fn dialable(phone: &str) -> Option<String> {
    let mut number = String::new();
    for (index, character) in phone.trim().chars().enumerate() {
        match character {
            '0'..='9' => number.push(character),
            '+' if index == 0 => number.push(character),
            ' ' | '-' => {}
            _ => return None,
        }
    }
    (3..=20).contains(&number.len()).then_some(number)
}

/// Shows the arrivals of a task on a window of its own, for everybody to see.
pub(crate) async fn open_wall(client: &Client, args: OneTask) -> Result<(), AppError> {
    let OneTask { connection, task } = args.clone();
    let known = client
        .stores()?
        .cache
        .read(move |db| store::tasks::summary(db, &connection, &task))
        .await?;
    known.ok_or(AppError::NotFound)?;
    let OneTask { connection, task } = args;
    let desktop = std::sync::Arc::clone(&client.inner().options.desktop);
    desktop
        .open_screen(&Screen::Wall { connection, task })
        .map_err(|_| AppError::NoProgram)
}

#[cfg(test)]
mod tests {
    use super::dialable;

    #[test]
    fn nothing_but_a_number_is_dialled() {
        assert_eq!(dialable("100 0000-0916").as_deref(), Some("10000000916"));
        assert_eq!(
            dialable("+8610000000916").as_deref(),
            Some("+8610000000916")
        );
        for text in [
            "",
            "12",
            "10000000916;ext=1",
            "1+2222",
            "100?body=x",
            "１００００",
            "file:///etc/passwd",
            "123456789012345678901",
        ] {
            assert_eq!(dialable(text), None, "{text}");
        }
    }
}
