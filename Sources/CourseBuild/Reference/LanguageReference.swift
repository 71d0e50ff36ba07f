import NNRuntime
import SourceText

/// `docs/language.md`: what a lesson's author may write. The list of functions and the list of faults are the program's
/// own, so that they cannot be out of date; a test compares the committed file with this text.
public func languageReference() -> String {
  var text = ReferenceText.language
  text += "\n## Functions\n\nNamed arguments follow positional ones; a wrong call shows the signature.\n"
  for (title, functions) in BuiltinDescription.chapters {
    text += "\n### \(title)\n\n| call | gives | derivative |\n|---|---|---|\n"
    for function in functions {
      let calls = function.forms.map { "`\(cell($0))`" }.joined(separator: "<br>")
      text +=
        "| \(calls) | \(cell(function.summary))\(example(function)) | \(function.derivative.map { "`\(cell($0))`" } ?? "") |\n"
    }
  }
  text += "\n" + compiledLoops()
  text += "\n" + ReferenceText.course
  text += "\n## Faults\n\n`lessons explain NN-…` says more about each.\n\n| id | what it is |\n|---|---|\n"
  for id in DiagnosticID.allCases {
    text += "| [`\(id.rawValue)`](#\(id.rawValue.lowercased())) | \(cell(Explanation(id).summary)) |\n"
  }
  for id in DiagnosticID.allCases { text += "\n" + page(id) }
  return text
}

/// `: sum([1, 2, 3]) is 6`, unless the summary has an example of its own.
private func example(_ function: BuiltinDescription) -> String {
  guard let example = function.example, !function.summary.contains("`: ") else { return "" }
  return "; `\(cell(example.call))` is \(cell(example.value))"
}

/// Which functions a loop may call that is to be compiled.
private func compiledLoops() -> String {
  let others = BuiltinDescription.chapters.flatMap(\.functions).filter { !$0.isCompiled && $0.name != "record" }
  return """
    ### Compiled loops

    The rounds of a long loop over updates are taken by a compiled plan when two of them are alike in all but their numbers.
    A loop that shows something, defines a function, updates a model's parameter or calls one of these functions is run as
    it is written, more slowly and with the same numbers: \
    \(others.map { "`\($0.name)`" }.joined(separator: ", ")).

    """
}

private func page(_ id: DiagnosticID) -> String {
  let explanation = Explanation(id)
  let language = explanation.language.rawValue
  // Longer than any run of backquotes in the example.
  let fence = explanation.wrong.contains("```") || explanation.right.contains("```") ? "````" : "```"
  return """
    ### \(id.rawValue)

    \(explanation.summary.prefix(1).uppercased() + explanation.summary.dropFirst())\
    \(id.severity == .error ? "" : " (a \(id.severity.rawValue))").

    \(explanation.meaning)

    Gives it:

    \(fence)\(language)
    \(explanation.wrong.trimmedLines)
    \(fence)

    Right:

    \(fence)\(language)
    \(explanation.right.trimmedLines)
    \(fence)

    """
}

/// A table's cell: `|` would end it.
private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

extension String {
  fileprivate var trimmedLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
