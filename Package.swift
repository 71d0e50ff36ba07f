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
    // For the fuzzer, which is a package of its own.
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
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
    // Vector code, chosen for the processor at run time, and elementary functions of one number. The C library's part is
    // exact operations alone (remainder, square root, fused multiply-add), where the CPU has no instruction for them.
    .target(name: "Kernels", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    library("SourceText"),
    library("Checksums"),
    // Layer 1
    library("Formulas", ["Kernels"]),
    library("Markup", ["SourceText", "CCMark"]),
    library("NNSyntax", ["SourceText"]),
    // Layer 2
    library("Autodiff", ["Formulas", "Kernels", "Checksums"]),
    library("Reporting", ["SourceText", "Markup", "Formulas", "CJavaScript", "Checksums"]),
    // Layer 3
    library("NNRuntime", ["SourceText", "NNSyntax", "Autodiff", "Formulas", "Reporting"]),
    // Layer 4
    library(
      "CourseBuild",
      ["SourceText", "Formulas", "Autodiff", "Markup", "NNSyntax", "Reporting", "NNRuntime", yams]),
    // Layer 5
    // What must hold for any input; no part of the program.
    library("FuzzTargets", ["SourceText", "Autodiff", "Markup", "NNSyntax", "Reporting", "NNRuntime", "CourseBuild"]),
    .executableTarget(
      name: "lessons",
      dependencies: [
        "CourseBuild", "SourceText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests("SourceText"),
    tests("Kernels"),
    tests("Checksums"),
    tests("Formulas", ["Kernels"]),
    tests(
      "Autodiff", ["Formulas", "Kernels", "Checksums", "CJavaScript"],
      exclude: ["Random/RandomReference.json", "Data/DataReference.json", "Operations/Code/evaluate.py"]),
    tests("Markup", ["CCMark", "Reporting"], exclude: ["LaTeXForms.txt", "latexforms.py"]),
    tests("NNSyntax"),
    tests("Reporting", ["Markup", "Formulas"], exclude: ["Figures/Goldens", "Charts/Goldens", "Goldens"]),
    tests(
      "NNRuntime", ["NNSyntax", "Reporting"],
      exclude: [
        "DerivativeReference.json", "DescentReference.json", "Facts", "NumPyReference.json", "OptimizerReference.json",
        "RandomGraphs.json", "TrainingReference.json",
      ]),
    tests("FuzzTargets", ["NNRuntime"]),
    tests("CourseBuild", ["lessons"], exclude: ["Facts", "Faults", "Words/MeantWords.txt"]),
  ],
  swiftLanguageModes: [.v6]
)
