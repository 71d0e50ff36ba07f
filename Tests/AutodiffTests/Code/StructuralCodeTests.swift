import Foundation
import Formulas
import Testing

@testable import Autodiff

/// Structural operations in other languages, as programs that check themselves: this test holds what they say, and
/// `scripts/structural-forms` runs them.
@Suite struct StructuralCodeTests {
  private static let folder = URL(fileURLWithPath: #filePath).appending(path: "../Forms").standardized

  /// `RECORD_GOLDENS=1` writes the file, and fails so that the difference is read.
  private func check(_ text: String, _ name: String) throws {
    let file = Self.folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("written anew; read the difference")
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  private func numbers(_ values: [Double]) -> String { "[" + values.map(\.shortest).joined(separator: ", ") + "]" }

  /// Each case as a line of its own.
  private func lines(
    _ languages: [CodeLanguage], _ line: (_ test: StructuralDescriptionTests.Case, _ forms: [String], Tensor) -> String
  ) throws -> String {
    var text = ""
    for test in StructuralDescriptionTests.cases {
      let primitive = try #require(Primitive.named(test.structure.name))
      let shape = try primitive.shape(test.sample.shapes, test.sample.attributes)
      let names = test.sample.shapes.indices.map { "x\($0)" }
      let call = CodeCall(names, test.sample.shapes, test.sample.attributes, shape: shape)
      let forms = languages.compactMap { primitive.code(call, in: $0) }
      guard forms.count == languages.count else { continue }
      let value = try PlainAlgebra(precision: .double).apply(primitive, test.operands, test.sample.attributes)
      text += line(test, forms, value)
    }
    return text
  }

  @Test func python() throws {
    let cases = try lines([.numPy, .jax, .pyTorch]) { test, forms, value in
      let operands = test.operands.map { "(\(numbers($0.values)), \($0.shape))" }.joined(separator: ", ")
      return "check(\n    \(numbers(value.values)), \(value.shape),\n    \"\(forms[0])\",\n"
        + "    \"\(forms[1])\",\n    \"\(forms[2])\",\n    \(operands))\n"
    }
    try check(
      """
      # Structural operations in NumPy, JAX and PyTorch, each with operands and the numbers that it gives here.
      # Written by StructuralCodeTests, run by scripts/structural-forms, with what is installed of the three.
      import importlib.util
      import numpy as np

      modules = {"numpy": {"np": np}}
      if importlib.util.find_spec("jax"):
          import jax, jax.numpy as jnp
          jax.config.update("jax_enable_x64", True)
          modules["jax"] = {"jax": jax, "jnp": jnp}
      if importlib.util.find_spec("torch"):
          import torch
          modules["torch"] = {"torch": torch}
      count = 0


      def check(expected, shape, numpy, jax, torch, *operands):
          global count
          for library, form in (("numpy", numpy), ("jax", jax), ("torch", torch)):
              code = compile(form, form, "eval")
              if library not in modules:
                  continue
              make = modules[library].get("torch", modules[library].get("jnp", np))
              make = make.tensor if library == "torch" else make.array
              kind = {"dtype": modules["torch"]["torch"].float64} if library == "torch" else {"dtype": float}
              names = {f"x{i}": make(v, **kind).reshape(s) for i, (v, s) in enumerate(operands)}
              found = np.asarray(eval(code, {**modules[library], **names}))
              assert list(found.shape) == shape, (form, found.shape, shape)
              error = np.max(np.abs(found.ravel() - np.array(expected)), initial=0)
              assert error <= 1e-6 * (1 + np.max(np.abs(expected), initial=0)), (form, found, expected)
              count += 1


      \(cases)
      print(f"{count} forms in {', '.join(modules)}")

      """, "structural.py")
  }

  @Test func javaScript() throws {
    let cases = try lines([.javaScript]) { test, forms, value in
      let operands = test.operands.map { numbers($0.values) }.joined(separator: ", ")
      let names = test.operands.indices.map { "x\($0)" }.joined(separator: ", ")
      return "check(\(numbers(value.values)), (\(names)) => \(forms[0]), [\(operands)])\n"
    }
    try check(
      """
      // Structural operations in JavaScript, over arrays of numbers row by row, each with operands and the numbers that
      // it gives here. Written by StructuralCodeTests, run by scripts/structural-forms.
      let count = 0
      function check(expected, form, operands) {
        const found = form(...operands)
        const fits = (v, i) => Math.abs(v - expected[i]) <= 1e-12 * (1 + Math.abs(v))
        if (found.length !== expected.length || !found.every(fits)) throw Error(`${form}: ${found}, not ${expected}`)
        count += 1
      }

      \(cases)
      console.log(`${count} forms in JavaScript`)

      """, "structural.js")
  }
}
