/// A computation as data (a Wengert list): steps over one row of numbers, each of which reads entries and writes its own.
/// A page's script goes through it again when an input has moved.
///
/// `f = (x + y) z` at (−2, 5, −4) is the row `[−2, 5, −4, _, _]` with the steps `[3] = [0] + [1]` and
/// `[4] = [3] · [2]`.
public struct Tape: Codable, Sendable, Hashable {
  /// Entries of the row that are known beforehand: inputs and constants.
  public struct Given: Codable, Sendable, Hashable {
    /// Place in the row of the first one.
    public var place: Int
    /// Numbers, one place after the other.
    public var values: [Double]

    /// Numbers that stand in the row from a place on.
    public init(place: Int, values: [Double]) {
      self.place = place
      self.values = values
    }
  }

  /// Rule by which a step computes its result from its operands; entries of tensors stand row by row.
  public enum Rule: Codable, Sendable, Hashable {
    /// Entry by entry, by the operation of this number; an operand may be a single number.
    case elementwise(Atom, isSingle: [Bool])
    /// Entry k is the operand's entry `positions[k]`.
    case gather([Int])
    /// Zeros, with the operand's entry k added at `positions[k]`.
    case scatter([Int])
    /// Sums along an axis.
    case sum(outer: Int, size: Int, inner: Int)
    /// Products of [rows, inner] with [inner, columns].
    case product(batches: Int, rows: Int, inner: Int, columns: Int)
    /// The greatest or the least along an axis.
    case extremum(isGreatest: Bool, outer: Int, size: Int, inner: Int)
  }

  /// Step of the computation: reads runs of entries, and writes one run.
  public struct Step: Codable, Sendable, Hashable {
    /// Rule by which the result is computed.
    public var rule: Rule
    /// Where its result begins.
    public var place: Int
    /// Number of entries of its result.
    public var count: Int
    /// Where its operands begin.
    public var operands: [Int]

    /// A step that writes `count` entries from `place` on.
    public init(_ rule: Rule, place: Int, count: Int, operands: [Int]) {
      self.rule = rule
      self.place = place
      self.count = count
      self.operands = operands
    }
  }

  /// How long the row is.
  public var count: Int
  /// In ascending order of places.
  public var given: [Given]
  /// Operands before what reads them.
  public var steps: [Step]

  /// A tape of a row's length, its known entries and its steps.
  public init(count: Int, given: [Given], steps: [Step]) {
    self.count = count
    self.given = given
    self.steps = steps
  }
}
