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
    case .solution: solution
    case .hint: hintTitle
    case .theorem: theorem
    case .lemma: lemma
    case .corollary: corollary
    case .proposition: proposition
    case .conjecture: conjecture
    case .definition: definitionTitle
    case .example: example
    case .remark: remark
    case .proof: proof
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
    case .statement(let kind): "\(word(for: kind))\u{A0}\(target.text)"
    }
  }

  /// `3`, `(3)`: what is left of it where the text has the word.
  func number(_ target: ReferenceTarget) -> String {
    switch target.kind {
    case .equation: "(\(target.text))"
    case .figure, .table, .section, .statement: target.text
    }
  }

  func reference(_ target: ReferenceTarget, _ reference: CrossReference) -> String {
    switch reference.form {
    case .named: self.reference(target)
    case .number: number(target)
    case .bareNumber: target.text
    }
  }
}
