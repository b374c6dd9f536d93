// What a view is made of, as a list: texts, buttons, switches, with what a screen reader would speak. SwiftUI has nothing like it;
// tests on Linux use it to see that a screen shows what its record says. Not for: how anything looks.

public struct Node {
    public enum Role: Hashable, Sendable {
        case text, image, button, link, toggle, picker, datePicker, field, slider, progress, header
    }
    public var role: Role
    public var label: String
    public var value = ""
    public var tap: (@MainActor () -> Void)?
    public var opens: (@MainActor () -> [Node])?
}

@MainActor public enum Outline {
    public internal(set) static var environment = EnvironmentValues()
    /// What timelines show as now.
    public static var now = Date(timeIntervalSince1970: 0)

    public static func of(_ view: some View) -> [Node] {
        var nodes: [Node] = []
        draw(view, &nodes)
        return nodes
    }

    static func draw(_ view: any View, _ nodes: inout [Node]) {
        if let known = view as? any Outlined {
            known.outline(&nodes)
        } else if view is any Primitive {
            // A colour, a shape, a space: nothing to read.
        } else {
            func open(_ view: some View) { draw(view.body, &nodes) }
            open(view)
        }
    }

    static func words(_ view: any View) -> String {
        var nodes: [Node] = []
        draw(view, &nodes)
        return nodes.map(\.label).filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

@MainActor protocol Outlined {
    func outline(_ nodes: inout [Node])
}

extension TupleView: Outlined {
    func outline(_ nodes: inout [Node]) { for part in parts { Outline.draw(part, &nodes) } }
}
extension ForEach: Outlined {
    func outline(_ nodes: inout [Node]) { for part in parts { Outline.draw(part, &nodes) } }
}
extension _ConditionalContent: Outlined {
    func outline(_ nodes: inout [Node]) { Outline.draw(chosen, &nodes) }
}
extension AnyView: Outlined {
    func outline(_ nodes: inout [Node]) { Outline.draw(content, &nodes) }
}
extension Group: Outlined {
    func outline(_ nodes: inout [Node]) { Outline.draw(content, &nodes) }
}
extension Optional: Outlined where Wrapped: View {
    func outline(_ nodes: inout [Node]) { if let view = self { Outline.draw(view, &nodes) } }
}

/// A view with something done to it that tests can see.
struct Changed<Content: View>: Primitive, Outlined {
    let content: Content
    let change: @MainActor (Content, inout [Node]) -> Void
    func outline(_ nodes: inout [Node]) { change(content, &nodes) }
}

extension View {
    func changed(_ change: @escaping @MainActor (Self, inout [Node]) -> Void) -> some View {
        Changed(content: self, change: change)
    }
    /// Its own nodes, and those of what stands beside it.
    func beside(_ other: @escaping @MainActor () -> any View) -> some View {
        changed { view, nodes in
            Outline.draw(view, &nodes)
            Outline.draw(other(), &nodes)
        }
    }
}
