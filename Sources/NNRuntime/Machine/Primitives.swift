import Autodiff
import NNSyntax

/// The engine's primitives behind the language's operators.
enum Primitives {
  static let negate = Primitive.elementwise(.negate)
  static let not = Primitive.elementwise(.not)
  static let add = Primitive.elementwise(.add)

  /// `nil` for the matrix product, which is no elementwise operation.
  static func of(_ op: BinaryOperator) -> Primitive? {
    switch op {
    case .add: .elementwise(.add)
    case .subtract: .elementwise(.subtract)
    case .multiply: .elementwise(.multiply)
    case .divide: .elementwise(.divide)
    case .remainder: .elementwise(.modulo)
    case .power: .elementwise(.power)
    case .equal: .elementwise(.equal)
    case .notEqual: .elementwise(.notEqual)
    case .less: .elementwise(.less)
    case .lessOrEqual: .elementwise(.lessOrEqual)
    case .greater: .elementwise(.greater)
    case .greaterOrEqual: .elementwise(.greaterOrEqual)
    case .and: .elementwise(.and)
    case .or: .elementwise(.or)
    case .matrixProduct: .named("matmul")
    }
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
