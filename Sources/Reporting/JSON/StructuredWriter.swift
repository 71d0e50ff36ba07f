/// Takes objects, arrays, texts and numbers in the order in which a result tells of itself.
///
/// Each artifact describes its data once. ``JSONWriter`` makes the machine-readable results of it, ``ResultLeaves`` the
/// values that a later run is compared with, so that neither can know a number that the other does not.
protocol StructuredWriter {
  mutating func object(_ content: (inout Self) -> Void)
  mutating func array<Items: Sequence>(_ items: Items, _ content: (inout Self, Items.Element) -> Void)
  mutating func key(_ key: String)
  mutating func value(_ text: String)
  mutating func value(_ number: Int)
  mutating func value(_ flag: Bool)
  mutating func value(_ number: Double)
  mutating func value(_ numbers: [Double])
  mutating func value(_ numbers: [Int])
  mutating func null()
}

extension StructuredWriter {
  mutating func member(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  mutating func member(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  mutating func member(_ name: String, _ number: Double) {
    key(name)
    value(number)
  }

  mutating func member(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  mutating func member(_ name: String, _ numbers: [Double]) {
    key(name)
    value(numbers)
  }

  mutating func member(_ name: String, _ numbers: [Int]) {
    key(name)
    value(numbers)
  }
}
