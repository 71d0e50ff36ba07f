/// How kinds of callouts are written.
extension Callout.Kind {
  /// `.callout-…` and `> [!…]`.
  public static let alerts: [Self] = [.note, .tip, .important, .warning, .caution, .exercise]

  /// `::: {.theorem}`
  init?(className: String) {
    guard let kind = Self(rawValue: className), kind == .exercise || !Self.alerts.contains(kind) else { return nil }
    self = kind
  }

  /// `::: {#thm-a}`
  public init?(label: String) {
    guard let kind = Self.prefixes[String(label.prefix { $0 != "-" })], label.contains("-") else { return nil }
    self = kind
  }

  /// The beginnings of labels, as in Quarto and bookdown.
  static let prefixes: [String: Self] = [
    "thm": .theorem, "lem": .lemma, "cor": .corollary, "prp": .proposition, "cnj": .conjecture, "def": .definition,
    "exm": .example, "exr": .exercise, "rem": .remark, "sol": .solution, "prf": .proof, "nte": .note, "tip": .tip,
    "wrn": .warning, "imp": .important, "cau": .caution,
  ]
}
