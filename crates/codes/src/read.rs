//! The texts of the QR codes in a picture.

use super::sight;
use image::{GrayImage, ImageReader, Limits, imageops::FilterType};
use std::io::Cursor;

/// The largest picture that is decoded, pixels: three times that of a phone's
/// camera.
pub const LARGEST_PIXELS: u64 = 50_000_000;

/// What decoding may take, bytes: the largest picture with 16 bits a channel.
const MEMORY: u64 = LARGEST_PIXELS * 8;

/// The longer side of what is searched, pixels. A code that fills a tenth of
/// it still has four pixels a module.
const SEARCHED: u32 = 2_000;

/// Why a picture gives no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Neither PNG, JPEG, WebP, GIF nor BMP, or broken.
    #[error("not a picture")]
    NotAPicture,
    #[error("{width} by {height} pixels are too many")]
    TooLarge { width: u32, height: u32 },
    #[error("no readable code in the picture")]
    NoCode,
}

/// The texts in the picture, each once, in the order in which they were found.
/// Takes up to about a second: not for an asynchronous thread.
pub fn read(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    let picture = decode(bytes)?;
    let texts = sight::texts(&picture);
    if texts.is_empty() {
        return Err(Unreadable::NoCode);
    }
    Ok(texts)
}

/// In shades of grey, not larger than is searched.
fn decode(bytes: &[u8]) -> Result<GrayImage, Unreadable> {
    let (width, height) = reader(bytes)?
        .into_dimensions()
        .map_err(|_| Unreadable::NotAPicture)?;
    if u64::from(width) * u64::from(height) > LARGEST_PIXELS {
        return Err(Unreadable::TooLarge { width, height });
    }
    let picture = reader(bytes)?
        .decode()
        .map_err(|_| Unreadable::NotAPicture)?;
    Ok(if width.max(height) > SEARCHED {
        picture
            .resize(SEARCHED, SEARCHED, FilterType::Triangle)
            .into_luma8()
    } else {
        picture.into_luma8()
    })
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, Unreadable> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Unreadable::NotAPicture)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    Ok(reader)
}
