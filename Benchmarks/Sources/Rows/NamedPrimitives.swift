import Autodiff

extension Graph {
  /// Applies a primitive by the name that it has in the language.
  func apply(_ name: String, _ operands: [Node]) throws -> Node {
    guard let primitive = Primitive.named(name) else { throw WrongResult(found: "nothing", expected: name) }
    return try apply(primitive, operands)
  }
}
