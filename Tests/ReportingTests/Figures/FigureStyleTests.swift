import Foundation
import Testing

@testable import Reporting

@Suite struct FigureStyleTests {
  /// Ratio of two colours of one scheme by WCAG 2.2.
  private func contrast(_ a: String, _ b: String, in tokens: String) throws -> Double {
    let (x, y) = (try luminance(a, tokens), try luminance(b, tokens))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  private func luminance(_ name: String, _ tokens: String) throws -> Double {
    let value = try #require(tokens.components(separatedBy: "--\(name):#").dropFirst().first)
    var hex = String(value.prefix { $0 != ";" })
    if hex.count == 3 { hex = hex.map { "\($0)\($0)" }.joined() }
    let number = try #require(UInt32(hex, radix: 16))
    let channels = [number >> 16 & 255, number >> 8 & 255, number & 255].map { channel -> Double in
      let c = Double(channel) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  @Test(arguments: [FigureStyle.lightTokens, FigureStyle.darkTokens]) func everyTextCanBeRead(tokens: String) throws {
    for name in ["ink", "muted", "forward", "gradient", "local"] {
      #expect(try contrast(name, "surface", in: tokens) >= 4.5, "\(name)")
    }
    #expect(try contrast("local", "local-tint", in: tokens) >= 4.5)
    #expect(try contrast("gradient", "gradient-tint", in: tokens) >= 4.5)
    #expect(try contrast("ink", "fill", in: tokens) >= 4.5)
    #expect(try contrast("wire", "surface", in: tokens) >= 3)
  }
}
