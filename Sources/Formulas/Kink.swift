/// Where the derivative of an operation jumps, has a pole, or swings within a short way: where a difference over a step
/// can say something else than the derivative.
public enum Kink: Sendable, Hashable {
  /// Nowhere.
  case none
  /// Where an operand changes its sign.
  case sign(of: Int)
  /// Where the two operands are equal.
  case order
  /// At an operand that is 0.
  case truth
  /// At either operand that is 0.
  case truths
  /// At whole numbers.
  case whole
  /// Halfway between whole numbers.
  case halves
  /// At whole quotients of the operands.
  case quotient
  /// Where the first operand meets the second or the third, or these two meet.
  case range
  /// Of a power, at the base 0 unless the exponent is a whole number from 0 on.
  case power
  /// No kink: a slope that turns with the angle; with poles for the tangent.
  case angle(poles: Bool)

  /// Whether there is nothing of the kind.
  public var isNone: Bool { self == .none }

  /// The operands that a decision rests on.
  public var deciding: Range<Int> {
    switch self {
    case .none: 0..<0
    case .sign(let operand): operand..<(operand + 1)
    case .truth, .whole, .halves, .angle: 0..<1
    case .order, .truths, .quotient, .power: 0..<2
    case .range: 0..<3
    }
  }

  /// How far two decisions may be apart with nothing between them: an eighth of a turn for an angle, else 0.
  public var tolerance: Double {
    if case .angle = self { return 0.5 }
    return 0
  }

  /// On which side of its kinks and poles an operation works: two points with different decisions have one between
  /// them. For an angle, where it stands, in right angles.
  public func decision(_ a: Double, _ b: Double, _ c: Double) -> Double {
    func side(_ x: Double, _ y: Double) -> Double { x < y ? -1 : x > y ? 1 : 0 }
    switch self {
    case .none: return 0
    case .sign(let operand): return side(operand == 0 ? a : operand == 1 ? b : c, 0)
    case .order: return side(a, b)
    case .truth: return a == 0 ? 0 : 1
    case .truths: return (a == 0 ? 0 : 1) + (b == 0 ? 0 : 2)
    case .whole: return 2 * Elementary.floor(a) + (a == Elementary.floor(a) ? 0 : 1)
    case .halves: return Elementary.roundToEven(a)
    case .quotient: return Elementary.floor(a / b)
    case .range: return 9 * side(b, c) + 3 * side(a, b) + side(a, c)
    case .power: return a > 0 || b >= 0 && b == Elementary.floor(b) ? 0 : side(a, 0) - 1
    case .angle(let poles):
      let angle = a * 0.6366197723675814
      // A pole is further than any angle.
      return poles ? angle + 10 * Elementary.floor(a * 0.3183098861837907 + 0.5) : angle
    }
  }
}

extension Atom {
  private static let kinks = ContiguousArray(OperationDefinition.atoms.map { $0.atom?.kink ?? .none })

  /// Kink of the atom: of `relu` it is `.sign(of: 0)`.
  public var kink: Kink { Atom.kinks[Int(rawValue)] }
}
