import Testing

@testable import Formulas

/// Every format against Python's, at the borders where it changes and at random.
@Suite struct NumberFormatReferenceTests {
  private static let styles: [Substring: NumberFormat.Style] = [
    "significant": .significant, "fixed": .fixed, "exponential": .exponential, "general": .general, "percent": .percent,
  ]

  @Test func followsPython() throws {
    var seen: [Substring: Int] = [:]
    for line in NumberFormatReference.lines.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let style = try #require(Self.styles[parts[0]])
      let digits = try #require(Int(parts[1]))
      let value = Double(bitPattern: try #require(UInt64(parts[2], radix: 16)))
      let format = NumberFormat(style, digits: digits)
      #expect(format.ascii(value) == parts[3], "\(value) as \(parts[0]) with \(digits)")
      checkOtherForms(format, value, String(parts[3]))
      seen[parts[0], default: 0] += 1
    }
    for style in Self.styles.keys { #expect(seen[style, default: 0] > 100, "\(style)") }
  }

  /// Text and TeX say what the text for logs says.
  private func checkOtherForms(_ format: NumberFormat, _ value: Double, _ ascii: String) {
    let parts = ascii.split(separator: "e")
    let sign = ascii.hasPrefix("-") ? "−" : ""
    let mantissa = sign + parts[0].drop { $0 == "-" }
    var tex = String(parts[0])
    if tex.hasSuffix("%") { tex = tex.dropLast() + "\\%" }
    guard parts.count == 2 else {
      #expect(format.text(value) == mantissa)
      #expect(format.tex(value) == tex)
      return
    }
    #expect(format.text(value).hasPrefix(mantissa + "×10"))
    #expect(format.tex(value) == tex + " \\times 10^{\(parts[1])}")
  }
}
