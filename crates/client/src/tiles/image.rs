//! What a tile must be to be shown: a picture, not too large. The kind shows
//! in the bytes; what a file or a server calls it does not count.

use imagesize::ImageType;
use muster_domain::map::TileProblem;

/// Bytes of the largest tile.
pub(super) const LARGEST: usize = 2 << 20;

/// Pixels of the longest side: the picture is unpacked where it is shown.
const LONGEST_SIDE: usize = 2_048;

/// A picture that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

impl Tile {
    /// # Errors
    /// `NotImages`, `TooLarge`.
    pub(super) fn of(bytes: Vec<u8>) -> Result<Self, TileProblem> {
        if bytes.len() > LARGEST {
            return Err(TileProblem::TooLarge);
        }
        let content_type = match imagesize::image_type(&bytes) {
            Ok(ImageType::Png) => "image/png",
            Ok(ImageType::Jpeg) => "image/jpeg",
            Ok(ImageType::Webp) => "image/webp",
            _ => return Err(TileProblem::NotImages),
        };
        let size = imagesize::blob_size(&bytes).map_err(|_| TileProblem::NotImages)?;
        if size.width.max(size.height) > LONGEST_SIDE {
            return Err(TileProblem::TooLarge);
        }
        if size.width.min(size.height) == 0 {
            return Err(TileProblem::NotImages);
        }
        Ok(Self {
            content_type,
            bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 3, 0, 0, 0]);
        bytes
    }

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        let kind = |bytes: Vec<u8>| Tile::of(bytes).map(|tile| tile.content_type);
        assert_eq!(kind(png(256, 256)), Ok("image/png"));
        let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x0b\x08\x01\0\x01\0\x01\x01\x11\0";
        assert_eq!(kind(jpeg.to_vec()), Ok("image/jpeg"));
        let webp = b"RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\xff\0\0\xff\0\0";
        assert_eq!(kind(webp.to_vec()), Ok("image/webp"));
    }

    #[test]
    fn what_is_no_picture_is_not_shown() {
        for bytes in [
            &b""[..],
            b"\x1a\x00",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"<html><script>alert(1)</script>",
            b"GIF89a\x01\0\x01\0",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"BM\0\0\0\0",
            b"\x1f\x8b\x08\0",
        ] {
            assert_eq!(
                Tile::of(bytes.to_vec()),
                Err(TileProblem::NotImages),
                "{bytes:?}"
            );
        }
        assert_eq!(Tile::of(png(0, 7)), Err(TileProblem::NotImages));
    }

    #[test]
    fn a_picture_that_unpacks_to_a_flood_is_not_shown() {
        assert!(Tile::of(png(2_048, 2_048)).is_ok());
        assert_eq!(Tile::of(png(2_049, 1)), Err(TileProblem::TooLarge));
        assert_eq!(
            Tile::of(png(u32::MAX, u32::MAX)),
            Err(TileProblem::TooLarge)
        );
        let mut long = png(256, 256);
        long.resize(LARGEST + 1, 0);
        assert_eq!(Tile::of(long), Err(TileProblem::TooLarge));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            magic in prop::sample::select(vec![
                &b""[..], b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8 ", b"RIFF\0\0\0\0WEBPVP8L",
            ]),
            rest in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let _ = Tile::of([magic, &rest].concat());
        }
    }
}
