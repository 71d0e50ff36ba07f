extension Artifact {
  /// Whether all of its numbers may stand on a tape: in a picture, a model or a text nothing can follow.
  public var canFollow: Bool {
    switch self {
    case .value: true
    // Only what can be compared as a whole.
    case .gradients(let table):
      table.check.isWhole && table.rows.allSatisfy { $0.numeric != nil || $0.numericStart.count < 2 }
    case .backward(let steps): steps.check.isWhole
    case .graph(let figure): figure.check?.isWhole ?? true
    case .tuple(let items): items.allSatisfy(\.canFollow)
    case .text, .table, .gradcheck, .forward, .summary, .chart, .jacobian, .slider: false
    }
  }

  /// Goes by all numbers that may stand on a tape.
  ///
  /// - Parameters:
  ///   - values: is shown each number, and may change where it stands.
  ///   - check: the same for what each summary of a check compares.
  public mutating func mapPlaces(_ values: (inout ShapedValues) -> Void, check: (inout CheckSummary) -> Void) {
    switch self {
    case .value(var value):
      values(&value.value)
      self = .value(value)
    case .tuple(var items):
      for index in items.indices { items[index].mapPlaces(values, check: check) }
      self = .tuple(items)
    case .gradients(var table):
      for row in table.rows.indices { table.rows[row].mapPlaces(values) }
      check(&table.check)
      self = .gradients(table)
    case .backward(var steps):
      for step in steps.steps.indices { steps.steps[step].mapPlaces(values) }
      check(&steps.check)
      self = .backward(steps)
    case .graph(var figure):
      figure.mapPlaces(values)
      if var summary = figure.check {
        check(&summary)
        figure.check = summary
      }
      self = .graph(figure)
    case .text, .table, .gradcheck, .forward, .summary, .chart, .jacobian, .slider: break
    }
  }
}

extension CheckSummary {
  /// Whether every entry was looked at and none is cut off.
  fileprivate var isWhole: Bool { cut == 0 && entries == total }
}

extension LocalDerivative {
  fileprivate mutating func mapPlaces(_ map: (inout ShapedValues) -> Void) {
    guard var value else { return }
    map(&value)
    self.value = value
  }
}

extension GradientTable.Row {
  fileprivate mutating func mapPlaces(_ map: (inout ShapedValues) -> Void) {
    map(&value)
    if var gradient {
      map(&gradient)
      self.gradient = gradient
    }
    if var numeric {
      map(&numeric)
      self.numeric = numeric
    }
    for branch in branches.indices {
      branches[branch].local.mapPlaces(map)
      map(&branches[branch].upstream)
      map(&branches[branch].contribution)
    }
  }
}

extension BackwardSteps.Step {
  fileprivate mutating func mapPlaces(_ map: (inout ShapedValues) -> Void) {
    map(&upstream)
    for flow in flows.indices {
      flows[flow].local.mapPlaces(map)
      map(&flows[flow].upstream)
      map(&flows[flow].downstream)
      guard var sum = flows[flow].sum else { continue }
      for term in sum.terms.indices { map(&sum.terms[term]) }
      map(&sum.total)
      flows[flow].sum = sum
    }
  }
}

extension GraphFigure {
  fileprivate mutating func mapPlaces(_ map: (inout ShapedValues) -> Void) {
    for node in nodes.indices {
      map(&nodes[node].value)
      guard var gradient = nodes[node].gradient else { continue }
      map(&gradient)
      nodes[node].gradient = gradient
    }
    for edge in edges.indices {
      edges[edge].local?.mapPlaces(map)
      guard var contribution = edges[edge].contribution else { continue }
      map(&contribution)
      edges[edge].contribution = contribution
    }
  }
}
