import NNSyntax
import Reporting
import SourceText

/// An `expect` of a built lesson: what is claimed, and what came out.
struct CourseClaim: Sendable {
  var line: Int
  var holds: Bool
  /// Without the word `expect`.
  var source: String
  /// Of `expect a == literal`, and of `<` and its like: the side that the lesson computes, as it is written.
  var subject: String?
  /// `==`, or on which side of the literal the subject lies: `<` and `<=` are less, `>` and `>=` are greater.
  private var comparison = BinaryOperator.equal
  private var claimed: ShapedNumbers?
  private var computed: ShapedNumbers?

  init(_ claim: ClaimReport) {
    line = claim.range.start.line
    holds = claim.holds
    let text = claim.range.text
    source = (text.hasPrefix("expect") ? String(text.dropFirst("expect".count)) : text).squeezed
    let program = parseProgram(Excerpt(claim.range.file, claim.range.bytes)).value
    guard case .expect(let expectation)? = program.statements.first?.kind, let right = claim.right,
      let comparison = expectation.comparison
    else { return }
    let isRightLiteral = isLiteral(comparison.right)
    guard isRightLiteral != isLiteral(expectation.left) else { return }
    self.comparison = isRightLiteral ? comparison.operator : comparison.operator.turned
    subject = (isRightLiteral ? expectation.left : comparison.right).range.text.squeezed
    let literal = isRightLiteral ? right : claim.left
    let result = isRightLiteral ? claim.left : right
    computed = ShapedNumbers(shape: result.shape, values: result.values)
    claimed =
      literal.values.count == 1
      ? ShapedNumbers(shape: result.shape, values: result.values.map { _ in literal.values[0] })
      : ShapedNumbers(shape: literal.shape, values: literal.values)
  }

  /// Whether it claims these numbers, and they were computed: all of a matrix or vector, or a row, a column or an entry.
  func states(_ values: ShapedNumbers, _ tolerance: FactTolerance, decimals: Int?) -> Bool {
    guard holds, comparison == .equal, let claimed, let computed, claimed.values.count == computed.values.count else {
      return false
    }
    func isHeld(_ found: ShapedNumbers) -> Bool {
      let width = max(found.matrix.width, 1)
      let rows = stride(from: 0, to: found.values.count, by: width).map { start in
        found.values[start..<(start + width)].map {
          ShownNumber(value: $0, decimals: decimals ?? 17, significantDigits: 17)
        }
      }
      return ShownNumbers("", rows).hold(values) { found, number in
        found.shows(number, tolerance, leastDecimals: decimals)
      }
    }
    return isHeld(claimed) && isHeld(computed)
  }
}

extension CourseClaim {
  /// What it says of its one number: not less than, not greater than.
  var limits: (lower: Double?, upper: Double?) {
    guard holds, let literal = claimed?.values, literal.count == 1 else { return (nil, nil) }
    return switch comparison {
    case .equal: (literal[0], literal[0])
    case .less, .lessOrEqual: (nil, literal[0])
    case .greater, .greaterOrEqual: (literal[0], nil)
    default: (nil, nil)
    }
  }
}

extension BinaryOperator {
  /// As it reads from the other side: `1 < x` is `x > 1`.
  fileprivate var turned: BinaryOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }
}

/// Numbers, operators and constant tables: what a claim can be held against.
private func isLiteral(_ expression: Expression) -> Bool {
  switch expression.kind {
  case .number: true
  case .name(let name): ["inf", "pi"].contains(name)
  case .array(let items), .tuple(let items): items.allSatisfy(isLiteral)
  case .unary(_, let operand): isLiteral(operand)
  case .chain(let first, let links): isLiteral(first) && links.allSatisfy { isLiteral($0.operand) }
  case .call(let function, let arguments):
    if case .name(let name) = function.kind {
      ["diag", "exp", "eye", "log", "ones", "sqrt", "zeros"].contains(name)
        && arguments.allSatisfy { isLiteral($0.value) }
    } else {
      false
    }
  case .text, .index, .member, .loop, .comprehension, .conditional, .error: false
  }
}
