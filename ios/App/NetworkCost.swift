// What the network costs, as the system says. Unproven on Linux.
import Network
import StippleKit

struct NetworkCost: NetworkPort {
    func isMetered() async -> Bool {
        // The first that a monitor says is how things stand now.
        for await path in NWPathMonitor() { return path.isExpensive || path.isConstrained }
        return false
    }
}
