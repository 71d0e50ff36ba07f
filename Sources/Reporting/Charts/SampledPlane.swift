import Artifacts

extension SampledPlane {
  func outlines(_ frame: ChartFrame, _ transform: (Double) -> Double) -> MarchingSquares {
    MarchingSquares(
      columns: columns, rows: rows, values: values.map(transform),
      x: (0..<columns).map { frame.x.at(x($0)) ?? frame.plot.left },
      y: (0..<rows).map { frame.y.at(y($0)) ?? frame.plot.bottom })
  }
}
