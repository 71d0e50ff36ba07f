import Artifacts

extension Artifact {
  /// All numbers of an artifact, whatever they are in it: the entries of a tensor, the points of a chart, the counts of a
  /// summary.
  ///
  /// - Parameter limit: of a longer artifact only so many.
  public func shownNumbers(atMost limit: Int) -> [Double] {
    var numbers = ShownNumbers(limit: limit)
    write(to: &numbers)
    return numbers.numbers
  }
}

/// An artifact's numbers without its words.
private struct ShownNumbers: StructuredWriter {
  let limit: Int
  private(set) var numbers: [Double] = []

  init(limit: Int) { self.limit = limit }

  mutating func object(_ content: (inout ShownNumbers) -> Void) { content(&self) }

  mutating func array<Items: Sequence>(_ items: Items, _ content: (inout ShownNumbers, Items.Element) -> Void) {
    for item in items where numbers.count < limit { content(&self, item) }
  }

  mutating func key(_ key: String) {}
  mutating func value(_ text: String) {}
  mutating func value(_ flag: Bool) {}
  mutating func null() {}
  mutating func value(_ number: Int) { value(Double(number)) }
  mutating func value(_ number: Double) { if numbers.count < limit { numbers.append(number) } }
  mutating func value(_ numbers: [Double]) { self.numbers += numbers.prefix(limit - self.numbers.count) }
  mutating func value(_ numbers: [Int]) { value(numbers.map(Double.init)) }
}
