import SourceText

/// The file of a report's values: JSON, a line for each result, so that a difference of two versions can be read.
///
/// A result is `["value", "f", -12]`: its kind, its name, its numbers and words in order; of an answer there are its salt
/// and a hash. What JSON has no number for is `{"number": "NaN"}`, a long array
/// `{"count": 100, "hash": "…", "least": 1, "greatest": 100, "sum": 5050, "samples": […]}`.
extension ReportValues {
  /// Of the form, for a program that reads it later.
  static let version = 1

  public var bytes: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("values", Self.version)
      json.member("program", hex(program))
      json.newLine()
      json.key("cells")
      json.lines(cells) { json, cell in
        json.object { json in
          if let label = cell.label { json.member("label", label) }
          json.key("results")
          json.lines(cell.items) { write($1, to: &$0) }
        }
      }
      json.newLine()
      json.key("inline")
      json.lines(inline) { write($1, to: &$0) }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func write(_ item: Item, to json: inout JSONWriter) {
    json.list { json in
      json.value(item.kind)
      json.value(item.name)
      for leaf in item.leaves { write(leaf, to: &json) }
    }
  }

  private func write(_ leaf: ResultLeaf, to json: inout JSONWriter) {
    switch leaf {
    case .text(let text): json.value(text)
    case .number(let number):
      if number.isFinite {
        // −0 is another number than 0, and JSON can say so.
        if number == 0, number.sign == .minus { json.raw("-0.0") } else { json.value(number) }
      } else {
        json.object { $0.member("number", number) }
      }
    case .digest(let digest):
      json.object { json in
        json.member("count", digest.count)
        json.member("hash", hex(digest.hash))
        json.member("least", digest.least)
        json.member("greatest", digest.greatest)
        json.member("sum", digest.sum)
        json.member("samples", digest.samples)
      }
    }
  }

  private func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// Reads a file that ``bytes`` gave. Total: `nil` for anything else, and the offset where that begins.
  public static func read(_ bytes: [UInt8]) -> (values: ReportValues?, faultOffset: Int) {
    let json: JSONValue
    do { json = try JSONReader.read(bytes) } catch { return (nil, error.offset) }
    guard json["values"]?.number == Double(version),
      let program = json["program"]?.text.flatMap({ UInt64($0, radix: 16) }),
      let cells = json["cells"]?.items?.map(cell), let inline = json["inline"]?.items?.map(item),
      !cells.contains(where: { $0 == nil }), !inline.contains(nil)
    else { return (nil, 0) }
    return (ReportValues(program: program, cells: cells.compactMap { $0 }, inline: inline.compactMap { $0 }), 0)
  }

  private static func cell(_ json: JSONValue) -> Cell? {
    guard let items = json["results"]?.items?.map(item), !items.contains(nil) else { return nil }
    return Cell(label: json["label"]?.text, items: items.compactMap { $0 })
  }

  private static func item(_ json: JSONValue) -> Item? {
    guard let parts = json.items, parts.count >= 2, let kind = parts[0].text, let name = parts[1].text else {
      return nil
    }
    let leaves = parts[2...].map(leaf)
    return leaves.contains(nil) ? nil : Item(kind: kind, name: name, leaves: leaves.compactMap { $0 })
  }

  private static func leaf(_ json: JSONValue) -> ResultLeaf? {
    switch json {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .word, .array: return nil
    case .object:
      if let number = number(json["number"]) { return .number(number) }
      guard let count = json["count"]?.number.flatMap({ Int(exactly: $0) }),
        let hash = json["hash"]?.text.flatMap({ UInt64($0, radix: 16) }), let least = number(json["least"]),
        let greatest = number(json["greatest"]), let sum = number(json["sum"]),
        let samples = json["samples"]?.items?.map(number), samples.count == 9, !samples.contains(nil)
      else { return nil }
      return .digest(
        NumberDigest(
          count: count, hash: hash, least: least, greatest: greatest, sum: sum, samples: samples.compactMap { $0 }))
    }
  }

  private static func number(_ json: JSONValue?) -> Double? {
    switch json {
    case .number(let number): number
    case .text("NaN"): .nan
    case .text("Infinity"): .infinity
    case .text("-Infinity"): -.infinity
    case .text, .word, .array, .object, nil: nil
    }
  }
}
