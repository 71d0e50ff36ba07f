import Artifacts
import Formulas
import SourceText

/// The words that reports say by themselves, in one language: the one list of them. Everything else is the author's.
///
/// A language that ships says all of them, or does not compile.
protocol Vocabulary: Sendable {
  /// Whose words these are.
  var tongue: Language { get }

  /// A fault in a few words, before the message, which is English: `nil` where that says it.
  func fault(_ id: DiagnosticID) -> String?

  /// Whether words behind a value change with its sound.
  var hasParticles: Bool { get }
  /// A text that goes on right behind a value, in the form that the value asks for.
  func continued(_ text: String, behind value: Notation) -> String

  // MARK: Pages

  var figure: String { get }
  var table: String { get }
  var equation: String { get }
  var section: String { get }
  var contents: String { get }
  var skipToContent: String { get }
  var footnotes: String { get }
  var backToText: String { get }
  var references: String { get }
  /// Accessible name of a heading's link, so that a list of links tells it from the others.
  func permalink(to heading: String) -> String
  /// Where a number comes from: `computed in block 3`.
  func computed(inBlock number: Int) -> String
  /// The words around numbers that say where they come from.
  var origins: OriginWords { get }
  var answers: AnswerWords { get }
  var schemes: SchemeWords { get }
  /// `12 min read`
  func reading(minutes: Int) -> String
  /// The link to the file that a page is made from.
  var source: String { get }
  var search: SearchWords { get }
  var sheets: SheetWords { get }
  var copying: CopyWords { get }
  var keys: KeyWords { get }
  var note: String { get }
  var tip: String { get }
  var important: String { get }
  var warning: String { get }
  var caution: String { get }
  var exercise: String { get }
  var solution: String { get }
  var hintTitle: String { get }
  var theorem: String { get }
  var lemma: String { get }
  var corollary: String { get }
  var proposition: String { get }
  var conjecture: String { get }
  var definitionTitle: String { get }
  var example: String { get }
  var remark: String { get }
  var proof: String { get }
  var video: String { get }
  var sound: String { get }
  var code: String { get }
  /// Name of the box that holds what `print` shows.
  var text: String { get }
  var previous: String { get }
  var next: String { get }
  var lessons: String { get }
  var error: String { get }
  var hint: String { get }
  var expectedError: String { get }
  var skipped: String { get }
  func claims(_ count: Int) -> String
  /// Name of an array that is read aloud: `matrix of 2 rows and 3 columns`; its shape has an axis at least.
  func array(_ shape: [Int]) -> String

  // MARK: Gradients and their checks

  /// Words around training in the page.
  var live: LiveWords { get }
  /// Words around sliders.
  var sliders: SliderWords { get }
  var variable: String { get }
  var operation: String { get }
  var value: String { get }
  var local: String { get }
  var upstream: String { get }
  var gradient: String { get }
  var numeric: String { get }
  var check: String { get }
  var inputs: String { get }
  var input: String { get }
  var sum: String { get }
  var total: String { get }
  var through: String { get }
  var node: String { get }
  var shape: String { get }
  var entries: String { get }
  var steps: String { get }
  var seed: String { get }
  var pass: String { get }
  var fail: String { get }
  var undecided: String { get }
  var undefined: String { get }
  var unchecked: String { get }
  var definition: String { get }
  var cut: String { get }
  func cut(at line: Int) -> String
  /// `64 of 16,777,216 entries compared`
  func compared(_ looked: Int, of entries: Int) -> String
  var gradientCheck: String { get }
  var maxRelative: String { get }
  var meanAbsolute: String { get }
  var maxAbsolute: String { get }
  var worst: String { get }
  var position: String { get }
  var analytic: String { get }
  var difference: String { get }
  var relative: String { get }

  // MARK: Models and tables

  var layer: String { get }
  var outputShape: String { get }
  var parameters: String { get }
  var numbers: String { get }

  // MARK: Players

  var player: PlayerWords { get }

  // MARK: Preview

  var preview: PreviewWords { get }
  /// `3 faults`
  func faults(_ count: Int) -> String

  // MARK: Graphs

  var legend: GraphLegend { get }
  /// The same of an upright drawing.
  var uprightLegend: GraphLegend { get }
  func word(for pattern: GatePattern) -> String
  var output: String { get }
  func branches(_ count: Int) -> String
  func layer(_ number: Int) -> String
  func values(_ count: Int) -> String
  func gates(_ count: Int) -> String
  /// In the room of a gate: `3 params`.
  func shortParameters(_ count: Int) -> String
  func inputCount(_ count: Int) -> String
  /// Text behind the name of a function whose gates a frame holds: ` = four gates`.
  func equals(gates count: Int) -> String
  func graphTitle(_ name: String?) -> String
  /// The first sentence of a graph's text alternative.
  func graph(of name: String, gates: Int) -> String
  /// Headings of its parts.
  var graphParts: (inputs: String, forward: String, result: String, backward: String) { get }
  func manyInputs(_ count: Int) -> String
  /// Word before the sizes of a tensor that is drawn as its shape: `shape [2, 3]`.
  var drawnShape: String { get }

  // MARK: Charts

  var index: String { get }
  var nothingToDraw: String { get }
  var first: String { get }
  var last: String { get }
  var randomSeed: String { get }
  var movingMean: String { get }
  var bestConstant: String { get }
  func unit(_ unit: HistoryChart.Unit) -> String
  /// Series that training itself names; others keep the author's name.
  func series(_ name: String) -> String
  func role(isValidation: Bool) -> String
  func counted(_ unit: HistoryChart.Unit, _ count: Int) -> String
  func best(isGreatest: Bool) -> String
  /// Behind the best value, where it is: ` at step 4`.
  func at(_ unit: HistoryChart.Unit, _ count: Int) -> String
  /// `0.003339 at 5947`
  func valueAt(_ value: FigureText, _ count: Int) -> FigureText
  func diverges(_ unit: HistoryChart.Unit, _ count: Int) -> String
  func smoothedOver(_ window: Int, _ unit: HistoryChart.Unit) -> String
  var logScale: String { get }
  var verticalLog: String { get }
  var horizontalLog: String { get }
  var bothLog: String { get }
  /// `x from −6 to 6`
  func range(_ name: String, _ lower: String, _ upper: String) -> String
  func span(_ lower: String, _ upper: String) -> String
  var oneUnit: String { get }
  func polygons(_ names: String, _ count: Int) -> String
  /// `square: corners (0, 0), (1, 0), (1, 1).`
  func corners(_ name: String, _ corners: [String], more: Int) -> String
  func notShown(_ count: Int) -> String
  func notFinite(_ count: Int) -> String
  func lineChart(_ names: String, by x: String) -> String
  func historyChart(_ names: String, by unit: String) -> String
  func valueAt(_ y: String, _ x: String) -> String
  func curve(_ name: String, first: String, last: String, least: String, greatest: String) -> String

  // MARK: Points, pictures and counts

  var valueRange: String { get }
  var truth: String { get }
  var layerColumn: String { get }
  var count: String { get }
  var mean: String { get }
  var deviation: String { get }
  var black: String { get }
  var white: String { get }
  var ringed: String { get }
  var gradientSize: String { get }
  var truthAndPrediction: String { get }
  func points(_ count: Int) -> String
  func pointsDrawn(_ drawn: Int, _ total: Int) -> String
  func valueCount(_ count: Int) -> String
  func most(_ count: Int, _ low: String, _ high: String) -> String
  func block(_ size: Int) -> String
  func correct(_ correct: Int, _ total: Int) -> String
  func mostTakenFor(_ label: String) -> String
  func pictures(_ count: Int, _ height: Int, _ width: Int) -> String
  func picturesShown(_ shown: Int, _ total: Int) -> String
  func imageTitle(_ name: String, _ count: Int) -> String
  /// Text before the value at the end of a way: `last f =`.
  func lastOf(_ name: String) -> String
  func minimum(_ value: String, _ x: String, _ y: String) -> String
  func way(_ name: String, steps: Int, from: String, to: String, value: String?) -> String
  func pathMarks(hasMinimum: Bool) -> String
  func leaves(_ names: [String]) -> String
  func contourTitle(_ name: String) -> String
  var confusionTitle: String { get }
  var boundaryTitle: String { get }
  var flowTitle: String { get }
  func heatmapTitle(_ name: String) -> String
  func size(rows: Int, columns: Int) -> String
  func row(_ index: Int) -> String
  func histogramTitle(_ name: String) -> String
  func scatterTitle(_ y: String, against x: String) -> String

  // MARK: Networks

  func networkTitle(_ name: String, _ widths: String) -> String
  /// Heading of a layer: `input`, `layer 1`, `output`.
  func layerName(_ index: Int, isLast: Bool) -> String
  func units(_ count: Int) -> String
  func parameters(_ count: Int) -> String
  func layersOmitted(_ count: Int) -> String
  /// `input: 7 of 784 units drawn`
  func unitsDrawn(_ layer: String, _ drawn: Int, _ count: Int) -> String
  func weightSigns(positive: Int, negative: Int, zero: Int) -> String
  var positive: String { get }
  var negative: String { get }
  var zero: String { get }
  /// Quantity that the widths of links measure.
  var weightSize: String { get }
  var biasUnit: String { get }
  /// Name of the gradients in the picture.
  var lossGradient: String { get }
  var activation: String { get }
  var fillMeaning: String { get }
  var networkParameter: String { get }
  var networkValue: String { get }
  var networkGradient: String { get }
  var loss: String { get }

  // MARK: Jacobians

  var outputs: String { get }
  var jacobianInputs: String { get }
  func jacobianTitle(_ symbol: String) -> String
  /// Texts before and behind the name of a side: `the 2 outputs `, `, shape [2]`.
  func side(isOutput: Bool, count: Int, shape: String?) -> (before: String, behind: String)
  var rowsAre: String { get }
  var columnsAre: String { get }
  func structure(_ structure: JacobianArtifact.Structure) -> String
  func fact(_ fact: JacobianArtifact.Fact) -> String
  var noZeros: String { get }
  func zeros(_ percent: String) -> String
  func bytes(_ count: Int) -> String
  func stored(_ full: String) -> String
  func stored(dense full: String, kept: String) -> String
  var usedInstead: String { get }
  func cell(of size: String, isSampled: Bool) -> String
  var strongest: String { get }
  var singleValue: String { get }
}

extension Language {
  var words: any Vocabulary {
    ownWords.isEmpty && Language.shipped.contains(self) ? shippedWords : CourseWords(self)
  }

  /// Those of the language that it is a form of; English for any other.
  var shippedWords: any Vocabulary {
    switch shippedForm {
    case .en, nil: English()
    case .ko: Korean()
    }
  }
}
