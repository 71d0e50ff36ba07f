// swift-tools-version: 6.2
import PackageDescription

// A package of its own, since libFuzzer brings its own `main` and all code has to be compiled for it.

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "lessons", path: "..")],
  targets: [
    .executableTarget(
      name: "fuzz", dependencies: [.product(name: "FuzzTargets", package: "lessons")],
      swiftSettings: [.treatAllWarnings(as: .error)])
  ],
  swiftLanguageModes: [.v6]
)
