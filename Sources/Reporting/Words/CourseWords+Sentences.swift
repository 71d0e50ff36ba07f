import Artifacts
import Formulas
import SourceText

/// Sentences and groups of words, which a course does not give.
extension CourseWords {
  var hasParticles: Bool { base.hasParticles }
  var origins: OriginWords { base.origins }
  var schemes: SchemeWords { base.schemes }
  var search: SearchWords { base.search }
  var sheets: SheetWords { base.sheets }
  var copying: CopyWords { base.copying }
  var keys: KeyWords { base.keys }
  var sliders: SliderWords { base.sliders }
  var live: LiveWords { base.live }
  var answers: AnswerWords { base.answers }
  var player: PlayerWords { base.player }
  var preview: PreviewWords { base.preview }
  var legend: GraphLegend { base.legend }
  var uprightLegend: GraphLegend { base.uprightLegend }
  var graphParts: (inputs: String, forward: String, result: String, backward: String) { base.graphParts }
  func fault(_ id: DiagnosticID) -> String? { base.fault(id) }
  func continued(_ text: String, behind value: Notation) -> String { base.continued(text, behind: value) }
  func permalink(to heading: String) -> String { base.permalink(to: heading) }
  func computed(inBlock number: Int) -> String { base.computed(inBlock: number) }
  func reading(minutes: Int) -> String { base.reading(minutes: minutes) }
  func claims(_ count: Int) -> String { base.claims(count) }
  func array(_ shape: [Int]) -> String { base.array(shape) }
  func cut(at line: Int) -> String { base.cut(at: line) }
  func compared(_ looked: Int, of entries: Int) -> String { base.compared(looked, of: entries) }
  func faults(_ count: Int) -> String { base.faults(count) }
  func word(for pattern: GatePattern) -> String { base.word(for: pattern) }
  func branches(_ count: Int) -> String { base.branches(count) }
  func layer(_ number: Int) -> String { base.layer(number) }
  func values(_ count: Int) -> String { base.values(count) }
  func gates(_ count: Int) -> String { base.gates(count) }
  func shortParameters(_ count: Int) -> String { base.shortParameters(count) }
  func inputCount(_ count: Int) -> String { base.inputCount(count) }
  func equals(gates count: Int) -> String { base.equals(gates: count) }
  func graphTitle(_ name: String?) -> String { base.graphTitle(name) }
  func graph(of name: String, gates: Int) -> String { base.graph(of: name, gates: gates) }
  func manyInputs(_ count: Int) -> String { base.manyInputs(count) }
  func unit(_ unit: HistoryChart.Unit) -> String { base.unit(unit) }
  func series(_ name: String) -> String { base.series(name) }
  func role(isValidation: Bool) -> String { base.role(isValidation: isValidation) }
  func counted(_ unit: HistoryChart.Unit, _ count: Int) -> String { base.counted(unit, count) }
  func best(isGreatest: Bool) -> String { base.best(isGreatest: isGreatest) }
  func at(_ unit: HistoryChart.Unit, _ count: Int) -> String { base.at(unit, count) }
  func valueAt(_ value: FigureText, _ count: Int) -> FigureText { base.valueAt(value, count) }
  func diverges(_ unit: HistoryChart.Unit, _ count: Int) -> String { base.diverges(unit, count) }
  func smoothedOver(_ window: Int, _ unit: HistoryChart.Unit) -> String { base.smoothedOver(window, unit) }
  func range(_ name: String, _ lower: String, _ upper: String) -> String { base.range(name, lower, upper) }
  func span(_ lower: String, _ upper: String) -> String { base.span(lower, upper) }
  func polygons(_ names: String, _ count: Int) -> String { base.polygons(names, count) }
  func corners(_ name: String, _ corners: [String], more: Int) -> String { base.corners(name, corners, more: more) }
  func notShown(_ count: Int) -> String { base.notShown(count) }
  func notFinite(_ count: Int) -> String { base.notFinite(count) }
  func lineChart(_ names: String, by x: String) -> String { base.lineChart(names, by: x) }
  func historyChart(_ names: String, by unit: String) -> String { base.historyChart(names, by: unit) }
  func valueAt(_ y: String, _ x: String) -> String { base.valueAt(y, x) }
  func curve(_ name: String, first: String, last: String, least: String, greatest: String) -> String {
    base.curve(name, first: first, last: last, least: least, greatest: greatest)
  }
  func points(_ count: Int) -> String { base.points(count) }
  func pointsDrawn(_ drawn: Int, _ total: Int) -> String { base.pointsDrawn(drawn, total) }
  func valueCount(_ count: Int) -> String { base.valueCount(count) }
  func most(_ count: Int, _ low: String, _ high: String) -> String { base.most(count, low, high) }
  func block(_ size: Int) -> String { base.block(size) }
  func correct(_ correct: Int, _ total: Int) -> String { base.correct(correct, total) }
  func mostTakenFor(_ label: String) -> String { base.mostTakenFor(label) }
  func pictures(_ count: Int, _ height: Int, _ width: Int) -> String { base.pictures(count, height, width) }
  func picturesShown(_ shown: Int, _ total: Int) -> String { base.picturesShown(shown, total) }
  func imageTitle(_ name: String, _ count: Int) -> String { base.imageTitle(name, count) }
  func lastOf(_ name: String) -> String { base.lastOf(name) }
  func minimum(_ value: String, _ x: String, _ y: String) -> String { base.minimum(value, x, y) }
  func way(_ name: String, steps: Int, from: String, to: String, value: String?) -> String {
    base.way(name, steps: steps, from: from, to: to, value: value)
  }
  func pathMarks(hasMinimum: Bool) -> String { base.pathMarks(hasMinimum: hasMinimum) }
  func leaves(_ names: [String]) -> String { base.leaves(names) }
  func contourTitle(_ name: String) -> String { base.contourTitle(name) }
  func heatmapTitle(_ name: String) -> String { base.heatmapTitle(name) }
  func size(rows: Int, columns: Int) -> String { base.size(rows: rows, columns: columns) }
  func row(_ index: Int) -> String { base.row(index) }
  func histogramTitle(_ name: String) -> String { base.histogramTitle(name) }
  func scatterTitle(_ y: String, against x: String) -> String { base.scatterTitle(y, against: x) }
  func networkTitle(_ name: String, _ widths: String) -> String { base.networkTitle(name, widths) }
  func layerName(_ index: Int, isLast: Bool) -> String { base.layerName(index, isLast: isLast) }
  func units(_ count: Int) -> String { base.units(count) }
  func parameters(_ count: Int) -> String { base.parameters(count) }
  func layersOmitted(_ count: Int) -> String { base.layersOmitted(count) }
  func unitsDrawn(_ layer: String, _ drawn: Int, _ count: Int) -> String { base.unitsDrawn(layer, drawn, count) }
  func weightSigns(positive: Int, negative: Int, zero: Int) -> String {
    base.weightSigns(positive: positive, negative: negative, zero: zero)
  }
  func jacobianTitle(_ symbol: String) -> String { base.jacobianTitle(symbol) }
  func side(isOutput: Bool, count: Int, shape: String?) -> (before: String, behind: String) {
    base.side(isOutput: isOutput, count: count, shape: shape)
  }
  func structure(_ structure: JacobianArtifact.Structure) -> String { base.structure(structure) }
  func fact(_ fact: JacobianArtifact.Fact) -> String { base.fact(fact) }
  func zeros(_ percent: String) -> String { base.zeros(percent) }
  func bytes(_ count: Int) -> String { base.bytes(count) }
  func stored(_ full: String) -> String { base.stored(full) }
  func stored(dense full: String, kept: String) -> String { base.stored(dense: full, kept: kept) }
  func cell(of size: String, isSampled: Bool) -> String { base.cell(of: size, isSampled: isSampled) }
}
