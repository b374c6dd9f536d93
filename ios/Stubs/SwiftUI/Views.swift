// Views that show something, and containers.

public struct Text: Primitive, Outlined, Equatable {
    let string: String
    public init(verbatim content: String) { string = content }
    @_disfavoredOverload public init<S: StringProtocol>(_ content: S) { string = String(content) }
    public func font(_ font: Font?) -> Text { self }
    public func fontWeight(_ weight: Font.Weight?) -> Text { self }
    public func bold() -> Text { self }
    public func italic() -> Text { self }
    public func monospacedDigit() -> Text { self }
    func outline(_ nodes: inout [Node]) { nodes.append(Node(role: .text, label: string)) }
}

public struct Image: Primitive, Outlined, Equatable {
    let name: String
    public init(systemName: String) { name = systemName }
    public init(decorative name: String, bundle: Bundle? = nil) { self.name = "" }
    public func resizable() -> Image { self }
    /// What has no label is spoken by its symbol's name: a picture that says nothing is hidden or labelled.
    func outline(_ nodes: inout [Node]) { nodes.append(Node(role: .image, label: name)) }
}

public struct Label<Title: View, Icon: View>: Primitive, Outlined {
    let title: Title
    public init(@ViewBuilder title: () -> Title, @ViewBuilder icon: () -> Icon) { self.title = title() }
    func outline(_ nodes: inout [Node]) { Outline.draw(title, &nodes) }
}

public struct Font: Hashable, Sendable {
    public enum Weight: Hashable, Sendable { case regular, medium, semibold, bold }
    public static let largeTitle = Font(), title = Font(), title2 = Font(), title3 = Font(), headline = Font()
    public static let subheadline = Font(), body = Font(), callout = Font(), footnote = Font(), caption = Font()
    public func weight(_ weight: Weight) -> Font { self }
}

public struct Color: Primitive, ShapeStyle, Hashable, Sendable {
    nonisolated public init(_ name: String, bundle: Bundle? = nil) {}
    nonisolated init() {}
    nonisolated public static let primary = Color(), secondary = Color(), red = Color(), orange = Color()
    nonisolated public static let green = Color(), blue = Color(), gray = Color(), black = Color(), white = Color(),
        clear = Color()
    public func opacity(_ opacity: Double) -> Color { self }
}

public protocol ShapeStyle: Sendable {}
public struct HierarchicalShapeStyle: ShapeStyle {}
public struct Material: ShapeStyle {}
public struct TintShapeStyle: ShapeStyle {}
extension ShapeStyle where Self == HierarchicalShapeStyle {
    public static var primary: HierarchicalShapeStyle { HierarchicalShapeStyle() }
    public static var secondary: HierarchicalShapeStyle { HierarchicalShapeStyle() }
}
extension ShapeStyle where Self == Material {
    public static var regularMaterial: Material { Material() }
    public static var thinMaterial: Material { Material() }
}
extension ShapeStyle where Self == TintShapeStyle {
    public static var tint: TintShapeStyle { TintShapeStyle() }
}
extension ShapeStyle where Self == Color {
    public static var red: Color { Color() }
    public static var background: Color { Color() }
}

public struct Path: Equatable, Sendable {
    nonisolated public init() {}
    nonisolated public mutating func addRect(_ rect: CGRect) {}
}
public struct FillStyle: Equatable, Sendable {
    nonisolated public init(eoFill: Bool = false, antialiased: Bool = true) {}
}
public protocol Shape: View, Sendable {
    nonisolated func path(in rect: CGRect) -> Path
}
public struct ForegroundStyle: ShapeStyle {}
public struct _ShapeView<Content: Shape, Style: ShapeStyle>: Primitive {}
extension Shape {
    public var body: _ShapeView<Self, ForegroundStyle> { _ShapeView() }
}
public struct Rectangle: Shape {
    nonisolated public init() {}
    nonisolated public func path(in rect: CGRect) -> Path { Path() }
}
public struct Capsule: Shape {
    nonisolated public init() {}
    nonisolated public func path(in rect: CGRect) -> Path { Path() }
}
public struct RoundedRectangle: Shape {
    nonisolated public init(cornerRadius: CGFloat) {}
    nonisolated public func path(in rect: CGRect) -> Path { Path() }
}
extension Shape {
    public func fill<S: ShapeStyle>(_ content: S, style: FillStyle) -> some View { _ShapeView<Self, S>() }
    public func fill<S: ShapeStyle>(_ content: S) -> some View { self }
    public func stroke<S: ShapeStyle>(_ content: S, lineWidth: CGFloat = 1) -> some View { self }
}
extension Shape where Self == RoundedRectangle {
    public static func rect(cornerRadius: CGFloat) -> RoundedRectangle { RoundedRectangle(cornerRadius: cornerRadius) }
}

public struct HorizontalAlignment: Hashable, Sendable {
    public static let leading = Self(), center = Self(), trailing = Self()
}
public struct VerticalAlignment: Hashable, Sendable {
    public static let top = Self(), center = Self(), bottom = Self(), firstTextBaseline = Self()
}
public struct Alignment: Hashable, Sendable {
    public static let leading = Self(), center = Self(), trailing = Self(), top = Self(), bottom = Self()
    public static let bottomLeading = Self(), topLeading = Self(), topTrailing = Self()
}
public enum TextAlignment: Hashable, Sendable { case leading, center, trailing }
public enum Axis: Hashable, Sendable {
    case horizontal, vertical
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let horizontal = Set(rawValue: 1), vertical = Set(rawValue: 2)
    }
}
public enum Edge: Hashable, Sendable {
    case top, leading, bottom, trailing
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let top = Set(rawValue: 1), leading = Set(rawValue: 2), bottom = Set(rawValue: 4)
        public static let trailing = Set(rawValue: 8), horizontal = Set(rawValue: 10), vertical = Set(rawValue: 5)
        public static let all = Set(rawValue: 15)
    }
}
public enum VerticalEdge: Hashable, Sendable { case top, bottom }

public struct VStack<Content: View>: Primitive, Outlined {
    let content: Content
    public init(
        alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) { self.content = content() }
    func outline(_ nodes: inout [Node]) { Outline.draw(content, &nodes) }
}
public struct HStack<Content: View>: Primitive, Outlined {
    let content: Content
    public init(
        alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) { self.content = content() }
    func outline(_ nodes: inout [Node]) { Outline.draw(content, &nodes) }
}
public struct ZStack<Content: View>: Primitive, Outlined {
    let content: Content
    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) { self.content = content() }
    func outline(_ nodes: inout [Node]) { Outline.draw(content, &nodes) }
}
public struct ViewThatFits<Content: View>: Primitive, Outlined {
    let content: Content
    public init(in axes: Axis.Set = [.horizontal, .vertical], @ViewBuilder content: () -> Content) {
        self.content = content()
    }
    /// The first: as if everything fitted.
    func outline(_ nodes: inout [Node]) {
        if let tuple = content as? any Several, let first = tuple.several.first {
            Outline.draw(first, &nodes)
        } else {
            Outline.draw(content, &nodes)
        }
    }
}
@MainActor protocol Several { var several: [any View] { get } }
extension TupleView: Several { var several: [any View] { parts } }
public struct ScrollView<Content: View>: Primitive, Outlined {
    let content: Content
    public init(_ axes: Axis.Set = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> Content) {
        self.content = content()
    }
    func outline(_ nodes: inout [Node]) { Outline.draw(content, &nodes) }
}
public struct GridItem: Sendable {
    public enum Size: Sendable {
        case fixed(CGFloat)
        case flexible(minimum: CGFloat = 10, maximum: CGFloat = .infinity)
        case adaptive(minimum: CGFloat, maximum: CGFloat = .infinity)
    }
    public init(_ size: Size = .flexible(), spacing: CGFloat? = nil, alignment: Alignment? = nil) {}
}
public struct LazyVGrid<Content: View>: Primitive, Outlined {
    let content: Content
    public init(
        columns: [GridItem], alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil,
        @ViewBuilder content: () -> Content
    ) { self.content = content() }
    func outline(_ nodes: inout [Node]) { Outline.draw(content, &nodes) }
}
public struct Spacer: Primitive { public init(minLength: CGFloat? = nil) {} }
public struct Divider: Primitive { public init() {} }

@MainActor public struct GeometryProxy {
    public let size: CGSize
}
public struct GeometryReader<Content: View>: Primitive, Outlined {
    let content: (GeometryProxy) -> Content
    public init(@ViewBuilder content: @escaping (GeometryProxy) -> Content) { self.content = content }
    func outline(_ nodes: inout [Node]) {
        Outline.draw(content(GeometryProxy(size: CGSize(width: 390, height: 300))), &nodes)
    }
}

public protocol TimelineSchedule {}
public struct EveryMinuteTimelineSchedule: TimelineSchedule { public init() {} }
public struct PeriodicTimelineSchedule: TimelineSchedule {}
extension TimelineSchedule where Self == EveryMinuteTimelineSchedule {
    public static var everyMinute: EveryMinuteTimelineSchedule { EveryMinuteTimelineSchedule() }
}
extension TimelineSchedule where Self == PeriodicTimelineSchedule {
    public static func periodic(from startDate: Date, by interval: TimeInterval) -> PeriodicTimelineSchedule {
        PeriodicTimelineSchedule()
    }
}
public struct TimelineViewDefaultContext { public let date: Date }
public struct TimelineView<Schedule: TimelineSchedule, Content: View>: Primitive, Outlined {
    let content: (TimelineViewDefaultContext) -> Content
    public init(_ schedule: Schedule, @ViewBuilder content: @escaping (TimelineViewDefaultContext) -> Content) {
        self.content = content
    }
    func outline(_ nodes: inout [Node]) {
        Outline.draw(content(TimelineViewDefaultContext(date: Outline.now)), &nodes)
    }
}
