// What is done to a view. Most of it only looks; what is read aloud, opened or asked is kept for the outline.

extension View {
    public func padding(_ length: CGFloat) -> some View { self }
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { self }
    public func font(_ font: Font?) -> some View { self }
    public func bold(_ isActive: Bool = true) -> some View { self }
    public func monospacedDigit() -> some View { self }
    public func monospaced(_ isActive: Bool = true) -> some View { self }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { self }
    public func tint<S: ShapeStyle>(_ tint: S?) -> some View { self }
    public func background<S: ShapeStyle>(_ style: S) -> some View { self }
    public func background<S: ShapeStyle, T: Shape>(_ style: S, in shape: T) -> some View { self }
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View {
        self
    }
    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View { self }
    public func aspectRatio(_ aspectRatio: CGFloat? = nil, contentMode: ContentMode) -> some View { self }
    public func clipShape<S: Shape>(_ shape: S) -> some View { self }
    public func opacity(_ opacity: Double) -> some View { self }
    public func lineLimit(_ number: Int?) -> some View { self }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { self }
    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { self }
    public func ignoresSafeArea() -> some View { self }
    public func listRowSeparator(_ visibility: Visibility) -> some View { self }
    public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View { self }
    public func pickerStyle<S: PickerStyle>(_ style: S) -> some View { self }
    public func labelsHidden() -> some View { self }
    public func autocorrectionDisabled(_ disable: Bool = true) -> some View { self }
    public func textInputAutocapitalization(_ autocapitalization: TextInputAutocapitalization?) -> some View { self }
    public func privacySensitive(_ sensitive: Bool = true) -> some View { self }
    public func disabled(_ disabled: Bool) -> some View { self }
    public func tag<V: Hashable>(_ tag: V) -> some View { self }
    public func navigationBarTitleDisplayMode(_ displayMode: NavigationBarItem.TitleDisplayMode) -> some View { self }
    public func interactiveDismissDisabled(_ isDisabled: Bool = true) -> some View { self }

    // Events: nothing happens by itself here.
    public func task(
        priority: TaskPriority = .userInitiated, @_inheritActorContext _ action: @escaping @Sendable () async -> Void
    ) -> some View { self }
    public func task<T: Equatable>(
        id value: T, priority: TaskPriority = .userInitiated,
        @_inheritActorContext _ action: @escaping @Sendable () async -> Void
    ) -> some View { self }
    public func onAppear(perform action: (() -> Void)? = nil) -> some View { self }
    public func onDisappear(perform action: (() -> Void)? = nil) -> some View { self }
    public func refreshable(action: @escaping @Sendable () async -> Void) -> some View { self }
    public func onSubmit(_ action: @escaping () -> Void) -> some View { self }
    public func onChange<V: Equatable>(
        of value: V, initial: Bool = false, _ action: @escaping (V, V) -> Void
    ) -> some View { self }
    public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping () -> Void) -> some View
    {
        self
    }

    // What stands beside it, above it or around it.
    public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View {
        let above = content()
        return beside { above }
    }
    public func safeAreaInset<V: View>(
        edge: VerticalEdge, alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil,
        @ViewBuilder content: () -> V
    ) -> some View {
        let inset = content()
        return beside { inset }
    }
    public func toolbar<Content: ToolbarContent>(@ToolbarContentBuilder content: () -> Content) -> some View {
        let shown = content().shown
        return changed { view, nodes in
            Outline.draw(view, &nodes)
            for item in shown { Outline.draw(item, &nodes) }
        }
    }
    public func navigationTitle(_ title: Text) -> some View {
        changed { view, nodes in
            nodes.append(Node(role: .header, label: title.string))
            Outline.draw(view, &nodes)
        }
    }
    public func tabItem<V: View>(@ViewBuilder _ label: () -> V) -> some View {
        let words = Outline.words(label())
        return changed { view, nodes in
            nodes.append(Node(role: .link, label: words, opens: { Outline.of(view) }))
        }
    }
    public func searchable(text: Binding<String>, placement: SearchFieldPlacement = .automatic, prompt: Text? = nil)
        -> some View
    {
        changed { view, nodes in
            nodes.append(Node(role: .field, label: prompt?.string ?? "", value: text.wrappedValue))
            Outline.draw(view, &nodes)
        }
    }
    public func sheet<Content: View>(
        isPresented: Binding<Bool>, onDismiss: (() -> Void)? = nil, @ViewBuilder content: @escaping () -> Content
    ) -> some View {
        changed { view, nodes in
            Outline.draw(view, &nodes)
            if isPresented.wrappedValue { Outline.draw(content(), &nodes) }
        }
    }
    public func sheet<Item: Identifiable, Content: View>(
        item: Binding<Item?>, onDismiss: (() -> Void)? = nil, @ViewBuilder content: @escaping (Item) -> Content
    ) -> some View {
        changed { view, nodes in
            Outline.draw(view, &nodes)
            if let item = item.wrappedValue { Outline.draw(content(item), &nodes) }
        }
    }
    public func confirmationDialog<A: View, M: View>(
        _ title: Text, isPresented: Binding<Bool>, titleVisibility: Visibility = .automatic,
        @ViewBuilder actions: () -> A, @ViewBuilder message: () -> M
    ) -> some View {
        let (actions, message) = (actions(), message())
        return changed { view, nodes in
            Outline.draw(view, &nodes)
            guard isPresented.wrappedValue else { return }
            nodes.append(Node(role: .header, label: title.string))
            Outline.draw(message, &nodes)
            Outline.draw(actions, &nodes)
        }
    }
    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View {
        changed { view, nodes in
            let before = Outline.environment
            Outline.environment[keyPath: keyPath] = value
            Outline.draw(view, &nodes)
            Outline.environment = before
        }
    }

    // What a screen reader speaks.
    public func accessibilityLabel(_ label: Text) -> some View { spoken { $0.label = label.string } }
    public func accessibilityValue(_ value: Text) -> some View { spoken { $0.value = value.string } }
    public func accessibilityHint(_ hint: Text) -> some View { self }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { self }
    public func accessibilityHidden(_ hidden: Bool) -> some View {
        changed { view, nodes in if !hidden { Outline.draw(view, &nodes) } }
    }
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View {
        changed { view, nodes in
            var inside: [Node] = []
            Outline.draw(view, &inside)
            switch children {
            case .ignore: nodes.append(Node(role: .text, label: ""))
            case .combine:
                let words = inside.map(\.label).filter { !$0.isEmpty }.joined(separator: ", ")
                nodes.append(Node(role: .text, label: words, tap: inside.lazy.compactMap(\.tap).first))
            default: nodes += inside
            }
        }
    }

    private func spoken(_ change: @escaping (inout Node) -> Void) -> some View {
        changed { view, nodes in
            var inside: [Node] = []
            Outline.draw(view, &inside)
            if inside.isEmpty { inside = [Node(role: .image, label: "")] }
            change(&inside[0])
            nodes += inside
        }
    }
}

public struct AccessibilityTraits: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let isHeader = Self(rawValue: 1), isButton = Self(rawValue: 2), isSelected = Self(rawValue: 4)
    public static let isImage = Self(rawValue: 8), updatesFrequently = Self(rawValue: 16)
}
public struct AccessibilityChildBehavior: Hashable, Sendable {
    let name: String
    public static let ignore = Self(name: "ignore"), contain = Self(name: "contain"), combine = Self(name: "combine")
}
public enum Visibility: Hashable, Sendable { case automatic, visible, hidden }
public enum ContentMode: Hashable, Sendable { case fit, fill }
public struct TextInputAutocapitalization: Sendable {
    public static var never: TextInputAutocapitalization { TextInputAutocapitalization() }
}
public struct SearchFieldPlacement: Sendable { public static let automatic = Self() }
public struct NavigationBarItem { public enum TitleDisplayMode: Sendable { case automatic, inline, large } }
public protocol PrimitiveButtonStyle {}
public struct BorderedButtonStyle: PrimitiveButtonStyle { public init() {} }
public struct BorderedProminentButtonStyle: PrimitiveButtonStyle { public init() {} }
public struct PlainButtonStyle: PrimitiveButtonStyle { public init() {} }
extension PrimitiveButtonStyle where Self == BorderedButtonStyle {
    public static var bordered: BorderedButtonStyle { BorderedButtonStyle() }
}
extension PrimitiveButtonStyle where Self == BorderedProminentButtonStyle {
    public static var borderedProminent: BorderedProminentButtonStyle { BorderedProminentButtonStyle() }
}
extension PrimitiveButtonStyle where Self == PlainButtonStyle {
    public static var plain: PlainButtonStyle { PlainButtonStyle() }
}
public protocol PickerStyle {}
public struct SegmentedPickerStyle: PickerStyle { public init() {} }
public struct MenuPickerStyle: PickerStyle { public init() {} }
extension PickerStyle where Self == SegmentedPickerStyle {
    public static var segmented: SegmentedPickerStyle { SegmentedPickerStyle() }
}
extension PickerStyle where Self == MenuPickerStyle {
    public static var menu: MenuPickerStyle { MenuPickerStyle() }
}
