//! The head of a response board alone: what a server says of the answers,
//! without the answers.

use super::fetch::reach;
use crate::client::Client;
use muster_domain::{
    board::ResponseFigures,
    error::AppError,
    id::{ConnectionId, TaskId},
};

/// Asks for one row, and answers what stands above it. Nothing is stored.
pub(crate) async fn response_head(
    client: &Client,
    connection: &ConnectionId,
    task: &TaskId,
) -> Result<ResponseFigures, AppError> {
    let connector = reach(client, connection).await?;
    let tasks = connector.tasks().ok_or(AppError::NotPermitted)?;
    match tasks.responses(task, 1, 1).await {
        Ok(answer) => {
            client.succeeded(connection, &connector).await;
            Ok(answer.value.0)
        }
        Err(error) => Err(client.failed(connection, &connector, &error).await),
    }
}
