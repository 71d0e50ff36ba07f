import Artifacts

/// The numbers of a tensor on a wire: one line of text, or the rows of a small matrix in brackets.
///
/// A matrix of shape [2, 2] takes two lines, its columns flush right, so that digits of one place stand below each
/// other.
struct NumberBlock: Sendable, Hashable {
  /// Row by row; one entry for what stands in a line.
  let rows: [[FigureText]]
  /// Whether brackets stand around it.
  let isMatrix: Bool

  init(_ line: FigureText) {
    rows = [[line]]
    isMatrix = false
  }

  init(matrix rows: [[FigureText]]) {
    self.rows = rows
    isMatrix = true
  }

  /// On one line, without styles: `[[1, 2], [3, 4]]`.
  var plain: String {
    guard isMatrix else { return line.plain }
    let lines = rows.map { "[" + $0.map(\.plain).joined(separator: ", ") + "]" }
    return "[" + lines.joined(separator: ", ") + "]"
  }

  /// The one line, where the block is no matrix.
  var line: FigureText { rows.first?.first ?? FigureText() }

  func width(_ size: Double) -> Double {
    guard isMatrix else { return line.width(size, strong: true) }
    let columns = columnWidths(size)
    return columns.reduce(0, +) + Double(columns.count - 1) * gap(size) + 2 * bracket(size)
  }

  /// How much higher it is than one line.
  func extra(_ size: Double) -> Double { Double(rows.count - 1) * lineHeight(size) }

  func lineHeight(_ size: Double) -> Double { size * 1.25 }

  /// The right edges of the columns, from the left bracket on.
  func columnEdges(_ size: Double) -> [Double] {
    var edge = bracket(size) - gap(size)
    return columnWidths(size).map { width in
      edge += gap(size) + width
      return edge
    }
  }

  /// Room for a bracket and the space inside it.
  private func bracket(_ size: Double) -> Double { size * 0.45 }

  private func gap(_ size: Double) -> Double { size * 0.6 }

  private func columnWidths(_ size: Double) -> [Double] {
    (0..<(rows.first?.count ?? 0)).map { column in
      rows.map { $0[column].width(size, strong: true) }.max() ?? 0
    }
  }
}

extension FigureNumbers {
  /// More entries than these stand on a wire as their shape.
  private static let most = (vector: 4, side: 3)

  /// A number, a short vector, a small matrix, else the shape: `3`, `[1, −2]`, `[[1, 2], [3, 4]]`, `shape [2, 30]`.
  ///
  /// - Parameter showsMatrices: `false` where there is no room for more than a line.
  func block(_ values: ShapedValues, showsMatrices: Bool, _ use: NumberMark.Use = .number) -> NumberBlock {
    guard showsMatrices, values.shape.count == 2, values.shape[0] * values.shape[1] == values.values.count,
      (1...FigureNumbers.most.side).contains(values.shape[0]), (1...FigureNumbers.most.side).contains(values.shape[1])
    else { return NumberBlock(text(values, use)) }
    let columns = values.shape[1]
    return NumberBlock(
      matrix: (0..<values.shape[0]).map { row in
        (0..<columns).map { text(values.entry(row * columns + $0), use) }
      })
  }

  /// The same for a derivative: `∄` for what is no number, or infinite.
  func derivativeBlock(_ values: ShapedValues, showsMatrices: Bool) -> NumberBlock {
    let block = block(values, showsMatrices: showsMatrices, .derivative)
    guard block.isMatrix else { return NumberBlock(derivative(values)) }
    return NumberBlock(matrix: block.rows.map { $0.map(FigureNumbers.undefined) })
  }

  /// `∄` in place of what is no number, or infinite.
  static func undefined(_ text: FigureText) -> FigureText {
    var text = text
    for (i, run) in text.runs.enumerated() where ["NaN", "∞", "−∞"].contains(run.text) {
      text.runs[i].text = CheckVerdict.undefined.sign
    }
    return text
  }

  static var mostInLine: Int { most.vector }
}
