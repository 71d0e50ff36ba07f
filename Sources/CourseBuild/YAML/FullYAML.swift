import SourceText

/// Reads any YAML, by libyaml.
func parseFullYAML(_ excerpt: Excerpt) throws(YAMLFault) -> [YAMLNode.Entry] {
  let places = YAMLPlaces(excerpt)
  if let offset = places.tooDeep() {
    throw YAMLFault(message: "nested too deep", range: excerpt.range(offset..<offset + 1))
  }
  let root = try withYAMLEvents(of: excerpt.text) { next throws(YAMLFault) in
    var composer = YAMLComposer(places: places, next: next)
    return try composer.singleRoot()
  }
  guard let root else { return [] }
  guard let entries = root.mapping else {
    throw YAMLFault(message: "expected lines of `key: value`", range: root.range)
  }
  return entries
}

/// Composes events into nodes, by recursion that the text's nesting bounds.
private struct YAMLComposer {
  let places: YAMLPlaces
  let next: () -> Result<YAMLEvent, YAMLProblem>
  /// Nodes by their anchors, the latest of each, and how many nodes they are.
  private var anchors: [String: (node: YAMLNode, text: Excerpt?, count: Int)] = [:]
  private var count = 0
  /// Fault beyond syntax, at the first place: a text that is no YAML further down is told about instead.
  private var fault: YAMLFault?

  private typealias Composed = (node: YAMLNode, text: Excerpt?)

  init(places: YAMLPlaces, next: @escaping () -> Result<YAMLEvent, YAMLProblem>) {
    self.places = places
    self.next = next
  }

  /// The one document of the text; `nil` where there is none.
  mutating func singleRoot() throws(YAMLFault) -> YAMLNode? {
    _ = try event()
    if case .streamEnd = try event().kind { return nil }
    let root = try node(event()).node
    _ = try event()
    let behind = try event()
    if let fault { throw fault }
    guard case .streamEnd = behind.kind else { throw places.fault("but found another document", at: behind.start) }
    return root
  }

  private func event() throws(YAMLFault) -> YAMLEvent {
    do throws(YAMLProblem) { return try next().get() } catch { throw places.fault(error) }
  }

  private mutating func node(_ event: YAMLEvent) throws(YAMLFault) -> Composed {
    let start = places.offset(event.start)
    let before = count
    count += 1
    // Anchors make a short text stand for a very large value.
    guard count <= 10_000 else {
      throw YAMLFault(message: "too many values", range: places.excerpt.range(start..<start))
    }
    let result: Composed
    switch event.kind {
    case .scalar(let text, let isPlain):
      result = (
        YAMLNode(.scalar(text, isPlain: isPlain), places.range(of: text, at: start)), places.unchanged(text, at: start)
      )
    case .alias(let name):
      guard let known = anchors[name] else { throw places.fault("found undefined alias", at: event.start) }
      count += known.count - 1
      return (known.node, known.text)
    case .sequenceStart: result = (YAMLNode(.sequence(try items()), places.line(from: start)), nil)
    case .mappingStart: result = (YAMLNode(.mapping(try entries()), places.line(from: start)), nil)
    case .end, .documentStart, .documentEnd, .streamStart, .streamEnd: throw places.fault("not YAML", at: event.start)
    }
    if let anchor = event.anchor { anchors[anchor] = (result.node, result.text, count - before) }
    return result
  }

  private mutating func items() throws(YAMLFault) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try event()
      if case .end = event.kind { return items }
      items.append(try node(event).node)
    }
  }

  private mutating func entries() throws(YAMLFault) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    var seen: Set<String> = []
    while true {
      let event = try event()
      if case .end = event.kind { return entries }
      let (key, text) = try node(event)
      let value = try node(self.event())
      guard let name = key.text else {
        note(YAMLFault(message: "a key must be a word", range: key.range))
        continue
      }
      if !seen.insert(name).inserted {
        note(YAMLFault(message: "repeated key `\(name)`", range: text?.range ?? key.range, repeatedKey: name))
      }
      entries.append(YAMLNode.Entry(key: name, keyRange: key.range, value: value.node, text: value.text))
    }
  }

  private mutating func note(_ fault: YAMLFault) { self.fault = self.fault ?? fault }
}
