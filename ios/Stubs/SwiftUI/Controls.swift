// Views that a finger does something to, and those that lead elsewhere.

public struct ButtonRole: Equatable, Sendable {
    let name: String
    public static let destructive = ButtonRole(name: "destructive"), cancel = ButtonRole(name: "cancel")
}
public struct Button<Label: View>: Primitive, Outlined {
    let action: @MainActor () -> Void
    let label: Label
    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        self.init(role: nil, action: action, label: label)
    }
    public init(role: ButtonRole?, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        self.action = action
        self.label = label()
    }
    func outline(_ nodes: inout [Node]) {
        nodes.append(Node(role: .button, label: Outline.words(label), tap: action))
    }
}
public struct Toggle<Label: View>: Primitive, Outlined {
    let isOn: Binding<Bool>
    let label: Label
    public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Label) {
        self.isOn = isOn
        self.label = label()
    }
    func outline(_ nodes: inout [Node]) {
        let words = Outline.words(label)
        nodes.append(
            Node(role: .toggle, label: words, value: isOn.wrappedValue ? "on" : "off") { isOn.wrappedValue.toggle() })
    }
}
public struct Picker<Label: View, SelectionValue: Hashable, Content: View>: Primitive, Outlined {
    let label: Label
    let content: Content
    public init(
        selection: Binding<SelectionValue>, @ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label
    ) {
        self.content = content()
        self.label = label()
    }
    func outline(_ nodes: inout [Node]) {
        nodes.append(Node(role: .picker, label: Outline.words(label), value: Outline.words(content)))
    }
}
public struct DatePickerComponents: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let hourAndMinute = Self(rawValue: 1), date = Self(rawValue: 2)
}
public struct DatePicker<Label: View>: Primitive, Outlined {
    public typealias Components = DatePickerComponents
    let label: Label
    public init(
        selection: Binding<Date>, displayedComponents: Components = [.hourAndMinute, .date],
        @ViewBuilder label: () -> Label
    ) { self.label = label() }
    public init(
        selection: Binding<Date>, in range: PartialRangeThrough<Date>,
        displayedComponents: Components = [.hourAndMinute, .date], @ViewBuilder label: () -> Label
    ) { self.label = label() }
    public init(
        selection: Binding<Date>, in range: PartialRangeFrom<Date>,
        displayedComponents: Components = [.hourAndMinute, .date], @ViewBuilder label: () -> Label
    ) { self.label = label() }
    func outline(_ nodes: inout [Node]) { nodes.append(Node(role: .datePicker, label: Outline.words(label))) }
}
public struct TextField<Label: View>: Primitive, Outlined {
    let text: Binding<String>
    let label: Label
    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) {
        self.text = text
        self.label = label()
    }
    public init(text: Binding<String>, prompt: Text? = nil, axis: Axis, @ViewBuilder label: () -> Label) {
        self.init(text: text, prompt: prompt, label: label)
    }
    func outline(_ nodes: inout [Node]) {
        nodes.append(Node(role: .field, label: Outline.words(label), value: text.wrappedValue))
    }
}
public struct Slider<Label: View, ValueLabel: View>: Primitive, Outlined {
    let label: Label
    func outline(_ nodes: inout [Node]) { nodes.append(Node(role: .slider, label: Outline.words(label))) }
}
extension Slider where ValueLabel == EmptyView {
    public init<V: BinaryFloatingPoint>(
        value: Binding<V>, in bounds: ClosedRange<V>, step: V.Stride = 1, @ViewBuilder label: () -> Label,
        onEditingChanged: @escaping (Bool) -> Void = { _ in }
    ) where V.Stride: BinaryFloatingPoint { self.label = label() }
}
public struct ProgressView<Label: View, CurrentValueLabel: View>: Primitive, Outlined {
    func outline(_ nodes: inout [Node]) { nodes.append(Node(role: .progress, label: "")) }
}
extension ProgressView where Label == EmptyView, CurrentValueLabel == EmptyView {
    public init() {}
    public init<V: BinaryFloatingPoint>(value: V?, total: V = 1.0) {}
}

public struct List<SelectionValue: Hashable, Content: View>: Primitive, Outlined {
    let content: Content
    func outline(_ nodes: inout [Node]) { Outline.draw(content, &nodes) }
}
extension List where SelectionValue == Never {
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
}
public struct Form<Content: View>: Primitive, Outlined {
    let content: Content
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
    func outline(_ nodes: inout [Node]) { Outline.draw(content, &nodes) }
}
public struct Section<Parent: View, Content: View, Footer: View>: Primitive, Outlined {
    let header: Parent
    let content: Content
    let footer: Footer
    func outline(_ nodes: inout [Node]) {
        let words = Outline.words(header)
        if !words.isEmpty { nodes.append(Node(role: .header, label: words)) }
        Outline.draw(content, &nodes)
        Outline.draw(footer, &nodes)
    }
}
extension Section {
    public init(
        @ViewBuilder content: () -> Content, @ViewBuilder header: () -> Parent, @ViewBuilder footer: () -> Footer
    ) { (self.header, self.content, self.footer) = (header(), content(), footer()) }
}
extension Section where Footer == EmptyView {
    public init(@ViewBuilder content: () -> Content, @ViewBuilder header: () -> Parent) {
        (self.header, self.content, footer) = (header(), content(), EmptyView())
    }
}
extension Section where Parent == EmptyView, Footer == EmptyView {
    public init(@ViewBuilder content: () -> Content) {
        (header, self.content, footer) = (EmptyView(), content(), EmptyView())
    }
}
extension Section where Parent == EmptyView {
    public init(@ViewBuilder content: () -> Content, @ViewBuilder footer: () -> Footer) {
        (header, self.content, self.footer) = (EmptyView(), content(), footer())
    }
}
public struct LabeledContent<Label: View, Content: View>: Primitive, Outlined {
    let label: Label
    let content: Content
    public init(@ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label) {
        (self.content, self.label) = (content(), label())
    }
    func outline(_ nodes: inout [Node]) {
        nodes.append(Node(role: .text, label: Outline.words(label), value: Outline.words(content)))
    }
}
public struct DisclosureGroup<Label: View, Content: View>: Primitive, Outlined {
    let label: Label
    let content: () -> Content
    public init(@ViewBuilder content: @escaping () -> Content, @ViewBuilder label: () -> Label) {
        (self.content, self.label) = (content, label())
    }
    func outline(_ nodes: inout [Node]) {
        Outline.draw(label, &nodes)
        Outline.draw(content(), &nodes)
    }
}
public struct ContentUnavailableView<Label: View, Description: View, Actions: View>: Primitive, Outlined {
    let parts: [any View]
    public init(
        @ViewBuilder label: () -> Label, @ViewBuilder description: () -> Description = { EmptyView() },
        @ViewBuilder actions: () -> Actions = { EmptyView() }
    ) { parts = [label(), description(), actions()] }
    func outline(_ nodes: inout [Node]) { for part in parts { Outline.draw(part, &nodes) } }
}

public struct NavigationPath {}
public struct NavigationStack<Data, Root: View>: Primitive, Outlined {
    let root: Root
    func outline(_ nodes: inout [Node]) { Outline.draw(root, &nodes) }
}
extension NavigationStack where Data == NavigationPath {
    public init(@ViewBuilder root: () -> Root) { self.root = root() }
}
public struct NavigationLink<Label: View, Destination: View>: Primitive, Outlined {
    let destination: Destination
    let label: Label
    public init(@ViewBuilder destination: () -> Destination, @ViewBuilder label: () -> Label) {
        (self.destination, self.label) = (destination(), label())
    }
    func outline(_ nodes: inout [Node]) {
        let destination = destination
        nodes.append(Node(role: .link, label: Outline.words(label), opens: { Outline.of(destination) }))
    }
}
public struct TabView<SelectionValue: Hashable, Content: View>: Primitive, Outlined {
    let content: Content
    public init(selection: Binding<SelectionValue>?, @ViewBuilder content: () -> Content) { self.content = content() }
    func outline(_ nodes: inout [Node]) { Outline.draw(content, &nodes) }
}
extension TabView where SelectionValue == Int {
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
}

public struct ToolbarItemPlacement: Sendable {
    public static let automatic = Self(), topBarLeading = Self(), topBarTrailing = Self(), confirmationAction = Self()
    public static let cancellationAction = Self(), primaryAction = Self()
}
@MainActor @preconcurrency public protocol ToolbarContent { var shown: [any View] { get } }
public struct ToolbarItem<ID, Content: View>: ToolbarContent {
    let content: Content
    public var shown: [any View] { [content] }
}
extension ToolbarItem where ID == Void {
    public init(placement: ToolbarItemPlacement = .automatic, @ViewBuilder content: () -> Content) {
        self.content = content()
    }
}
public struct ToolbarItems: ToolbarContent { public let shown: [any View] }
@MainActor @resultBuilder public struct ToolbarContentBuilder {
    public static func buildBlock(_ content: any ToolbarContent...) -> ToolbarItems {
        ToolbarItems(shown: content.flatMap(\.shown))
    }
    public static func buildExpression<Content: ToolbarContent>(_ content: Content) -> any ToolbarContent { content }
    public static func buildIf(_ content: (any ToolbarContent)?) -> any ToolbarContent {
        content ?? ToolbarItems(shown: [])
    }
}
