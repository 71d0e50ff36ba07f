import Formulas

/// How far a colour stands out from another (WCAG 2.2, contrast ratio): 1 for the same, 21 for black on white.
enum Contrast {
  /// - Parameters: colours as `#RRGGBB`.
  static func ratio(_ a: String, _ b: String) -> Double {
    let (first, second) = (luminance(a), luminance(b))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// Relative luminance of sRGB.
  private static func luminance(_ colour: String) -> Double {
    let number = Int(colour.dropFirst(), radix: 16) ?? 0
    func channel(_ shift: Int) -> Double {
      let value = Double(number >> shift & 255) / 255
      return value <= 0.04045 ? value / 12.92 : Elementary.power((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
  }
}
