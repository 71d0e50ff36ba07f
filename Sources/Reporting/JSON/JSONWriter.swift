import SourceText

/// Writes JSON in the order in which it is told to, so that the same results are the same bytes.
struct JSONWriter: StructuredWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether something stands before, in the array or object at hand.
  private var needsComma = false

  mutating func object(_ content: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "{"))
    content(&self)
    close(UInt8(ascii: "}"))
  }

  mutating func array<Items: Sequence>(_ items: Items, _ content: (inout JSONWriter, Items.Element) -> Void) {
    open(UInt8(ascii: "["))
    for item in items { content(&self, item) }
    close(UInt8(ascii: "]"))
  }

  /// An array whose items are of several kinds.
  mutating func list(_ content: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "["))
    content(&self)
    close(UInt8(ascii: "]"))
  }

  /// As ``array(_:_:)``, each item on a line of its own.
  mutating func lines<Items: Collection>(_ items: Items, _ content: (inout JSONWriter, Items.Element) -> Void) {
    open(UInt8(ascii: "["))
    for item in items {
      if needsComma { bytes.append(UInt8(ascii: ",")) }
      needsComma = false
      bytes.append(UInt8(ascii: "\n"))
      bytes.append(contentsOf: "  ".utf8)
      content(&self, item)
    }
    close(UInt8(ascii: "]"))
  }

  mutating func key(_ key: String) {
    comma()
    bytes.append(contentsOf: JSONFormat.quoted(key).utf8)
    bytes.append(contentsOf: ": ".utf8)
    needsComma = false
  }

  mutating func newLine() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
    bytes.append(contentsOf: "\n ".utf8)
  }

  mutating func value(_ text: String) { raw(JSONFormat.quoted(text)) }
  mutating func value(_ number: Int) { raw(String(number)) }
  mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }
  mutating func null() { raw("null") }

  mutating func value(_ number: Double) { raw(JSONFormat.number(number)) }

  mutating func value(_ numbers: [Double]) { array(numbers) { $0.value($1) } }
  mutating func value(_ numbers: [Int]) { array(numbers) { $0.value($1) } }

  /// JSON that another part of the program wrote.
  mutating func raw(_ json: String) {
    comma()
    bytes.append(contentsOf: json.utf8)
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    comma()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { bytes.append(contentsOf: ", ".utf8) }
    needsComma = false
  }
}
