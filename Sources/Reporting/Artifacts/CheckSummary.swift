import Formulas

/// The verdict of comparing gradients with central differences, entry by entry.
public enum CheckVerdict: String, Sendable, Hashable {
  case pass
  case fail
  /// A kink within the step, or a numeric derivative too rough to judge by; never an error.
  case undecided
  /// Not looked at: of a large graph only a sample of the nodes is compared.
  case unchecked
}

public struct CheckSummary: Sendable, Hashable {
  public var passed: Int
  public var failed: Int
  public var undecided: Int
  /// The greatest relative difference over the decided entries.
  public var maxRelative: Double

  public init(passed: Int, failed: Int, undecided: Int, maxRelative: Double) {
    self.passed = passed
    self.failed = failed
    self.undecided = undecided
    self.maxRelative = maxRelative
  }

  public var verdict: CheckVerdict { failed > 0 ? .fail : passed > 0 ? .pass : .undecided }
}

extension CheckSummary {
  var total: Int { passed + failed + undecided }

  static func + (a: CheckSummary, b: CheckSummary) -> CheckSummary {
    CheckSummary(
      passed: a.passed + b.passed, failed: a.failed + b.failed, undecided: a.undecided + b.undecided,
      maxRelative: max(a.maxRelative, b.maxRelative))
  }

  /// `✓ Gradient check 3 / 3 pass, greatest relative difference 3.8×10⁻¹¹`
  func line(_ words: Vocabulary) -> Notation {
    var text = "\(verdict.sign) \(words.gradientCheck) \(passed)\u{202F}/\u{202F}\(total) \(words.pass)"
    if failed > 0 { text += ", \(failed) \(words.fail)" }
    if undecided > 0 { text += ", \(undecided) \(words.undecided)" }
    guard passed + failed > 0 else { return Notation(plain: text) }
    return Notation(plain: text + ", \(words.maxRelative) ") + Numbers.notation(maxRelative, digits: 2)
  }
}

extension CheckVerdict {
  /// Goes with a word wherever it stands: neither colour nor shape alone says it.
  var sign: String {
    switch self {
    case .pass: "✓"
    case .fail: "✗"
    case .undecided: "?"
    case .unchecked: "–"
    }
  }

  func html(_ words: Vocabulary) -> HTMLNode {
    .element("span", [("class", "check " + rawValue)], [.text(sign + "\u{A0}" + words.word(for: self))])
  }

  func markdown(_ words: Vocabulary) -> String { sign + " " + words.word(for: self) }
}
