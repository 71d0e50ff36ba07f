import Formulas
import Testing

@testable import Autodiff

/// Structural operations on their samples, written in another language and evaluated there.
@Suite struct StructuralCodeTests {
  /// - Returns: a case for each sample of an operation that has a form in the language.
  private static func cases(_ language: CodeLanguage) throws -> [CodeCase] {
    try StructuralDescriptionTests.cases.compactMap { test in
      let primitive = try #require(Primitive.named(test.structure.name))
      let (shapes, attributes) = (test.sample.shapes, test.sample.attributes)
      let shape = try primitive.shape(shapes, attributes)
      let call = CodeCall(CodeCase.names(shapes.count), shapes, attributes, shape: shape)
      guard let text = primitive.code(call, in: language) else { return nil }
      let graph = Graph()
      let inputs = try test.operands.map { try graph.input($0) }
      let value = try graph.apply(primitive, inputs, attributes).value
      return CodeCase(
        language: language.rawValue, text: text,
        operands: test.operands.map { .init(values: $0.values, shape: $0.shape) }, expected: value.values, shape: shape,
        name: primitive.name)
    }
  }

  @Test(arguments: CodeLanguage.allCases) func isRight(_ language: CodeLanguage) throws {
    let cases = try Self.cases(language)
    // A form that is gone would not be missed otherwise.
    #expect(cases.count >= (language == .javaScript ? 45 : 119))
    try CodeCase.check(cases, in: language) { 1e-12 * (1 + $0.magnitude) }
  }
}
