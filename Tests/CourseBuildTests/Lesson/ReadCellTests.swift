import Markup
import SourceText
import Testing

@testable import CourseBuild

@Suite struct ReadCellTests {
  /// A block that is a whole file.
  func read(_ text: String, defaults: CellOptions = CellOptions()) -> Diagnosed<Lesson.Cell> {
    let file = SourceFile(path: "a.md", text: text)
    let whole = Excerpt(file, 0..<file.bytes.count)
    let cell = Cell(source: whole, range: whole.range, fence: whole.range, expressionsBefore: 0)
    var expressions: [InlineExpression] = []
    return readCell(cell, defaults: defaults, expressions: &expressions) {
      (label, path, range) throws(Diagnostic) in
      guard label == "known" else { throw Diagnostic(.fromNotFound, "no \(label) in \(path)", at: range) }
      let other = SourceFile(path: path, text: "# other\nz = 1\nexpect z == 1\n")
      return TakenSource.Block(source: Excerpt(other, 8..<other.bytes.count))
    }
  }

  /// The faults as `id line:column-line:column message → hint`.
  func check(_ text: String, _ expected: String..., sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(read(text).diagnostics.map(described) == expected, sourceLocation: sourceLocation)
  }

  @Test func values() {
    let options = read(
      """
      #| label: fig-신경망
      #| fig-cap: "A neuron: `{nn} f`"
      #| fig-alt: A graph
      #| echo: false
      #| output: false
      #| include: false
      #| code-fold: true
      #| eval: false
      #| error: true
      #| digits: 12
      #|budget: 1e9
      #| timeout: 60
      #| solution: true
      #| expectations: true
      x = 3
      """
    ).value.options
    #expect(options.label == "fig-신경망")
    #expect(options.figureCaption?.string == "A neuron: `{nn} f`")
    #expect(options.figureCaption?.range.start.column == 14)
    #expect(options.figureAlternative?.string == "A graph")
    #expect([options.echo, options.output, options.include, options.eval] == [false, false, false, false])
    #expect([options.codeFold, options.error, options.solution, options.expectations] == [true, true, true, true])
    #expect([options.digits, options.budget, options.timeout] == [12, 1_000_000_000, 60])
  }

  @Test func fullYAML() {
    let read = read("#| fig-cap: |\n#|   two\n#|   lines\n#| label: fig-a\nx = 1")
    #expect(read.diagnostics.map(described) == [])
    #expect(read.value.options.figureCaption?.string == "two\nlines\n")
    #expect(read.value.options.label == "fig-a")
  }

  @Test func words() {
    func words(_ text: String) -> [String] {
      read(text).value.options.words.map { word in
        let (start, end) = (word.range.start, word.range.end)
        return "\(start.line):\(start.column)-\(end.line):\(end.column) \(word.text) → \(word.word)"
      }
    }
    #expect(
      words("#| words: {the network: 신경망, \"a, b\": '가, 나'}\nx = 1")
        == ["1:12-1:23 the network → 신경망", "1:36-1:42 a, b → 가, 나"])
    #expect(
      words("#| label: a\n#| words:\n#|   the network: 신경망\n#|   'to': \"~\"\nx = 1")
        == ["3:6-3:17 the network → 신경망", "4:6-4:10 to → ~"])
    #expect(words("#| words: {a: 가,\n#|   0.1: 나}\nx = 1") == ["1:12-1:13 a → 가", "2:6-2:9 0.1 → 나"])
    check(
      "#| words: 신경망",
      "bad-option-value 1:11-1:20 `words` cannot be `신경망` → "
        + "write texts of the block and what they are called here: `{the network: 신경망}`")
    check(
      "#| words: {}",
      "bad-option-value 1:11-1:13 `words` cannot be a mapping → "
        + "write texts of the block and what they are called here: `{the network: 신경망}`")
    check(
      "#| words: {a: [1, 2], b: 나, c: }",
      "bad-option-value 1:15-1:35 the word for `a` cannot be a list → "
        + "write text; in quotation marks when it holds `: `, ` #`, `,` or brackets",
      "bad-option-value 1:31-1:32 the word for `c` cannot be empty → "
        + "write text; in quotation marks when it holds `: `, ` #`, `,` or brackets")
    check(
      "#| words: {a: 가, b: 나, a: 다}",
      "repeated-option 1:28-1:29 the key `a` stands twice → keep one of the two")
    check(
      "#| words:\n#|   to a: 가\n#|   a: 나\n#|   'to a' : 다",
      "repeated-option 4:7-4:11 the key `to a` stands twice → keep one of the two")
    check(
      "#| words: {a: 가}\n#| words: {b: 나}",
      "repeated-option 2:4-2:9 the option `words` stands twice → keep one of the two")
  }

  @Test func defaults() {
    var defaults = CellOptions()
    defaults.echo = false
    defaults.digits = 9
    let options = read("#| digits: 3\nx = 1", defaults: defaults).value.options
    #expect(!options.echo)
    #expect(options.digits == 3)
  }

  @Test func faults() {
    check("#| ehco: false\nx = 1", "unknown-option 1:4-1:8 unknown option `ehco` → did you mean `echo`?")
    check(
      "#| echo: false\n#| echo: true",
      "repeated-option 2:4-2:8 the option `echo` stands twice → keep one of the two")
    check(
      "#| echo: false\n#| fig-cap: |\n#|   a\n#| echo: true",
      "repeated-option 4:4-4:8 the option `echo` stands twice → keep one of the two")
    check("#| echo: 3", "bad-option-value 1:10-1:11 `echo` cannot be `3` → write `true` or `false`")
    check("#| echo: \"true\"", "bad-option-value 1:10-1:16 `echo` cannot be `true` → write `true` or `false`")
    check("#| digits: 18", "bad-option-value 1:12-1:14 `digits` cannot be `18` → write a whole number from 1 to 17")
    check(
      "#| budget: 0", "bad-option-value 1:12-1:13 `budget` cannot be `0` → write a number of operations, such as `1e9`")
    check("#| timeout: 1.5", "bad-option-value 1:13-1:16 `timeout` cannot be `1.5` → write a whole number of seconds")
    check(
      "#| label: a b",
      "bad-option-value 1:11-1:14 `label` cannot be `a b` → write letters, digits, `-` and `_`, such as `fig-neuron`")
    check(
      "#| label: eq-a",
      "bad-option-value 1:11-1:15 `label` cannot be `eq-a` → "
        + "`eq-…` labels a formula, `sec-…` a section; a block is `fig-…`, `tbl-…` or has a plain name")
    check(
      "#| fig-cap: [a, b]",
      "bad-option-value 1:13-1:19 `fig-cap` cannot be a list → write text; in quotation marks when it holds `: ` or ` #`"
    )
    check(
      "x = 1\n  #| echo: false",
      "late-option 2:3-2:17 an option behind the first line of source is only a comment → "
        + "move it to the top of the block")
    check(
      "#| 값: \u{1F642}: x",
      "bad-option-value 1:13-1:14 the options are not YAML: mapping values are not allowed in this context → "
        + "options are lines `#| key: value`; text that holds `: ` or ` #` stands in quotation marks")
    check(
      "#| ehco: 1\nx = $", "unknown-option 1:4-1:8 unknown option `ehco` → did you mean `echo`?",
      "unexpected-character 2:5-2:6 unexpected character `$` → a block holds `nn`, formulas stand in the prose")
  }

  @Test func optionFaultsDoNotKeepFromRunning() {
    #expect(read("#| ehco: 1\nx = 1").value.canRun)
    #expect(!read("x = $").value.canRun)
    #expect(read("x = $").value.faults.count == 1)
  }

  @Test func from() {
    let read = read("#| label: known\n#| from: ../b.md\n")
    #expect(read.diagnostics.map(described) == [])
    #expect(read.value.echoedSource == "z = 1")
    #expect(read.value.hiddenClaims == 1)
    #expect(read.value.program.statements.map(\.range.file.path) == ["../b.md", "../b.md"])
    #expect(read.value.program.statements.map(\.range.start.line) == [2, 3])
    check("#| label: other\n#| from: b.md", "from-not-found 2:10-2:14 no other in b.md")
    check(
      "#| from: b.md",
      "from-not-found 1:10-1:14 a block with `from` needs a label → write `#| label: …`, the label of the block in `b.md`"
    )
    check(
      "#| label: known\n#| from: b.md\n# note\n  x = 1\n",
      "bad-option-value 4:3-4:8 a block with `from` has no source of its own → delete the source, or the option `from`")
  }
}

/// `id line:column-line:column message → hint`
func described(_ diagnostic: Diagnostic) -> String {
  let (start, end) = (diagnostic.range.start, diagnostic.range.end)
  return "\(diagnostic.id.rawValue.dropFirst(3)) \(start.line):\(start.column)-\(end.line):\(end.column) "
    + diagnostic.message + (diagnostic.hint.map { " → \($0)" } ?? "")
}
