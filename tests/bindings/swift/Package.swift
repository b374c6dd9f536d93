// swift-tools-version: 6.0
// The bindings in Swift, as an app will hold them: the generated code in a module of its own, an app's module in Swift 6 mode
// on top of it, and tests, in Swift Testing. tests/bindings/run.sh puts the generated files and the library in their places
// (.gitignore lists them); `scripts/swift.sh swift test` in this folder works after that, with `-Xswiftc -use-ld=lld` on Linux.
// Not for: the iOS app, nor anything that ships.
import PackageDescription

let library = "\(Context.packageDirectory)/lib"

let package = Package(
    name: "StippleBindingsTests",
    platforms: [.iOS(.v17), .macOS(.v14)],
    targets: [
        // The C side of both crates, one module. The module map is our own: SwiftPM wants it beside the headers.
        .target(
            name: "StippleFFI",
            linkerSettings: [.unsafeFlags(["-L\(library)"]), .linkedLibrary("stipple_bindings")]
        ),
        .target(
            name: "StippleBindings",
            dependencies: ["StippleFFI"],
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
        .target(
            name: "StippleApp",
            dependencies: ["StippleBindings"],
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
        .testTarget(
            name: "StippleAppTests",
            dependencies: ["StippleApp"],
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
        .executableTarget(
            name: "StippleBench",
            dependencies: ["StippleBindings"],
            swiftSettings: [.swiftLanguageMode(.v6)]
        ),
    ]
)
