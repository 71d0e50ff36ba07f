import Autodiff
import Formulas

/// The engine's catalogue under its own names: what an operation takes and does stands with the operation.
extension Builtins {
  /// Others are written as operators, or stand among the built-in functions with a form of their own.
  static let primitives: [Builtin] = Primitive.all.filter { !$0.isInternal && $0.spelling.isCalled }.map(builtin)

  static func builtin(_ primitive: Primitive) -> Builtin {
    var parameters: [Builtin.Parameter] = []
    var texts: [String] = []
    var rest: String?
    for parameter in primitive.parameters {
      switch parameter.role {
      case .operand:
        parameters.append(Builtin.Parameter(name: parameter.name, isOptional: parameter.isOptional))
        texts.append(
          parameter.defaultValue.map { "\(parameter.name): \($0.shortest)" }
            ?? (parameter.isOptional ? "[\(parameter.name): …]" : parameter.name))
      case .axis, .whole:
        parameters.append(Builtin.Parameter(name: parameter.name, isOptional: parameter.isOptional))
        texts.append(parameter.isOptional ? "[\(parameter.name): …]" : "\(parameter.name): …")
      case .shape:
        rest = parameter.name
        texts.append("\(parameter.name)…")
      }
    }
    let reading = primitive.reading
    return Builtin(
      name: primitive.name, forms: ["\(primitive.name)(\(texts.joined(separator: ", ")))"], summary: primitive.summary,
      chapter: .init(primitive.chapter), conduct: .traceable, parameters: parameters, rest: rest,
      derivative: primitive.isDifferentiable ? primitive.derivativeText : nil,
      operation: primitive.operation?.arity == 1 ? primitive.operation : nil
    ) { call throws(Fault) in
      if let reading { call.warn(reading, of: try call.node(0)) }
      try call.checkPositive(primitive)
      return try call.apply(primitive, matching: primitive.parameters)
    }
  }
}

extension Builtin.Chapter {
  init(_ chapter: Primitive.Chapter) {
    switch chapter {
    case .elementwise: self = .elementwise
    case .reductions: self = .reductions
    case .linearAlgebra: self = .linearAlgebra
    case .networks: self = .networks
    }
  }
}

extension Call {
  /// Refuses what is written down and not above 0 where it must be: `huber` with a negative `delta` would fall where
  /// the difference grows.
  fileprivate func checkPositive(_ primitive: Primitive) throws(Fault) {
    for place in primitive.positiveOperands where has(place) {
      let operand = try node(place)
      guard operand.kind != .operation, operand.value.values.contains(where: { $0 <= 0 }) else { continue }
      throw fault(.wrongArguments, "`\(builtin.parameters[place].name)` is above 0", place)
    }
  }

  /// Operands, axis and shape as the primitive declares them.
  func apply(_ primitive: Primitive, matching parameters: [Primitive.Parameter]) throws(Fault) -> Value {
    var operands: [Node] = []
    var attributes = Attributes()
    var place = 0
    for parameter in parameters {
      switch parameter.role {
      case .operand:
        if has(place) {
          operands.append(try primitive.takesTuples && place == 0 ? joined(place) : node(place))
        } else if let value = parameter.defaultValue {
          operands.append(try machine.node(.number(value)))
        }
        place += 1
      case .axis:
        if has(place) { attributes.axis = try whole(place) }
        place += 1
      case .whole:
        if has(place) { attributes.whole = try whole(place) }
        place += 1
      case .shape: attributes.shape = try shape()
      }
    }
    return try apply(primitive, operands, attributes)
  }
}
