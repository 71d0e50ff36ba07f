import Formulas

/// One operation of the catalogue: an elementwise one, with its file among the formulas' `Operations/`, or a structural
/// one, with its file in a folder beside this one.
public struct Primitive: Sendable, Hashable {
  /// The way of a gradient through a gate.
  public typealias Pattern = FlowPattern

  /// A parameter as the author sees it.
  public struct Parameter: Sendable, Hashable {
    /// How an argument is read.
    public enum Role: Sendable, Hashable {
      /// An operand; with a default it may be left out (a constant node is made).
      case operand
      /// The number of an axis, negative from the end.
      case axis
      /// A whole number.
      case whole
      /// Sizes, one by one or as a tuple.
      case shape
    }

    /// As authors write it: `axis: 0`.
    public var name: String
    /// How the argument is read.
    public var role: Role
    /// The number in its place where it is left out.
    public var defaultValue: Double?
    /// Whether it may be left out.
    public var isOptional: Bool

    /// An operand that must be given unless said otherwise.
    public init(_ name: String, _ role: Role = .operand, default value: Double? = nil, optional: Bool = false) {
      self.name = name
      self.role = role
      defaultValue = value
      isOptional = optional || value != nil
    }
  }

  /// Index in the catalogue; an elementwise one has its operation's raw value.
  let code: UInt8

  /// `add`, `exp`, `sum` …
  public var name: String { definition.name }
  /// Operands and other arguments, in the order of a call.
  public var parameters: [Parameter] { definition.parameters }
  /// One sentence for the reference page.
  public var summary: String { definition.summary }
  /// The sign in a figure's circle: `+`, `×`, `exp`.
  public var glyph: String { definition.glyph }
  /// How gradients go through it; `nil` where no short word says it.
  public var pattern: Pattern? { definition.pattern }
  /// Whether a gradient can flow through it at all.
  public var isDifferentiable: Bool { definition.isDifferentiable }
  /// Only the engine makes it, for derivatives.
  public var isInternal: Bool { definition.isInternal }
  /// The elementwise operation, `nil` for a structural primitive.
  public var operation: Operation? { definition.operation }
  /// ∂result/∂operand for each operand of an elementwise primitive.
  public var derivatives: [ElementwiseFormula] { definition.derivatives }
  /// The derivative in words and signs, for the reference page.
  public var derivativeText: String { definition.derivativeText }

  /// The name of a structural operation in messages; `nil` for an elementwise one.
  public var spoken: String? { definition.structure?.spoken }
  /// The advice of messages where the result is NaN or infinite; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - operands: as ``EngineError/nonFinite(operation:operands:result:)`` tells them.
  ///   - result: `nan`, `inf`, `-inf`.
  public func finiteHint(_ operands: [String], _ result: String) -> String? {
    definition.structure?.finiteHint ?? definition.operation?.definition.finiteHint?(operands, result)
  }
  /// Operands that are above 0.
  public var positiveOperands: Set<Int> { definition.structure?.positiveOperands ?? [] }
  /// Whether the first operand may be a tuple, whose entries are taken together.
  public var takesTuples: Bool { definition.structure?.takesTuples ?? false }

  var definition: PrimitiveDefinition { Catalogue.definitions[Int(code)] }

  /// The primitive of an elementwise operation.
  public static func elementwise(_ operation: Operation) -> Primitive { Primitive(code: operation.rawValue) }

  /// The primitive of a name, internal ones included.
  public static func named(_ name: String) -> Primitive? { Catalogue.byName[name] }
  /// In the order of the catalogue.
  public static var all: [Primitive] { Catalogue.all }

  /// a + b, broadcast.
  public static let add = elementwise(.add)
  /// a − b, broadcast.
  public static let sub = elementwise(.subtract)
  /// a · b, broadcast.
  public static let mul = elementwise(.multiply)
  /// a / b, broadcast.
  public static let div = elementwise(.divide)
  /// a to the power b, broadcast.
  public static let pow = elementwise(.power)
  /// −x.
  public static let neg = elementwise(.negate)
}

/// An entry of the catalogue.
struct PrimitiveDefinition: Sendable {
  var name: String
  var parameters: [Primitive.Parameter]
  var summary: String
  var glyph: String
  var pattern: Primitive.Pattern?
  var isDifferentiable: Bool
  var isInternal = false
  var operation: Operation?
  var derivatives: [ElementwiseFormula] = []
  var derivativeText: String
  var structure: (any StructuralPrimitive)?

  /// Whether a derivative may speak of the operation's result, as that of exp does.
  var derivativesMentionResult: Bool { structure != nil || derivatives.contains(where: \.mentionsResult) }

  /// An elementwise operation by its own definition.
  static func elementwise(_ operation: Operation) -> PrimitiveDefinition {
    let definition = operation.definition
    let derivatives = operation.derivatives
    let names = definition.parameters.map { Notation(name: $0.name) }
    let text = derivatives.map { $0.notation(operands: names, result: Notation(name: "f")).text }
    var isInternal = false
    if case .never = definition.spelling { isInternal = true }
    return PrimitiveDefinition(
      name: definition.name, parameters: definition.parameters.map { .init($0.name, default: $0.defaultValue) },
      summary: definition.summary, glyph: definition.glyph, pattern: definition.pattern,
      isDifferentiable: derivatives.contains { $0 != 0 }, isInternal: isInternal, operation: operation,
      derivatives: derivatives, derivativeText: text.joined(separator: ", "), structure: nil)
  }

  static func structural(_ rule: any StructuralPrimitive) -> PrimitiveDefinition {
    PrimitiveDefinition(
      name: rule.name, parameters: rule.parameters, summary: rule.summary, glyph: rule.glyph, pattern: rule.pattern,
      isDifferentiable: rule.isDifferentiable, isInternal: rule.isInternal, operation: nil, derivatives: [],
      derivativeText: rule.derivativeText, structure: rule)
  }
}
