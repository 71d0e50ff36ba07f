import Formulas
import Reporting
import SourceText

/// A result that is not what the committed values of its report say.
struct ValueDrift {
  /// From what nobody sees to what nobody can miss.
  enum Kind: String, Comparable, CaseIterable {
    /// No digit that is shown has changed.
    case unseen
    case digits
    /// A word, a verdict or a name.
    case words
    /// Of a field, which the file knows by its hash.
    case answer
    /// Ten times as much, or a tenth, or from or to zero.
    case magnitude
    case sign
    /// Other than before in how many numbers it has, or in what it is.
    case shape
    case appeared
    case gone

    static func < (a: Kind, b: Kind) -> Bool { a.rank < b.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// One number or word of the result, the one that moved most.
  struct Movement {
    enum Values {
      case numbers(Double, Double)
      case words(String, String)
    }

    var kind: Kind
    /// Element of its result: `gradient of w1`; empty for one that has its result to itself.
    var element = ""
    var values: Values
    /// As readers see them.
    var old: String
    var new: String
    /// How many units of the last digit that is shown lie between them.
    var units: Double?
  }

  /// The lesson whose report shows it.
  var lesson: String
  /// Where it is computed, which may be in another lesson's block.
  var place: SourceRange
  var name: String
  /// Of its block.
  var label: String?
  /// `nil` for what appeared or is gone, or is of another shape.
  var worst: Movement?
  var kind: Kind
  /// Numbers and words that moved, of how many.
  var moved: Int
  var total: Int
  /// Neither the programs of the lesson nor their data have changed.
  var isOfEngine: Bool
  /// Change in words: the values that appeared or went, or the shape that changed.
  var text = ""
}

/// Compares two results of one place, leaf by leaf.
struct ResultComparison {
  let tolerance: Double
  let format: NumberFormat

  /// - Parameter paths: what each leaf is; asked for when one has moved.
  /// - Returns: the greatest movement and how many there are; `nil` where nothing moved or the shapes differ.
  func worst(
    _ old: [ResultLeaf], _ new: [ResultLeaf], paths: () -> [String]
  ) -> (worst: ValueDrift.Movement, moved: Int)? {
    var worst: (index: Int, movement: ValueDrift.Movement, size: Double)?
    var moved = 0
    for (index, (a, b)) in zip(old, new).enumerated() {
      guard let (movement, size) = movement(a, b) else { continue }
      moved += 1
      if let worst, (worst.movement.kind, worst.size) >= (movement.kind, size) { continue }
      worst = (index, movement, size)
    }
    guard var worst else { return nil }
    let names = paths()
    if names.indices.contains(worst.index) { worst.movement.element = names[worst.index] }
    return (worst.movement, moved)
  }

  static func haveOneShape(_ old: [ResultLeaf], _ new: [ResultLeaf]) -> Bool {
    old.count == new.count
      && zip(old, new).allSatisfy { a, b in
        switch (a, b) {
        case (.number, .number), (.text, .text): true
        case (.digest(let a), .digest(let b)): a.count == b.count
        case (.number, _), (.text, _), (.digest, _): false
        }
      }
  }

  /// - Returns: with how much that is, for a comparison with others of its kind.
  private func movement(_ a: ResultLeaf, _ b: ResultLeaf) -> (ValueDrift.Movement, size: Double)? {
    guard a != b else { return nil }
    switch (a, b) {
    case (.number(let old), .number(let new)):
      return isWithin(old, new) ? nil : movement(old, new)
    case (.text(let old), .text(let new)):
      return (ValueDrift.Movement(kind: .words, values: .words(old, new), old: old, new: new), 0)
    case (.digest(let old), .digest(let new)):
      let pairs = zip(old.numbers, new.numbers).filter { !isWithin($0, $1) }
      if pairs.isEmpty, tolerance > 0 { return nil }
      // Bits that no summary shows have moved all the same.
      let known = pairs.map { movement($0, $1) }.max { ($0.0.kind, $0.size) < ($1.0.kind, $1.size) }
      var result = known ?? movement(old.sum, new.sum)
      result.0.kind = max(result.0.kind, .digits)
      return result
    case (.number, _), (.text, _), (.digest, _): return nil
    }
  }

  private func isWithin(_ old: Double, _ new: Double) -> Bool {
    old == new || old.isNaN && new.isNaN || (old - new).magnitude <= tolerance * max(old.magnitude, new.magnitude)
  }

  private func movement(_ old: Double, _ new: Double) -> (ValueDrift.Movement, size: Double) {
    let (before, after) = (format.text(old), format.text(new))
    let kind: ValueDrift.Kind =
      if before == after {
        .unseen
      } else if !old.isFinite || !new.isFinite || old == 0 || new == 0 {
        .magnitude
      } else if old.sign != new.sign {
        .sign
      } else if max(old.magnitude, new.magnitude) >= 10 * min(old.magnitude, new.magnitude) {
        .magnitude
      } else {
        .digits
      }
    let unit = [old, new].compactMap(format.lastDigit).min()
    let movement = ValueDrift.Movement(
      kind: kind, values: .numbers(old, new), old: before == after ? "\(old)" : before,
      new: before == after ? "\(new)" : after, units: unit.map { (new - old).magnitude / $0 })
    let greatest = max(old.magnitude, new.magnitude)
    return (movement, greatest > 0 ? (new - old).magnitude / greatest : 0)
  }
}
