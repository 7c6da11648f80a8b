//! A printed sheet with a code, on a paper of Chinese look, as a camera sees it.

use super::{super::draw, spoil::Spoil};
use image::{DynamicImage, GrayImage, Luma, codecs::jpeg::JpegEncoder};
use imageproc::geometric_transformations::{Border, Interpolation, Projection, warp_into};
use rand::{RngExt, rngs::StdRng};

const WIDTH: u32 = 1_280;
const HEIGHT: u32 = 960;
/// White around a code, modules.
const QUIET: u32 = 4;
const INK: Luma<u8> = Luma([15]);

/// What the camera sees, and where the code is in it.
pub struct Paper {
    pub picture: GrayImage,
    /// Middle of the code, pixels.
    pub middle: (f32, f32),
    /// Half the code's side, pixels.
    pub half: f32,
    /// A module's side, pixels.
    pub module: f32,
}

impl Paper {
    /// Lays the code of `text` onto a paper, turned and seen as `spoil` says.
    pub fn lay(text: &str, spoil: Spoil, random: &mut StdRng) -> Self {
        let shade = random.random_range(200..250);
        let mut picture = GrayImage::from_pixel(WIDTH, HEIGHT, Luma([shade]));
        if spoil == Spoil::Writing {
            write(&mut picture, random);
        }
        let module = random.random_range(6..11);
        let sheet = sheet(text, module);
        let half = sheet.width() as f32 / 2.0;
        let middle = (
            WIDTH as f32 / 2.0 + random.random_range(-100.0..100.0),
            HEIGHT as f32 / 2.0 + random.random_range(-40.0..40.0),
        );
        let corners = corners(middle, half, spoil, random);
        put(&mut picture, &sheet, corners);
        Self {
            picture,
            middle,
            half,
            module: module as f32,
        }
    }

    /// Puts a hand over the code.
    pub fn cover(&mut self) {
        for (x, y, pixel) in self.picture.enumerate_pixels_mut() {
            let (across, down) = (x as f32 - self.middle.0, y as f32 - self.middle.1);
            if across.abs().max(down.abs()) < self.half {
                *pixel = Luma([170]);
            }
        }
    }
}

/// The code of `text` on white, `module` pixels a module.
pub fn sheet(text: &str, module: u32) -> GrayImage {
    let drawing = draw(text).unwrap();
    let side = (u32::from(drawing.side) + 2 * QUIET) * module;
    let mut sheet = GrayImage::from_pixel(side, side, Luma([255]));
    for run in drawing.path.split_terminator('z') {
        let (x, y, wide) = rectangle(run);
        fill(
            &mut sheet,
            [(x + QUIET) * module, (y + QUIET) * module],
            [wide * module, module],
        );
    }
    sheet
}

/// `M3 4h5v1h-5`: column, row and width.
fn rectangle(run: &str) -> (u32, u32, u32) {
    let (at, rest) = run.trim_start_matches('M').split_once('h').unwrap();
    let (x, y) = at.split_once(' ').unwrap();
    let (wide, _) = rest.split_once('v').unwrap();
    (
        x.parse().unwrap(),
        y.parse().unwrap(),
        wide.parse().unwrap(),
    )
}

/// As a JPEG in colour.
pub fn encoded(picture: &GrayImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let colour = DynamicImage::ImageLuma8(picture.clone()).into_rgb8();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(&colour)
        .unwrap();
    bytes
}

/// Where the corners of the sheet come to lie, clockwise from the upper left.
fn corners((x, y): (f32, f32), half: f32, spoil: Spoil, random: &mut StdRng) -> [(f32, f32); 4] {
    let (turn, skew) = spoil.turn_and_skew(random);
    [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(across, down): (f32, f32)| {
        let reach = half * (1.0 + random.random_range(-skew..skew));
        (
            x + reach * (across * turn.cos() - down * turn.sin()),
            y + reach * (across * turn.sin() + down * turn.cos()),
        )
    })
}

fn put(picture: &mut GrayImage, sheet: &GrayImage, corners: [(f32, f32); 4]) {
    let side = sheet.width() as f32;
    let flat = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)];
    let onto = Projection::from_control_points(flat, corners).unwrap();
    let white = GrayImage::from_pixel(sheet.width(), sheet.height(), Luma([255]));
    let warp = |flat: &GrayImage| {
        let mut seen = GrayImage::new(WIDTH, HEIGHT);
        let outside = Border::Constant(Luma([0]));
        warp_into(flat, onto, Interpolation::Bilinear, outside, &mut seen);
        seen
    };
    let (seen, covered) = (warp(sheet), warp(&white));
    for ((below, above), covers) in picture.iter_mut().zip(seen.iter()).zip(covered.iter()) {
        if *covers > 127 {
            *below = *above;
        }
    }
}

/// Strokes and boxes as dense as Chinese writing, in columns and lines.
fn write(picture: &mut GrayImage, random: &mut StdRng) {
    let cell: u32 = random.random_range(18..34);
    let pen = (cell / 10).max(2);
    for top in (6..HEIGHT - cell).step_by(cell as usize + 6) {
        for left in (6..WIDTH - cell).step_by(cell as usize + 3) {
            for _ in 0..random.random_range(2..5) {
                let at = [
                    left + random.random_range(0..cell / 3),
                    top + random.random_range(0..cell - pen),
                ];
                fill(picture, at, [cell * 2 / 3, pen]);
            }
            for _ in 0..random.random_range(1..4) {
                let at = [
                    left + random.random_range(0..cell - pen),
                    top + random.random_range(0..cell / 3),
                ];
                fill(picture, at, [pen, cell * 2 / 3]);
            }
            if random.random_bool(0.3) {
                frame(picture, [left, top], cell, pen);
            }
        }
    }
}

fn frame(picture: &mut GrayImage, [left, top]: [u32; 2], cell: u32, pen: u32) {
    fill(picture, [left, top], [cell, pen]);
    fill(picture, [left, top + cell - pen], [cell, pen]);
    fill(picture, [left, top], [pen, cell]);
    fill(picture, [left + cell - pen, top], [pen, cell]);
}

fn fill(picture: &mut GrayImage, [left, top]: [u32; 2], [wide, high]: [u32; 2]) {
    for y in top..top + high {
        for x in left..left + wide {
            picture.put_pixel(x, y, INK);
        }
    }
}
