/// Sizes of one layout, in px.
struct ChartSizes: Sendable {
  var width: Double
  /// Of the part between the axes, as far as the content does not decide.
  var plotHeight: Double
  /// Numbers on axes, and words beside them.
  var tick: Double
  /// Labels of series, and values.
  var label: Double
  /// Series are named at their right ends; else in a row above.
  var namesAtEnd: Bool
  /// Set in the smaller sizes of the style sheet.
  var isNarrow: Bool

  static let wide = ChartSizes(
    width: 680, plotHeight: 222, tick: 12.5, label: 13, namesAtEnd: true, isNarrow: false)
  /// For what fills both directions alike: points, regions, cells.
  static let square = ChartSizes(
    width: 600, plotHeight: 380, tick: 12.5, label: 13, namesAtEnd: false, isNarrow: false)
  /// For telephones: nothing stands beside the plot.
  static let narrow = ChartSizes(
    width: 340, plotHeight: 190, tick: 12, label: 12.5, namesAtEnd: false, isNarrow: true)
  /// One of several side by side, and pictures: the same on pages and telephones.
  static let panel = ChartSizes(
    width: 340, plotHeight: 176, tick: 12, label: 12.5, namesAtEnd: false, isNarrow: true)
}
