//! Publishing a task.

use jiff::Timestamp;

use super::{Fault, Militia, Refusal, Result};
use crate::store::{Account, NewTask, Point, Recipients, Site, Unit};

/// Characters in a title.
pub const TITLE_MAX: usize = 60;
/// Characters in a detail.
pub const DETAIL_MAX: usize = 500;
/// Characters in the name of a place.
pub const PLACE_NAME_MAX: usize = 120;

/// A task as a launcher writes it.
#[derive(Debug, Clone)]
pub struct Draft {
    pub title: String,
    pub detail: String,
    pub mem_count: i64,
    /// `None`: now.
    pub launched: Option<Timestamp>,
    pub gather: Timestamp,
    pub finish: Timestamp,
    pub place: DraftPlace,
    pub recipients: Recipients,
}

#[derive(Debug, Clone)]
pub enum DraftPlace {
    /// One of the launcher's common places.
    Saved(i64),
    /// A new one, which becomes a common place.
    New {
        name: String,
        lat: Option<f64>,
        lng: Option<f64>,
    },
}

impl Militia {
    /// Publishes a task and notifies each of its people once. Not idempotent:
    /// the same draft again is another task.
    ///
    /// An office or organisation means its own members; those of lower ones
    /// are chosen by their own ids.
    pub fn publish(&self, account: &Account, draft: Draft) -> Result<i64> {
        let now = self.now();
        let launched = draft.launched.unwrap_or(now);
        check_text(&draft)?;
        check_times(&draft, launched, now)?;
        let site = self.site(account.unit, draft.place)?;
        self.check_recipients(account.unit, &draft.recipients)?;
        let task = NewTask {
            launcher: account.unit,
            title: draft.title,
            detail: draft.detail,
            mem_count: draft.mem_count,
            launched,
            published: now,
            gather: draft.gather,
            finish: draft.finish,
            site,
            recipients: draft.recipients,
        };
        let task_id = self
            .store
            .publish(&task)?
            .ok_or(Refusal::Invalid(Fault::NobodyChosen))?;
        tracing::info!(task_id, "task published");
        Ok(task_id)
    }

    fn site(&self, launcher: Unit, place: DraftPlace) -> Result<Site> {
        match place {
            DraftPlace::Saved(place_id) => {
                let mut places = self.store.places(launcher)?.into_iter();
                let place = places
                    .find(|place| place.place_id == place_id)
                    .ok_or(Fault::UnknownPlace(place_id))?;
                Ok(Site {
                    name: place.name,
                    at: place.at,
                    remember: false,
                })
            }
            DraftPlace::New { name, lat, lng } => {
                if name.trim().is_empty() {
                    return Err(Fault::PlaceNameMissing.into());
                }
                if name.chars().count() > PLACE_NAME_MAX {
                    return Err(Fault::PlaceNameTooLong.into());
                }
                let (Some(lat), Some(lng)) = (lat, lng) else {
                    return Err(Fault::Coordinates.into());
                };
                if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lng) {
                    return Err(Fault::Coordinates.into());
                }
                Ok(Site {
                    name,
                    at: Point { lat, lng },
                    remember: true,
                })
            }
        }
    }

    fn check_recipients(&self, launcher: Unit, chosen: &Recipients) -> Result<()> {
        if chosen.offices.is_empty() && chosen.orgs.is_empty() && chosen.soldiers.is_empty() {
            return Err(Fault::NobodyChosen.into());
        }
        let reach = self.store.reach(launcher, !chosen.soldiers.is_empty())?;
        let outside = |ids: &[i64], known: &std::collections::HashSet<i64>| {
            ids.iter().copied().find(|id| !known.contains(id))
        };
        if let Some(id) = outside(&chosen.offices, &reach.offices) {
            return Err(Fault::UnknownOffice(id).into());
        }
        if let Some(id) = outside(&chosen.orgs, &reach.orgs) {
            return Err(Fault::UnknownOrg(id).into());
        }
        if let Some(id) = outside(&chosen.soldiers, &reach.soldiers) {
            return Err(Fault::UnknownSoldier(id).into());
        }
        Ok(())
    }
}

fn check_text(draft: &Draft) -> Result<(), Fault> {
    if draft.title.trim().is_empty() {
        return Err(Fault::TitleMissing);
    }
    if draft.title.chars().count() > TITLE_MAX {
        return Err(Fault::TitleTooLong);
    }
    if draft.detail.chars().count() > DETAIL_MAX {
        return Err(Fault::DetailTooLong);
    }
    if draft.mem_count < 1 {
        return Err(Fault::Headcount);
    }
    Ok(())
}

fn check_times(draft: &Draft, launched: Timestamp, now: Timestamp) -> Result<(), Fault> {
    if draft.gather < now {
        return Err(Fault::GatherPast);
    }
    if launched > draft.gather {
        return Err(Fault::LaunchAfterGather);
    }
    if draft.finish <= draft.gather {
        return Err(Fault::FinishBeforeGather);
    }
    Ok(())
}
