//! People and the common places of their units.

use super::Sample;
use super::names::Names;
use crate::dice::Dice;
use crate::store::{Level, Person, Place, Point, Unit};

const FIRST_SOLDIER_ID: i64 = 500_001;
const FIRST_IM_USER_ID: i64 = 900_001;
const FIRST_PHONE: i64 = 100_0000_0000;
const FIRST_PLACE_ID: i64 = 7_001;
/// Deviation of homes from the centre of their street, about 900 m.
const SPREAD_DEGREES: f64 = 0.008;

const OFFICE_PLACES: [&str; 8] = [
    "人武部大院",
    "体育场北门",
    "防汛物资仓库",
    "中心小学操场",
    "文化广场",
    "客运码头",
    "会展中心停车场",
    "训练基地",
];
const PLATOON_PLACES: [&str; 2] = ["民兵之家", "街心公园"];

impl Sample {
    /// Everybody serves in one office: one in a hundred at the city's, three
    /// at the districts', the rest in the streets.
    pub(super) fn add_people(&mut self) {
        let total = self.size.people();
        let districts = self.size.districts();
        let at_city = total / 100;
        let at_district = total * 3 / 100 / districts;
        let in_streets = total - at_city - at_district * districts;
        let streets = districts * self.size.streets_per_district();
        let names = Names::new();
        let mut street = 0;
        for office in 0..self.offices.len() {
            let count = match self.offices[office].level {
                Level::City => at_city,
                Level::District => at_district,
                Level::Street => {
                    street += 1;
                    in_streets * street / streets - in_streets * (street - 1) / streets
                }
            };
            for _ in 0..count {
                self.add_person(office, &names);
            }
        }
    }

    fn add_person(&mut self, office: usize, names: &Names) {
        let number = self.people.len() as i64;
        let mut dice = Dice::new(self.seed, &[3, number]);
        let centre = self.centres[office];
        self.people.push(Person {
            soldier_id: FIRST_SOLDIER_ID + number,
            im_user_id: FIRST_IM_USER_ID + number,
            name: names.person(&mut dice),
            phone: FIRST_PHONE + number,
            office_id: self.offices[office].office_id,
            home: near(centre, SPREAD_DEGREES, &mut dice),
        });
    }

    /// Ids of those who serve in the office; people stand in the order of
    /// their offices.
    pub(super) fn serving_in(&self, office_id: i64) -> Vec<i64> {
        let from = self.people.partition_point(|p| p.office_id < office_id);
        let to = self.people.partition_point(|p| p.office_id <= office_id);
        self.people[from..to].iter().map(|p| p.soldier_id).collect()
    }

    pub(super) fn add_places(&mut self) {
        for office in 0..self.offices.len() {
            let count = match self.offices[office].level {
                Level::City | Level::District => OFFICE_PLACES.len(),
                Level::Street => 3,
            };
            let unit = Unit::Office(self.offices[office].office_id);
            for name in &OFFICE_PLACES[..count] {
                self.add_place(unit, name, self.centres[office]);
            }
        }
        for org in 0..self.orgs.len() {
            let (org_id, office_id) = (self.orgs[org].org_id, self.orgs[org].office_id);
            let office = self.offices.iter().position(|o| o.office_id == office_id);
            let is_platoon = self.orgs[org].name.ends_with('排');
            let (true, Some(office)) = (is_platoon, office) else {
                continue;
            };
            for name in PLATOON_PLACES {
                self.add_place(Unit::Org(org_id), name, self.centres[office]);
            }
        }
    }

    fn add_place(&mut self, unit: Unit, name: &str, centre: Point) {
        let number = self.places.len() as i64;
        let mut dice = Dice::new(self.seed, &[4, number]);
        let at = near(centre, SPREAD_DEGREES / 2.0, &mut dice);
        self.places.push((
            unit,
            Place {
                place_id: FIRST_PLACE_ID + number,
                name: name.to_owned(),
                at,
            },
        ));
    }
}

/// A point about `spread` degrees away.
fn near(centre: Point, spread: f64, dice: &mut Dice) -> Point {
    Point {
        lat: centre.lat + spread * dice.normal(),
        lng: centre.lng + spread * dice.normal(),
    }
    .rounded()
}
