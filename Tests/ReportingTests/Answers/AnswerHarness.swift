import Formulas
import Testing

@testable import Reporting

/// The judging part of the script of fields in JavaScriptCore, without a page.
///
/// The context that sets formulas wants KaTeX; one that answers what it is asked stands in for it.
struct AnswerHarness {
  private let engine: JavaScript

  /// `nil` where JavaScriptCore is not installed.
  init?() {
    let script =
      "const words={sign:'sign',point:'point',inverse:'inverse',wrong:'wrong'};\n"
      + ScriptText.compact(AnswerScript.judging) + """
        var katex = { ParseError: Error, renderToString: (text) => {
          if (text[0] !== '{') return '';
          const ask = JSON.parse(text);
          if (ask.hash) return ask.hash.map(hash).join('\\n');
          return ask.typed.map((one) => {
            const value = read(one);
            return String(value) + '|' + (ask.field ? isNaN(value) ? 'form' : judge(ask.field, value) : '');
          }).join('\\n');
        } };
        """
    guard let engine = JavaScript(katex: Array(script.utf8)) else { return nil }
    self.engine = engine
  }

  private func ask(_ question: String) throws -> [String] {
    try engine.typeset(question, display: false).get().split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  private func list(_ texts: [String]) -> String {
    var json = JSONWriter()
    json.array(texts) { $0.value($1) }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  func hashes(_ texts: [String]) throws -> [String] { try ask("{\"hash\":\(list(texts))}") }

  /// Numbers that are read, and what is said of each: nothing of one that is right.
  func judge(_ typed: [String], field: AnswerReport? = nil) throws -> [(value: Double, said: String)] {
    let data = field.map { ",\"field\":\($0.sealed(in: "a"))" } ?? ""
    return try ask("{\"typed\":\(list(typed))\(data)}").map { line in
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      return (Double(parts[0]) ?? .nan, String(parts[1]))
    }
  }
}
