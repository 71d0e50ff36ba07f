/// The values of a lesson by their digits (inverted index), so that a number in the text finds what equals it, or nearly
/// does, without a look at all the others.
///
/// Rounded to hundredths 0.3125 is 31, and under (−2, 31) stands every value that is. Each place is indexed when it is
/// first asked for: texts use few.
struct ValueIndex {
  private let values: [LessonValue]
  private var places: [Int: [Int: [Int]]] = [:]
  /// Beyond this a double has no digits to units.
  private static let greatest = 9e15

  /// By expression, its values in document order.
  private let byExpression: [String: [Int]]

  init(_ values: [LessonValue]) {
    self.values = values
    byExpression = Dictionary(grouping: values.indices) { values[$0].expression }
  }

  /// Whether a value is still what its expression gives behind some blocks, as far as is known: no name of one that was
  /// bound again states the old value.
  func isCurrent(_ value: LessonValue, behind cells: Int) -> Bool {
    guard let places = byExpression[value.expression] else { return true }
    let count = Self.count(of: places) { values[$0].cell < cells }
    return count == 0 || values[places[count - 1]].value == value.value
  }

  /// How many of the first hold a condition that no later one holds.
  private static func count(of places: [Int], where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if holds(places[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Values of some blocks that are so many units of a decimal place, ties either way; in document order.
  ///
  /// - Parameter exponent: of the place: −2 for hundredths.
  mutating func values(_ units: Int, exponent: Int, in cells: Range<Int>) -> [LessonValue] {
    guard let found = index(exponent)[units] else { return [] }
    // In document order, so those of the blocks stand together; the nearest are the last.
    let first = Self.count(of: found) { values[$0].cell < cells.lowerBound }
    let end = Self.count(of: found) { values[$0].cell < cells.upperBound }
    return found[max(first, end - Self.mostFound)..<max(first, end)].map { values[$0] }
  }

  /// Of equals, which a lesson may have any number of.
  private static let mostFound = 32

  private mutating func index(_ exponent: Int) -> [Int: [Int]] {
    if let known = places[exponent] { return known }
    var index: [Int: [Int]] = [:]
    if let scale = Double("1e\(-exponent)"), scale.isFinite, scale > 0 {
      for (place, entry) in values.enumerated() {
        let units = entry.value * scale
        guard units.magnitude < Self.greatest else { continue }
        let nearest = units.rounded()
        index[Int(nearest), default: []].append(place)
        let part = units - units.rounded(.down)
        if (part - 0.5).magnitude < 1e-6 {
          let other = nearest == units.rounded(.down) ? units.rounded(.up) : units.rounded(.down)
          index[Int(other), default: []].append(place)
        }
      }
    }
    places[exponent] = index
    return index
  }
}
