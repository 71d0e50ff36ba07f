import Artifacts
import Markup

/// Words for what has several kinds.
extension Vocabulary {
  /// The title of a callout whose author gave none.
  func word(for kind: Callout.Kind) -> String {
    switch kind {
    case .note: note
    case .tip: tip
    case .important: important
    case .warning: warning
    case .caution: caution
    case .exercise: exercise
    }
  }

  func word(for verdict: CheckVerdict) -> String {
    switch verdict {
    case .pass: pass
    case .fail: fail
    case .undecided: undecided
    case .undefined: undefined
    case .unchecked: unchecked
    case .definition: definition
    }
  }

  /// `Figure 3`, `그림 3`, with a space that does not break.
  func reference(_ target: ReferenceTarget) -> String {
    switch target.kind {
    case .figure: "\(figure)\u{A0}\(target.text)"
    case .table: "\(table)\u{A0}\(target.text)"
    case .equation: "\(equation)\u{A0}(\(target.text))"
    case .section: target.text
    }
  }
}
