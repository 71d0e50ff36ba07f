import SourceText
import Testing

@testable import NNSyntax

/// Of expressions made at random: the canonical text of each part parses as that part, and blanks, lines and comments
/// between the tokens change none.
@Suite struct CanonicalTextPropertyTests {
  /// An expression as its tokens, with how freely they may be spaced.
  struct Generator {
    var random: FuzzTests.Random
    private(set) var tokens: [String] = []

    init(seed: UInt64) { random = FuzzTests.Random(state: seed) }

    private mutating func pick(_ words: [String]) -> String { words.randomElement(using: &random) ?? "x" }
    private mutating func next(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    mutating func expression(_ depth: Int) {
      switch depth > 0 ? next(12) : next(3) {
      case 0: tokens.append(pick(["x", "y'", "사과", "in", "by", "w_1"]))
      case 1: tokens.append(pick(["1", "2.5", "1e-3", "60_000", "true"]))
      case 2: tokens.append(pick(["\"a  b # c\"", "x", "0"]))
      case 3, 4, 5:
        operand(depth - 1)
        for _ in 0...next(3) {
          tokens.append(pick(["+", "-", "*", "/", "@", "%"]))
          operand(depth - 1)
        }
      case 6:
        operand(depth - 1)
        tokens.append(pick(["^", "==", "<", ">=", "!=", "and", "or"]))
        operand(depth - 1)
      case 7:
        // `not` stands behind no operator that binds more tightly.
        let negates = next(2) == 0
        tokens += negates ? ["-"] : ["(", "not"]
        operand(depth - 1)
        if !negates { tokens.append(")") }
      case 8:
        tokens += ["f", "⟨("]
        list(depth - 1, names: true)
        tokens.append(")")
      case 9:
        tokens += ["m", "⟨["]
        if next(2) == 0 {
          expression(depth - 1)
        } else {
          if next(2) == 0 { operand(depth - 1) }
          tokens.append(":")
          if next(2) == 0 { operand(depth - 1) }
        }
        tokens.append("]")
        if next(3) == 0 { tokens += [".", "T"] }
      case 10:
        tokens.append("[")
        if next(2) == 0 {
          list(depth - 1, names: false)
        } else {
          expression(depth - 1)
          tokens += ["for", "i", "in", "0", "..", "3"]
          if next(2) == 0 { tokens += ["by", "-", "1"] }
        }
        tokens.append("]")
      default:
        tokens += ["(", "if"]
        operand(depth - 1)
        tokens += ["{", "a", "=", "1", ";"]
        expression(depth - 1)
        tokens += ["}", "else", "{"]
        expression(depth - 1)
        tokens += ["}", ")"]
      }
    }

    /// In brackets where it might bind less tightly than what stands around, and now and then without need.
    private mutating func operand(_ depth: Int) {
      let start = tokens.count
      expression(depth)
      guard tokens.count > start + 1 || next(6) == 0 else { return }
      tokens.insert("(", at: start)
      tokens.append(")")
    }

    private mutating func list(_ depth: Int, names: Bool) {
      for place in 0...next(3) {
        if place > 0 { tokens.append(",") }
        if names, place > 0 { tokens += ["n\(place)", ":"] }
        expression(depth)
      }
    }

    /// The tokens with gaps of any kind where one may be, and a single blank where one must be.
    mutating func spaced(freely: Bool) -> String {
      var text = ""
      var open: [Character] = []
      for (place, token) in tokens.enumerated() {
        let isPostfix = token.hasPrefix("⟨")
        let written = isPostfix ? String(token.dropFirst()) : token
        let last = place > 0 ? tokens[place - 1] : ""
        if !last.isEmpty {
          let touches = isWord(last.last) && isWord(written.first)
          var gaps = touches ? [" ", "  "] : ["", " ", "\t "]
          // Inside brackets lines do not matter; a call's bracket and a member stay on the line.
          if let inner = open.last, inner != "{", !isPostfix { gaps += ["\n", " # note\n  "] }
          if open.last == "{", last == "{" || last == ";" || token == "}" { gaps += ["\n", "\n  "] }
          text += freely ? pick(gaps) : touches || !isPostfix ? " " : ""
        }
        if let first = written.first, written.count == 1 {
          if "([{".contains(first) { open.append(first) }
          if ")]}".contains(first) { _ = open.popLast() }
        }
        // A statement may end with its line as well.
        text += freely && written == ";" && next(2) == 0 ? "\n" : written
      }
      return text
    }

    private func isWord(_ character: Character?) -> Bool {
      guard let character else { return false }
      return character.isLetter || character.isNumber || character == "_" || character == "'" || character == "."
    }
  }

  private func parts(of expression: Expression) -> [Expression] {
    var result = [expression]
    var place = 0
    while place < result.count {
      let (inner, blocks) = result[place].parts
      result += inner + blocks.flatMap { $0.flatMap(\.expressions) }
      place += 1
    }
    return result
  }

  private func value(_ text: String) throws -> Expression {
    let file = SourceFile(path: "a.md", text: "v = \(text)")
    let parsed = parseProgram(Excerpt(file, 0..<file.bytes.count))
    try #require(parsed.diagnostics.map(\.message) == [], "\(text)")
    guard case .binding(_, let value)? = parsed.value.statements.first?.kind else { throw NoValue() }
    return value
  }

  struct NoValue: Error {}

  private func printed(_ range: SourceRange) -> String { canonicalText(Excerpt(range.file, range.bytes)) }

  @Test(arguments: 0..<300) func parsesAsWhatItWasPrintedFrom(_ seed: Int) throws {
    var generator = Generator(seed: UInt64(seed))
    generator.expression(4)
    let plain = try value(generator.spaced(freely: false))
    let free = generator.spaced(freely: true)
    let other = try value(free)
    #expect(dump(other) == dump(plain), "\(free)")
    let (own, others) = (parts(of: plain), parts(of: other))
    try #require(own.count == others.count)
    for (a, b) in zip(own, others) {
      let text = printed(a.range)
      #expect(printed(b.range) == text, "\(free)")
      #expect(canonicalText(text) == text)
      #expect(dump(try value(text)) == dump(a), "\(text)")
      guard case .chain(_, let links) = b.kind, case .chain(_, let same) = a.kind else { continue }
      for (x, y) in zip(same, links) { #expect(printed(x.range) == printed(y.range), "\(free)") }
    }
  }
}
