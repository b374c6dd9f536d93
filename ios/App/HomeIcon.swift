// The app's picture on the home screen: the usual one, or a discreet one (ios/icon.py draws it). Unproven on Linux.
import StippleKit
import UIKit

struct HomeIcon: HomeScreen {
    /// As the asset catalog and project.yml have it.
    private static let discreet = "DiscreetIcon"

    func canChoose() async -> Bool {
        await UIApplication.shared.supportsAlternateIcons
    }

    func isDiscreet() async -> Bool {
        await UIApplication.shared.alternateIconName == Self.discreet
    }

    func show(discreet: Bool) async -> Bool {
        do {
            try await UIApplication.shared.setAlternateIconName(discreet ? Self.discreet : nil)
            return true
        } catch {
            return false
        }
    }
}
