import NNSyntax
import SourceText

/// A block's source as a reader sees it.
struct EchoedSource {
  var text: String
  /// How many claims were left out.
  var hiddenClaims: Int

  /// - Parameters:
  ///   - source: the block's text behind its options.
  ///   - program: what was parsed from it.
  ///   - expectations: whether `expect` lines are shown.
  ///
  /// `x = 3`, `expect x == 3` → `x = 3` and one hidden claim.
  init(_ source: Excerpt, _ program: Program, expectations: Bool) {
    var bytes = source.text
    var claims: [Range<Int>] = []
    if !expectations {
      collectClaims(program.statements) { range in
        if let start = source.offset(of: range) { claims.append(start..<start + range.bytes.count) }
      }
      claims.sort { $0.lowerBound < $1.lowerBound }
      for claim in claims.reversed() { Self.remove(claim, from: &bytes) }
    }
    hiddenClaims = claims.count
    bytes.removeAll { $0 == UInt8(ascii: "\r") }
    text = Self.trimmed(bytes)
  }

  /// Takes a claim out with the line it stands on, or only itself and its `;` where other statements share the line.
  private static func remove(_ claim: Range<Int>, from bytes: inout [UInt8]) {
    var start = claim.lowerBound
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    var end = min(claim.upperBound, bytes.count)
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    let opensLine = start == 0 || bytes[start - 1] == UInt8(ascii: "\n")
    if end < bytes.count, bytes[end] == UInt8(ascii: "#"), opensLine {
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    }
    if opensLine, end == bytes.count || bytes[end] == UInt8(ascii: "\n") {
      bytes.removeSubrange(start..<min(end + 1, bytes.count))
      collapseBlankLines(around: start, in: &bytes)
    } else if start > 0, bytes[start - 1] == UInt8(ascii: ";") {
      bytes.removeSubrange(start - 1..<claim.upperBound)
    } else if end < bytes.count, bytes[end] == UInt8(ascii: ";") {
      end += 1
      while end < bytes.count, isBlank(bytes[end]) { end += 1 }
      bytes.removeSubrange(claim.lowerBound..<end)
    } else {
      bytes.removeSubrange(claim)
    }
  }

  /// Where a line was taken out between two blank ones, one of these is enough.
  private static func collapseBlankLines(around position: Int, in bytes: inout [UInt8]) {
    guard position >= 2, position < bytes.count, bytes[position] == UInt8(ascii: "\n"),
      bytes[position - 1] == UInt8(ascii: "\n"), bytes[position - 2] == UInt8(ascii: "\n")
    else { return }
    bytes.remove(at: position)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  /// Without blank lines at its ends.
  private static func trimmed(_ bytes: [UInt8]) -> String {
    var end = bytes.count
    while end > 0, bytes[end - 1] == UInt8(ascii: "\n") || isBlank(bytes[end - 1]) { end -= 1 }
    var start = 0
    var line = 0
    while line < end, bytes[line] == UInt8(ascii: "\n") || isBlank(bytes[line]) {
      line += 1
      if bytes[line - 1] == UInt8(ascii: "\n") { start = line }
    }
    return String(decoding: bytes[min(start, end)..<end], as: UTF8.self)
  }
}

/// How many claims a block makes: each `expect` once, however often a loop runs it.
func claimCount(of program: Program) -> Int {
  var count = 0
  collectClaims(program.statements) { _ in count += 1 }
  return count
}

/// The ranges of all claims, those in loops, conditions and functions included. Statements and expressions nest no
/// deeper than `Expression.nestingLimit`, so recursion is safe.
private func collectClaims(_ statements: [Statement], _ found: (SourceRange) -> Void) {
  for statement in statements {
    switch statement.kind {
    case .expect: found(statement.range)
    case .conditional(_, let then, let otherwise):
      collectClaims(in: statement.expressions, found)
      collectClaims(then, found)
      collectClaims(otherwise ?? [], found)
    case .function(let function): collectClaims(in: function.body, found)
    case .backward(let rule): collectClaims(in: rule.body, found)
    case .binding, .destructuring, .update, .expression: collectClaims(in: statement.expressions, found)
    }
  }
}

private func collectClaims(in body: Body, _ found: (SourceRange) -> Void) {
  switch body {
  case .expression(let expression): collectClaims(in: [expression], found)
  case .block(let statements, _): collectClaims(statements, found)
  }
}

/// Of the blocks of loops, and of an `if` that stands somewhere in an expression.
private func collectClaims(in expressions: [Expression], _ found: (SourceRange) -> Void) {
  for expression in expressions {
    let parts = expression.parts
    collectClaims(in: parts.expressions, found)
    for block in parts.blocks { collectClaims(block, found) }
  }
}
