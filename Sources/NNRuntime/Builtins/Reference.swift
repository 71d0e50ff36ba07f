import Autodiff

/// The built-in functions as a reader of the reference page meets them.
public struct BuiltinDescription: Sendable, Hashable {
  public var name: String
  /// Each way to call it: `max(a)`, `max(a, b)`.
  public var forms: [String]
  /// One sentence.
  public var summary: String
  /// ∂ as text, where it is one formula.
  public var derivative: String?
  /// A call with its value: `sum([1, 2, 3])` is `6`.
  public var example: Primitive.Example?
  /// Whether long loops that call it are compiled.
  public var isCompiled: Bool

  /// All of them by chapter, in the order in which the language lists them.
  public static var chapters: [(title: String, functions: [BuiltinDescription])] {
    Builtin.Chapter.allCases.compactMap { chapter in
      let functions = Builtins.all.filter { $0.chapter == chapter }.map {
        BuiltinDescription(
          name: $0.name, forms: $0.forms, summary: $0.summary, derivative: $0.derivative,
          example: Primitive.named($0.name)?.example, isCompiled: $0.conduct == .traceable)
      }
      return functions.isEmpty ? nil : (chapter.rawValue, functions)
    }
  }
}
