// Why something was not done: what a client reads, and what a screen may do about it. Nothing was changed.
// Not for: wording it; the core does, in the client's language.
internal import StippleBindings

public struct Problem: Error, Hashable, Sendable {
    /// A kind only where a person would do something different about it.
    public enum Kind: Hashable, Sendable {
        case noCourse, courseUnderWay, courseComplete
        case badInput, unknownActivity, sheetRefused, archiveRefused, nothingToTakeBack
        case newerData, diskFull, file, busy, store
        case secretsLocked, secretsFailed
        case photoRefused, photosLocked, photoDamaged, cannotCompare
        case clock, cancelled
        /// The server was not reached, or cannot answer now: normal, and no error.
        case offline
        case noAccount, serverRefused
        /// The shell's own: what was asked came after everything was deleted.
        case closed
        /// The shell's own: the camera, a picker or the system said no.
        case device
    }

    public let kind: Kind
    /// For the client, in their language.
    public let told: String
    /// What an unknown activity may mean, the nearest first.
    public let close: [String]

    public init(_ kind: Kind, told: String, close: [String] = []) {
        self.kind = kind
        self.told = told
        self.close = close
    }

    /// What the device's own part of the app could not do.
    public static func device(_ phrase: Phrase) -> Problem {
        Problem(.device, told: phrase.text)
    }

    /// Whether the client stopped it themselves, so that nothing has to be said.
    public var isSilent: Bool {
        kind == .cancelled || kind == .closed
    }
}

extension Problem {
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as StippleError: self.init(error)
        case is CancellationError: self.init(.cancelled, told: "")
        default: self.init(.store, told: Phrase.errorUnexpected.text)
        }
    }

    private init(_ error: StippleError) {
        switch error {
        case .NoCourse(let told): self.init(.noCourse, told: told)
        case .CourseUnderWay(let told): self.init(.courseUnderWay, told: told)
        case .CourseComplete(let told): self.init(.courseComplete, told: told)
        case .BadInput(let told): self.init(.badInput, told: told)
        case .UnknownActivity(let told, let close): self.init(.unknownActivity, told: told, close: close)
        case .SheetRefused(let told), .OtherKey(let told): self.init(.sheetRefused, told: told)
        case .ArchiveRefused(let told): self.init(.archiveRefused, told: told)
        case .NothingToTakeBack(let told): self.init(.nothingToTakeBack, told: told)
        case .NewerData(let told): self.init(.newerData, told: told)
        case .DiskFull(let told): self.init(.diskFull, told: told)
        case .File(let told): self.init(.file, told: told)
        case .Busy(let told): self.init(.busy, told: told)
        case .KeyStoreLocked(let told): self.init(.secretsLocked, told: told)
        case .KeyStoreFailed(let told): self.init(.secretsFailed, told: told)
        case .PhotoRefused(let told): self.init(.photoRefused, told: told)
        case .PhotosLocked(let told): self.init(.photosLocked, told: told)
        case .PhotoDamaged(let told): self.init(.photoDamaged, told: told)
        case .CannotCompare(let told): self.init(.cannotCompare, told: told)
        case .ClockFailed(let told): self.init(.clock, told: told)
        case .Cancelled(let told): self.init(.cancelled, told: told)
        case .Offline(let told): self.init(.offline, told: told)
        case .NoAccount(let told): self.init(.noAccount, told: told)
        case .ServerRefused(let told): self.init(.serverRefused, told: told)
        case .Store(let told): self.init(.store, told: told)
        }
    }
}
