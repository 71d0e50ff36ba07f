import Artifacts
import Formulas

extension CheckSummary {
  /// `✓ Gradient check 3 / 3 pass, greatest relative difference 3.8×10⁻¹¹`; where there are more entries than were
  /// looked at, `64 of 16,777,216 entries compared` stands behind the verdicts, and `2 cut` where that many are left out.
  func line(_ words: any Vocabulary) -> Notation {
    var text = "\(verdict.sign) \(words.gradientCheck) "
    text += total == 0 && cut > 0 ? words.word(for: verdict) : "\(passed)\u{202F}/\u{202F}\(total) \(words.pass)"
    if failed > 0 { text += ", \(failed) \(words.fail)" }
    if undecided > undefined { text += ", \(undecided - undefined) \(words.undecided)" }
    if undefined > 0 { text += ", \(undefined) \(words.undefined)" }
    if cut > 0 { text += ", \(Numbers.grouped(cut)) \(words.cut)" }
    if entries > total { text += ", " + words.compared(total, of: entries) }
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
    case .undefined: "∄"
    case .unchecked, .definition: "–"
    }
  }

  func html(_ words: any Vocabulary) -> HTMLNode {
    .element("span", [("class", "check " + rawValue)], [.text(sign + "\u{A0}" + words.word(for: self))])
  }

  /// - Parameter numeric: what was compared, where sliders move it.
  func html(_ words: any Vocabulary, of numeric: ShapedValues?) -> HTMLNode {
    guard let place = numeric?.places?.first else { return html(words) }
    return .element(
      "span", [("class", "check " + rawValue), ("data-verdict", "\(place)")],
      [.text(sign + "\u{A0}" + words.word(for: self))])
  }

  func markdown(_ words: any Vocabulary) -> String { sign + " " + words.word(for: self) }
}
