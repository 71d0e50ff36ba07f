import Formulas

/// Something to be recorded on a ``Tape``: a node of it, a number, or operations on such. Its shape is its type, so that
/// recording it is straight code.
public protocol TapeExpression {
  func record(on tape: inout Tape) throws(EngineError) -> NodeID
}

extension NodeID: TapeExpression {
  public func record(on tape: inout Tape) -> NodeID { self }
}

/// A number in an expression.
public struct TapeConstant: TapeExpression {
  @usableFromInline let value: Double
  @inlinable init(_ value: Double) { self.value = value }

  @inlinable @inline(__always)
  public func record(on tape: inout Tape) throws(EngineError) -> NodeID { try tape.constant(value) }
}

/// An operation on one expression.
public struct TapeUnary<A: TapeExpression>: TapeExpression {
  @usableFromInline let operation: Operation
  @usableFromInline let a: A
  @inlinable init(_ operation: Operation, _ a: A) { (self.operation, self.a) = (operation, a) }

  @inlinable @inline(__always)
  public func record(on tape: inout Tape) throws(EngineError) -> NodeID {
    let a = try a.record(on: &tape)
    return try tape.record(operation, a)
  }
}

/// An operation on two expressions.
public struct TapeBinary<A: TapeExpression, B: TapeExpression>: TapeExpression {
  @usableFromInline let operation: Operation
  @usableFromInline let a: A
  @usableFromInline let b: B
  @inlinable init(_ operation: Operation, _ a: A, _ b: B) { (self.operation, self.a, self.b) = (operation, a, b) }

  @inlinable @inline(__always)
  public func record(on tape: inout Tape) throws(EngineError) -> NodeID {
    let a = try a.record(on: &tape)
    let b = try b.record(on: &tape)
    return try tape.record(operation, a, b)
  }
}

extension TapeExpression {
  @inlinable public static func + <B: TapeExpression>(a: Self, b: B) -> TapeBinary<Self, B> { .init(.add, a, b) }
  @inlinable public static func - <B: TapeExpression>(a: Self, b: B) -> TapeBinary<Self, B> { .init(.subtract, a, b) }
  @inlinable public static func * <B: TapeExpression>(a: Self, b: B) -> TapeBinary<Self, B> { .init(.multiply, a, b) }
  @inlinable public static func / <B: TapeExpression>(a: Self, b: B) -> TapeBinary<Self, B> { .init(.divide, a, b) }

  @inlinable public static func + (a: Self, b: Double) -> TapeBinary<Self, TapeConstant> { a + TapeConstant(b) }
  @inlinable public static func - (a: Self, b: Double) -> TapeBinary<Self, TapeConstant> { a - TapeConstant(b) }
  @inlinable public static func * (a: Self, b: Double) -> TapeBinary<Self, TapeConstant> { a * TapeConstant(b) }
  @inlinable public static func / (a: Self, b: Double) -> TapeBinary<Self, TapeConstant> { a / TapeConstant(b) }

  @inlinable public static func + (a: Double, b: Self) -> TapeBinary<TapeConstant, Self> { TapeConstant(a) + b }
  @inlinable public static func - (a: Double, b: Self) -> TapeBinary<TapeConstant, Self> { TapeConstant(a) - b }
  @inlinable public static func * (a: Double, b: Self) -> TapeBinary<TapeConstant, Self> { TapeConstant(a) * b }
  @inlinable public static func / (a: Double, b: Self) -> TapeBinary<TapeConstant, Self> { TapeConstant(a) / b }

  @inlinable public static prefix func - (a: Self) -> TapeUnary<Self> { .init(.negate, a) }
}

extension Operation {
  /// The operation on an expression of a tape: `Operation.exp(x * 2)`.
  @inlinable
  public func callAsFunction<A: TapeExpression>(_ a: A) -> TapeUnary<A> { .init(self, a) }

  /// `Operation.maximum(x, y)`
  @inlinable
  public func callAsFunction<A: TapeExpression, B: TapeExpression>(_ a: A, _ b: B) -> TapeBinary<A, B> {
    .init(self, a, b)
  }
}
