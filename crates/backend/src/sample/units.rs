//! Offices and organisations: city office, districts, streets; in each street
//! platoons, most of them with squads; in each district a company over the
//! first platoons of its streets, and detachments that draw on all of them.

use super::names::{
    DISTRICTS, city_name, district, district_name, ordinal, platoon_name, street_name,
};
use super::{Membership, Sample};
use crate::dice::Dice;
use crate::store::{Level, Office, Org, Point, Unit};

const FIRST_OFFICE_ID: i64 = 101;
const FIRST_ORG_ID: i64 = 2_001;
/// People in a platoon with its squads.
const PLATOON: usize = 32;
/// Platoons of fewer have no squads.
const SQUADS_FROM: usize = 18;
/// The city's centre in GCJ-02 degrees.
const CITY: Point = Point {
    lat: 23.1193,
    lng: 113.3213,
};

impl Sample {
    pub(super) fn add_offices(&mut self) {
        let city = self.add_office(city_name(), Level::City, None, CITY);
        for (d, &(_, lat, lng)) in DISTRICTS.iter().enumerate().take(self.size.districts()) {
            let centre = Point { lat, lng };
            let district = self.add_office(district_name(d), Level::District, Some(city), centre);
            for s in 0..self.size.streets_per_district() {
                let mut dice = Dice::new(self.seed, &[1, d as i64, s as i64]);
                let centre = Point {
                    lat: lat + dice.between(-0.025, 0.025),
                    lng: lng + dice.between(-0.025, 0.025),
                };
                self.add_office(street_name(d, s), Level::Street, Some(district), centre);
            }
        }
    }

    fn add_office(
        &mut self,
        name: String,
        level: Level,
        upper_office_id: Option<i64>,
        centre: Point,
    ) -> i64 {
        let office_id = FIRST_OFFICE_ID + self.offices.len() as i64;
        self.offices.push(Office {
            office_id,
            name,
            level,
            upper_office_id,
        });
        self.centres.push(centre);
        office_id
    }

    pub(super) fn add_orgs(&mut self) {
        let streets = self.size.streets_per_district();
        self.add_platoons(0, "广州市机关", None);
        for d in 0..self.size.districts() {
            let office = 1 + d * (streets + 1);
            let name = format!("{}应急连", district(d));
            let company = self.add_org(name, self.offices[office].office_id, None);
            self.add_platoons(office, &format!("{}机关", district(d)), None);
            for s in 0..streets {
                let prefix = platoon_name(d, s, 0);
                let prefix = prefix.trim_end_matches("一排");
                self.add_platoons(office + 1 + s, prefix, Some(company));
            }
            // Led from the district's staff, who stay in their platoon too.
            let staff = self.serving_in(self.offices[office].office_id);
            self.join(company, &staff[..staff.len().min(5)]);
            for (kind, share) in [("医疗分队", 0.03), ("防汛分队", 0.04)] {
                self.add_detachment(office, streets, format!("{}{kind}", district(d)), share);
            }
        }
    }

    /// Puts everybody who serves in an office into a platoon, or into one of
    /// its squads. The first platoon stands under the company, if there is one.
    fn add_platoons(&mut self, office: usize, prefix: &str, company: Option<i64>) {
        let office_id = self.offices[office].office_id;
        let people = self.serving_in(office_id);
        let platoons = people.len().div_ceil(PLATOON).max(1);
        for (index, people) in evenly(&people, platoons).enumerate() {
            let name = format!("{prefix}{}排", ordinal(index));
            let upper = company.filter(|_| index == 0);
            let platoon = self.add_org(name.clone(), office_id, upper);
            if people.len() < SQUADS_FROM {
                self.join(platoon, people);
                continue;
            }
            for (part, people) in evenly(people, 3).enumerate() {
                if part == 0 {
                    self.join(platoon, people);
                } else {
                    let squad = format!("{name}{}班", ordinal(part - 1));
                    let squad = self.add_org(squad, office_id, Some(platoon));
                    self.join(squad, people);
                }
            }
        }
    }

    /// Draws `share` of the people of the district and its streets into a
    /// second organisation, beside their platoon.
    fn add_detachment(&mut self, office: usize, streets: usize, name: String, share: f64) {
        let office_id = self.offices[office].office_id;
        let org = self.add_org(name, office_id, None);
        let last_office_id = office_id + streets as i64;
        let mut dice = Dice::new(self.seed, &[2, org]);
        let people: Vec<i64> = self
            .people
            .iter()
            .filter(|person| (office_id..=last_office_id).contains(&person.office_id))
            .map(|person| person.soldier_id)
            .filter(|_| dice.chance(share))
            .collect();
        self.join(org, &people);
    }

    fn add_org(&mut self, name: String, office_id: i64, upper_org_id: Option<i64>) -> i64 {
        let org_id = FIRST_ORG_ID + self.orgs.len() as i64;
        self.orgs.push(Org {
            org_id,
            name,
            office_id,
            upper_org_id,
        });
        org_id
    }

    /// Makes the people members; the first leads.
    fn join(&mut self, org_id: i64, people: &[i64]) {
        for (index, &soldier_id) in people.iter().enumerate() {
            self.memberships.push(Membership {
                org_id,
                soldier_id,
                is_admin: index == 0,
            });
        }
    }

    /// The unit that a sample account speaks for.
    pub(super) fn unit_of(&self, role: &str) -> Unit {
        let streets = self.size.streets_per_district() as i64;
        match role {
            "superior" => Unit::Office(FIRST_OFFICE_ID),
            "peer" => Unit::Office(FIRST_OFFICE_ID + 2 + streets),
            "subordinate" => Unit::Office(FIRST_OFFICE_ID + 2),
            "platoon" => {
                let name = platoon_name(0, 0, 0);
                let platoon = self.orgs.iter().find(|org| org.name == name);
                Unit::Org(platoon.map_or(FIRST_ORG_ID, |org| org.org_id))
            }
            _ => Unit::Office(FIRST_OFFICE_ID + 1),
        }
    }
}

/// `people` in `parts` runs whose lengths differ by one at most.
fn evenly(people: &[i64], parts: usize) -> impl Iterator<Item = &[i64]> {
    (0..parts).map(move |part| {
        let start = people.len() * part / parts;
        let end = people.len() * (part + 1) / parts;
        &people[start..end]
    })
}
