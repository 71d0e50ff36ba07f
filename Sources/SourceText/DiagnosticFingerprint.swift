/// Identity of a fault from one report to the next: its rule, its file and the text of its line, however far other
/// lines have moved it.
enum DiagnosticFingerprint {
  /// One for each diagnostic, in order: `39fa2ee980eb94b0:1`, the second of two alike with `:2`.
  ///
  /// The form is that of `primaryLocationLineHash`, which code scanning goes by.
  static func all(_ diagnostics: [Diagnostic]) -> [String] {
    var counts: [String: Int] = [:]
    return diagnostics.map { diagnostic in
      let file = diagnostic.range.file
      let line = file.text(file.lineRange(diagnostic.range.start.line)).split(whereSeparator: \.isWhitespace)
      // Of a file that is not there, or a blank line, the message has to serve.
      let place = line.isEmpty ? diagnostic.message : line.joined(separator: " ")
      let hash = hex(fnv1a([diagnostic.id.rawValue, file.path, place].joined(separator: "\n")))
      counts[hash, default: 0] += 1
      return "\(hash):\(counts[hash, default: 1])"
    }
  }

  /// Fowler, Noll and Vo's hash 1a in 64 bits: nobody has to trust it, it has to be the same everywhere.
  private static func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
