import Formulas
import Testing

@testable import Artifacts
@testable import Reporting

/// The computing part of a page's script in JavaScriptCore, without a page.
///
/// The context that sets formulas wants KaTeX; one that answers what it is asked stands in for it.
struct TapeHarness {
  private let engine: JavaScript

  /// `nil` where JavaScriptCore is not installed.
  init?(_ atoms: [Atom]) {
    let script =
      TapeScript.operations(atoms) + ScriptText.compact(TapeScript.engine) + """
        var katex = { ParseError: Error, renderToString: (text) => text[0] === '{' ? answer(JSON.parse(text)) : '' };
        const number = (text) => Number(text);
        function answer(ask) {
          if (ask.numbers) return ask.numbers.map(([value, style]) => formatNumber(number(value), style).join('|')).join('\\n');
          const tape = makeTape(ask.tape), check = makeChecks(tape, ask.tape);
          return ask.moves.map((move) => {
            move.forEach((value, k) => { tape.row[ask.inputs[k]] = number(value); });
            tape.run();
            const checks = ask.tape.checks.map((_, index) => { const sum = check(index); return sum.pass + ',' + sum.fail; });
            return ask.read.map((place) => String(tape.row[place])).join(' ') + '|' + checks.join(' ');
          }).join('\\n');
        }
        """
    guard let engine = JavaScript(katex: Array(script.utf8)) else { return nil }
    self.engine = engine
  }

  private func ask(_ question: String) throws -> [Substring] {
    try engine.typeset(question, display: false).get().split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Texts and powers of ten: `1.2|-4`.
  func formatted(_ numbers: [(value: Double, style: String)]) throws -> [Substring] {
    let list = numbers.map { "[\"\($0.value.shortest)\",\"\($0.style)\"]" }.joined(separator: ",")
    return try ask("{\"numbers\":[\(list)]}")
  }

  /// Entries of the row for each move of the inputs, and of each check how many entries passed and failed.
  func run(
    _ tape: SliderTape, inputs: [Int], moves: [[Double]], read: [Int]
  ) throws -> [(numbers: [Double], checks: [Substring])] {
    let data = TapeData.json(tape, TapeScript.atoms(of: tape.tape))
    let lists = moves.map { "[" + $0.map { "\"\($0.shortest)\"" }.joined(separator: ",") + "]" }
    let lines = try ask(
      "{\"tape\":\(data),\"inputs\":\(inputs),\"moves\":[\(lists.joined(separator: ","))],\"read\":\(read)}")
    return lines.map { line in
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      return (parts[0].split(separator: " ").map { Double($0) ?? .nan }, parts[1].split(separator: " "))
    }
  }
}
