//! From what was typed to what can be sent.

use super::{DraftPlace, Field, Problem, Rule, TaskDraft};
use crate::{
    geo::Point,
    picker::Selection,
    task::{NewTask, NewTaskPlace, Place},
    time::{Time, beijing},
};

/// Limits of real servers, in characters (`docs/protocols/militia.md`).
pub const TITLE_LIMIT: usize = 60;
pub const DETAIL_LIMIT: usize = 500;
pub const PLACE_LIMIT: usize = 120;

/// What a draft is checked against.
#[derive(Clone, Copy, Debug)]
pub struct CheckContext<'a> {
    pub now: Time,
    /// The saved places, or `None` while they are not known.
    pub places: Option<&'a [Place]>,
    /// Distinct people chosen, as the roster counts them.
    pub people: u32,
    /// What is sent for the selection (`picker` rules), already expanded.
    pub recipients: &'a Selection,
}

impl TaskDraft {
    /// The task to publish, or everything that is in the way.
    pub fn check(&self, context: &CheckContext<'_>) -> Result<NewTask, Vec<Problem>> {
        let mut problems = Vec::new();
        let title = self.check_title(&mut problems);
        let detail = check_text(
            &self.fields.detail,
            Field::Detail,
            DETAIL_LIMIT,
            &mut problems,
        );
        let wanted = check_wanted(&self.fields.wanted, &mut problems);
        let gather_at = check_time(&self.fields.gather_at, Field::GatherAt, &mut problems);
        let finish_at = check_time(&self.fields.finish_at, Field::FinishAt, &mut problems);
        if gather_at.is_some_and(|gather| gather <= context.now) {
            problems.push(Problem {
                field: Field::GatherAt,
                rule: Rule::InThePast,
            });
        }
        if gather_at
            .zip(finish_at)
            .is_some_and(|(gather, finish)| finish <= gather)
        {
            problems.push(Problem {
                field: Field::FinishAt,
                rule: Rule::BeforeGathering,
            });
        }
        let place = self.check_place(context, &mut problems);
        if context.people == 0 {
            problems.push(Problem {
                field: Field::Recipients,
                rule: Rule::Nobody,
            });
        }
        match (wanted, gather_at, finish_at, place) {
            (Some(wanted), Some(gather_at), Some(finish_at), Some(place))
                if problems.is_empty() =>
            {
                let Selection {
                    orgs,
                    offices,
                    soldiers,
                    // Nobody can be taken out on the wire: `picker` has done it.
                    excluded: _,
                } = context.recipients.clone();
                Ok(NewTask {
                    title,
                    detail,
                    wanted,
                    gather_at,
                    finish_at,
                    place,
                    orgs: orgs.into_iter().collect(),
                    offices: offices.into_iter().collect(),
                    soldiers: soldiers.into_iter().collect(),
                })
            }
            _ => Err(problems),
        }
    }

    fn check_title(&self, problems: &mut Vec<Problem>) -> String {
        let typed = self.fields.title.trim();
        if typed.is_empty() {
            problems.push(Problem {
                field: Field::Title,
                rule: Rule::Missing,
            });
        }
        let marked = format!("{}{typed}", self.fields.mark.prefix());
        check_text(&marked, Field::Title, TITLE_LIMIT, problems)
    }

    fn check_place(
        &self,
        context: &CheckContext<'_>,
        problems: &mut Vec<Problem>,
    ) -> Option<NewTaskPlace> {
        let mut wrong = |field, rule| problems.push(Problem { field, rule });
        match &self.fields.place {
            DraftPlace::Unset => {
                wrong(Field::Place, Rule::Missing);
                None
            }
            DraftPlace::Saved { id } => {
                let place = context.places?.iter().find(|place| place.id == *id);
                if place.is_none() {
                    wrong(Field::Place, Rule::Unknown);
                }
                place.map(|place| NewTaskPlace::Saved {
                    id: id.clone(),
                    name: place.name.clone(),
                })
            }
            DraftPlace::New {
                name,
                lat,
                lng,
                crs,
            } => {
                let name = name.trim();
                if name.is_empty() {
                    wrong(Field::PlaceName, Rule::Missing);
                }
                let name = check_text(name, Field::PlaceName, PLACE_LIMIT, problems);
                let lat = check_degrees(lat, Field::PlaceLat, 90.0, problems);
                let lng = check_degrees(lng, Field::PlaceLng, 180.0, problems);
                let at = Point::from_crs(lat?, lng?, *crs)?;
                Some(NewTaskPlace::New { name, at })
            }
        }
    }
}

fn check_text(text: &str, field: Field, limit: usize, problems: &mut Vec<Problem>) -> String {
    let text = text.trim();
    let length = text.chars().count();
    if length > limit {
        let rule = Rule::TooLong {
            length: saturate(length),
            limit: saturate(limit),
        };
        problems.push(Problem { field, rule });
    }
    text.to_owned()
}

fn check_wanted(typed: &str, problems: &mut Vec<Problem>) -> Option<u32> {
    let typed = typed.trim();
    let rule = match typed.parse::<u32>() {
        Ok(0) => Rule::TooFew,
        Ok(wanted) if wanted <= 1_000_000 => return Some(wanted),
        Ok(_) => Rule::TooMany,
        Err(_) if typed.is_empty() => Rule::Missing,
        Err(_) if typed.bytes().all(|byte| byte.is_ascii_digit()) => Rule::TooMany,
        Err(_) => Rule::NotANumber,
    };
    problems.push(Problem {
        field: Field::Wanted,
        rule,
    });
    None
}

fn check_time(typed: &str, field: Field, problems: &mut Vec<Problem>) -> Option<Time> {
    let time = Time::from_civil(typed, &beijing());
    if time.is_none() {
        let rule = if typed.trim().is_empty() {
            Rule::Missing
        } else {
            Rule::NotATime
        };
        problems.push(Problem { field, rule });
    }
    time
}

fn check_degrees(
    typed: &str,
    field: Field,
    bound: f64,
    problems: &mut Vec<Problem>,
) -> Option<f64> {
    let typed = typed.trim();
    let rule = match typed.parse::<f64>() {
        Ok(degrees) if degrees.abs() <= bound => return Some(degrees),
        Ok(_) => Rule::OutOfRange,
        Err(_) if typed.is_empty() => Rule::Missing,
        Err(_) => Rule::NotANumber,
    };
    problems.push(Problem { field, rule });
    None
}

fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
