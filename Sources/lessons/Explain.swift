import ArgumentParser
import CourseBuild
import SourceText

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what a diagnostic means, with an example.",
    discussion: """
      EXAMPLES:
        lessons explain                       list all
        lessons explain NN-shape-mismatch
        lessons explain --reference > docs/language.md
      """)

  @Argument(
    help: "What stands in brackets behind `error`: NN-…", completion: .list(DiagnosticID.allCases.map(\.rawValue)))
  var id: String?

  @Flag(help: "Write the reference of the whole language, docs/language.md.")
  var reference = false

  func run() throws {
    if reference { return try Terminal.write(languageReference()) }
    guard let id else {
      let width = DiagnosticID.allCases.map(\.rawValue.utf8.count).max() ?? 0
      for id in DiagnosticID.allCases {
        let gap = String(repeating: " ", count: width - id.rawValue.utf8.count + 2)
        try Terminal.write("\(id.rawValue)\(gap)\(Explanation(id).summary)\n")
      }
      return
    }
    let names = DiagnosticID.allCases.map(\.rawValue)
    let wanted = id.lowercased().hasPrefix("nn-") ? "NN-" + id.dropFirst(3).lowercased() : "NN-" + id.lowercased()
    guard let known = DiagnosticID(rawValue: wanted) else {
      let hint = nearestName(to: wanted, in: names).map { " Did you mean \($0)?" } ?? ""
      throw ValidationError("There is no diagnostic '\(id)'.\(hint) `lessons explain` lists all.")
    }
    try Terminal.write(Explanation(known).text)
  }
}
