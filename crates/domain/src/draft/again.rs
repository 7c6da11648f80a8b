//! Gathering once more where a task gathered.

use super::DraftPlace;
use crate::{
    geo::{Crs, Point},
    task::{Place, TaskSummary},
};

/// Two points this near are one place, metres.
const SAME_PLACE_M: f64 = 50.0;

impl DraftPlace {
    /// Where a task gathered, to gather there again. Names repeat, because a
    /// server saves another place with every new point: where the point is
    /// known, the saved place of that name has to lie there, else the name has
    /// to be the only one. What nobody can tell is left to be chosen.
    pub fn again(task: &TaskSummary, at: Option<Point>, places: &[Place], crs: Crs) -> Self {
        let named: Vec<&Place> = places
            .iter()
            .filter(|place| place.name == task.place)
            .collect();
        let saved = |place: &Place| Self::Saved {
            id: place.id.clone(),
        };
        match (named.as_slice(), at) {
            // Without a point of its own it contradicts nothing.
            ([only], _) if at.is_none() || only.at.is_none() => saved(only),
            (_, None) => Self::Unset,
            (named, Some(at)) => nearest(named, at).map_or_else(|| new(task, at, crs), saved),
        }
    }
}

/// The nearest of the places that are at this point.
fn nearest<'a>(places: &[&'a Place], at: Point) -> Option<&'a Place> {
    let far = |place: &Place| place.at.map(|there| there.metres_to(at));
    places
        .iter()
        .filter_map(|place| Some((*place, far(place)?)))
        .filter(|(_, metres)| *metres <= SAME_PLACE_M)
        .min_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(place, _)| place)
}

fn new(task: &TaskSummary, at: Point, crs: Crs) -> DraftPlace {
    let (lat, lng) = at.to_crs(crs);
    DraftPlace::New {
        name: task.place.clone(),
        lat: format!("{lat:.6}"),
        lng: format!("{lng:.6}"),
        crs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::Phase;

    const SQUARE: Point = Point {
        lat: 23.1067,
        lng: 113.3245,
    };
    /// Some two hundred metres further north.
    const BRIDGE: Point = Point {
        lat: 23.1085,
        ..SQUARE
    };

    fn place(id: &str, name: &str, at: Option<Point>) -> Place {
        Place {
            id: id.into(),
            name: name.into(),
            at,
        }
    }

    fn again(at: Option<Point>, places: &[Place]) -> DraftPlace {
        let task = TaskSummary {
            id: 7.into(),
            title: "珠江防汛".into(),
            launched_by: "海珠区一排".into(),
            launched_at: None,
            gather_at: None,
            finish_at: None,
            place: "新天地".into(),
            wanted: 60,
            phase: Phase::Done,
            progress: None,
            responded: None,
            accepted: None,
            checked_in: None,
        };
        DraftPlace::again(&task, at, places, Crs::Wgs84)
    }

    fn saved(id: &str) -> DraftPlace {
        DraftPlace::Saved { id: id.into() }
    }

    #[test]
    fn of_two_places_with_one_name_the_one_that_lies_there_is_meant() {
        let places = [
            place("1", "新天地", Some(BRIDGE)),
            place("2", "新天地", Some(SQUARE)),
            place("3", "新天地", None),
            place("4", "昌岗路口", Some(SQUARE)),
        ];
        assert_eq!(again(Some(SQUARE), &places), saved("2"));
        assert_eq!(again(Some(BRIDGE), &places), saved("1"));
        assert_eq!(again(None, &places), DraftPlace::Unset);
    }

    #[test]
    fn a_place_that_moved_away_is_not_gathered_at() {
        let there = DraftPlace::New {
            name: "新天地".into(),
            lat: "23.106700".into(),
            lng: "113.324500".into(),
            crs: Crs::Wgs84,
        };
        let moved = [place("1", "新天地", Some(BRIDGE))];
        assert_eq!(again(Some(SQUARE), &moved), there);
        assert_eq!(again(Some(SQUARE), &[]), there);
        let two = [place("1", "新天地", None), place("2", "新天地", None)];
        assert_eq!(again(Some(SQUARE), &two), there);
    }

    #[test]
    fn the_only_place_of_a_name_is_meant_where_nothing_contradicts() {
        let known = [place("1", "新天地", Some(BRIDGE))];
        assert_eq!(again(None, &known), saved("1"));
        let unknown = [place("1", "新天地", None), place("2", "别处", Some(SQUARE))];
        assert_eq!(again(Some(SQUARE), &unknown), saved("1"));
        assert_eq!(again(None, &[]), DraftPlace::Unset);
    }
}
