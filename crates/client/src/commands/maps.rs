//! Base maps: what lies under the gather map.

use super::NoArgs;
use crate::{client::Client, tiles::sources};
use muster_domain::{
    error::AppError,
    id::MapSourceId,
    map::{AddedMap, MapCrs, MapSource, MapSources, MapTest},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewAddress {
    /// The server's own name when left empty.
    pub name: String,
    /// With `{z}`, `{x}` and `{y}` or `{-y}`; `{s}` becomes `a`, `{r}` nothing.
    pub address: String,
    pub attribution: String,
    pub min_zoom: u8,
    pub max_zoom: u8,
    pub crs: MapCrs,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangeSource {
    pub source: MapSourceId,
    /// Empty: as it is.
    pub name: String,
    pub attribution: String,
    pub crs: MapCrs,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OneSource {
    pub source: MapSourceId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChooseSource {
    /// `null`: the built-in outline alone.
    pub source: Option<MapSourceId>,
}

pub(super) async fn list(client: &Client, _: NoArgs) -> Result<MapSources, AppError> {
    sources::list(client).await
}

pub(super) async fn add_file(client: &Client, _: NoArgs) -> Result<AddedMap, AppError> {
    sources::add_file(client).await
}

pub(super) async fn add_address(client: &Client, args: NewAddress) -> Result<AddedMap, AppError> {
    sources::add_address(client, args).await
}

pub(super) async fn change(client: &Client, args: ChangeSource) -> Result<MapSource, AppError> {
    sources::change(client, args).await
}

pub(super) async fn choose(client: &Client, args: ChooseSource) -> Result<MapSources, AppError> {
    sources::choose(client, args.source).await
}

pub(super) async fn remove(client: &Client, args: OneSource) -> Result<(), AppError> {
    sources::remove(client, args.source).await
}

pub(super) async fn test(client: &Client, args: OneSource) -> Result<MapTest, AppError> {
    sources::test(client, args.source).await
}

pub(super) async fn clear(client: &Client, _: NoArgs) -> Result<MapSources, AppError> {
    sources::clear(client).await
}
