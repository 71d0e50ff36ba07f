/// An elementwise operation by its number: what formulas are made of and what nodes are. An atom is computed by code of
/// its own, a composition by its formula.
///
/// Atoms come first, then compositions in the order of `OperationDefinition.compositions`. The numbers are nothing
/// that lasts beyond the process. No `enum`, so that a new composition needs no case; an operation of which several
/// places must know is an atom, or has its own mark in ``OperationDefinition``.
@frozen
public struct Operation: Sendable, Hashable {
  /// Number of the operation: an atom's own, a composition's behind those of all atoms.
  public let rawValue: UInt8

  /// The operation of an atom: `Operation(.exp)` takes 1 to 2.718281828459045.
  @inlinable
  public init(_ atom: Atom) { rawValue = atom.rawValue }

  /// The operation of a number, `nil` where it is none.
  public init?(rawValue: UInt8) {
    guard rawValue < Operation.count else { return nil }
    self.rawValue = rawValue
  }

  init(at place: Int) { rawValue = UInt8(place) }

  /// How many there are.
  public static let count = UInt8(Atom.count + OperationDefinition.compositions.count)

  /// All operations by their numbers: atoms, then compositions.
  public static let allCases: [Operation] = (0..<Int(count)).map(Operation.init(at:))

  /// Operations that are formulas of others: `ceil`, `leaky_relu`, `elu`, `silu`, `gelu`.
  public static let compositions: [Operation] = (Atom.count..<Int(count)).map(Operation.init(at:))

  /// `nil` for a composition.
  @inlinable
  public var atom: Atom? { Atom(rawValue: rawValue) }

  /// Definition of the operation: all else that is known of it.
  public var definition: OperationDefinition { OperationTable.definitions[Int(rawValue)] }

  /// The formula of a composition, in its operands; `nil` for an atom.
  public var formula: ElementwiseFormula? {
    atom == nil ? OperationTable.formulas[Int(rawValue) - Atom.count] : nil
  }

  /// ∂result/∂operand for each operand, in the operands and the result: as its definition gives it, else by the chain
  /// rule.
  public var derivatives: [ElementwiseFormula] { OperationTable.derivatives[Int(rawValue)] }

  /// Number of operands, from 1 to 3: of `Operation.add` 2.
  @inlinable
  public var arity: Int { rawValue < Atom.count ? Atom.arity(of: rawValue) : compositionArity }

  @usableFromInline
  var compositionArity: Int { OperationDefinition.compositions[Int(rawValue) - Atom.count].parameters.count }

  /// The operation's number; operands beyond ``arity`` are ignored.
  public func callAsFunction(_ a: Double, _ b: Double = 0, _ c: Double = 0) -> Double {
    if let atom { return atom(a, b, c) }
    return OperationTable.formulas[Int(rawValue) - Atom.count].number(a, b, c, result: .nan)
  }

  /// The operation on formulas: `Operation.tanh(x)`.
  ///
  /// - Precondition: as many as it has operands.
  public func callAsFunction(_ operands: ElementwiseFormula...) -> ElementwiseFormula { self(operands) }

  func callAsFunction(_ operands: [ElementwiseFormula]) -> ElementwiseFormula {
    precondition(operands.count == arity, "operation \(rawValue) takes \(arity) operands")
    switch operands.count {
    case 1: return .unary(self, operands[0])
    case 2: return .binary(self, operands[0], operands[1])
    default: return .ternary(self, operands[0], operands[1], operands[2])
    }
  }
}

/// Answers that follow from the definitions, by number, each worked out once.
///
/// Three tables and not one: finding a derivative by the chain rule asks for definitions and formulas.
enum OperationTable {
  static let definitions: ContiguousArray<OperationDefinition> = {
    for (definition, atom) in zip(OperationDefinition.atoms, Atom.allCases) {
      precondition(
        definition.atom?.atom == atom && definition.parameters.count == atom.arity, "\(atom) is defined in its place")
    }
    return ContiguousArray(OperationDefinition.atoms + OperationDefinition.compositions)
  }()

  /// Of the compositions.
  static let formulas = ContiguousArray(OperationDefinition.compositions.compactMap(\.formula))

  static let derivatives = ContiguousArray(definitions.map(derivatives(of:)))

  private static func derivatives(of definition: OperationDefinition) -> [ElementwiseFormula] {
    if let written = definition.writtenDerivatives() {
      precondition(
        written.count == definition.parameters.count, "\(definition.name) has a derivative for each operand")
      return written
    }
    guard let formula = definition.formula else { return [] }
    return definition.parameters.indices.map { operand in
      formula.derivative(withRespectTo: operand) { derivatives(of: definitions[Int($0.rawValue)]) }.simplified
    }
  }
}
