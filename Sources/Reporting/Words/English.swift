import Artifacts
import Formulas
import SourceText

/// Readers' words in English.
struct English: Vocabulary {
  var tongue: Language { .en }
  var hasParticles: Bool { false }
  func continued(_ text: String, behind value: Notation) -> String { text }

  func fault(_ id: DiagnosticID) -> String? { nil }

  // MARK: Pages
  var figure: String { "Figure" }
  var table: String { "Table" }
  var equation: String { "Equation" }
  var section: String { "Section" }
  var contents: String { "Contents" }
  var skipToContent: String { "Skip to content" }
  var footnotes: String { "Notes" }
  var backToText: String { "Back to the text" }
  var references: String { "References" }
  func permalink(to heading: String) -> String { "Link to “\(heading)”" }
  var copying: CopyWords {
    CopyWords(copy: "Copy", copied: "Copied.", failed: "The browser does not let it be copied.")
  }
  var keys: KeyWords {
    KeyWords(
      title: "Keys", close: "Close", search: "search the course", help: "open and close this list",
      numbers: "at a number in the text: to the others, Enter to its block", player: "in a player: step by step",
      slider: "at a slider: move it", escape: "close what is open")
  }
  var sheets: SheetWords {
    SheetWords(
      glossary: "Glossary",
      glossaryLede:
        "The terms of the course, each with the sentence that defines it and a link to the place where it stands.",
      rules: "Rules of the backward pass",
      rulesLede:
        "What each operation computes, and what its backward pass gives each of its inputs. The rules are those "
        + "by which the program computes; this page calculates each one and compares it whenever it is made.",
      elementwise: "Element by element", reductions: "Many numbers to one", matrices: "Matrices",
      layers: "Layers and losses", operation: "operation", shapes: "shapes", forward: "forward",
      backward: "backward: what each input gets",
      signs:
        "`f` is the result, `df` the upstream gradient ∂L/∂f, `dx` = ∂L/∂x what is handed back to `x`, and `n` the number "
        + "of entries or samples. Brackets such as [*x* > 0] are 1 where they hold and 0 elsewhere.")
  }
  var search: SearchWords {
    SearchWords(
      button: "Search", label: "Search the course", results: "Sections",
      keys: "↑ and ↓ choose, Enter opens, Esc closes.", loading: "Loading …",
      failed: "The search index is not beside this page.", found: "{} sections", none: "Nothing found.",
      close: "Close")
  }
  func reading(minutes: Int) -> String { "\(minutes) min read" }
  var source: String { "Source" }
  var schemes: SchemeWords {
    SchemeWords(group: "Colours", light: "Light", dark: "Dark", system: "As the system has it")
  }
  func computed(inBlock number: Int) -> String { "computed in block \(number)" }
  var answers: AnswerWords {
    AnswerWords(
      yours: "Your answer:", blank: "a line to write on",
      practice: "Answers are checked in this page and stay on this device. It is practice and no exam: what a page can "
        + "check, whoever reads its source can find out.",
      check: "Check", right: "right.", wrong: "not yet.", sign: "the size is right, the sign is not.",
      point: "the digits are right, the decimal point is not.",
      inverse: "this is 1 divided by the answer.",
      form: "Write a number: −0.25, 1/4, 25% or 2.5×10^-3.",
      name: { exercise, number in
        exercise + (exercise.isEmpty ? "Your answer" : "answer") + (number.map { " \($0)" } ?? "")
      })
  }
  var origins: OriginWords {
    OriginWords(source: "block taken from", hint: "Arrow keys: other numbers. Enter: to the block.")
  }
  var note: String { "Note" }
  var tip: String { "Tip" }
  var important: String { "Important" }
  var warning: String { "Warning" }
  var caution: String { "Caution" }
  var exercise: String { "Exercise" }
  var solution: String { "Solution" }
  var hintTitle: String { "Hint" }
  var theorem: String { "Theorem" }
  var lemma: String { "Lemma" }
  var corollary: String { "Corollary" }
  var proposition: String { "Proposition" }
  var conjecture: String { "Conjecture" }
  var definitionTitle: String { "Definition" }
  var example: String { "Example" }
  var remark: String { "Remark" }
  var proof: String { "Proof" }
  var video: String { "Video" }
  var sound: String { "Sound" }
  var code: String { "Code" }
  var text: String { "Text" }
  var previous: String { "Previous" }
  var next: String { "Next" }
  var lessons: String { "Lessons" }
  var error: String { "Error" }
  var hint: String { "Hint" }
  var expectedError: String { "This error is part of the lesson" }
  var skipped: String { "Not run: it needs what a block above failed to give" }
  func array(_ shape: [Int]) -> String {
    func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) " + (count == 1 ? one : many) }
    switch shape.count {
    case 1: return "vector of " + counted(shape[0], "entry", "entries")
    case 2: return "matrix of \(counted(shape[0], "row", "rows")) and \(counted(shape[1], "column", "columns"))"
    default: return "array of shape " + shape.map { "\($0)" }.joined(separator: " by ")
    }
  }
  func claims(_ count: Int) -> String { count == 1 ? "1 claim holds" : "\(count) claims hold" }
  // MARK: Gradients and their checks
  var variable: String { "Variable" }
  var operation: String { "Operation" }
  var value: String { "Value" }
  var local: String { "Local derivative" }
  var upstream: String { "Upstream" }
  var gradient: String { "Gradient" }
  var numeric: String { "Numeric" }
  var check: String { "Check" }
  var inputs: String { "Leaves: inputs" }
  var input: String { "input" }
  var sum: String { "Sum" }
  var total: String { "total" }
  var through: String { "through" }
  var node: String { "Node" }
  var shape: String { "shape" }
  var entries: String { "entries" }
  var steps: String { "The backward pass, step by step" }
  var seed: String { "the pass starts here" }
  var pass: String { "pass" }
  var fail: String { "fail" }
  var undecided: String { "undecided" }
  var undefined: String { "undefined" }
  var unchecked: String { "not checked" }
  var definition: String { "by definition" }
  var cut: String { "cut" }
  func cut(at line: Int) -> String { "\(cut) at line \(line)" }
  func compared(_ looked: Int, of entries: Int) -> String {
    "\(Numbers.grouped(looked)) of \(Numbers.grouped(entries)) entries compared"
  }
  var gradientCheck: String { "Gradient check" }
  var maxRelative: String { "greatest relative difference" }
  var meanAbsolute: String { "mean absolute difference" }
  var maxAbsolute: String { "greatest absolute difference" }
  var worst: String { "Worst entries" }
  var position: String { "Entry" }
  var analytic: String { "Gradient" }
  var difference: String { "Difference" }
  var relative: String { "Relative difference" }
  // MARK: Models and tables
  var layer: String { "Layer" }
  var outputShape: String { "Output" }
  var parameters: String { "Parameters" }
  var numbers: String { "Numbers" }
  // MARK: Players
  var player: PlayerWords {
    PlayerWords(
      first: "To the beginning", previous: "Back one step", play: "Play", pause: "Pause", next: "Next step",
      last: "Show everything", predict: "What comes out? Say it, then go on.",
      graph: "Player: both passes, gate by gate",
      steps: "Player: the steps of the backward pass")
  }
  var live: LiveWords {
    LiveWords(
      group: "Training in the page", play: "Run", pause: "Pause", step: "One step", reset: "Back to the lesson’s run",
      rate: "Learning rate", rates: "All learning rates", speed: "Steps a second", press: "Steps at a press",
      epoch: "epoch {} of {}", steps: "step {} of {}", loss: "loss {}",
      infinite: "ended: the numbers are no longer finite",
      branches: "ended: a decision of the block comes out differently")
  }
  var sliders: SliderWords { SliderWords(group: "Sliders", reset: "Back to the lesson’s values", belongs: "for {}") }
  // MARK: Preview
  var preview: PreviewWords {
    PreviewWords(
      lastGood: "The page is as it was without faults.", close: "Close",
      lost: "The preview has ended. This page is as it was last.", missing: "There is no page here.",
      course: "To the course")
  }
  func faults(_ count: Int) -> String { count == 1 ? "1 fault" : "\(count) faults" }
  // MARK: Graphs
  var legend: GraphLegend {
    GraphLegend(
      value: "value, above the wire", gradient: "gradient, below it",
      local: "local derivative, a factor of the gradient to its right")
  }
  var uprightLegend: GraphLegend {
    GraphLegend(
      value: "value, beside the wire", gradient: "gradient, below it",
      local: "local derivative, a factor of the gradient that comes from below")
  }
  func word(for pattern: GatePattern) -> String {
    switch pattern {
    case .distributes: "distributes"
    case .swaps: "swaps"
    case .routes: "routes"
    case .copies: "adds"
    case .passes: "passes"
    case .flips: "flips the sign"
    }
  }
  var output: String { "output" }
  func branches(_ count: Int) -> String { "of \(count)" }
  func layer(_ number: Int) -> String { "layer \(number)" }
  func values(_ count: Int) -> String { "\(count) values" }
  func gates(_ count: Int) -> String { count == 1 ? "1 gate" : "\(count) gates" }
  func shortParameters(_ count: Int) -> String { count == 1 ? "1 param" : "\(count) params" }
  func inputCount(_ count: Int) -> String { count == 1 ? "1 input" : "\(count) inputs" }
  func equals(gates count: Int) -> String {
    let small = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    let number = small.indices.contains(count) ? small[count] : String(count)
    return count == 1 ? " = one gate" : " = \(number) gates"
  }
  func graphTitle(_ name: String?) -> String { name.map { "Computational graph of \($0)" } ?? "Computational graph" }
  func graph(of name: String, gates: Int) -> String {
    "Computational graph of \(name) with \(gates) \(gates == 1 ? "gate" : "gates")."
  }
  var graphParts: (inputs: String, forward: String, result: String, backward: String) {
    ("Inputs", "Forward", "Result", "Backward")
  }
  func manyInputs(_ count: Int) -> String { "\(count) inputs" }
  var drawnShape: String { "shape" }
  // MARK: Charts
  var index: String { "index" }
  var nothingToDraw: String { "nothing to draw: the entries are large tensors" }
  var first: String { "first" }
  var last: String { "last" }
  var randomSeed: String { "seed" }
  var movingMean: String { "moving mean" }
  var bestConstant: String { "best constant answer" }
  func unit(_ unit: HistoryChart.Unit) -> String {
    switch unit {
    case .step: "step"
    case .epoch: "epoch"
    case .round: "round"
    }
  }
  func series(_ name: String) -> String { name }
  func role(isValidation: Bool) -> String { isValidation ? "validation" : "training" }
  func counted(_ unit: HistoryChart.Unit, _ count: Int) -> String {
    switch unit {
    case .step: "step \(count)"
    case .epoch: "epoch \(count)"
    case .round: "round \(count)"
    }
  }
  func best(isGreatest: Bool) -> String { isGreatest ? "greatest" : "least" }
  func at(_ unit: HistoryChart.Unit, _ count: Int) -> String { " at \(counted(unit, count))" }
  func valueAt(_ value: FigureText, _ count: Int) -> FigureText { value + FigureText(" at \(count)") }
  func diverges(_ unit: HistoryChart.Unit, _ count: Int) -> String { "diverges at \(counted(unit, count))" }
  func smoothedOver(_ window: Int, _ unit: HistoryChart.Unit) -> String {
    switch unit {
    case .step: "thick line: moving mean over \(window) steps"
    case .epoch: "thick line: moving mean over \(window) epochs"
    case .round: "thick line: moving mean over \(window) rounds"
    }
  }
  var logScale: String { "log scale" }
  var verticalLog: String { "The vertical axis is logarithmic." }
  var horizontalLog: String { "The horizontal axis is logarithmic." }
  var bothLog: String { "Both axes are logarithmic." }
  func range(_ name: String, _ lower: String, _ upper: String) -> String { "\(name) " + span(lower, upper) }
  func span(_ lower: String, _ upper: String) -> String { "from \(lower) to \(upper)" }
  var oneUnit: String { "A unit is as long on both axes." }
  func polygons(_ names: String, _ count: Int) -> String { count == 1 ? "Polygon \(names)" : "Polygons \(names)" }
  func corners(_ name: String, _ corners: [String], more: Int) -> String {
    "\(name): corners \((corners + (more > 0 ? ["and \(more) more"] : [])).joined(separator: ", "))."
  }
  func notShown(_ count: Int) -> String {
    count == 1
      ? "1 value without a place on the log scale is not shown"
      : "\(count) values without a place on the log scale are not shown"
  }
  func notFinite(_ count: Int) -> String {
    count == 1 ? "1 value is not finite and leaves a gap" : "\(count) values are not finite and leave gaps"
  }
  func lineChart(_ names: String, by x: String) -> String { "Line chart of \(names) against \(x)" }
  func historyChart(_ names: String, by unit: String) -> String { "\(names) by \(unit)" }
  func valueAt(_ y: String, _ x: String) -> String { "\(y) at \(x)" }
  func curve(_ name: String, first: String, last: String, least: String, greatest: String) -> String {
    "\(name): \(first), then to \(last); least \(least), greatest \(greatest)."
  }
  // MARK: Points, pictures and counts
  var valueRange: String { "values" }
  var truth: String { "truth" }
  var layerColumn: String { "layer" }
  var count: String { "count" }
  var mean: String { "mean" }
  var deviation: String { "standard deviation" }
  var black: String { "black" }
  var white: String { "white" }
  var ringed: String { "rings: told wrong" }
  var gradientSize: String { "root mean square of the gradient" }
  var truthAndPrediction: String { "rows: truth, columns: prediction" }
  func points(_ count: Int) -> String { count == 1 ? "1 point" : "\(count) points" }
  func pointsDrawn(_ drawn: Int, _ total: Int) -> String { "\(drawn) of \(total) points drawn" }
  func valueCount(_ count: Int) -> String { count == 1 ? "1 value" : "\(count) values" }
  func most(_ count: Int, _ low: String, _ high: String) -> String { "Most, \(count), from \(low) to \(high)." }
  func block(_ size: Int) -> String { "one cell = mean of \(size) × \(size) entries" }
  func correct(_ correct: Int, _ total: Int) -> String { "\(correct) of \(total) correct" }
  func mostTakenFor(_ label: String) -> String { ", most often taken for \(label)" }
  func pictures(_ count: Int, _ height: Int, _ width: Int) -> String {
    count == 1 ? "\(height) × \(width) pixels" : "\(count) pictures of \(height) × \(width) pixels"
  }
  func picturesShown(_ shown: Int, _ total: Int) -> String { "the first \(shown) of \(total)" }
  func imageTitle(_ name: String, _ count: Int) -> String { count == 1 ? "Picture of \(name)" : "Pictures of \(name)" }
  func lastOf(_ name: String) -> String { "last \(name) =" }
  func minimum(_ value: String, _ x: String, _ y: String) -> String { "Least \(value) at (\(x), \(y))." }
  func way(_ name: String, steps: Int, from: String, to: String, value: String?) -> String {
    "\(name): \(steps) steps from \(from) to \(to)" + (value.map { ", value \($0)." } ?? ".")
  }
  func pathMarks(hasMinimum: Bool) -> String { hasMinimum ? "○ start, ＋ minimum" : "○ start" }
  func leaves(_ names: [String]) -> String { "\(names.joined(separator: ", ")): leaves the picture" }
  func contourTitle(_ name: String) -> String { "Contour lines of \(name)" }
  var confusionTitle: String { "Confusion matrix" }
  var boundaryTitle: String { "Decision boundary" }
  var flowTitle: String { "Gradient flow by layer" }
  func heatmapTitle(_ name: String) -> String { "Heat map of \(name)" }
  func size(rows: Int, columns: Int) -> String { "\(rows) rows and \(columns) columns" }
  func row(_ index: Int) -> String { "Row \(index)" }
  func histogramTitle(_ name: String) -> String { "Histogram of \(name)" }
  func scatterTitle(_ y: String, against x: String) -> String { "Scatter plot of \(y) against \(x)" }
  // MARK: Networks
  func networkTitle(_ name: String, _ widths: String) -> String { "Network \(name): \(widths)" }
  func layerName(_ index: Int, isLast: Bool) -> String { index == 0 ? "input" : isLast ? "output" : "layer \(index)" }
  func units(_ count: Int) -> String { count == 1 ? "1 unit" : "\(Numbers.grouped(count)) units" }
  func parameters(_ count: Int) -> String { count == 1 ? "1 parameter" : "\(Numbers.grouped(count)) parameters" }
  func layersOmitted(_ count: Int) -> String { count == 1 ? "1 more layer" : "\(count) more layers" }
  func unitsDrawn(_ layer: String, _ drawn: Int, _ count: Int) -> String {
    "\(layer): \(drawn) of \(Numbers.grouped(count)) units drawn"
  }
  func weightSigns(positive: Int, negative: Int, zero: Int) -> String {
    "Links drawn: \(positive) positive, \(negative) negative" + (zero == 0 ? "." : ", \(zero) zero.")
  }
  var positive: String { "positive" }
  var negative: String { "negative" }
  var zero: String { "zero" }
  var weightSize: String { "|weight| up to" }
  var biasUnit: String { "always 1: its links are the biases" }
  var lossGradient: String { "gradient of the loss" }
  var activation: String { "activation" }
  var fillMeaning: String { "the fill: activation, by sign and size" }
  var networkParameter: String { "parameter" }
  var networkValue: String { "value" }
  var networkGradient: String { "gradient" }
  var loss: String { "loss" }
  // MARK: Jacobians
  var outputs: String { "outputs" }
  var jacobianInputs: String { "inputs" }
  func jacobianTitle(_ symbol: String) -> String { "Jacobian \(symbol)" }
  func side(isOutput: Bool, count: Int, shape: String?) -> (before: String, behind: String) {
    let noun = isOutput ? "output" : "input"
    let before = count == 1 ? "the one \(noun) " : "the \(Numbers.grouped(count)) \(noun)s "
    return (before, shape.map { ", shape \($0)" } ?? "")
  }
  var rowsAre: String { ": rows are " }
  var columnsAre: String { "; columns are " }
  func structure(_ structure: JacobianArtifact.Structure) -> String {
    switch structure {
    case .zero: "all zero"
    case .identity: "identity"
    case .diagonal: "diagonal"
    case .blockDiagonal: "block diagonal"
    case .sparse: "sparse"
    case .dense: "dense"
    }
  }
  func fact(_ fact: JacobianArtifact.Fact) -> String {
    switch fact {
    case .blocks(let count, let rows, let columns, let areEqual):
      "\(Numbers.grouped(count)) \(areEqual ? "equal blocks" : "blocks") of \(Numbers.grouped(rows)) × \(Numbers.grouped(columns))"
    case .banded(let below, let above): "banded: \(below) below and \(above) above the diagonal"
    case .lowerTriangular: "lower triangular"
    case .upperTriangular: "upper triangular"
    case .symmetric: "symmetric"
    case .rowsSumToZero: "rows sum to 0"
    case .lowRank(let rank): rank == 1 ? "rank 1: an outer product" : "rank \(rank)"
    }
  }
  var noZeros: String { "no zeros" }
  func zeros(_ percent: String) -> String { "\(percent) % zeros" }
  func bytes(_ count: Int) -> String { count == 1 ? "1 byte" : "\(Numbers.grouped(count)) bytes" }
  func stored(_ full: String) -> String { "stored: \(full)" }
  func stored(dense full: String, kept: String) -> String { "stored dense: \(full); kept: \(kept)" }
  var usedInstead: String { "used instead: " }
  func cell(of size: String, isSampled: Bool) -> String {
    "one cell = \(size) entries, " + (isSampled ? "the mean of a sample" : "their mean")
  }
  var strongest: String { "strongest " }
  var singleValue: String { "value" }
}
