/// A chart that a cell can show, as data. One file a kind.
public enum Chart: Codable, Sendable {
  case boundary(BoundaryChart)
  case confusion(ConfusionChart)
  case contour(ContourChart)
  case flow(FlowChart)
  case heatmap(HeatmapChart)
  case histogram(HistogramChart)
  case history(HistoryChart)
  case image(ImageChart)
  case network(NetworkChart)
  case plot(PlotChart)
  case scatter(ScatterChart)
}
