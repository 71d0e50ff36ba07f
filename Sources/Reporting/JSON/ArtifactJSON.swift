import Artifacts
import Formulas

extension Artifact {
  /// One entry of a cell's `outputs`.
  func write(to json: inout some StructuredWriter) {
    switch self {
    case .value(let value): value.write(to: &json)
    case .tuple(let items):
      json.object { json in
        json.member("kind", "tuple")
        json.key("items")
        json.array(items) { $1.write(to: &$0) }
      }
    case .text(let text):
      json.object { json in
        json.member("kind", "text")
        json.member("text", text)
      }
    case .table(let table): table.write(to: &json)
    case .gradients(let table): table.write(to: &json)
    case .backward(let steps): steps.write(to: &json)
    case .graph(let graph): graph.write(to: &json)
    case .gradcheck(let check): check.write(to: &json)
    case .forward(let forward): forward.write(to: &json)
    case .summary(let summary): summary.write(to: &json)
    case .chart(let chart): chart.content.write(to: &json)
    case .jacobian(let jacobian): jacobian.write(to: &json)
    case .slider(let slider): slider.write(to: &json)
    }
  }
}

extension ValueArtifact {
  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "value")
      json.member("name", name)
      json.member("shape", value.shape)
      json.member("values", value.values)
      json.member("text", Numbers.ascii(value, digits: digits))
    }
  }
}

extension TableArtifact {
  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "table")
      json.key("columns")
      json.array(columns) { json, column in
        json.object { json in
          json.member("title", column.title)
          if let name = column.name { json.member("name", name) }
          switch column.entries {
          case .numbers(let values): json.member("values", values)
          case .texts(let texts):
            json.key("values")
            json.array(texts) { $0.value($1) }
          }
          if !column.absent.isEmpty {
            json.key("absent")
            json.array(column.absent) { $0.value($1) }
          }
        }
      }
    }
  }
}

extension ForwardArtifact {
  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "forward")
      json.member("name", name)
      json.member("shape", value.shape)
      json.member("values", value.values)
      json.key("nodes")
      json.array(nodes) { json, node in
        json.object { json in
          json.member("name", node.name)
          json.member("op", node.operation)
          json.member("shape", node.value.shape)
          json.member("value", node.value.values)
        }
      }
    }
  }
}

extension GradientTable {
  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "gradients")
      json.member("output", output)
      json.key("rows")
      json.array(rows) { json, row in
        json.object { json in
          json.member("name", row.name)
          json.member("op", row.operation)
          json.member("shape", row.value.shape)
          json.member("value", row.value.values)
          if let gradient = row.gradient { json.member("gradient", gradient.values) }
          if let line = row.cut { json.member("cut", line) }
          if let numeric = row.numeric { json.member("numeric", numeric.values) }
          json.member("check", row.verdict.rawValue)
          json.key("branches")
          json.array(row.branches) { json, branch in
            json.object { json in
              json.member("through", branch.through.text)
              branch.local.write(to: &json)
              json.member("upstream", branch.upstream.values)
              json.member("contribution", branch.contribution.values)
            }
          }
        }
      }
      json.key("check")
      check.write(to: &json)
    }
  }
}

extension BackwardSteps {
  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "steps")
      json.member("output", outputName)
      json.key("steps")
      json.array(steps) { json, step in
        json.object { json in
          json.member("at", step.atName)
          json.member("op", step.operation)
          if let pattern = step.pattern { json.member("pattern", pattern.rawValue) }
          json.member("shape", step.upstream.shape)
          json.member("upstream", step.upstream.values)
          json.key("flows")
          json.array(step.flows) { json, flow in
            json.object { json in
              json.member("to", flow.to.text)
              flow.local.write(to: &json)
              json.member("shape", flow.downstream.shape)
              json.member("downstream", flow.downstream.values)
              guard let sum = flow.sum else { return }
              json.key("terms")
              json.array(sum.terms) { $0.value($1.values) }
              json.member("total", sum.total.values)
            }
          }
          guard !step.cuts.isEmpty else { return }
          json.key("cuts")
          json.array(step.cuts) { json, cut in
            json.object { json in
              json.member("to", cut.to.text)
              json.member("cut", cut.line)
            }
          }
        }
      }
      json.key("check")
      check.write(to: &json)
    }
  }
}

extension LocalDerivative {
  fileprivate func write(to json: inout some StructuredWriter) {
    json.member("local", symbol.text)
    if let value { json.member("localValue", value.values) }
  }
}

extension CheckSummary {
  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("verdict", verdict.rawValue)
      json.member("passed", passed)
      json.member("failed", failed)
      json.member("undecided", undecided)
      if undefined > 0 { json.member("undefined", undefined) }
      if cut > 0 { json.member("cut", cut) }
      json.member("maxRel", maxRelative)
      if entries > total { json.member("entries", entries) }
    }
  }
}

extension GraphFigure {
  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "graph")
      json.member("output", output)
      json.key("nodes")
      json.array(nodes) { json, node in
        json.object { json in
          if let name = node.name { json.member("name", name) }
          json.member("op", node.operation)
          json.member("role", node.role.word)
          json.member("shape", node.value.shape)
          json.member("value", node.value.values)
          if let gradient = node.gradient { json.member("gradient", gradient.values) }
          if let line = node.cut { json.member("cut", line) }
          if let pattern = node.pattern { json.member("pattern", pattern.rawValue) }
        }
      }
      json.key("edges")
      json.array(edges) { json, edge in
        json.object { json in
          json.member("from", edge.from)
          json.member("to", edge.to)
          json.member("operand", edge.operand)
          edge.local?.write(to: &json)
          if let contribution = edge.contribution { json.member("contribution", contribution.values) }
        }
      }
      if let check {
        json.key("check")
        check.write(to: &json)
      }
    }
  }
}

extension GraphFigure.Node.Role {
  fileprivate var word: String {
    switch self {
    case .data: "data"
    case .parameter: "parameter"
    case .constant: "constant"
    case .gate: "gate"
    }
  }
}

extension GradientCheckArtifact {
  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "gradcheck")
      json.member("output", output)
      json.member("verdict", verdict.rawValue)
      json.member("meanAbs", meanAbsolute)
      json.member("maxAbs", maxAbsolute)
      json.member("maxRel", summary.maxRelative)
      json.key("entries")
      json.array(entries) { json, entry in json.object { entry.write(to: &$0) } }
      if !cuts.isEmpty {
        json.key("cuts")
        json.array(cuts) { json, cut in
          json.object { json in
            json.member("name", cut.name)
            json.member("shape", cut.shape)
            json.member("cut", cut.line)
          }
        }
      }
      guard !rules.isEmpty else { return }
      json.key("rules")
      json.array(rules) { json, rule in
        json.object { json in
          json.member("function", rule.function)
          json.member("calls", rule.calls)
          rule.entry.write(to: &json)
        }
      }
    }
  }
}

extension GradientCheckArtifact.Entry {
  fileprivate func write(to json: inout some StructuredWriter) {
    json.member("name", name)
    json.member("shape", shape)
    json.member("verdict", summary.verdict.rawValue)
    json.member("passed", summary.passed)
    json.member("failed", summary.failed)
    json.member("undecided", summary.undecided)
    if summary.undefined > 0 { json.member("undefined", summary.undefined) }
    json.member("meanAbs", meanAbsolute)
    json.member("maxAbs", maxAbsolute)
    json.member("maxRel", summary.maxRelative)
    json.key("worst")
    json.array(worst) { json, finding in
      json.object { json in
        json.member("index", finding.index)
        json.member("analytic", finding.analytic)
        json.member("numeric", finding.numeric)
        json.member("difference", finding.difference)
        json.member("uncertainty", finding.uncertainty)
        json.member("rel", finding.relative)
        json.member("verdict", finding.verdict.rawValue)
      }
    }
  }
}
