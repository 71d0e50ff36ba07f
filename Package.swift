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

let package = Package(
  name: "lessons",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "lessons", targets: ["lessons"]),
    .library(name: "Autodiff", targets: ["Autodiff", "Formulas"]),
    .library(name: "Kernels", targets: ["Kernels"]),
    .library(name: "NNRuntime", targets: ["NNRuntime", "NNSyntax", "Artifacts", "SourceText"]),
    // For the fuzzer, which is a package of its own.
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // Layer 0
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "CJavaScript", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    // Vector code, chosen for the processor at run time, and elementary functions of one number. The C library's part is
    // exact operations alone (remainder, square root, fused multiply-add), where the CPU has no instruction for them.
    .target(name: "Kernels", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    library("SourceText"),
    // Layer 1
    library("Checksums", ["Kernels"]),
    library("Formulas", ["Kernels"]),
    library("Markup", ["SourceText", "CCMark"]),
    library("NNSyntax", ["SourceText"]),
    // Layer 2
    library("Autodiff", ["Formulas", "Kernels", "Checksums"]),
    library("Artifacts", ["SourceText", "Formulas"]),
    // Layer 3
    library("DataFormats", ["Autodiff", "Formulas", "Checksums", "CZlib"]),
    library("Reporting", ["SourceText", "Markup", "Formulas", "Artifacts", "CJavaScript", "Checksums"]),
    // Layer 4
    library("NNRuntime", ["SourceText", "NNSyntax", "Autodiff", "DataFormats", "Formulas", "Artifacts"]),
    // Layer 5
    library(
      "CourseBuild",
      [
        "SourceText", "Formulas", "Autodiff", "Markup", "NNSyntax", "Artifacts", "Reporting", "NNRuntime", "Checksums",
        "CYAML",
      ]),
    // Layer 6
    // What must hold for any input; no part of the program.
    library(
      "FuzzTargets",
      [
        "SourceText", "Autodiff", "DataFormats", "Markup", "NNSyntax", "Artifacts", "Reporting", "NNRuntime",
        "CourseBuild",
      ]),
    library("Preview", ["CourseBuild", "Reporting", "SourceText", "Checksums"]),
    // Layer 7
    .executableTarget(
      name: "lessons",
      dependencies: [
        "CourseBuild", "Preview", "SourceText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests("SourceText"),
    tests("Kernels"),
    tests("Checksums", ["Kernels"]),
    tests("Formulas", ["Kernels"]),
    tests(
      "Autodiff", ["Formulas", "Kernels", "CJavaScript"],
      exclude: ["Random/RandomReference.json", "Operations/Code/evaluate.py"]),
    tests("DataFormats", ["Autodiff", "Formulas", "Checksums"], exclude: ["DataReference.json"]),
    tests("Markup", ["CCMark", "Reporting"], exclude: ["LaTeXForms.txt", "latexforms.py"]),
    tests("NNSyntax"),
    tests(
      "Reporting", ["Markup", "Formulas", "Artifacts"], exclude: ["Figures/Goldens", "Charts/Goldens", "Goldens"]),
    tests(
      "NNRuntime", ["NNSyntax", "Artifacts", "Reporting"],
      exclude: [
        "DerivativeReference.json", "DescentReference.json", "Facts", "NumPyReference.json", "OptimizerReference.json",
        "RandomGraphs.json", "TrainingReference.json",
      ]),
    tests("FuzzTargets", ["NNRuntime"]),
    tests("Preview", ["CourseBuild", "Reporting", "SourceText"]),
    tests("CourseBuild", ["lessons"], exclude: ["Facts", "Faults", "Words/MeantWords.txt"]),
  ],
  swiftLanguageModes: [.v6]
)

// For `make bench` alone, which shares the library's build: nobody else fetches a benchmark package or builds the rows.
if Context.environment["LESSONS_BENCHMARKS"] != nil {
  package.dependencies.append(.package(url: "https://github.com/google/swift-benchmark", exact: "0.1.2"))
  package.targets += [
    // The same work by hand in C, for the ratios.
    .target(
      name: "Yardsticks", path: "Benchmarks/Sources/Yardsticks",
      cSettings: [.unsafeFlags(["-O3"], .when(configuration: .release))],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .executableTarget(
      name: "rows",
      dependencies: [
        "Yardsticks", "Autodiff", "Formulas", "Kernels", "NNRuntime", "NNSyntax", "Artifacts", "SourceText",
        .product(name: "Benchmark", package: "swift-benchmark"),
      ],
      path: "Benchmarks/Sources/Rows", swiftSettings: strict),
    .executableTarget(name: "course", path: "Benchmarks/Sources/Course", swiftSettings: strict),
  ]
}
