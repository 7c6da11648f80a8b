//! Straight lines on the ground.

use super::Point;

/// Mean radius of the earth, metres (IUGG).
const RADIUS_M: f64 = 6_371_008.8;

impl Point {
    /// Metres along the great circle; within half a per cent of the geodesic.
    pub fn metres_to(self, other: Self) -> f64 {
        let (from, to) = (self.lat.to_radians(), other.lat.to_radians());
        let north = (to - from) / 2.0;
        let east = (other.lng - self.lng).to_radians() / 2.0;
        let chord = north.sin().powi(2) + from.cos() * to.cos() * east.sin().powi(2);
        2.0 * RADIUS_M * chord.sqrt().min(1.0).asin()
    }

    /// Metres north and east of `origin`, as on a flat sheet: for points that
    /// lie some kilometres apart.
    pub fn metres_from(self, origin: Self) -> (f64, f64) {
        let turn = (self.lng - origin.lng + 540.0).rem_euclid(360.0) - 180.0;
        let north = (self.lat - origin.lat).to_radians() * RADIUS_M;
        let east = turn.to_radians() * origin.lat.to_radians().cos() * RADIUS_M;
        (north, east)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CANTON_TOWER: Point = Point {
        lat: 23.1065,
        lng: 113.3245,
    };

    #[test]
    fn a_known_distance_is_right_to_half_a_per_cent() {
        let beijing = Point {
            lat: 39.9042,
            lng: 116.4074,
        };
        // Geodesic on the ellipsoid: 1 888.2 km.
        let metres = CANTON_TOWER.metres_to(beijing);
        assert!((metres - 1_888_200.0).abs() < 9_500.0, "{metres}");
        assert_eq!(CANTON_TOWER.metres_to(CANTON_TOWER), 0.0);
    }

    #[test]
    fn the_other_side_of_the_date_line_is_near() {
        let (west, east) = (
            Point {
                lat: 0.0,
                lng: 179.999,
            },
            Point {
                lat: 0.0,
                lng: -179.999,
            },
        );
        assert!((east.metres_to(west) - 222.4).abs() < 1.0);
        assert!((east.metres_from(west).1 - 222.4).abs() < 1.0);
    }

    proptest! {
        #[test]
        fn near_by_the_sheet_agrees_with_the_sphere(
            lat in -60.0f64..60.0, lng in -180.0f64..180.0,
            north in -0.05f64..0.05, east in -0.05f64..0.05,
        ) {
            let from = Point { lat, lng };
            let to = Point { lat: lat + north, lng: lng + east };
            let (up, right) = to.metres_from(from);
            let metres = from.metres_to(to);
            prop_assert!((up.hypot(right) - metres).abs() <= metres * 0.003 + 0.01);
        }
    }
}
