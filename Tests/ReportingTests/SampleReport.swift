import Artifacts
import Formulas
import Markup
import SourceText

@testable import Reporting

/// A lesson with one of everything, its results made by hand.
enum SampleReport {
  static let text = """
    ---
    title: 역전파: 곱하고, 더하고, 왼쪽으로 보낸다
    lang: ko
    ---

    모든 게이트는 오른쪽에서 온 *기울기*에 자기 몫을 곱해 왼쪽으로 보낸다.[^local] 길이는 3 cm이다. **기울기(gradient)**는 `{nn} grad(f, x)`이고 $f = (x + y)\\,z = \\nn{f}$이다.

    ## 게이트 하나씩 {#sec-gates}

    @fig-graph 을 보자. @sec-gates 와 @eq-chain 도 그렇다 [@rumelhart1986, p. 533].

    $$
    \\frac{\\partial f}{\\partial x} = z
    $$ {#eq-chain}

    ```nn
    #| label: fig-graph
    x = -2
    graph(f)
    ```

    - 목록 속의 블록:

      ```nn
      f
      w
      ```

    > [!NOTE]
    > 게이트는 그래프 전체를 몰라도 된다.

    > [!EXERCISE]
    > `f`를 `y`로 미분하라.

    ::: {.callout-tip collapse="true" title="유도"}
    곱셈은 **맞바꾼다**.

    ```nn
    gradients(f)
    ```
    :::

    ::: {.panel-tabset}

    ### 더하기

    같은 값을 나눈다.

    ### 곱하기

    서로 바꾼다.

    :::

    | 게이트 | 하는 일 |
    |:-------|--------:|
    | `+`    | 나눔    |
    | `×`    | 맞바꿈  |

    ```nn
    backward(f)
    gradcheck(f)
    ```

    ```nn
    f = w * z
    ```

    - [x] 한 일
    - [ ] 할 일

    <span class="own">그대로</span> [링크](01-chain-rule.md) <https://example.org/?a=b&c>

    ```python
    print("a < b")
    ```

    [^local]: 덧셈의 국소 미분은 입력이 무엇이든 **1**이다.

    """

  static func make(options: ReportOptions = ReportOptions()) -> Report {
    let file = SourceFile(path: "04-backprop.md", text: text)
    let parsed = parseDocument(file) { path, range throws(Diagnostic) in
      throw Diagnostic(.fileMissing, "no file `\(path)`", at: range)
    }
    let document = parsed.value
    let fault = Diagnostic(
      .unknownName, "unknown name `w`", at: range(of: "w * z", in: file, count: 1), hint: "did you mean `x`?")
    func cell(_ index: Int, _ source: String, _ outputs: [Artifact]) -> CellReport {
      CellReport(
        source: source, outputs: outputs,
        range: document.cells.indices.contains(index) ? document.cells[index].range : nil)
    }
    var graph = cell(0, "x = -2\ngraph(f)", [.graph(SampleGraph.xyz)])
    graph.label = "fig-graph"
    graph.caption = [.text("덧셈 하나와 곱셈 하나로 된 "), .emphasis([.text("계산 그래프")], needsTag: false)]
    graph.heldClaims = 3
    graph.checks = check
    graph.claims = [
      ClaimReport(range: document.cells[0].range, holds: true, left: ShapedValues(-12), right: ShapedValues(-12))
    ]
    var failed = cell(4, "f = w * z", [])
    failed.failures = [Failure(fault)]
    let cells = [
      graph,
      cell(
        1, "f\nw",
        [
          .value(ValueArtifact(name: "f", value: ShapedValues(0.731_058_578_630_004_9), digits: 6)),
          .value(
            ValueArtifact(
              name: "w", value: ShapedValues(shape: [2, 3], values: [1, -2, 0.25, 3e-5, 4, 12.5]), digits: 6)),
        ]),
      cell(2, "gradients(f)", [.gradients(gradients)]),
      cell(3, "backward(f)\ngradcheck(f)", [.backward(steps), .gradcheck(gradientCheck)]),
      failed,
    ]
    return Report(
      title: "역전파: 곱하고, 더하고, 왼쪽으로 보낸다", subtitle: "이 강의의 숫자는 모두 계산한 값이다.", language: .ko,
      author: "김교수", date: "2026-11-21", description: "게이트와 기울기", path: "ko/04-backprop", source: file,
      document: document, cells: cells,
      expressions: [
        .value(Notation(plain: "−4"), tex: "-4"), .value(Notation(plain: "−12"), tex: "-12"),
      ],
      inline: [
        InlineRecord(
          expression: "grad(f, x)", range: document.expressions[0].range, value: ShapedValues(-4), text: "-4")
      ],
      targets: [
        "fig-graph": ReferenceTarget(kind: .figure, text: "1", anchor: "fig-graph"),
        "eq-chain": ReferenceTarget(kind: .equation, text: "1", anchor: "eq-chain"),
        "sec-gates": ReferenceTarget(kind: .section, text: "게이트 하나씩", anchor: "sec-gates"),
      ],
      references: [
        BibliographyEntry(
          key: "rumelhart1986", short: "Rumelhart et al. 1986",
          full: [
            .text(
              "Rumelhart, D. E., Hinton, G. E., Williams, R. J. (1986). Learning representations by back-propagating errors. Nature 323, 533–536."
            )
          ],
          url: "https://doi.org/10.1038/323533a0")
      ],
      course: CourseContext(
        title: "딥러닝 기초", previous: .init(title: "게이트", path: "ko/03-gates"),
        next: .init(title: "계층", path: "ko/05-layers"),
        translations: [.en: .init(title: "Backpropagation", path: "en/04-backprop")]),
      options: options, diagnostics: parsed.diagnostics + [fault])
  }

  private static func range(of text: String, in file: SourceFile, count: Int) -> SourceRange {
    let pattern = Array(text.utf8)
    for index in file.bytes.indices where file.bytes[index...].starts(with: pattern) {
      return SourceRange(file, index..<index + count)
    }
    return SourceRange(file, 0..<0)
  }

  static let check = CheckSummary(passed: 3, failed: 0, undecided: 0, maxRelative: 3.8e-11)

  static var gradients: GradientTable {
    func name(_ text: String) -> Notation { Notation(name: text) }
    func local(_ symbol: Notation, _ value: Double) -> LocalDerivative {
      LocalDerivative(symbol: symbol, value: ShapedValues(value))
    }
    func row(
      _ text: String, _ formula: Notation?, _ value: Double, _ gradient: Double, _ branches: [GradientTable.Branch]
    ) -> GradientTable.Row {
      GradientTable.Row(
        name: text, notation: name(text), operation: formula == nil ? "input" : "mul", formula: formula,
        value: ShapedValues(value), gradient: ShapedValues(gradient), branches: branches,
        numeric: ShapedValues(gradient), verdict: .pass, isLeaf: formula == nil)
    }
    func branch(_ through: String, _ symbol: Notation, _ value: Double, _ upstream: Double) -> GradientTable.Branch {
      GradientTable.Branch(
        through: name(through), local: local(symbol, value), upstream: ShapedValues(upstream),
        contribution: ShapedValues(value * upstream))
    }
    return GradientTable(
      output: "f",
      rows: [
        row("f", name("q") + Notation(plain: " · ") + name("z"), -12, 1, []),
        row("q", name("x") + Notation(plain: " + ") + name("y1"), 3, -4, [branch("f", name("z"), -4, 1)]),
        row("x", nil, -2, -6, [branch("q", Notation(plain: "1"), 1, -4), branch("f", Notation(plain: "1"), 1, -2)]),
        row("y1", nil, 5, -4, [branch("q", Notation(plain: "1"), 1, -4)]),
        row("z", nil, -4, 3, [branch("f", name("q"), 3, 1)]),
      ], check: check, digits: 4)
  }

  static var steps: BackwardSteps {
    func name(_ text: String) -> Notation { Notation(name: text) }
    func flow(
      _ to: String, _ symbol: Notation, _ local: Double, _ upstream: Double, _ sum: BackwardSteps.Sum? = nil
    ) -> BackwardSteps.Flow {
      BackwardSteps.Flow(
        to: name(to), local: LocalDerivative(symbol: symbol, value: ShapedValues(local)),
        upstream: ShapedValues(upstream), downstream: ShapedValues(local * upstream), sum: sum)
    }
    return BackwardSteps(
      output: name("f"), outputName: "f",
      steps: [
        BackwardSteps.Step(
          at: name("f"), atName: "f", operation: "mul", formula: name("q") + Notation(plain: " · ") + name("z"),
          pattern: .swaps, upstream: ShapedValues(1), flows: [flow("q", name("z"), -4, 1), flow("z", name("q"), 3, 1)]),
        BackwardSteps.Step(
          at: name("q"), atName: "q", operation: "add", formula: name("x") + Notation(plain: " + ") + name("x"),
          pattern: .distributes, upstream: ShapedValues(-4),
          flows: [
            flow("x", Notation(plain: "1"), 1, -4),
            flow(
              "x", Notation(plain: "1"), 1, -4,
              BackwardSteps.Sum(terms: [ShapedValues(-4), ShapedValues(-4)], total: ShapedValues(-8))),
          ]),
      ], check: check, digits: 4)
  }

  static var gradientCheck: GradientCheckArtifact {
    GradientCheckArtifact(
      output: "f",
      entries: [
        GradientCheckArtifact.Entry(
          name: "x", shape: [], summary: CheckSummary(passed: 1, failed: 0, undecided: 0, maxRelative: 3.8e-11),
          meanAbsolute: 1e-11, maxAbsolute: 3e-11, worst: []),
        GradientCheckArtifact.Entry(
          name: "w1", shape: [2, 3], summary: CheckSummary(passed: 5, failed: 1, undecided: 0, maxRelative: 0.25),
          meanAbsolute: 0.01, maxAbsolute: 0.0625,
          worst: [
            .init(
              index: [0, 2], analytic: 0.25, numeric: 0.3125, uncertainty: 1e-11, relative: 0.25, verdict: .fail)
          ]),
      ],
      rules: [
        GradientCheckArtifact.Rule(
          function: "σ", calls: 2,
          entry: GradientCheckArtifact.Entry(
            name: "t", shape: [], summary: CheckSummary(passed: 2, failed: 0, undecided: 0, maxRelative: 1e-11),
            meanAbsolute: 1e-12, maxAbsolute: 2e-12, worst: []))
      ], digits: 6)
  }
}

/// Sets a formula as its TeX, so that pages can be tested without KaTeX.
final class PlainTypesetter: FormulaTypesetter {
  func typeset(tex: String, display: Bool) -> Result<SetFormula, FormulaFault> {
    if tex.contains("\\bad") { return .failure(FormulaFault(message: "undefined control sequence", offset: 2)) }
    let text = String(decoding: HTMLNode.text(tex).bytes, as: UTF8.self)
    return .success(SetFormula(html: "<span class=\"katex\">" + text + "</span>"))
  }
}

extension Report {
  /// The page and what became of its formulas.
  func page(_ style: PageStyle = .fragment) -> (html: String, formulas: FormulaTable) {
    let formulas = typeset(self, by: PlainTypesetter())
    let page = renderHTML(DrawnReport(self), formulas: formulas, style: style)
    return (String(decoding: page.bytes, as: UTF8.self), formulas)
  }

  var markdown: String { String(decoding: renderMarkdown(DrawnReport(self)).bytes, as: UTF8.self) }
}
