// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies, exclude: exclude,
    swiftSettings: strict)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
  name: "lessons",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "lessons", targets: ["lessons"]),
    .library(name: "Autodiff", targets: ["Autodiff", "Formulas"]),
    // For the benchmarks, which are a package of their own.
    .library(name: "Kernels", targets: ["Kernels"]),
    .library(name: "NNRuntime", targets: ["NNRuntime", "NNSyntax", "SourceText"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Layer 0
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "CJavaScript", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    // Vector code, chosen for the processor at run time.
    .target(name: "Kernels", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    library("SourceText"),
    // The C library's part is exact operations alone (remainder, square root, fused multiply-add), where the CPU has no
    // instruction for them.
    .target(
      name: "Formulas", swiftSettings: strict,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    // Layer 1
    library("Autodiff", ["Formulas", "Kernels"]),
    library("Markup", ["SourceText", "CCMark"]),
    library("NNSyntax", ["SourceText"]),
    // Layer 2
    library("Reporting", ["SourceText", "Markup", "Formulas", "CJavaScript"]),
    // Layer 3
    library("NNRuntime", ["SourceText", "NNSyntax", "Autodiff", "Formulas", "Reporting"]),
    // Layer 4
    library(
      "CourseBuild",
      ["SourceText", "Formulas", "Autodiff", "Markup", "NNSyntax", "Reporting", "NNRuntime", yams]),
    // Layer 5
    .executableTarget(
      name: "lessons",
      dependencies: [
        "CourseBuild", "SourceText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests("SourceText"),
    tests("Formulas", ["CJavaScript"], exclude: ["Code/evaluate.py"]),
    tests("Autodiff", ["Formulas", "Kernels"], exclude: ["Random/RandomReference.json", "Data/DataReference.json"]),
    tests("Markup", ["CCMark", "Reporting"]),
    tests("NNSyntax"),
    tests("Reporting", ["Markup", "Formulas"], exclude: ["Figures/Goldens", "Charts/Goldens", "Goldens"]),
    tests(
      "NNRuntime", ["NNSyntax", "Reporting"],
      exclude: [
        "DerivativeReference.json", "DescentReference.json", "Facts", "NumPyReference.json", "OptimizerReference.json",
        "RandomGraphs.json", "TrainingReference.json",
      ]),
    tests("CourseBuild", ["lessons"], exclude: ["Facts", "Faults", "Words/MeantWords.txt"]),
  ],
  swiftLanguageModes: [.v6]
)
