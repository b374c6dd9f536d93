// What a Today screen observes: it is the main actor's, and the board is read away from it.
// Not for: what the board says (the core).
import Observation

/// The board as a screen holds it.
@MainActor
@Observable
public final class TodayModel {
    public private(set) var board: TodayView?
    /// What is told the client where there is no board.
    public private(set) var told: String?
    private let stipple: Stipple

    public init(_ stipple: Stipple) {
        self.stipple = stipple
    }

    /// Reads the board anew. What was shown stays where that fails.
    public func load() async {
        let read = await Task.detached { [stipple] in Result { try stipple.today() } }.value
        switch read {
        case .success(let board):
            self.board = board
            told = nil
        case .failure(let error):
            told = (error as? StippleError)?.told ?? error.localizedDescription
        }
    }
}
