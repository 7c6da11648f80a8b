//! The gather map: where people are, and points in every notation.

use super::tasks::OneTask;
use crate::{client::Client, positions};
use muster_domain::{
    error::AppError,
    geo::{self, Crs, Point, PointText, Reading},
    id::{ConnectionId, SoldierId, TaskId},
    position::{PersonOnMap, PositionBoard, PositionPoints},
    read::{Read, Rows},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListPoints {
    pub connection: ConnectionId,
    pub task: TaskId,
    /// The system of the map that they are drawn on.
    pub crs: Crs,
    /// `next` of the page before; `null` for the first.
    pub after: Option<SoldierId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PositionSort {
    Name,
    Office,
    /// Metres to the gather place.
    Distance,
    ArrivesAt,
    SeenAt,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListPositions {
    pub connection: ConnectionId,
    pub task: TaskId,
    /// Matches name, office, phone.
    pub filter: String,
    /// These people only, as of a cluster; `null` for everybody.
    pub soldiers: Option<Vec<SoldierId>>,
    pub sort: PositionSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct DescribePoint {
    pub lat: f64,
    pub lng: f64,
    /// The system of `lat` and `lng`: that of the map that was pressed.
    pub crs: Crs,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ParseCoordinates {
    pub text: String,
    /// The system that a pair of numbers is given in.
    pub crs: Crs,
}

pub(super) async fn board(client: &Client, args: OneTask) -> Result<Read<PositionBoard>, AppError> {
    positions::board(client, args).await
}

pub(super) async fn points(
    client: &Client,
    args: ListPoints,
) -> Result<Read<PositionPoints>, AppError> {
    positions::points(client, args).await
}

pub(super) async fn people(
    client: &Client,
    args: ListPositions,
) -> Result<Read<Rows<PersonOnMap>>, AppError> {
    positions::people(client, args).await
}

/// A map that is dragged around the world may name a longitude beyond 180°.
pub(super) async fn describe(_: &Client, args: DescribePoint) -> Result<PointText, AppError> {
    let lng = (args.lng + 180.0).rem_euclid(360.0) - 180.0;
    Point::from_crs(args.lat, lng, args.crs)
        .map(PointText::of)
        .ok_or(AppError::NotFound)
}

pub(super) async fn parse(_: &Client, args: ParseCoordinates) -> Result<Option<Reading>, AppError> {
    Ok(geo::parse(&args.text, args.crs))
}
