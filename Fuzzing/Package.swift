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
      swiftSettings: [.treatAllWarnings(as: .error)],
      // LeakSanitizer by itself, which costs next to nothing; libFuzzer asks it after an input that has not freed what it
      // has taken.
      linkerSettings: [.unsafeFlags(["-Xclang-linker", "-fsanitize=leak"], .when(platforms: [.linux]))])
  ],
  swiftLanguageModes: [.v6]
)
