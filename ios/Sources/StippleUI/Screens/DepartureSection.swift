// What deleting everything waits for, on a device that is in an account: whether the account goes too, then the server.
import StippleKit
import SwiftUI

struct DepartureSection: View {
    let departure: AppModel.Departure
    let act: @MainActor (SettingsAct) -> Void

    var body: some View {
        Section {
            switch departure {
            case .asks:
                Text(.deleteAllAccount)
                Button(.deleteAllAccountLeave, role: .destructive) { act(.leaveAndDelete) }
                Button(.deleteAllAccountDelete, role: .destructive) { act(.deleteWithAccount) }
                Button(.deleteAllLater) { act(.deleteLater) }
            case .tells:
                HStack {
                    ProgressView()
                    Text(.deleteAllTelling)
                }
            case .notTold:
                Text(.deleteAllNotTold)
                Button(.deleteAllAgain) { act(.deleteEverything) }
                Button(.deleteAllAnyway, role: .destructive) { act(.deleteAnyway) }
                Button(.deleteAllLater) { act(.deleteLater) }
            }
        } footer: {
            if departure == .asks { Text(.deleteAllAccountNote) }
        }
    }
}
