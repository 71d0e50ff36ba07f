import Markup

extension BodyRenderer {
  /// `nil` for a callout that holds a solution where solutions are left out.
  mutating func callout(_ callout: Callout) -> HTMLNode? {
    guard report.shows(callout) else { return nil }
    let title = calloutTitle(callout)
    let classes = "call call-" + callout.kind.rawValue
    let wasSolution = isSolution
    if callout.kind == .solution { isSolution = true }
    defer { isSolution = wasSolution }
    let content: [HTMLNode] = [.raw("\n")] + blocks(callout.blocks)
    let titleID: [HTMLNode.Attribute] = isSideNote ? [] : callout.titleLabel.map { [("id", $0)] } ?? []
    let id: [HTMLNode.Attribute] = isSideNote ? [] : callout.label.map { [("id", $0)] } ?? []
    if let isCollapsed = callout.isCollapsed {
      let open: [HTMLNode.Attribute] = isCollapsed ? [] : [("open", "")]
      return .element(
        "details", id + [("class", classes)] + open,
        [.element("summary", titleID + [("class", "call-title")], title)] + content)
    }
    return .element(
      "div", id + [("class", classes), ("role", "note")],
      [.element("p", titleID + [("class", "call-title")], title)] + content)
  }

  /// `Theorem 3 (Title)`, and the title alone where it needs no kind.
  private mutating func calloutTitle(_ callout: Callout) -> [HTMLNode] {
    let number = callout.label.flatMap { report.targets[$0] }.map { words.reference($0) }
    let name = number ?? words.word(for: callout.kind)
    guard let title = callout.title else { return [.text(name)] }
    if number == nil, Callout.Kind.alerts.contains(callout.kind) { return inlines(title) }
    return [.text(name + " (")] + inlines(title) + [.text(")")]
  }

  /// Tabs without a script: radio buttons, and style rules that show the panel of the chosen one. On paper all panels
  /// stand one below the other under their titles.
  mutating func tabset(_ tabs: [Tab]) -> HTMLNode {
    tabsetCount += 1
    let group = "tabs-\(tabsetCount)"
    var parts: [HTMLNode] = []
    for (position, tab) in tabs.enumerated() {
      let id = "\(group)-\(position + 1)"
      let checked: [HTMLNode.Attribute] = position == 0 ? [("checked", "")] : []
      parts.append(.element("input", [("type", "radio"), ("name", group), ("id", id)] + checked))
      isLabel = true
      parts.append(.element("label", [("for", id)], inlines(tab.title)))
      isLabel = false
    }
    for tab in tabs {
      isLabel = true
      let title = inlines(tab.title)
      isLabel = false
      parts.append(
        .element(
          "section", isSideNote ? [] : tab.label.map { [("id", $0)] } ?? [],
          [.element("p", [("class", "tab-title"), ("aria-hidden", "true")], title), .raw("\n")] + blocks(tab.blocks)))
    }
    let name = tabs.map { PlainText.of($0.title, in: report) }.joined(separator: ", ")
    return .element("div", [("class", "tabset"), ("role", "group"), ("aria-label", name)], parts)
  }
}
