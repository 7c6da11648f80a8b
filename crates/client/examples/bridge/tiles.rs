//! Map tiles, as the app's `tile:` scheme serves them.

use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use muster_client::Client;
use muster_domain::map::TileProblem;

pub fn router(client: Client) -> Router {
    Router::new()
        .route("/tile/{*path}", get(tile))
        .with_state(client)
}

async fn tile(State(client): State<Client>, Path(path): Path<String>) -> Response {
    match client.tile(&format!("/{path}")).await {
        Ok(tile) => {
            let headers = [
                (header::CONTENT_TYPE, tile.content_type),
                (header::CACHE_CONTROL, "no-store"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, tile.bytes).into_response()
        }
        Err(TileProblem::NoTile) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::BAD_GATEWAY.into_response(),
    }
}
