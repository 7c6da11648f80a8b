//! The stored form of both trees: everybody's id and name once, a member as a
//! number. A city takes a third of what its trees take word for word, and so is
//! encrypted, written and read back in a third of the time.

use super::Trees;
use muster_domain::{
    id::{OfficeId, OrgId, SoldierId},
    roster::{Member, Office, OfficeHeading, OfficeRoster, Org, OrgRoster},
};
use rusqlite::types::{FromSqlError, ValueRef};
use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    collections::HashMap,
    hash::{DefaultHasher, Hasher as _},
};

/// Both trees as text, with a number that tells them from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Of the text. Another version of the program may compute another one for
    /// the same text, and then stores it once more.
    pub digest: i64,
    pub text: String,
}

type Text<'a> = Cow<'a, str>;

/// A member: twice the place among `people`, and one more for who administers.
type Number = u32;

/// Id, name, heading, lower ones, members.
type OrgRow<'a> = (Text<'a>, Text<'a>, usize, Vec<Text<'a>>, Vec<Number>);

/// Id, name, parent, members.
type OfficeRow<'a> = (Text<'a>, Text<'a>, Option<usize>, Vec<Number>);

#[derive(Default, Serialize, Deserialize)]
struct Form<'a> {
    /// Ids and names, each pair once.
    #[serde(borrow)]
    people: Vec<(Text<'a>, Text<'a>)>,
    #[serde(borrow)]
    orgs: Orgs<'a>,
    #[serde(borrow)]
    offices: Option<Offices<'a>>,
}

#[derive(Default, Serialize, Deserialize)]
struct Orgs<'a> {
    total: u32,
    /// Name and parent.
    #[serde(borrow)]
    headings: Vec<(Text<'a>, Option<usize>)>,
    #[serde(borrow)]
    orgs: Vec<OrgRow<'a>>,
}

#[derive(Default, Serialize, Deserialize)]
struct Offices<'a> {
    total: u32,
    #[serde(borrow)]
    offices: Vec<OfficeRow<'a>>,
}

impl Packed {
    /// # Errors
    /// Where a text cannot be written as JSON, which none is known to be.
    pub(crate) fn new(trees: &Trees) -> Result<Self, serde_json::Error> {
        let mut people = People::default();
        let mut form = Form {
            orgs: people.orgs(&trees.orgs),
            offices: trees.offices.as_ref().map(|tree| people.offices(tree)),
            ..Form::default()
        };
        form.people = people.all;
        let text = serde_json::to_string(&form)?;
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        let digest = hasher.finish().cast_signed();
        Ok(Self { digest, text })
    }
}

/// Who was met so far.
#[derive(Default)]
struct People<'a> {
    all: Vec<(Text<'a>, Text<'a>)>,
    places: HashMap<(&'a str, &'a str), Number>,
}

impl<'a> People<'a> {
    fn number(&mut self, member: &'a Member) -> Number {
        let (id, name) = (member.soldier.as_str(), member.name.as_str());
        let place = *self.places.entry((id, name)).or_insert_with(|| {
            self.all.push((id.into(), name.into()));
            // A tree has 200 000 entries at most.
            Number::try_from(self.all.len() - 1).unwrap_or(Number::MAX / 2)
        });
        place * 2 + Number::from(member.is_admin)
    }

    fn numbers(&mut self, members: &'a [Member]) -> Vec<Number> {
        members.iter().map(|member| self.number(member)).collect()
    }

    fn orgs(&mut self, tree: &'a OrgRoster) -> Orgs<'a> {
        let headings = tree.headings.iter();
        let orgs = tree.orgs.iter();
        Orgs {
            total: tree.total,
            headings: headings
                .map(|one| (one.name.as_str().into(), one.parent))
                .collect(),
            orgs: orgs
                .map(|org| {
                    let lower = org.lower.iter().map(|id| id.as_str().into());
                    (
                        org.id.as_str().into(),
                        org.name.as_str().into(),
                        org.heading,
                        lower.collect(),
                        self.numbers(&org.members),
                    )
                })
                .collect(),
        }
    }

    fn offices(&mut self, tree: &'a OfficeRoster) -> Offices<'a> {
        let offices = tree.offices.iter();
        Offices {
            total: tree.total,
            offices: offices
                .map(|office| {
                    (
                        office.id.as_str().into(),
                        office.name.as_str().into(),
                        office.parent,
                        self.numbers(&office.members),
                    )
                })
                .collect(),
        }
    }
}

/// Reads a column.
pub(super) fn unpack(column: ValueRef<'_>) -> Result<Trees, FromSqlError> {
    let form = serde_json::from_slice(column.as_bytes()?);
    let form: Form<'_> = form.map_err(|error| FromSqlError::Other(Box::new(error)))?;
    trees(&form).ok_or(FromSqlError::InvalidType)
}

fn trees(form: &Form<'_>) -> Option<Trees> {
    let members = |numbers: &[Number]| -> Option<Vec<Member>> {
        let member = |number: &Number| {
            let (id, name) = form.people.get(usize::try_from(number / 2).ok()?)?;
            Some(Member {
                soldier: SoldierId(id.to_string()),
                name: name.to_string(),
                is_admin: number % 2 == 1,
            })
        };
        numbers.iter().map(member).collect()
    };
    let headings = form.orgs.headings.iter();
    let org = |(id, name, heading, lower, numbers): &OrgRow<'_>| {
        Some(Org {
            id: OrgId(id.to_string()),
            name: name.to_string(),
            heading: *heading,
            lower: lower.iter().map(|id| OrgId(id.to_string())).collect(),
            members: members(numbers)?,
        })
    };
    let office = |(id, name, parent, numbers): &OfficeRow<'_>| {
        Some(Office {
            id: OfficeId(id.to_string()),
            name: name.to_string(),
            parent: *parent,
            members: members(numbers)?,
        })
    };
    let offices = match &form.offices {
        Some(tree) => Some(OfficeRoster {
            total: tree.total,
            offices: tree.offices.iter().map(office).collect::<Option<_>>()?,
        }),
        None => None,
    };
    Some(Trees {
        orgs: OrgRoster {
            total: form.orgs.total,
            headings: headings
                .map(|(name, parent)| OfficeHeading {
                    name: name.to_string(),
                    parent: *parent,
                })
                .collect(),
            orgs: form.orgs.orgs.iter().map(org).collect::<Option<_>>()?,
        },
        offices,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(id: &str, name: &str, is_admin: bool) -> Member {
        Member {
            soldier: id.into(),
            name: name.into(),
            is_admin,
        }
    }

    fn sample() -> Trees {
        Trees {
            orgs: OrgRoster {
                total: 3,
                headings: vec![
                    OfficeHeading {
                        name: "海珠人武部".into(),
                        parent: None,
                    },
                    OfficeHeading {
                        name: "昌岗街\"".into(),
                        parent: Some(0),
                    },
                ],
                orgs: vec![Org {
                    id: "11".into(),
                    name: "一排".into(),
                    heading: 1,
                    lower: vec!["12".into()],
                    members: vec![member("1", "张伟", true), member("2", "李\n四", false)],
                }],
            },
            offices: Some(OfficeRoster {
                total: 2,
                offices: vec![Office {
                    id: "3".into(),
                    name: "昌岗街".into(),
                    parent: None,
                    // The other tree calls the first one by another name.
                    members: vec![member("1", "张玮", false), member("2", "李\n四", false)],
                }],
            }),
        }
    }

    fn again(packed: &Packed) -> Result<Trees, FromSqlError> {
        unpack(ValueRef::Text(packed.text.as_bytes()))
    }

    #[test]
    fn trees_have_this_form_and_read_back_as_they_were() {
        let packed = Packed::new(&sample()).unwrap();
        insta::assert_snapshot!(packed.text, @r#"{"people":[["1","张伟"],["2","李\n四"],["1","张玮"]],"orgs":{"total":3,"headings":[["海珠人武部",null],["昌岗街\"",0]],"orgs":[["11","一排",1,["12"],[1,2]]]},"offices":{"total":2,"offices":[["3","昌岗街",null,[4,2]]]}}"#);
        assert_eq!(again(&packed).unwrap(), sample());
        let alone = Trees {
            offices: None,
            ..sample()
        };
        assert_eq!(again(&Packed::new(&alone).unwrap()).unwrap(), alone);
    }

    #[test]
    fn any_change_is_another_digest() {
        let packed = Packed::new(&sample()).unwrap();
        assert_eq!(Packed::new(&sample()).unwrap().digest, packed.digest);
        let mut other = sample();
        other.orgs.orgs[0].members[1].is_admin = true;
        assert_ne!(Packed::new(&other).unwrap().digest, packed.digest);
    }

    #[test]
    fn a_number_of_nobody_is_a_broken_value() {
        let mut packed = Packed::new(&sample()).unwrap();
        packed.text = packed.text.replace("[1,2]", "[1,99]");
        assert!(again(&packed).is_err());
    }
}
