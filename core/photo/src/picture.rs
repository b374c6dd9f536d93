//! Pixels in memory: what every other module here takes and gives.
//!
//! Not for: reading or writing a file format.

/// A picture: 8-bit sRGB, upright, rows from the top, three bytes a pixel, no padding.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

/// One channel of numbers over a picture: rows from the top, no padding. What a value means is the maker's to say.
#[derive(Clone, PartialEq)]
pub struct Plane {
    width: u32,
    height: u32,
    values: Vec<f32>,
}

impl Picture {
    /// A picture of these pixels; `None` unless `pixels` holds exactly `3 * width * height` bytes and neither side is 0.
    pub fn new(width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let bytes = (width as usize).checked_mul(height as usize)?.checked_mul(3)?;
        (bytes > 0 && bytes == pixels.len()).then_some(Self { width, height, pixels })
    }

    /// Pixels from left to right; at least 1.
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Pixels from top to bottom; at least 1.
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Red, green, blue of each pixel, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The same, to be written to.
    pub fn pixels_mut(&mut self) -> &mut [u8] {
        &mut self.pixels
    }

    /// The pixels alone.
    pub fn into_pixels(self) -> Vec<u8> {
        self.pixels
    }
}

impl std::fmt::Debug for Picture {
    /// Its size alone: a log holds nobody's head.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}x{})", self.width, self.height)
    }
}

impl Plane {
    /// A plane of these values; `None` unless `values` holds exactly `width * height` and neither side is 0.
    pub fn new(width: u32, height: u32, values: Vec<f32>) -> Option<Self> {
        let count = (width as usize).checked_mul(height as usize)?;
        (count > 0 && count == values.len()).then_some(Self { width, height, values })
    }

    /// Values from left to right; at least 1.
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Values from top to bottom; at least 1.
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// The values, row by row.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// The same, to be written to.
    pub fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }
}

impl std::fmt::Debug for Plane {
    /// Its size alone: a log holds nobody's head.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Plane({}x{})", self.width, self.height)
    }
}
