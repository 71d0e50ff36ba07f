import CJavaScript
import Foundation
import Testing

@testable import Formulas

/// A formula or a call in another language, what it is given, and what it is to give.
struct CodeCase: Encodable {
  struct Operand: Encodable {
    var values: [Double]
    /// `nil` where each number is a point of its own.
    var shape: [Int]?
  }

  var language: String
  var helpers: [String] = []
  /// An expression in the operands, `x0`, `x1` …
  var text: String
  var operands: [Operand]
  var expected: [Double]
  /// `nil` where each number is a point of its own.
  var shape: [Int]?
  var name: String

  static func names(_ count: Int) -> [String] { (0..<count).map { "x\($0)" } }

  /// Evaluates cases in JavaScriptCore or in Python, and compares.
  ///
  /// - Parameter tolerance: by the expected number.
  static func check(_ cases: [CodeCase], in language: CodeLanguage, tolerance: (Double) -> Double) throws {
    let found = try language == .javaScript ? inJavaScript(cases) : inPython(cases)
    guard let found else { return }
    #expect(found.count == cases.count)
    for (row, test) in zip(found, cases) {
      // What no library is here for was read and not run.
      guard let row else { continue }
      #expect(row.count == test.expected.count, "\(test.name): \(test.text)")
      for (k, (x, y)) in zip(row, test.expected).enumerated() {
        // JSON has no NaN: the derivative of a power at a base of 0.
        guard let x, y.isFinite, (x - y).magnitude > tolerance(y) else { continue }
        let point = test.shape == nil ? test.operands.map { $0.values[k] } : [Double(k)]
        Issue.record("\(test.name) at \(point): \(test.text) is \(x), not \(y)")
        break
      }
    }
  }

  /// `nil` where there is no JavaScriptCore.
  private static func inJavaScript(_ cases: [CodeCase]) throws -> [[Double?]?]? {
    guard let engine = javascript_open() else {
      print("no JavaScriptCore here, so forms in JavaScript are not tested")
      return nil
    }
    defer { javascript_close(engine) }
    var script = Set(cases.flatMap(\.helpers)).sorted().joined(separator: "\n") + "\nvar forms = [\n"
    for test in cases {
      script += "(\(names(test.operands.count).joined(separator: ", "))) => \(test.text),\n"
    }
    script += "];\nfunction run(text) { return JSON.stringify(JSON.parse(text).map(({isEach, rows}, i) =>"
    script += " isEach ? rows[0].map((_, k) => forms[i](...rows.map(row => row[k]))) : forms[i](...rows))); }"
    #expect(script.withCString { javascript_run(engine, $0, script.utf8.count) } == nil)
    struct Input: Encodable {
      var isEach: Bool
      var rows: [[Double]]
    }
    let input = try JSONEncoder().encode(
      cases.map { Input(isEach: $0.shape == nil, rows: $0.operands.map(\.values)) })
    var length = 0
    let text = try #require(javascript_call(engine, "run", String(decoding: input, as: UTF8.self), false, &length))
    defer { javascript_free_text(text) }
    return try JSONDecoder().decode([[Double?]?].self, from: Data(bytes: text, count: length))
  }

  /// `nil` where there is no Python with NumPy.
  private static func inPython(_ cases: [CodeCase]) throws -> [[Double?]?]? {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("evaluate.py")
    guard let output = try python([script.path], try JSONEncoder().encode(cases)) else {
      print("no python3 with numpy here, so forms in Python are not tested")
      return nil
    }
    let text = String(decoding: output, as: UTF8.self).replacingOccurrences(of: "NaN", with: "null")
      .replacingOccurrences(of: "-Infinity", with: "null").replacingOccurrences(of: "Infinity", with: "null")
    return try JSONDecoder().decode([[Double?]?].self, from: Data(text.utf8))
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
