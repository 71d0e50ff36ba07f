extension CourseWords {
  /// Names of all words that a course can give.
  static let keys: [String] = [
    languageName,
    "figure", "table", "equation", "section", "contents", "skip-to-content", "footnotes", "back-to-text",
    "references", "source", "note", "tip", "important", "warning", "caution", "exercise", "solution", "hint-title",
    "theorem", "lemma", "corollary", "proposition", "conjecture", "definition-title", "example", "remark", "proof",
    "video", "sound", "code", "text", "previous", "next", "lessons", "error", "hint", "expected-error", "skipped",
    "variable", "operation", "value", "local", "upstream", "gradient", "numeric", "check", "inputs", "input", "sum",
    "total", "through", "node", "shape", "entries", "steps", "seed", "pass", "fail", "undecided", "undefined",
    "unchecked", "definition", "cut", "gradient-check", "max-relative", "mean-absolute", "max-absolute", "worst",
    "position", "analytic", "difference", "relative", "layer", "output-shape", "parameters", "numbers", "output",
    "drawn-shape", "index", "nothing-to-draw", "first", "last", "random-seed", "moving-mean", "best-constant",
    "log-scale", "vertical-log", "horizontal-log", "both-log", "one-unit", "value-range", "truth", "layer-column",
    "count", "mean", "deviation", "black", "white", "ringed", "gradient-size", "truth-and-prediction",
    "confusion-title", "boundary-title", "flow-title", "positive", "negative", "zero", "weight-size", "bias-unit",
    "loss-gradient", "activation", "fill-meaning", "network-parameter", "network-value", "network-gradient", "loss",
    "outputs", "jacobian-inputs", "rows-are", "columns-are", "no-zeros", "used-instead", "strongest",
    "single-value",
  ]

  /// Those that stand on nearly every page, and are listed where a course has none.
  static let common: [String] = [
    "figure", "table", "equation", "section", "contents", "skip-to-content", "footnotes", "references", "note",
    "tip", "important", "warning", "caution", "exercise", "solution", "hint-title", "theorem", "lemma", "corollary",
    "proposition", "conjecture", "definition-title", "example", "remark", "proof", "video", "sound", "code",
    "source", "previous", "next", "lessons",
  ]
}

extension Language {
  /// Names of all words that `words:` in `course.yml` can give.
  package static var wordKeys: [String] { CourseWords.keys }

  /// Common words that pages in this language say in English.
  package var missingWords: [String] {
    shippedForm == nil ? CourseWords.common.filter { ownWords[$0] == nil } : []
  }
}
