import Formulas

/// A node in arithmetic that reads as on paper: an optimizer's rule is `p − lr * m / (√v + ε)`, and so it is written.
///
/// Numbers among the operands are constants, which take the precision of what they meet.
public struct Term {
  /// The node that it stands for.
  public let node: Node

  /// A node to compute with.
  public init(_ node: Node) { self.node = node }

  /// x²
  public var squared: Term { get throws(EngineError) { try applying(.square) } }
  /// √x
  public var squareRoot: Term { get throws(EngineError) { try applying(.sqrt) } }

  /// An elementwise operation on it and as many others as the operation has operands: `g.applying(.sign)`.
  ///
  /// Of plain numbers it is a plain number, so that 1 − η λ widens no parameter of 32 bits.
  public func applying(_ operation: Operation, _ others: Term...) throws(EngineError) -> Term {
    let operands = [node] + others.map(\.node)
    let result = try node.graph.apply(.elementwise(operation), operands)
    guard operands.allSatisfy(\.isPlainNumber), let number = result.value.scalar else { return Term(result) }
    return try constant(number)
  }

  /// A number, which takes the precision of its company.
  public func constant(_ number: Double) throws(EngineError) -> Term { Term(try node.graph.constant(number)) }

  /// Entry by entry.
  public static func + (a: Term, b: Term) throws(EngineError) -> Term { try a.applying(.add, b) }
  /// Entry by entry.
  public static func - (a: Term, b: Term) throws(EngineError) -> Term { try a.applying(.subtract, b) }
  /// Entry by entry.
  public static func * (a: Term, b: Term) throws(EngineError) -> Term { try a.applying(.multiply, b) }
  /// Entry by entry.
  public static func / (a: Term, b: Term) throws(EngineError) -> Term { try a.applying(.divide, b) }
  /// With one number, of the term's precision.
  public static func + (a: Term, b: Double) throws(EngineError) -> Term { try a + a.constant(b) }
  /// With one number, of the term's precision.
  public static func - (a: Double, b: Term) throws(EngineError) -> Term { try b.constant(a) - b }
  /// With one number, of the term's precision.
  public static func * (a: Term, b: Double) throws(EngineError) -> Term { try a * a.constant(b) }
  /// With one number, of the term's precision.
  public static func * (a: Double, b: Term) throws(EngineError) -> Term { try b.constant(a) * b }
  /// With one number, of the term's precision.
  public static func / (a: Double, b: Term) throws(EngineError) -> Term { try b.constant(a) / b }
}

extension Node {
  /// A number without a precision of its own, which takes that of its company.
  fileprivate var isPlainNumber: Bool { kind == .constant && graph.arena.precision(id.index) == nil }
}
