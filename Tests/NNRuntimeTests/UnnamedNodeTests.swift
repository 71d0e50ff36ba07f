import Artifacts
import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// What has no name is called by the program's text in one form, however the author spaced it.
@Suite struct UnnamedNodeTests {
  private static let setup = "x = 2; y = 3; w = [1, 2]; m = [[1, 2], [3, 4]]\n"
  private static let spellings = [
    ["sin(x*y)+x^2/y", "sin( x *y ) + x ^ 2/ y", "( sin(x\n * y) # a note\n + x^2 / y )"],
    ["relu(-x)-(-y)", "relu( - x ) - ( - y )", "relu(\n  -x\n) -(-y)"],
    ["sum(m@w,axis:0)*x", "sum( m @ w , axis : 0 )*x"],
    ["m[0,0:1][0]*x", "m [0, 0 : 1] [ 0 ] * x"],
    ["(if x>y{x*y}else{exp(x*y)})*1", "(if x > y {\n  x * y\n} else {\n  exp(x * y)\n}) * 1"],
  ]

  private func outputs(_ source: String, _ location: SourceLocation = #_sourceLocation) -> String {
    let outcome = Lesson().run(Self.setup + source)
    #expect(outcome.diagnostics.map(\.message) == [], sourceLocation: location)
    #expect(!outcome.outputs.isEmpty, sourceLocation: location)
    return "\(outcome.outputs)"
  }

  /// Values, forward tables, gradient tables, steps, figures, checks, tables of numbers, printed lines.
  @Test(arguments: [
    "V", "forward(V)", "gradients(V)", "backward(V)", "graph(V)", "gradcheck(V)", "print(V)", "table(V)",
  ])
  func nameIsTheSameWhateverTheSpaces(_ form: String) {
    for spellings in Self.spellings {
      let shown = spellings.map { outputs(form.replacing("V", with: $0)) }
      for (other, spelling) in zip(shown, spellings).dropFirst() { #expect(other == shown[0], "\(spelling)") }
    }
  }

  private func rows(_ source: String, _ location: SourceLocation = #_sourceLocation) -> [String] {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map(\.message) == [], sourceLocation: location)
    guard case .gradients(let table)? = outcome.outputs.last else { return [] }
    return table.rows.map(\.name)
  }

  @Test func namesAreWrittenAsFormulasAre() {
    #expect(
      rows("x = 2; y = 3\ngradients(exp(x*y)+x**2)") == ["exp(x * y) + x^2", "exp(x * y)", "x^2", "x * y", "x", "y"])
    // Brackets stay as they are written.
    #expect(rows("x = 2; y = 3\ngradients((x*y)+(x))").first == "(x * y) + (x)")
    #expect(rows("x = 2; y = 3\ngradients(if x>0{\n  # the first\n  x*y\n}else{x})").first == "x * y")
  }

  /// A long name breaks off at the same place, however it is spaced.
  @Test func longNamesAreCut() throws {
    let terms = (0..<80).map { _ in "x*y" }
    let dense = try #require(rows("x = 2; y = 3\ngradients(\(terms.joined(separator: "+")))").first)
    let wide = rows("x = 2; y = 3\ngradients(\(terms.joined(separator: "\n   +  # and\n")))").first
    #expect(dense == wide)
    #expect(dense.hasPrefix("x * y + x * y + ") && dense.hasSuffix("…"))
    #expect(dense.unicodeScalars.filter { $0 != " " }.count == 121)
  }

  /// The lines of a block in a quotation begin with `> `, which is no part of the program.
  @Test func quotationMarksOfTheMarkdownAreNoPartOfAName() throws {
    let text = "> x = 2\n> f = (x\n>   * 3)\n> gradients((f\n> +\n> x*2)^2)\n"
    let file = SourceFile(path: "lesson.md", text: text)
    var excerpt = Excerpt(file: file)
    var offset = 0
    for line in text.split(separator: "\n") {
      let start = offset + 2
      offset += line.utf8.count + 1
      excerpt.append(file.bytes[min(start, offset)..<offset], from: file, at: start)
    }
    let parsed = parseProgram(excerpt)
    #expect(parsed.diagnostics.map(\.message) == [])
    let outcome = Lesson().session.run(parsed.value, options: RunOptions())
    guard case .gradients(let table)? = outcome.outputs.last else {
      Issue.record("no table: \(outcome.diagnostics)")
      return
    }
    #expect(table.rows.map(\.name).prefix(2) == ["(f + x * 2)^2", "f + x * 2"])
  }

  @Test func messagesQuoteTheSameForm() {
    for spelling in ["x*y", "x  *  y", "(x\n*y)"] {
      let outcome = Lesson().run("x = 2; y = 3; z = 1\ngrad(\(spelling), z)")
      #expect(outcome.diagnostics.count == 1)
      #expect(outcome.diagnostics.first?.message.contains("`x * y`") == true, "\(outcome.diagnostics.map(\.message))")
    }
    let outcome = Lesson().run("x = 2; y = 3\nexpect x*y==7")
    #expect(outcome.diagnostics.first?.message.contains("`x * y == 7`") == true)
  }

  /// `#| words:` translates a text of the program in any spelling.
  @Test func wordsMayBeSpacedOtherwise() {
    for key in ["x*y", "x * y"] {
      let words = Words([key: "넓이"])
      #expect(words.word(for: "x * y") == "넓이")
      #expect(words.word(for: key) == "넓이")
    }
  }
}
