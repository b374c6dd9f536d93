//! What a client may do: the rules of a sheet, asked about a course and a moment.
//!
//! Pure: sheet × course × reports × moment → answers. Not for: wording an answer (`words`), storing anything
//! (`diary`), or reading a clock.
