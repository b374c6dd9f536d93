//! The side of the head that a photo shows: one of five, or a named zone such as a scar.
//!
//! Not for: what an angle is called in a language (`words`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The five sides, in the order in which they are taken.
const SIDES: [&str; 5] = ["front", "left", "right", "crown", "back"];

/// Most characters of a zone's name.
const LONGEST: usize = 40;

/// A side of the head or a named zone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Angle(Named);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Named {
    Side(usize),
    Zone(String),
}

/// A name that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an angle is front, left, right, crown, back, or a zone's name of 1 to {LONGEST} characters")]
pub struct AngleError;

impl Angle {
    /// The five sides, in the order in which they are taken.
    pub fn sides() -> impl Iterator<Item = Self> {
        (0..SIDES.len()).map(|side| Self(Named::Side(side)))
    }

    /// Its id, or the zone's name.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Named::Side(side) => SIDES[*side],
            Named::Zone(name) => name,
        }
    }

    /// Whether it is a named zone.
    pub const fn is_zone(&self) -> bool {
        matches!(self.0, Named::Zone(_))
    }
}

impl FromStr for Angle {
    type Err = AngleError;

    fn from_str(text: &str) -> Result<Self, AngleError> {
        let name = text.trim();
        let lower = name.to_lowercase();
        if let Some(side) = SIDES.iter().position(|side| *side == lower) {
            return Ok(Self(Named::Side(side)));
        }
        let length = name.chars().count();
        if length == 0 || length > LONGEST || name.chars().any(char::is_control) {
            return Err(AngleError);
        }
        Ok(Self(Named::Zone(name.to_owned())))
    }
}

impl TryFrom<String> for Angle {
    type Error = AngleError;

    fn try_from(text: String) -> Result<Self, AngleError> {
        text.parse()
    }
}

impl From<Angle> for String {
    fn from(angle: Angle) -> Self {
        angle.as_str().to_owned()
    }
}

impl fmt::Display for Angle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_sides_and_any_zone() {
        let angle = |text: &str| text.parse::<Angle>().map(|angle| angle.to_string());
        assert_eq!(angle(" Crown"), Ok("crown".to_owned()));
        assert_eq!(angle("Scar, left ear "), Ok("Scar, left ear".to_owned()));
        assert_eq!(Angle::sides().count(), 5);
        for wrong in ["", "  ", "a\nb", &"x".repeat(41)] {
            assert_eq!(angle(wrong), Err(AngleError), "{wrong:?}");
        }
    }

    #[test]
    fn sides_come_before_zones() {
        let mut angles: Vec<Angle> =
            ["scar", "back", "front"].iter().map(|name| name.parse().unwrap()).collect();
        angles.sort();
        assert_eq!(angles.iter().map(Angle::as_str).collect::<Vec<_>>(), ["front", "back", "scar"]);
    }
}
