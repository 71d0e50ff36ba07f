/// The options of a block, under the names that authors write.
enum OptionKey: String, CaseIterable {
  case label
  case figureCaption = "fig-cap"
  case figureAlternative = "fig-alt"
  case tableCaption = "tbl-cap"
  case echo
  case output
  case include
  case codeFold = "code-fold"
  case eval
  case error
  case allow
  case digits
  case budget
  case memory
  case timeout
  case tolerance
  case solution
  case expectations
  case live
  case from
  case words
  case answer
  case within
  case wrong
  case say

  /// Whether its line says something of the field for answers under the block. Such a line is no YAML: its value is the
  /// rest of it, whatever it holds, and `wrong` and `say` may stand more than once.
  var belongsToField: Bool {
    switch self {
    case .answer, .within, .wrong, .say: true
    case .label, .figureCaption, .figureAlternative, .tableCaption, .echo, .output, .include, .codeFold, .eval, .error,
      .allow, .digits, .budget, .memory, .timeout, .tolerance, .solution, .expectations, .live, .from, .words:
      false
    }
  }

  /// Whether it says something about one block alone, so that it cannot be a default for all.
  var belongsToOneBlock: Bool {
    switch self {
    case .label, .figureCaption, .figureAlternative, .tableCaption, .allow, .live, .from, .words, .answer, .within,
      .wrong, .say:
      true
    case .echo, .output, .include, .codeFold, .eval, .error, .digits, .budget, .memory, .timeout, .tolerance, .solution,
      .expectations:
      false
    }
  }
}
