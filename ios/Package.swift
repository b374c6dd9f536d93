// swift-tools-version: 6.0
// The iOS shell, but for what only Apple ships: the generated bindings, the facade and models on top of them (StippleKit), the
// views (StippleUI), and their tests. ios/test.sh puts the generated files and the library in their places (.gitignore lists
// them) and runs everything; `swift test` in this folder works after that, with `-Xswiftc -use-ld=lld` on Linux.
// Not for: the app target, its widget and its adapters (project.yml).
import Foundation
import PackageDescription

let library = "\(Context.packageDirectory)/lib"
let six: [SwiftSetting] = [.swiftLanguageMode(.v6)]

// For devices and simulators the core comes as a framework (ios/framework.sh puts it here); else as a static library.
let framework = "lib/StippleFFI.xcframework"
let core: Target =
    FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(framework)")
    ? .binaryTarget(name: "StippleFFI", path: framework)
    : .target(
        name: "StippleFFI",
        linkerSettings: [.unsafeFlags(["-L\(library)"]), .linkedLibrary("stipple_bindings")]
    )

// Linux has no SwiftUI. There the views are built on a stand-in of the project's own, kept to documented signatures, which can
// also list what a view is made of: the tests of the screens are for it alone.
#if os(Linux)
    let swiftUI: [Target] = [.target(name: "SwiftUI", path: "Stubs/SwiftUI", swiftSettings: six)]
    let onSwiftUI: [Target.Dependency] = ["SwiftUI"]
#else
    let swiftUI: [Target] = []
    let onSwiftUI: [Target.Dependency] = []
#endif

let package = Package(
    name: "Stipple",
    defaultLocalization: "en",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "StippleKit", targets: ["StippleKit"]),
        .library(name: "StippleUI", targets: ["StippleUI"]),
    ],
    targets: [
        core,
        // As UniFFI writes it.
        .target(name: "StippleBindings", dependencies: ["StippleFFI"], swiftSettings: [.swiftLanguageMode(.v5)]),
        .target(
            name: "StippleKit",
            dependencies: ["StippleBindings"],
            resources: [.process("Phrases/Localizable.xcstrings")],
            swiftSettings: six
        ),
        .target(name: "StippleUI", dependencies: ["StippleKit"] + onSwiftUI, swiftSettings: six),
        // Types into drafts and is killed.
        .executableTarget(
            name: "StippleTyper", dependencies: ["StippleKit"], path: "Tests/StippleTyper", swiftSettings: six),
        .testTarget(
            name: "StippleKitTests", dependencies: ["StippleKit", "StippleUI", "StippleTyper"] + onSwiftUI,
            swiftSettings: six),
    ] + swiftUI
)
