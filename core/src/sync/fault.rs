//! Mistakes that the simulation plants, to show that it would find them. In tests only.
//!
//! Each stands where somebody could make it in earnest, behind [`planted!`]. Not for: what fails by itself (networks, disks);
//! the simulation makes those.

/// A mistake in the engine or the plan.
#[cfg(test)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The cursor is moved before what was read is merged, in a transaction of its own.
    CursorBeforeMerge,
    /// Records are taken for sent before the server says that it has them.
    AckBeforeReply,
    /// Records are sealed anew each time they are sent.
    ResealOnRetry,
    /// Where the server's log is another one, its head is taken over as if it had been read.
    ChainIgnored,
    /// Records that the server has with other bytes are taken for sent.
    ConflictSwallowed,
    /// What is fetched is kept without looking at its hash.
    BlobUnverified,
    /// A photo is named before it was read back.
    NotReadBack,
    /// A second identity of a course is passed over.
    IdentityOverlooked,
    /// A device moves to the new account before everything is there.
    RotateSwitchesEarly,
    /// What lost its body here keeps it on the server.
    ErasedBodyStays,
    /// Pieces are forgotten where the others are not on the same page.
    PiecesLost,
    /// A record that does not open, or is not understood, is thrown away.
    AsideThrownAway,
    /// After a push the server's head is taken over without looking at the chain.
    HeadTrusted,
    /// A record that was there before the server's log became another one is taken to be there still.
    UnseenTrusted,
    /// Another record under an id of ours is taken for ours.
    ImpostorTaken,
    /// A record counts as there once the server said so, before the log was read up to it.
    AckBeforeCursor,
}

#[cfg(test)]
impl Fault {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::CursorBeforeMerge,
        Self::AckBeforeReply,
        Self::ResealOnRetry,
        Self::ChainIgnored,
        Self::ConflictSwallowed,
        Self::BlobUnverified,
        Self::NotReadBack,
        Self::IdentityOverlooked,
        Self::RotateSwitchesEarly,
        Self::ErasedBodyStays,
        Self::PiecesLost,
        Self::AsideThrownAway,
        Self::HeadTrusted,
        Self::UnseenTrusted,
        Self::ImpostorTaken,
        Self::AckBeforeCursor,
    ];
}

/// Whether a mistake is planted in something that has a `fault`. Always `false`, and nothing at all, outside of tests.
macro_rules! planted {
    ($in:expr, $fault:ident) => {{
        #[cfg(test)]
        let planted = $in.fault == Some($crate::sync::fault::Fault::$fault);
        #[cfg(not(test))]
        let planted = {
            let _ = &$in;
            false
        };
        planted
    }};
}
