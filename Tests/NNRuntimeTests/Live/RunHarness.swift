import Formulas
import Testing

@testable import Artifacts
@testable import Reporting

/// The training part of a page's script in JavaScriptCore, without a page.
struct RunHarness {
  private let engine: JavaScript
  private let data: LiveData

  /// `nil` where JavaScriptCore is not installed.
  init?(_ run: LiveRun, _ boundaries: [BoundaryChart] = []) {
    data = LiveData(runs: [(0, run)], boundaries: boundaries)
    let script =
      TapeScript.operations(data.atoms)
      + [TapeScript.tape, RunScript.text, LiveDrawing.text].map(ScriptText.compact).joined() + """
        var katex = { ParseError: Error, renderToString: (text) => text[0] === '{' ? answer(JSON.parse(text)) : '' };
        function answer({ data, steps, rate, boundary }) {
          const run = makeRun(data.runs[0]);
          run.rate *= rate;
          for (let k = 0; k < steps && !run.stop; k += 1) run.step();
          const asked = data.boundaries[boundary], found = asked && makeBoundary(asked, run).ask();
          return [run.values(), run.losses, run.path.flat(), found ? found.planes.flatMap((p) => [...p]) : [], found ? found.wrong : [],
            [run.done], [run.stop || '-']].map((list) => list.join(' ')).join('\\n');
        }
        """
    guard let engine = JavaScript(katex: Array(script.utf8)) else { return nil }
    self.engine = engine
  }

  struct Result {
    var parameters: [Double]
    var losses: [Double]
    var path: [Double]
    var planes: [Double]
    var wrong: [Int]
    var done: Int
    var stop: String
  }

  func run(steps: Int = .max, rate: Double = 1, boundary: Int? = nil) throws -> Result {
    let ask =
      "{\"data\":\(data.json),\"steps\":\(min(steps, 1_000_000)),\"rate\":\(rate),\"boundary\":\(boundary ?? -1)}"
    let lines = try engine.typeset(ask, display: false).get().split(separator: "\n", omittingEmptySubsequences: false)
    func numbers(_ line: Int) -> [Double] { lines[line].split(separator: " ").map { Double($0) ?? .nan } }
    return Result(
      parameters: numbers(0), losses: numbers(1), path: numbers(2), planes: numbers(3), wrong: numbers(4).map(Int.init),
      done: Int(numbers(5)[0]), stop: String(lines[6]))
  }
}
