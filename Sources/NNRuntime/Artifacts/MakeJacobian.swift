import Artifacts
import Autodiff
import Formulas

extension Machine {
  /// `jacobian(y, x)`: its structure, its picture, what is true of it, and the comparison with central differences.
  func jacobianArtifact(
    _ jacobian: Jacobian, of y: Node, _ x: Node, output: Notation, input: Notation
  ) throws(Fault) -> JacobianArtifact {
    let check = try checked(jacobian, of: y, x, output.text, input.text)
    let means = jacobian.means(most: JacobianArtifact.mostCells, cells: JacobianArtifact.coarseCells)
    return JacobianArtifact(
      output: JacobianArtifact.Side(name: output.text, notation: output, shape: y.shape),
      input: JacobianArtifact.Side(name: input.text, notation: input, shape: x.shape),
      isTransposed: jacobian.layout == .denominator, structure: structure(jacobian.structure),
      entries: entries(jacobian),
      cells: JacobianArtifact.Cells(
        rowBounds: means.rowBounds, columnBounds: means.columnBounds, values: means.values,
        isSampled: means.isSampled),
      facts: facts(jacobian), product: JacobianProduct(Tracing(y, self), x).notation(output, input),
      nonzeroCount: jacobian.nonzeroCount,
      denseBytes: 8 * Double(jacobian.rows) * Double(jacobian.columns), storedBytes: jacobian.storedBytes,
      check: check, digits: options.figureDigits)
  }

  private func structure(_ structure: Jacobian.Structure) -> JacobianArtifact.Structure {
    switch structure {
    case .zero: .zero
    case .identity: .identity
    case .diagonal: .diagonal
    case .blockDiagonal: .blockDiagonal
    case .sparse: .sparse
    case .dense: .dense
    }
  }

  private func entries(_ jacobian: Jacobian) -> JacobianArtifact.Entries {
    if let diagonal = jacobian.diagonal { return .diagonal(diagonal) }
    if let blocks = jacobian.blocks {
      return .blocks(
        JacobianArtifact.Blocks(
          count: blocks.count, stride: blocks.stride, rows: blocks.rows, columns: blocks.columns,
          values: blocks.values, areEqual: blocks.areEqual))
    }
    if jacobian.structure == .dense, let tensor = try? jacobian.tensor(budget: .max) {
      return .dense(tensor.values)
    }
    var (rows, columns, values): ([Int], [Int], [Double]) = ([], [], [])
    jacobian.forEachEntry { row, column, value in
      rows.append(row)
      columns.append(column)
      values.append(value)
    }
    return .triples(rows: rows, columns: columns, values: values)
  }

  private func facts(_ jacobian: Jacobian) -> [JacobianArtifact.Fact] {
    var facts: [JacobianArtifact.Fact] = []
    if let blocks = jacobian.blocks, blocks.stride == 1 {
      facts.append(
        .blocks(count: blocks.count, rows: blocks.rows, columns: blocks.columns, areEqual: blocks.areEqual))
    }
    let seen = JacobianFacts(jacobian)
    if let band = seen.band { facts.append(.banded(below: band.below, above: band.above)) }
    if seen.isLowerTriangular { facts.append(.lowerTriangular) }
    if seen.isUpperTriangular { facts.append(.upperTriangular) }
    if seen.isSymmetric { facts.append(.symmetric) }
    if seen.rowsSumToZero { facts.append(.rowsSumToZero) }
    if let rank = seen.lowRank { facts.append(.lowRank(rank)) }
    return facts
  }

  /// An entry that fails is an error, as for every derivative.
  private func checked(
    _ jacobian: Jacobian, of y: Node, _ x: Node, _ output: String, _ input: String
  ) throws(Fault) -> CheckSummary {
    let check: GradientCheck
    do { check = try graph.checkJacobian(jacobian, of: y, at: x) } catch { throw .engine(error) }
    var summary = CheckSummary.none
    summary.add(check)
    checks.add(summary)
    guard let wrong = check.entries.first(where: { $0.verdict == .fail }) else { return summary }
    let columns = max(x.shape.reduce(1, *), 1)
    func place(_ name: String, _ index: Int, _ shape: [Int]) -> String {
      shape.isEmpty ? name : name + shapeText(position(index, in: shape))
    }
    let digits = NumberFormat(digits: 8)
    throw .told(
      .gradientCheckFailed,
      "∂\(place(output, wrong.position / columns, y.shape))/∂\(place(input, wrong.position % columns, x.shape)) is "
        + "\(digits.ascii(wrong.analytic)), and central differences give \(digits.ascii(wrong.numeric))",
      hint: "compare the `backward` rules behind it with their functions", argument: 0)
  }
}
