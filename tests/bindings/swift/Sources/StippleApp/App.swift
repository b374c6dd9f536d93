// Stands for an app's own module, in Swift 6 mode, on top of the generated code: what every app in Swift will want of it,
// compiled as an app's would be. Not for: screens, nor what only tests need (Tests/StippleAppTests/Desk.swift).
@_exported import StippleBindings

extension StippleError {
    /// What is told the client, in their language. `localizedDescription` is for developers.
    public var told: String {
        switch self {
        case .NoCourse(let told), .CourseUnderWay(let told), .CourseComplete(let told), .BadInput(let told),
            .UnknownActivity(let told, _), .SheetRefused(let told), .ArchiveRefused(let told),
            .NothingToTakeBack(let told), .NewerData(let told), .DiskFull(let told), .File(let told), .Busy(let told),
            .KeyStoreLocked(let told), .KeyStoreFailed(let told), .PhotoRefused(let told), .PhotosLocked(let told),
            .PhotoDamaged(let told), .CannotCompare(let told), .ClockFailed(let told), .Cancelled(let told),
            .Store(let told), .OtherKey(let told), .NoAccount(let told), .Offline(let told), .ServerRefused(let told):
            told
        }
    }
}

extension ImportTask {
    /// Waits as `outcome` does; cancelling the Swift task that waits stops the import, which `outcome` alone does not.
    public func outcomeOrStopped() async throws -> DoneView {
        try await withTaskCancellationHandler {
            try await outcome()
        } onCancel: {
            cancel()
        }
    }
}
