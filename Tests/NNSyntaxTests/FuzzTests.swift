import SourceText
import Testing

@testable import NNSyntax

/// Text that nobody would write: the parser survives it, and every range lies in the file.
@Suite struct FuzzTests {
  /// SplitMix64: the same texts on every run.
  struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let pieces = [
    "x", "사과", "e\u{301}", "1", "2.5", ".5", "1e", "1e-3", "\"a\"", "\"", "'", "(", ")", "[", "]", "{", "}", "+", "-",
    "*",
    "**", "^", "@", "%", "/", "==", "!=", "<", "<=", ">", "=", "+=", "-=", ",", ":", ";", ".", "..", "...", "#", "#|",
    "\n",
    "\r\n", " ", "\t", "if", "else", "for", "in", "repeat", "expect", "within", "backward", "and", "or", "not", "true",
    "return", "while", "def", "lambda", "let", "$", "×", "²", "\u{A0}", "\u{0}", "🙂", "f(x) = ",
    "backward f(x; y, dy) = ",
    "for i in 1..3 {", "by", "[x for i in", "y = if 1 {", "\\", "`", "“a”", "!", "&&",
  ]
  static let sample = """
    #| label: fig-a
    x = -2; y = [1, 2.5; 3]  # note
    (a, b) = split(x, 0.8)
    sigma(z) = 1 / (1 + exp(-z))
    backward sigma(z; y, dy) = { g = dy * y; g * (1 - y) }
    h = repeat 10 { w -= 0.1 * grad(L, w); p[0][-1] *= 2; net.w1 += 1; record(L) }
    for i in 1..3 { if i > 2 { m[i, 1:3] } else { "값" } }
    for v in [x^i for i in 3..0 by -1] { y = if v > 0 { v } else { (if x { 1 } else { 2 }) * 2 } }
    expect a == b within 1e-3
    """

  func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let file = SourceFile(path: "a.md", text: text)
    let whole = 0..<file.bytes.count
    let parsed = parseProgram(Excerpt(file, whole))
    var last = 0
    for diagnostic in parsed.diagnostics {
      let range = diagnostic.range.bytes
      let isInside = range.lowerBound >= last && range.upperBound <= whole.upperBound
      if !isInside {
        Issue.record("\(described(diagnostic)) outside \(text.debugDescription)", sourceLocation: sourceLocation)
      }
      last = range.lowerBound
    }
    var end = 0
    for statement in parsed.value.statements {
      let range = statement.range.bytes
      if range.lowerBound < end || range.upperBound > whole.upperBound || range.isEmpty {
        Issue.record("statement \(range) in \(text.debugDescription)", sourceLocation: sourceLocation)
      }
      end = range.upperBound
    }
    end = 0
    for run in highlight(text) {
      if run.range.lowerBound < end || run.range.upperBound > whole.upperBound || run.range.isEmpty {
        Issue.record("run \(run.range) in \(text.debugDescription)", sourceLocation: sourceLocation)
      }
      end = run.range.upperBound
    }
    // A text that is not reported to be wrong has no holes.
    if parsed.diagnostics.isEmpty, dump(parsed.value).contains("?"), !text.contains("?") {
      Issue.record("an unreported fault in \(text.debugDescription)", sourceLocation: sourceLocation)
    }
    _ = parseInlineProgram(Excerpt(file, whole))
  }

  private func described(_ diagnostic: Diagnostic) -> String { "\(diagnostic.id.rawValue) \(diagnostic.range.bytes)" }

  @Test func tokens() {
    var random = Random(state: 1)
    for _ in 0..<8_000 {
      let count = Int.random(in: 0..<24, using: &random)
      let text = (0..<count).map { _ in
        (Self.pieces.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? " " : "")
      }
      check(text.joined())
    }
  }

  @Test func bytes() {
    var random = Random(state: 2)
    for _ in 0..<6_000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func mutations() {
    var random = Random(state: 3)
    for _ in 0..<6_000 {
      var bytes = Array(Self.sample.utf8)
      for _ in 0..<Int.random(in: 1..<4, using: &random) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: position)
        case 1: bytes.insert(contentsOf: (Self.pieces.randomElement(using: &random) ?? "").utf8, at: position)
        default: bytes.removeSubrange(position..<min(position + 12, bytes.count))
        }
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }
}
