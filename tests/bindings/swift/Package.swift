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
        // C modules, one for each crate that exports something. The module maps are our own: the generated ones ask for Darwin.
        .target(name: "stipple_coreFFI"),
        .target(
            name: "stipple_bindingsFFI",
            linkerSettings: [.unsafeFlags(["-L\(library)"]), .linkedLibrary("stipple_bindings")]
        ),
        // What uniffi generates does not compile in Swift 6 mode.
        .target(
            name: "StippleBindings",
            dependencies: ["stipple_coreFFI", "stipple_bindingsFFI"],
            swiftSettings: [.swiftLanguageMode(.v5)]
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
    ]
)
