// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds or uses `lessons` fetches a benchmark package.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "lessons", path: ".."),
    .package(url: "https://github.com/google/swift-benchmark", exact: "0.1.2"),
  ],
  targets: [
    // The same work by hand in C, for the ratios.
    .target(
      name: "Yardsticks", cSettings: [.unsafeFlags(["-O3"], .when(configuration: .release))],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .executableTarget(
      name: "rows",
      dependencies: [
        "Yardsticks",
        .product(name: "Autodiff", package: "lessons"),
        .product(name: "Kernels", package: "lessons"),
        .product(name: "NNRuntime", package: "lessons"),
        .product(name: "Benchmark", package: "swift-benchmark"),
      ],
      path: "Sources/Rows", swiftSettings: strict),
    .executableTarget(name: "course", path: "Sources/Course", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
