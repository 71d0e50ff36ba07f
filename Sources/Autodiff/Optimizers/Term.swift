import Formulas

/// A node in arithmetic that reads as on paper: an optimizer's rule is `p − lr * m / (√v + ε)`, and so it is written.
///
/// Numbers among the operands are constants, which take the precision of what they meet.
public struct Term {
  public let node: Node

  public init(_ node: Node) { self.node = node }

  public var squared: Term { get throws(EngineError) { try applying(.square) } }
  public var squareRoot: Term { get throws(EngineError) { try applying(.sqrt) } }

  private func applying(_ operation: Operation) throws(EngineError) -> Term {
    Term(try node.graph.apply(.elementwise(operation), [node]))
  }

  private func combined(_ operation: Operation, _ other: Term) throws(EngineError) -> Term {
    Term(try node.graph.apply(.elementwise(operation), [node, other.node]))
  }

  private func constant(_ number: Double) throws(EngineError) -> Term { Term(try node.graph.constant(number)) }

  public static func + (a: Term, b: Term) throws(EngineError) -> Term { try a.combined(.add, b) }
  public static func - (a: Term, b: Term) throws(EngineError) -> Term { try a.combined(.subtract, b) }
  public static func * (a: Term, b: Term) throws(EngineError) -> Term { try a.combined(.multiply, b) }
  public static func / (a: Term, b: Term) throws(EngineError) -> Term { try a.combined(.divide, b) }
  public static func + (a: Term, b: Double) throws(EngineError) -> Term { try a + a.constant(b) }
  public static func - (a: Double, b: Term) throws(EngineError) -> Term { try b.constant(a) - b }
  public static func * (a: Term, b: Double) throws(EngineError) -> Term { try a * a.constant(b) }
  public static func * (a: Double, b: Term) throws(EngineError) -> Term { try b.constant(a) * b }
  public static func / (a: Double, b: Term) throws(EngineError) -> Term { try b.constant(a) / b }
}
