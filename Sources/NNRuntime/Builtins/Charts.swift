extension Builtins {
  /// Each stands with what makes it, under `Charts/`; in the order of the reference page.
  static let charts: [Builtin] = [
    plot, scatter, contour, boundary, heatmap, histogram, image, confusion, flow, network,
  ]
}
