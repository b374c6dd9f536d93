//! What a client may do: the rules of a sheet, asked about a course and a moment.
//!
//! Pure: sheet × course × reports × moment → answers. Not for: wording an answer (`words`), storing anything
//! (`diary`), or reading a clock.

mod answer;
mod board;
mod compiled;
mod explanation;
mod fit;
mod gate;
pub mod line;
mod matter;
mod moment;
mod plan;
mod reading;
mod rulebook;
mod situation;
mod span;
mod statement;
mod timeline;
mod weigh;

pub use answer::{Answer, Provisional, UntilKind};
pub use board::Board;
pub use compiled::Compiled;
pub use explanation::{Condition, DecidedBy};
pub use fit::{Fit, FitQuestion, InTheWay, MOST_TRIES};
pub use gate::{SkinState, StateIs};
pub use plan::{ClearDay, ClearDays, HOLDS_FOR_HOURS, MOST_DAYS, PlanError, When};
pub use rulebook::{Activity, ActivityIndex, RuleIndex, Rulebook, StateIndex};
pub use situation::Situation;
pub use statement::SignInForce;
