/// A ``Chart`` drawn: for pages and as a file.
struct ChartPicture: Sendable {
  let layout: ChartLayout
  let title: String
  /// The chart in words: the text alternative, unless the author wrote one.
  let description: String

  init(_ chart: any ChartContent, words: ChartWords) {
    layout = chart.layout(words)
    title = chart.title(words)
    description = chart.description(words)
  }

  /// - Parameter prefix: begins every id; unique on the page.
  /// - Parameter alternative: the author's own text alternative.
  func inline(prefix: String, alternative: String?) -> HTMLNode {
    let text = alternative ?? description
    var nodes: [HTMLNode] = []
    let isWide = layout.narrow != nil
    for (place, panel) in layout.panels.enumerated() {
      nodes.append(
        panel.svg(id: id(prefix, place), title: title, description: text, isNarrow: !isWide))
    }
    for (place, panel) in (layout.narrow ?? []).enumerated() {
      nodes.append(
        panel.svg(id: id(prefix, place) + "-n", title: title, description: text, isNarrow: true))
    }
    var style = isWide ? "chart-figure two" : "chart-figure one"
    if let panel = layout.panels.first, isWide, !layout.isWholeInPrint, layout.panels.count == 1,
      panel.height > 0.6 * panel.width
    {
      style += " tall"
    }
    if layout.isWholeInPrint { style += " whole" }
    if layout.panels.count > 1 { style += layout.columns == 1 ? " panels single" : " panels" }
    return .element("div", [("class", style)], nodes)
  }

  private func id(_ prefix: String, _ place: Int) -> String { place == 0 ? prefix : "\(prefix)-\(place + 1)" }

  /// A file of its own that follows the reader's colour scheme, several panels side by side.
  func file(prefix: String, alternative: String?) -> [UInt8] {
    let isWide = layout.narrow != nil
    var bytes = arranged.svg(
      id: prefix, title: title, description: alternative ?? description, isNarrow: !isWide, standalone: true
    ).bytes
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private var arranged: Drawing {
    let gap = 20.0
    // A margin, since the file's ground ends where the drawing ends.
    let margin = 12.0
    var whole = Drawing(width: 2 * margin, height: 0)
    var top = margin
    var row = layout.panels[...]
    while !row.isEmpty {
      let panels = row.prefix(layout.columns)
      row = row.dropFirst(layout.columns)
      var left = margin
      for panel in panels {
        whole.place(panel, at: Point(x: left, y: top))
        left += panel.width + gap
      }
      whole.width = max(whole.width, left - gap + margin)
      top += (panels.map(\.height).max() ?? 0) + gap
    }
    whole.height = top - gap + margin
    return whole
  }
}
