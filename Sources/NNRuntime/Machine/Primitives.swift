import Autodiff
import Formulas
import NNSyntax

/// The engine's primitives behind the language's operators.
enum Primitives {
  static let negate = Primitive.elementwise(.negate)
  static let not = Primitive.elementwise(.not)
  static let add = Primitive.elementwise(.add)

  /// The elementwise operation of an operator.
  static func operation(_ op: BinaryOperator) -> Operation? {
    switch op {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .remainder: .modulo
    case .power: .power
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .and: .and
    case .or: .or
    case .matrixProduct: nil
    }
  }

  static func of(_ op: BinaryOperator) -> Primitive? {
    operation(op).map { .elementwise($0) } ?? .named("matmul")
  }

  static func of(_ op: UpdateOperator) -> BinaryOperator {
    switch op {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    }
  }
}
