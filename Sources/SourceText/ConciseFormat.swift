/// One line a diagnostic, as compilers write it and editors read it.
enum ConciseFormat {
  static func write(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { diagnostic in
      "\(diagnostic.range.place): \(diagnostic.severity.rawValue)[\(diagnostic.id.rawValue)]: "
        + diagnostic.message.printable + "\n"
    }.joined()
  }
}
