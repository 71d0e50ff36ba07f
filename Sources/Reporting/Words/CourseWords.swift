import Artifacts
import Formulas
import SourceText

/// Words of pages in a language that has some of the course's own: these, else those of the shipped language that is
/// meant, else English.
///
/// A word is a name without a number in it. Sentences stay in the shipped language, since what stands around a number is
/// not the same in any two languages.
struct CourseWords: Vocabulary {
  let tongue: Language
  private let own: [String: String]
  let base: any Vocabulary

  init(_ language: Language) {
    tongue = language
    own = language.ownWords
    base = language.shippedWords
  }

  private func say(_ key: String, _ word: String) -> String { own[key] ?? word }

  /// Key of what the language calls itself.
  static let languageName = "language"

  var figure: String { say("figure", base.figure) }
  var table: String { say("table", base.table) }
  var equation: String { say("equation", base.equation) }
  var section: String { say("section", base.section) }
  var contents: String { say("contents", base.contents) }
  var skipToContent: String { say("skip-to-content", base.skipToContent) }
  var footnotes: String { say("footnotes", base.footnotes) }
  var backToText: String { say("back-to-text", base.backToText) }
  var references: String { say("references", base.references) }
  var source: String { say("source", base.source) }
  var note: String { say("note", base.note) }
  var tip: String { say("tip", base.tip) }
  var important: String { say("important", base.important) }
  var warning: String { say("warning", base.warning) }
  var caution: String { say("caution", base.caution) }
  var exercise: String { say("exercise", base.exercise) }
  var solution: String { say("solution", base.solution) }
  var hintTitle: String { say("hint-title", base.hintTitle) }
  var theorem: String { say("theorem", base.theorem) }
  var lemma: String { say("lemma", base.lemma) }
  var corollary: String { say("corollary", base.corollary) }
  var proposition: String { say("proposition", base.proposition) }
  var conjecture: String { say("conjecture", base.conjecture) }
  var definitionTitle: String { say("definition-title", base.definitionTitle) }
  var example: String { say("example", base.example) }
  var remark: String { say("remark", base.remark) }
  var proof: String { say("proof", base.proof) }
  var video: String { say("video", base.video) }
  var sound: String { say("sound", base.sound) }
  var code: String { say("code", base.code) }
  var text: String { say("text", base.text) }
  var previous: String { say("previous", base.previous) }
  var next: String { say("next", base.next) }
  var lessons: String { say("lessons", base.lessons) }
  var error: String { say("error", base.error) }
  var hint: String { say("hint", base.hint) }
  var expectedError: String { say("expected-error", base.expectedError) }
  var skipped: String { say("skipped", base.skipped) }
  var variable: String { say("variable", base.variable) }
  var operation: String { say("operation", base.operation) }
  var value: String { say("value", base.value) }
  var local: String { say("local", base.local) }
  var upstream: String { say("upstream", base.upstream) }
  var gradient: String { say("gradient", base.gradient) }
  var numeric: String { say("numeric", base.numeric) }
  var check: String { say("check", base.check) }
  var inputs: String { say("inputs", base.inputs) }
  var input: String { say("input", base.input) }
  var sum: String { say("sum", base.sum) }
  var total: String { say("total", base.total) }
  var through: String { say("through", base.through) }
  var node: String { say("node", base.node) }
  var shape: String { say("shape", base.shape) }
  var entries: String { say("entries", base.entries) }
  var steps: String { say("steps", base.steps) }
  var seed: String { say("seed", base.seed) }
  var pass: String { say("pass", base.pass) }
  var fail: String { say("fail", base.fail) }
  var undecided: String { say("undecided", base.undecided) }
  var undefined: String { say("undefined", base.undefined) }
  var unchecked: String { say("unchecked", base.unchecked) }
  var definition: String { say("definition", base.definition) }
  var cut: String { say("cut", base.cut) }
  var gradientCheck: String { say("gradient-check", base.gradientCheck) }
  var maxRelative: String { say("max-relative", base.maxRelative) }
  var meanAbsolute: String { say("mean-absolute", base.meanAbsolute) }
  var maxAbsolute: String { say("max-absolute", base.maxAbsolute) }
  var worst: String { say("worst", base.worst) }
  var position: String { say("position", base.position) }
  var analytic: String { say("analytic", base.analytic) }
  var difference: String { say("difference", base.difference) }
  var relative: String { say("relative", base.relative) }
  var layer: String { say("layer", base.layer) }
  var outputShape: String { say("output-shape", base.outputShape) }
  var parameters: String { say("parameters", base.parameters) }
  var numbers: String { say("numbers", base.numbers) }
  var output: String { say("output", base.output) }
  var drawnShape: String { say("drawn-shape", base.drawnShape) }
  var index: String { say("index", base.index) }
  var nothingToDraw: String { say("nothing-to-draw", base.nothingToDraw) }
  var first: String { say("first", base.first) }
  var last: String { say("last", base.last) }
  var randomSeed: String { say("random-seed", base.randomSeed) }
  var movingMean: String { say("moving-mean", base.movingMean) }
  var bestConstant: String { say("best-constant", base.bestConstant) }
  var logScale: String { say("log-scale", base.logScale) }
  var verticalLog: String { say("vertical-log", base.verticalLog) }
  var horizontalLog: String { say("horizontal-log", base.horizontalLog) }
  var bothLog: String { say("both-log", base.bothLog) }
  var oneUnit: String { say("one-unit", base.oneUnit) }
  var valueRange: String { say("value-range", base.valueRange) }
  var truth: String { say("truth", base.truth) }
  var layerColumn: String { say("layer-column", base.layerColumn) }
  var count: String { say("count", base.count) }
  var mean: String { say("mean", base.mean) }
  var deviation: String { say("deviation", base.deviation) }
  var black: String { say("black", base.black) }
  var white: String { say("white", base.white) }
  var ringed: String { say("ringed", base.ringed) }
  var gradientSize: String { say("gradient-size", base.gradientSize) }
  var truthAndPrediction: String { say("truth-and-prediction", base.truthAndPrediction) }
  var confusionTitle: String { say("confusion-title", base.confusionTitle) }
  var boundaryTitle: String { say("boundary-title", base.boundaryTitle) }
  var flowTitle: String { say("flow-title", base.flowTitle) }
  var positive: String { say("positive", base.positive) }
  var negative: String { say("negative", base.negative) }
  var zero: String { say("zero", base.zero) }
  var weightSize: String { say("weight-size", base.weightSize) }
  var biasUnit: String { say("bias-unit", base.biasUnit) }
  var lossGradient: String { say("loss-gradient", base.lossGradient) }
  var activation: String { say("activation", base.activation) }
  var fillMeaning: String { say("fill-meaning", base.fillMeaning) }
  var networkParameter: String { say("network-parameter", base.networkParameter) }
  var networkValue: String { say("network-value", base.networkValue) }
  var networkGradient: String { say("network-gradient", base.networkGradient) }
  var loss: String { say("loss", base.loss) }
  var outputs: String { say("outputs", base.outputs) }
  var jacobianInputs: String { say("jacobian-inputs", base.jacobianInputs) }
  var rowsAre: String { say("rows-are", base.rowsAre) }
  var columnsAre: String { say("columns-are", base.columnsAre) }
  var noZeros: String { say("no-zeros", base.noZeros) }
  var usedInstead: String { say("used-instead", base.usedInstead) }
  var strongest: String { say("strongest", base.strongest) }
  var singleValue: String { say("single-value", base.singleValue) }
}
