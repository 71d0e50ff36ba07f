import Testing

@testable import Reporting

/// WCAG 2.2, 1.4.3: text stands out by 4.5 : 1 in both schemes, wherever the style sheets put it.
@Suite struct ContrastTests {
  @Test(arguments: [false, true])
  func textIsReadable(isDark: Bool) throws {
    for (text, grounds) in Theme.texts {
      for ground in grounds {
        let ratio = try contrast(text, ground, isDark: isDark)
        #expect(ratio >= 4.5, "\(text) on \(ground): \(ratio)")
      }
    }
  }

  @Test func linesAreVisible() throws {
    for isDark in [false, true] {
      for line in ["wire", "c1", "c2", "c3", "c4", "neg", "pos"] {
        #expect(try contrast(line, "surface", isDark: isDark) >= 3, "\(line)")
      }
    }
  }

  /// Numbers in a network's units, on the strongest tint of their activation.
  @Test func numbersOnTintsAreReadable() throws {
    for isDark in [false, true] {
      let ink = try luminance("ink", isDark: isDark)
      for tint in ["neg", "pos"] {
        let ground = try luminance("surface", isDark: isDark, under: tint, share: NetworkDrawing.strongest)
        #expect((max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5, "\(tint)")
      }
    }
  }

  @Test func figuresUseTheSameColours() {
    for token in Theme.tokens {
      for (sheet, colour) in [(FigureStyle.lightTokens, token.light), (FigureStyle.darkTokens, token.dark)] {
        guard let start = sheet.range(of: "--\(token.name):") else { continue }
        let value = sheet[start.upperBound...].prefix { $0 != ";" }.uppercased()
        let long = value.count == 4 ? "#" + value.dropFirst().map { "\($0)\($0)" }.joined() : value
        #expect(long == colour, "\(token.name)")
      }
    }
  }

  private func contrast(_ a: String, _ b: String, isDark: Bool) throws -> Double {
    let first = try luminance(a, isDark: isDark)
    let second = try luminance(b, isDark: isDark)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private func luminance(
    _ name: String, isDark: Bool, under tint: String? = nil, share: Double = 0
  ) throws -> Double {
    func number(_ name: String) throws -> Int {
      let token = try #require(Theme.tokens.first { $0.name == name })
      return try #require(Int((isDark ? token.dark : token.light).dropFirst(), radix: 16))
    }
    let ground = try number(name)
    let layer = try tint.map(number)
    func channel(_ shift: Int) -> Double {
      let below = Double(ground >> shift & 255) / 255
      let value = layer.map { below * (1 - share) + Double($0 >> shift & 255) / 255 * share } ?? below
      return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055)
    }
    return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
  }

  /// x to the power 2.4, by Newton's method for the fifth root of x to the twelfth.
  private func power(_ x: Double) -> Double {
    var twelfth = 1.0
    for _ in 0..<12 { twelfth *= x }
    var root = 1.0
    for _ in 0..<200 { root -= (root * root * root * root * root - twelfth) / (5 * root * root * root * root) }
    return root
  }
}
