import Formulas

/// The numbers behind a figure, as a file of comma-separated values (RFC 4180, lines ended by a line feed).
struct DataTable: Sendable {
  struct Column: Sendable {
    var title: String
    var values: [Double]
    /// Words instead of numbers.
    var texts: [String]?

    init(_ title: String, _ values: [Double]) {
      self.title = title
      self.values = values
    }

    init(_ title: String, texts: [String]) {
      self.title = title
      values = []
      self.texts = texts
    }

    var count: Int { texts?.count ?? values.count }
  }

  var columns: [Column]

  init(_ columns: [Column]) { self.columns = columns }

  /// Numbers as the shortest decimals that read back as the same; columns that end early leave their fields empty.
  var csv: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 + columns.reduce(0) { $0 + 20 * $1.count })
    for (place, column) in columns.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      append(column.title, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
    for row in 0..<(columns.map(\.count).max() ?? 0) {
      for (place, column) in columns.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        guard row < column.count else { continue }
        if let texts = column.texts {
          append(texts[row], to: &bytes)
        } else {
          bytes.append(contentsOf: column.values[row].shortest.utf8)
        }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private func append(_ field: String, to bytes: inout [UInt8]) {
    let isPlain = !field.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    guard !isPlain else {
      bytes.append(contentsOf: field.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
