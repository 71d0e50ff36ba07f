import Kernels
import Testing

/// Elementary functions of rows of numbers, by every instruction set of this processor and at every length, against the
/// table of 1,400 bits: no other program of ours has a say.
@Suite struct VectorElementaryTests {
  struct Function: Sendable, CustomTestStringConvertible {
    var name: String
    var operation: kernel_operation
    /// In units of the last place; in 32 bits half a unit of those is all.
    var bound: Double

    var testDescription: String { name }
  }

  static let functions = [
    Function(name: "exp", operation: kernel_exp, bound: 0.9), Function(name: "log", operation: kernel_log, bound: 1),
    Function(name: "expm1", operation: kernel_expm1, bound: 1), Function(name: "sin", operation: kernel_sin, bound: 1),
    Function(name: "cos", operation: kernel_cos, bound: 1), Function(name: "tan", operation: kernel_tan, bound: 1),
    Function(name: "tanh", operation: kernel_tanh, bound: 1),
    Function(name: "sigmoid", operation: kernel_sigmoid, bound: 1),
    Function(name: "softplus", operation: kernel_softplus, bound: 2),
    Function(name: "normalCDF", operation: kernel_normal_cdf, bound: 4),
    Function(name: "normalPDF", operation: kernel_normal_pdf, bound: 2),
    Function(name: "power", operation: kernel_power, bound: 1),
    Function(name: "modulo", operation: kernel_modulo, bound: 0.5001),
  ]

  static let paths = [kernel_portable, kernel_avx2, kernel_avx512, kernel_neon].filter { kernel_has_path($0) != 0 }

  /// What ends within one vector, with whole vectors, behind them, and behind blocks of 256.
  static let lengths = Array(1...67) + [255, 256, 257, 300, 511, 512, 513]

  /// Computes rows of `count` lines, from a line on and over the table's end.
  private func check(_ function: Function, _ lines: [ReferenceLine], _ count: Int, _ path: kernel_path) throws {
    let map = try #require(kernel_map_function_f64(path, function.operation))
    let narrowMap = try #require(kernel_map_function_f32(path, function.operation))
    for start in stride(from: 0, to: lines.count, by: count) {
      let row = (0..<count).map { lines[(start + $0) % lines.count] }
      let a = row.map { $0.arguments[0] }
      let b = row.map { $0.arguments.count > 1 ? $0.arguments[1] : 0 }
      var values = [Double](repeating: .nan, count: count)
      map(&values, a, b, nil, 0, count)
      for (line, value) in zip(row, values) where !(line.error(of: value) <= function.bound) {
        Issue.record("\(line) by \(path), \(count) numbers: \(value), \(line.error(of: value)) ulp")
      }
      guard row.allSatisfy(\.isNarrow) else { continue }
      var narrow = [Float](repeating: .nan, count: count)
      narrowMap(&narrow, a.map(Float.init), b.map(Float.init), nil, 0, count)
      for (line, value) in zip(row, narrow) where !(line.error(of: value) <= 0.5 + function.bound / 0x1p29) {
        Issue.record("\(line) by \(path), \(count) numbers of 32 bits: \(value), \(line.error(of: value)) ulp")
      }
    }
  }

  @Test(arguments: functions) func staysWithinItsBoundAtEveryLength(_ function: Function) throws {
    let lines = try ReferenceLine.all().filter { $0.function == function.name }
    #expect(lines.count > 80)
    // Mixed, where a vector holds numbers of every range, and by size, where most blocks hold those of the quick one.
    let sorted = lines.sorted { $0.arguments[0].magnitude < $1.arguments[0].magnitude }
    let narrow = lines.filter(\.isNarrow)
    #expect(narrow.count > 15)
    for path in VectorElementaryTests.paths {
      for count in VectorElementaryTests.lengths {
        for rows in [lines, sorted, narrow] { try check(function, rows, count, path) }
      }
    }
  }

  /// One number for the whole row is computed once.
  @Test(arguments: functions) func staysWithinItsBoundForOneNumber(_ function: Function) throws {
    for line in try ReferenceLine.all() where line.function == function.name {
      for path in VectorElementaryTests.paths {
        for count in [1, 3, 8, 21] {
          let map = try #require(kernel_map_function_f64(path, function.operation))
          var values = [Double](repeating: .nan, count: count)
          map(&values, line.arguments, Array(line.arguments.suffix(1)), nil, 3, count)
          for value in values where !(line.error(of: value) <= function.bound) {
            Issue.record("\(line) by \(path), one number for \(count): \(value), \(line.error(of: value)) ulp")
          }
        }
      }
    }
  }

  @Test func everyFunctionOfTheTableHasAKernel() throws {
    let own = Set(VectorElementaryTests.functions.map(\.name))
    // ln(1 + x) is a step of the softplus and no operation.
    #expect(Set(try ReferenceLine.all().map(\.function)) == own.union(["log1p"]))
  }
}
