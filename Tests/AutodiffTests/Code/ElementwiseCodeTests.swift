import CJavaScript
import Foundation
import Testing

@testable import Formulas

/// Each operation and each of its derivatives, written in another language and evaluated there, on 1,000 points.
///
/// A result may be off by 16 units in its last place and by 2⁻⁵² besides: libraries round their functions otherwise, and
/// 1 − tanh² is made of numbers that cancel.
@Suite struct FormulaCodeTests {
  struct Case: Encodable {
    var language: String
    var helpers: [String]
    var text: String
    var operands: [String: [Double]]
    /// What is expected, and the name of the case.
    var expected: [Double]
    var name: String
  }

  private static func cases(_ language: CodeLanguage) -> [Case] {
    var generator = Points(state: 11)
    return Operation.allCases.flatMap { operation -> [Case] in
      let definition = operation.definition
      let names = (0..<operation.arity).map { "x\($0)" }
      let rows = definition.smooth.enumerated().map { i, domain in
        (0..<1000).map { _ in generator.next(domain) } + definition.kinkPoints.map { $0[i] }
      }
      let all = Array(repeating: ElementwiseFormula.operand(0), count: operation.arity).indices
      let formula = operation(all.map { .operand($0) })
      func made(_ formula: ElementwiseFormula, _ name: String) -> Case {
        let code = formula.code(in: language, operands: names)
        let expected = rows[0].indices.map { k in formula.evaluate(rows.map { $0[k] }) }
        return Case(
          language: language.rawValue, helpers: code.helpers, text: code.text,
          operands: Dictionary(uniqueKeysWithValues: zip(names, rows)), expected: expected, name: name)
      }
      // A derivative in the operands alone.
      let derivatives = operation.derivatives.enumerated().map { i, derivative in
        made(derivative.substituting(operands: all.map { .operand($0) }, result: formula), "∂\(definition.name)/∂x\(i)")
      }
      return [made(formula, definition.name)] + derivatives
    }
  }

  private static func expect(_ found: [[Double?]], _ cases: [Case]) {
    #expect(found.count == cases.count)
    for (row, test) in zip(found, cases) {
      #expect(row.count == test.expected.count, "\(test.name): \(test.text)")
      for (k, (x, y)) in zip(row, test.expected).enumerated() {
        // JSON has no NaN: the derivative of a power at a base of 0.
        guard let x, y.isFinite, (x - y).magnitude > 16 * y.magnitude * 0x1p-53 + 0x1p-52 else { continue }
        let point = test.operands.sorted { $0.key < $1.key }.map { $0.value[k] }
        Issue.record("\(test.name) at \(point): \(test.text) is \(x), not \(y)")
        break
      }
    }
  }

  @Test func isRightInJavaScript() throws {
    guard let engine = javascript_open() else {
      print("FormulaCodeTests: no JavaScriptCore here, so formulas in JavaScript are not tested")
      return
    }
    defer { javascript_close(engine) }
    let cases = Self.cases(.javaScript)
    var script = "var results = {};\n" + Set(cases.flatMap(\.helpers)).sorted().joined(separator: "\n") + "\n"
    for (i, test) in cases.enumerated() {
      script += "function f\(i)(\(test.operands.keys.sorted().joined(separator: ", "))) { return \(test.text); }\n"
    }
    script += "function run(text) { return JSON.stringify(JSON.parse(text).map((rows, i) => rows[0].map((_, k) =>"
    script += " globalThis['f' + i](...rows.map(row => row[k]))))); }"
    #expect(script.withCString { javascript_run(engine, $0, script.utf8.count) } == nil)
    let input = try JSONEncoder().encode(cases.map { $0.operands.sorted { $0.key < $1.key }.map(\.value) })
    var length = 0
    let text = try #require(javascript_call(engine, "run", String(decoding: input, as: UTF8.self), false, &length))
    defer { javascript_free_text(text) }
    let output = Data(bytes: text, count: length)
    Self.expect(try JSONDecoder().decode([[Double?]].self, from: output), cases)
  }

  @Test(arguments: [CodeLanguage.numPy, .jax, .pyTorch])
  func isRightInPython(_ language: CodeLanguage) throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("evaluate.py")
    let cases = Self.cases(language)
    guard let output = try Self.python([script.path], try JSONEncoder().encode(cases)) else {
      print("FormulaCodeTests: no python3 with numpy here, so formulas in Python are not tested")
      return
    }
    let text = String(decoding: output, as: UTF8.self).replacingOccurrences(of: "NaN", with: "null")
      .replacingOccurrences(of: "-Infinity", with: "null").replacingOccurrences(of: "Infinity", with: "null")
    Self.expect(try JSONDecoder().decode([[Double?]].self, from: Data(text.utf8)), cases)
  }

  /// What a script prints; `nil` where there is no Python with NumPy.
  private static func python(_ arguments: [String], _ input: Data) throws -> Data? {
    func run(_ arguments: [String], _ input: Data?) throws -> (status: Int32, output: Data) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3"] + arguments
      let (standardInput, output) = (Pipe(), Pipe())
      (process.standardInput, process.standardOutput) = (standardInput, output)
      if input == nil { process.standardError = FileHandle.nullDevice }
      try process.run()
      // From a thread of its own, since neither pipe holds all of it.
      let writer = Thread {
        if let input { try? standardInput.fileHandleForWriting.write(contentsOf: input) }
        try? standardInput.fileHandleForWriting.close()
      }
      writer.start()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, data)
    }
    guard try run(["-c", "import numpy"], nil).status == 0 else { return nil }
    let (status, output) = try run(arguments, input)
    #expect(status == 0)
    return output
  }
}

/// Numbers from a domain, the same everywhere.
private struct Points {
  var state: UInt64

  mutating func next(_ domain: Domain) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let share = Double(state >> 11) * 0x1p-53
    switch domain {
    case .between(let low, let high): return low + (high - low) * share
    case .values(let values): return values[min(Int(share * Double(values.count)), values.count - 1)]
    }
  }
}
