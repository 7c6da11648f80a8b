//! Whom a task called.

use crate::{
    client::Client,
    commands::{
        Target,
        tasks::{ListGroups, ListPeople, OneTask, PeopleGroup, PeopleGroups, PeopleSort},
    },
    reads,
    search::{Query, sort_key},
    store::{self, Stored, ages},
    sync::Watched as _,
};
use muster_domain::{
    error::AppError,
    read::{Read, Rows},
    task::{CalledThrough, Level, Participant},
};
use std::collections::{HashMap, HashSet};

/// Whom the task called, with the age of that.
async fn participants(client: &Client, args: &OneTask) -> Result<Read<Vec<Participant>>, AppError> {
    let target = Target::People {
        connection: args.connection.clone(),
        task: args.task.clone(),
    };
    let (connection, task, key) = (args.connection.clone(), args.task.clone(), target.age_key());
    let stored = client
        .stores()?
        .cache
        .read(move |db| {
            let Some(age) = ages::find(db, &connection, &key)? else {
                return Ok(None);
            };
            let value = store::participants::list(db, &connection, &task)?;
            Ok(Some(Stored { value, age }))
        })
        .await?;
    Ok(reads::read(client, &target, stored, &[]))
}

/// Down to what a row shows, by which groups are told apart as well.
fn clip(person: &mut Participant) {
    reads::clip(&mut person.name, reads::NAME);
    reads::clip(&mut person.group, reads::OFFICE);
    if let Some(Level::Other(level)) = &mut person.level {
        reads::clip(level, reads::NAME);
    }
}

/// By the way they were called, else in the server's order; those who were
/// chosen individually are one group.
pub(crate) async fn groups(
    client: &Client,
    args: ListGroups,
) -> Result<Read<PeopleGroups>, AppError> {
    let ListGroups {
        connection,
        task,
        offset,
        limit,
    } = args;
    let people = participants(client, &OneTask { connection, task }).await?;
    Ok(people.map(|mut people| {
        people.iter_mut().for_each(clip);
        let mut groups = group(&people);
        groups.sort_by_key(|group| group.through);
        let everybody: HashSet<_> = people.iter().map(|person| &person.soldier).collect();
        PeopleGroups {
            people: u32::try_from(everybody.len()).unwrap_or(u32::MAX),
            groups: reads::window(groups, offset, limit),
        }
    }))
}

fn group(people: &[Participant]) -> Vec<PeopleGroup> {
    let mut groups: Vec<PeopleGroup> = Vec::new();
    let mut places = HashMap::new();
    let mut counted = HashSet::new();
    for person in people {
        let key = (person.through, group_name(person));
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(PeopleGroup {
                through: person.through,
                name: key.1.to_owned(),
                level: match person.through {
                    CalledThrough::Individually => None,
                    CalledThrough::Office | CalledThrough::Org => person.level.clone(),
                },
                people: 0,
            });
            groups.len() - 1
        });
        if counted.insert((key, &person.soldier)) {
            groups[place].people += 1;
        }
    }
    groups
}

fn group_name(person: &Participant) -> &str {
    match person.through {
        CalledThrough::Individually => "",
        CalledThrough::Office | CalledThrough::Org => &person.group,
    }
}

/// The people of one group, or everybody once.
pub(crate) async fn people(
    client: &Client,
    args: ListPeople,
) -> Result<Read<Rows<Participant>>, AppError> {
    let (offset, limit) = (args.offset, args.limit);
    let people = everybody(client, args).await?;
    Ok(people.map(|people| {
        let mut rows = reads::window(people, offset, limit);
        rows.rows.iter_mut().for_each(clip);
        rows
    }))
}

/// The whole list that `args` look at a window of.
pub(crate) async fn everybody(
    client: &Client,
    args: ListPeople,
) -> Result<Read<Vec<Participant>>, AppError> {
    let task = OneTask::new(&args.connection, &args.task);
    let people = participants(client, &task).await?;
    Ok(people.map(|people| {
        let mut people = pick(people, &args);
        if let Some(by) = args.sort {
            sort(&mut people, by, args.descending);
        }
        people
    }))
}

/// Equal rows stand by name.
fn sort(people: &mut [Participant], by: PeopleSort, descending: bool) {
    people.sort_by_cached_key(|person| (sort_key(&person.name), person.soldier.clone()));
    match by {
        PeopleSort::Name => {}
        PeopleSort::Group => people.sort_by_cached_key(|person| sort_key(&person.group)),
        PeopleSort::Through => people.sort_by_key(|person| person.through),
    }
    reads::turn(people, descending, |person| {
        by == PeopleSort::Group && person.group.is_empty()
    });
}

fn pick(people: Vec<Participant>, args: &ListPeople) -> Vec<Participant> {
    let query = Query::new(&args.filter);
    let mut seen = HashSet::new();
    people
        .into_iter()
        .filter(|person| args.through.is_none_or(|through| through == person.through))
        .filter(|person| {
            let mut name = group_name(person).to_owned();
            reads::clip(&mut name, reads::OFFICE);
            args.group.as_deref().is_none_or(|group| group == name)
        })
        .filter(|person| {
            query.is_empty() || query.matches(&person.name) || query.matches(&person.group)
        })
        .filter(|person| seen.insert(person.soldier.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_in_no_group_comes_last_in_either_direction() {
        let person = |name: &str, group: &str| Participant {
            soldier: name.into(),
            name: name.into(),
            through: CalledThrough::Office,
            group: group.into(),
            level: None,
            im_user: None,
            is_admin: false,
        };
        let order = |descending| {
            let mut people = [person("a", ""), person("b", "x"), person("c", "y")];
            sort(&mut people, PeopleSort::Group, descending);
            people.map(|person| person.name).concat()
        };
        assert_eq!(order(false), "bca");
        assert_eq!(order(true), "cba");
    }
}
