// A stand-in for the part of SwiftUI that StippleUI uses, so that its views are type-checked on Linux: signatures as Apple
// documents them (iOS 17), and nothing behind them. It draws nothing. What a view is made of can be listed (Outline.swift), which
// SwiftUI cannot do. Never part of an app: on Apple's platforms Package.swift leaves it out.
// Not for: layout, state over time, or anything that only a device shows.
@_exported import Foundation
@_exported import Observation

public typealias CGFloat = Foundation.CGFloat
public typealias CGSize = Foundation.CGSize
public typealias CGRect = Foundation.CGRect

@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Body { get }
}

extension Never: View {
    public var body: Never { fatalError("a view without a body") }
}

/// A view that the stand-in knows.
public protocol Primitive: View where Body == Never {}

extension Primitive {
    public var body: Never { fatalError("a view without a body") }
}

@MainActor @resultBuilder public struct ViewBuilder {
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<each Content: View>(
        _ content: repeat each Content
    ) -> TupleView<(repeat each Content)> {
        var parts: [any View] = []
        repeat parts.append(each content)
        return TupleView(parts: parts)
    }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
    public static func buildEither<True: View, False: View>(first: True) -> _ConditionalContent<True, False> {
        _ConditionalContent(chosen: first)
    }
    public static func buildEither<True: View, False: View>(second: False) -> _ConditionalContent<True, False> {
        _ConditionalContent(chosen: second)
    }
    public static func buildLimitedAvailability<Content: View>(_ content: Content) -> AnyView { AnyView(content) }
}

public struct EmptyView: Primitive {
    public init() {}
}

public struct TupleView<Parts>: Primitive {
    let parts: [any View]
}

public struct _ConditionalContent<True: View, False: View>: Primitive {
    let chosen: any View
}

extension Optional: View where Wrapped: View {
    public var body: Never { fatalError("a view without a body") }
}

public struct AnyView: Primitive {
    let content: any View
    public init<Content: View>(_ view: Content) { content = view }
}

public struct Group<Content: View>: Primitive {
    let content: Content
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
}

public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content>: Primitive {
    let parts: [any View]
}

extension ForEach where Content: View, Data.Element: Identifiable, ID == Data.Element.ID {
    public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content) {
        parts = data.map { content($0) }
    }
}

extension ForEach where Content: View {
    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content)
    {
        parts = data.map { content($0) }
    }
}

// State and what is given from outside.

@propertyWrapper public struct State<Value> {
    private final class Box {
        var value: Value
        init(_ value: Value) { self.value = value }
    }
    private let box: Box

    public init(wrappedValue: Value) { box = Box(wrappedValue) }
    public init(initialValue: Value) { box = Box(initialValue) }
    public var wrappedValue: Value {
        get { box.value }
        nonmutating set { box.value = newValue }
    }
    public var projectedValue: Binding<Value> {
        Binding(get: { box.value }, set: { box.value = $0 })
    }
}

extension State where Value: ExpressibleByNilLiteral {
    public init() { self.init(wrappedValue: nil) }
}

@propertyWrapper @dynamicMemberLookup public struct Binding<Value> {
    private let read: () -> Value
    private let write: (Value) -> Void

    public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) {
        read = get
        write = set
    }
    public static func constant(_ value: Value) -> Binding<Value> { Binding(get: { value }, set: { _ in }) }
    public var wrappedValue: Value {
        get { read() }
        nonmutating set { write(newValue) }
    }
    public var projectedValue: Binding<Value> { self }
    public subscript<Subject>(dynamicMember keyPath: WritableKeyPath<Value, Subject>) -> Binding<Subject> {
        Binding<Subject>(
            get: { read()[keyPath: keyPath] },
            set: { subject in
                var whole = read()
                whole[keyPath: keyPath] = subject
                write(whole)
            })
    }
}

@MainActor @preconcurrency @propertyWrapper @dynamicMemberLookup public struct Bindable<Value: AnyObject & Observable> {
    public var wrappedValue: Value
    public var projectedValue: Bindable<Value> { self }
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
    public init(_ wrappedValue: Value) { self.wrappedValue = wrappedValue }
    public subscript<Subject>(dynamicMember keyPath: ReferenceWritableKeyPath<Value, Subject>) -> Binding<Subject> {
        let object = wrappedValue
        return Binding<Subject>(get: { object[keyPath: keyPath] }, set: { object[keyPath: keyPath] = $0 })
    }
}

@MainActor @preconcurrency @propertyWrapper public struct Environment<Value> {
    private let keyPath: KeyPath<EnvironmentValues, Value>
    public init(_ keyPath: KeyPath<EnvironmentValues, Value>) { self.keyPath = keyPath }
    public var wrappedValue: Value { Outline.environment[keyPath: keyPath] }
}

public protocol EnvironmentKey {
    associatedtype Value
    static var defaultValue: Value { get }
}

public struct EnvironmentValues {
    private var kept: [ObjectIdentifier: Any] = [:]
    public init() {}
    public subscript<Key: EnvironmentKey>(key: Key.Type) -> Key.Value {
        get { kept[ObjectIdentifier(key)] as? Key.Value ?? Key.defaultValue }
        set { kept[ObjectIdentifier(key)] = newValue }
    }
    public var locale = Locale(identifier: "en_GB")
    public var timeZone = TimeZone.gmt
    public var calendar = Calendar(identifier: .gregorian)
    public var layoutDirection = LayoutDirection.leftToRight
    public var dynamicTypeSize = DynamicTypeSize.large
    public var scenePhase = ScenePhase.active
    public var accessibilityDifferentiateWithoutColor: Bool { true }
    public var dismiss: DismissAction { DismissAction() }
}

public enum LayoutDirection: Hashable, Sendable { case leftToRight, rightToLeft }
public enum ScenePhase: Hashable, Sendable, Comparable { case background, inactive, active }
public enum DynamicTypeSize: Hashable, Sendable, Comparable, CaseIterable {
    case xSmall, small, medium, large, xLarge, xxLarge, xxxLarge
    case accessibility1, accessibility2, accessibility3, accessibility4, accessibility5
    public var isAccessibilitySize: Bool { self >= .accessibility1 }
}
public struct DismissAction {
    @MainActor public func callAsFunction() {}
}

// Names that SwiftUI has and StippleUI does not use: a type of StippleKit's that bears one is ambiguous there, and has to be here.
public struct Angle {}
public struct Animation {}
public struct Anchor<Value> {}
public struct Gradient {}
public struct Grid {}
public struct Link {}
public struct Menu {}
public struct Table {}
public struct Transaction {}
public protocol Scene {}
public protocol App {}
public protocol Commands {}
