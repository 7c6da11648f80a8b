//! The built UI, as the app serves it: unknown paths are pages of the UI, and
//! the content security policy is the app's. Where Tauri adds the hashes of
//! the page's own start script by itself, they are worked out here.

use axum::{
    Router,
    extract::State,
    http::{HeaderName, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::{
    path::{Component, Path, PathBuf},
    sync::Arc,
};

pub fn router(ui: PathBuf) -> Router {
    Router::new().fallback(page).with_state(Arc::new(ui))
}

async fn page(State(ui): State<Arc<PathBuf>>, uri: Uri) -> Response {
    let wanted = Path::new(uri.path().trim_start_matches('/'));
    let stays = wanted
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !stays {
        return StatusCode::NOT_FOUND.into_response();
    }
    let file = ui.join(wanted);
    match tokio::fs::read(&file).await {
        Ok(bytes) => ([(header::CONTENT_TYPE, kind(&file))], bytes).into_response(),
        Err(_) if wanted.extension().is_some() => StatusCode::NOT_FOUND.into_response(),
        Err(_) => index(&ui).await,
    }
}

async fn index(ui: &Path) -> Response {
    let Ok(html) = tokio::fs::read_to_string(ui.join("index.html")).await else {
        return (StatusCode::NOT_FOUND, "the UI is not built").into_response();
    };
    let headers: [(HeaderName, String); 2] = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy(&html)),
    ];
    (headers, html).into_response()
}

fn policy(html: &str) -> String {
    let mut scripts = "'self'".to_owned();
    for (_, rest) in html
        .match_indices("<script>")
        .map(|(at, tag)| html.split_at(at + tag.len()))
    {
        if let Some((script, _)) = rest.split_once("</script>") {
            let hash = STANDARD.encode(Sha256::digest(script));
            scripts.push_str(&format!(" 'sha256-{hash}'"));
        }
    }
    format!(
        "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self'; connect-src 'self'"
    )
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("woff2") => "font/woff2",
        Some("html") => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}
