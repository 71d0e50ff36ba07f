import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// Vectors of 0 and 1 that say where something holds are no indices.
struct MaskTests {
  private static let files = [
    "d.csv": "a,b\n1,2\n3,4\n5,6\n", "gaps.csv": "a,b\n1,2\nNA,4\n5,6\n",
    "years.csv": "name,\"2019\",2020\nx,1,2\ny,3,4\n",
    "rows.csv": "2019,2020\n1,2\n",
  ]

  private func run(_ source: String) -> Outcome {
    let session = Session(seed: 0) { path, range throws(Diagnostic) in
      guard let text = Self.files[path] else { throw Diagnostic(.fileMissing, "no file `\(path)`", at: range) }
      return [UInt8](text.utf8)
    }
    let file = SourceFile(path: "lesson.md", text: source)
    let parsed = parseProgram(Excerpt(file, 0..<file.bytes.count))
    var outcome = session.run(parsed.value, options: RunOptions())
    outcome.diagnostics = parsed.diagnostics + outcome.diagnostics
    return outcome
  }

  private func refuse(_ source: String, _ places: String..., location: Testing.SourceLocation = #_sourceLocation) {
    let told = run(source).diagnostics.map { diagnostic in
      let (start, end) = (diagnostic.range.start, diagnostic.range.end)
      return "\(start.line):\(start.column)-\(end.column) \(diagnostic.id.rawValue)"
    }
    #expect(told == places, "\(source)", sourceLocation: location)
  }

  private func check(_ source: String, _ expected: String..., location: Testing.SourceLocation = #_sourceLocation) {
    let outcome = run(source)
    #expect(outcome.diagnostics.map(\.message) == [], sourceLocation: location)
    #expect(shown(outcome) == expected, sourceLocation: location)
  }

  @Test func comparisons() {
    refuse("x = [1, -2, 3]\nx[x > 0]", "2:3-8 NN-wrong-kind")
    refuse("x = [1, -2, 3]\nx[not (x > 0)]", "2:3-14 NN-wrong-kind")
    refuse("x = [1, -2, 3]\nx[x > 0 and x < 3]", "2:3-18 NN-wrong-kind")
    refuse("x = [1, -2, 3]\nm = x > 0\nx[m]", "3:3-4 NN-wrong-kind")
    refuse("x = [1, -2, 3]\nm = x > 0\nx[1 - m]", "3:3-8 NN-wrong-kind")
    refuse("x = [[1, 2], [3, 4]]\nx[x[:, 0] > 1, 0]", "2:3-14 NN-wrong-kind")
    refuse("[1, 2, 3][[1, 2, 3] == 2]", "1:11-25 NN-wrong-kind")
    refuse("x = [1, -2, 3]\nx[~(x > 0)]", "2:3-4 NN-unexpected-character", "2:3-4 NN-unexpected-token")
    #expect(run("x = [1, -2]\nx[x > 0]").diagnostics[0].hint?.hasPrefix("`x[nonzero(x > 0)]`") == true)
  }

  @Test func columns() {
    refuse("d = csv(\"d.csv\")\nd.a[d.a > 1]", "2:5-12 NN-wrong-kind")
    refuse("d = csv(\"d.csv\")\nd[d.a > 1]", "2:3-10 NN-wrong-kind")
    refuse("d = csv(\"d.csv\")\nm = d.a > 1\nn = 1 - m\nd.b[n]", "4:5-6 NN-wrong-kind")
    refuse("d = csv(\"gaps.csv\", missing: \"mask\")\nd.a[missing(d.a)]", "2:5-17 NN-wrong-kind")
    check("d = csv(\"d.csv\")\nd.b[nonzero(d.a > 1)]", "[4, 6]")
  }

  /// Numbers that happen to be 0 and 1 are indices, and one truth chooses of two.
  @Test func indices() {
    check("x = [5, 7, 9]\ni = [0, 1, 1]\nx[i]\nx[[1, 0, 1]]", "[5, 7, 7]", "[7, 5, 7]")
    check("x = [5, 7]\nc = 2 > 1\nx[c]\n(10, 20)[c]", "7", "20")
    check("x = [5, 7, 9]\nx[nonzero(x > 6)]\nwhere(x > 6, x, 0)", "[7, 9]", "[0, 7, 9]")
  }

  /// A 0 that stands for no value is shown as none.
  @Test func absentValues() {
    let outcome = run("d = csv(\"gaps.csv\", missing: \"mask\")\nd.a\nd.b\nv = d.a\nv")
    guard case .table(let table)? = outcome.outputs.first, case .table(let again)? = outcome.outputs.last else {
      Issue.record("no table")
      return
    }
    #expect(table.columns.map(\.absent) == [[1]] && again.columns.map(\.absent) == [[1]])
    #expect(shown(outcome)[1] == "[2, 4, 6]")
  }

  @Test func namesThatAreNumbers() {
    check("d = csv(\"years.csv\", header: true)\nd[:, \"2019\"]\nd[\"2020\"]", "[1, 3]", "[2, 4]")
    refuse("d = csv(\"years.csv\")", "1:9-20 NN-bad-data-file")
    refuse("d = csv(\"d.csv\")\nd.2019", "2:3-7 NN-unexpected-token")
    #expect(run("d = csv(\"d.csv\")\nd.2019").diagnostics[0].hint?.contains("[:, \"2019\"]") == true)
    let unknown = run("d = csv(\"years.csv\", header: true)\nd.x").diagnostics[0]
    #expect(unknown.hint == "it has `.name`, `[:, \"2019\"]`, `[:, \"2020\"]`")
    #expect(run("d = csv(\"rows.csv\")").diagnostics.map(\.severity) == [.warning])
    #expect(run("d = csv(\"rows.csv\", header: false)").diagnostics.isEmpty)
    check("d = csv(\"rows.csv\", header: true)\nd[\"2020\"]", "[2]")
  }
}
