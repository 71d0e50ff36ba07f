import Autodiff
import Reporting
import SourceText

extension Builtins {
  static let differentiation: [Builtin] = [
    Builtin(
      name: "grad", forms: ["grad(f, x)", "grad(f, (w, b))"],
      summary: "∂f/∂x, of x's shape, itself differentiable; for a tuple of nodes a tuple", chapter: .differentiation,
      parameters: [.required("f"), .required("x")]
    ) { call throws(Fault) in
      let f = try call.scalar(0)
      let (xs, isTuple) = try call.nodes(1)
      let gradients = try call.gradients(f, xs)
      if !isTuple { return call.machine.plain(gradients[0], call.tag) }
      return .tuple(try TupleValue.make(gradients.map { call.machine.plain($0, call.tag) }))
    },
    Builtin(
      name: "gradients", forms: ["gradients(f)", "gradients(f, wrt: (w, b))"],
      summary: "the gradient table: a row for each node, with value, local derivative, upstream, gradient and check",
      chapter: .differentiation, parameters: [.required("f"), .named("wrt")]
    ) { call throws(Fault) in
      let f = try call.scalar(0)
      var only: [Node]?
      if call.has(1) {
        let nodes = try call.nodes(1).nodes
        try call.checkDependence(f, nodes, parameter: 1)
        only = nodes
      }
      return .artifact(
        ArtifactValue(.gradients(try call.machine.gradientTable(f, name: call.name(of: 0), only: only))))
    },
    Builtin(
      name: "backward", forms: ["backward(f)"],
      summary: "the steps of the backward pass in order: upstream × local = downstream, branches summed",
      chapter: .differentiation, parameters: [.required("f")]
    ) { call throws(Fault) in
      let f = try call.scalar(0)
      return .artifact(ArtifactValue(.backward(try call.machine.backwardSteps(f, name: call.name(of: 0)))))
    },
    Builtin(
      name: "graph", forms: ["graph(f)", "graph(f, show: \"local\", parameters: (w, b))"],
      summary: "the graph figure: values above the wires, gradients below", chapter: .differentiation,
      parameters: [.required("f"), .named("show"), .named("parameters")]
    ) { call throws(Fault) in
      let f = try call.node(0)
      var locals = GraphFigure.Locals.automatic
      if call.has(1) {
        let show = try call.text(1)
        guard show == "local" else {
          throw call.fault(.wrongArguments, "`show` can be \"local\", and this is \"\(show)\"", 1)
        }
        locals = .all
      }
      let parameters = call.has(2) ? try call.nodes(2).nodes : []
      return .artifact(
        ArtifactValue(.graph(try call.machine.graphFigure(f, locals: locals, given: parameters))))
    },
    Builtin(
      name: "vjp", forms: ["vjp(y, x, v)"], summary: "vᵀ ∂y/∂x: what an upstream gradient v becomes at x",
      chapter: .differentiation, parameters: [.required("y"), .required("x"), .required("v")]
    ) { call throws(Fault) in
      let y = try call.node(0)
      let v = try call.node(2)
      guard v.shape == y.shape else {
        throw call.fault(
          .shapeMismatch, "`v` has the shape of `y`, \(shapeText(y.shape)), and this is \(shapeText(v.shape))", 2)
      }
      let weights = try call.machine.node(call.constant(v.value))
      let (xs, isTuple) = try call.nodes(1)
      let gradients = try call.gradients(try call.weighted(y, weights), xs, named: call.name(of: 0))
      if !isTuple { return call.machine.plain(gradients[0], call.tag) }
      return .tuple(try TupleValue.make(gradients.map { call.machine.plain($0, call.tag) }))
    },
    Builtin(
      name: "jvp", forms: ["jvp(y, x, v)"], summary: "∂y/∂x v: how y changes when x moves along v",
      chapter: .differentiation, parameters: [.required("y"), .required("x"), .required("v")]
    ) { call throws(Fault) in
      // Twice backward: the vjp is linear in its upstream, and its derivative by it is the jvp.
      let y = try call.node(0)
      let x = try call.node(1)
      let v = try call.node(2)
      guard v.shape == x.shape else {
        throw call.fault(
          .shapeMismatch, "`v` has the shape of `x`, \(shapeText(x.shape)), and this is \(shapeText(v.shape))", 2)
      }
      let zero = Tensor(shape: y.shape, values: Array(repeating: 0, count: y.value.count))
      let upstream = try call.engine { () throws(EngineError) in try call.graph.input(zero) }
      let pulled = try call.gradients(try call.weighted(y, upstream), [x], named: call.name(of: 0))[0]
      let along = try call.weighted(pulled, try call.machine.node(call.constant(v.value)))
      guard along.varies else { return try call.constant(zero) }
      let result = try call.engine { () throws(EngineError) in
        try call.graph.gradient(of: along, withRespectTo: [upstream])
      }
      return try call.constant(result[0].value)
    },
    Builtin(
      name: "hessian", forms: ["hessian(f, x)"],
      summary: "the matrix of second derivatives ∂²f/∂xᵢ∂xⱼ, entries of x row by row", chapter: .differentiation,
      parameters: [.required("f"), .required("x")]
    ) { call throws(Fault) in
      let f = try call.scalar(0)
      let x = try call.node(1)
      let first = try call.gradients(f, [x])[0]
      let count = x.value.count
      try call.admit([count, count])
      var values: [Double] = []
      values.reserveCapacity(count * count)
      for row in 0..<count {
        var unit = [Double](repeating: 0, count: count)
        unit[row] = 1
        let weights = try call.machine.node(call.constant(Tensor(shape: x.shape, values: unit)))
        let entry = try call.weighted(first, weights)
        guard entry.varies else {
          values += [Double](repeating: 0, count: count)
          continue
        }
        do throws(EngineError) {
          values += try call.graph.gradient(of: entry, withRespectTo: [x])[0].value.values
        } catch .noDependence {
          values += [Double](repeating: 0, count: count)
        } catch {
          throw .engine(error)
        }
      }
      if x.shape.isEmpty { return .number(values[0]) }
      return try call.constant(Tensor(shape: [count, count], values: values))
    },
    Builtin(
      name: "forward", forms: ["forward(f)", "forward(f, x: 3, y: 1)"],
      summary: "f computed again with these inputs, and with the present values of inputs updated since",
      chapter: .differentiation, parameters: [.required("f")], takesOtherNames: true
    ) { call throws(Fault) in try call.forward() },
  ]
}

extension Call {
  /// A node of one element.
  func scalar(_ parameter: Int) throws(Fault) -> Node {
    let f = try node(parameter)
    guard f.value.count == 1 else {
      throw fault(
        .gradientOfNonScalar,
        "the gradient is that of a single number, and `\(name(of: parameter))` has shape \(shapeText(f.shape))",
        parameter, hint: "reduce it first, as with `sum(…)` or `mean(…)`")
    }
    return f
  }

  /// Σ vᵢ yᵢ.
  fileprivate func weighted(_ y: Node, _ v: Node) throws(Fault) -> Node {
    let product = try engine { () throws(EngineError) in try graph.apply(.mul, [y, v]) }
    if product.shape.isEmpty { return product }
    guard let sum = Primitive.named("sum") else { throw .told(.unknownFunction, "`sum` is not available yet") }
    return try engine { () throws(EngineError) in try graph.apply(sum, [product]) }
  }

  fileprivate func gradients(_ f: Node, _ xs: [Node], named: String? = nil) throws(Fault) -> [Node] {
    do { return try graph.gradient(of: f, withRespectTo: xs) } catch .noDependence {
      try checkDependence(f, xs, parameter: 1, named: named)
      throw .engine(.noDependence)
    } catch {
      throw .engine(error)
    }
  }

  /// Says which node f was not computed from, and whether it was computed from an earlier one of that name.
  func checkDependence(_ f: Node, _ xs: [Node], parameter: Int, named: String? = nil) throws(Fault) {
    let behind = graph.nodes(leadingTo: f)
    let known = Set(behind)
    for (place, x) in xs.enumerated() where !known.contains(x) {
      let label = machine.labels[x.tag]
      let output = named ?? name(of: 0)
      let variable = label?.name ?? source(parameter)
      let isEarlier = behind.contains { node in
        guard let other = machine.labels[node.tag], let label, other.name != nil else { return false }
        return other.name == label.name && other.chunk.function == label.chunk.function
      }
      if isEarlier {
        let line = machine.labels[f.tag].map { " (line \($0.range.start.line))" } ?? ""
        throw fault(
          .staleGradient, "`\(output)` was computed from an earlier `\(variable)`\(line)", parameter,
          hint: "compute `\(output)` again after `\(variable)` has changed")
      }
      if x.kind == .constant {
        throw fault(
          .noDependence, "`\(source(parameter))` is a constant, and `\(output)` does not depend on it", parameter,
          hint: "bind it to a name first and compute `\(output)` from that")
      }
      let which = xs.count > 1 ? label?.name ?? "item \(place)" : variable
      throw fault(
        .noDependence, "`\(output)` does not depend on `\(which)`", parameter, hint: dependsOn(behind, output))
    }
  }

  private func dependsOn(_ behind: [Node], _ output: String) -> String? {
    var names: [String] = []
    for node in behind where node.kind == .input {
      if let name = machine.labels[node.tag]?.name, !names.contains(name) { names.append(name) }
    }
    guard !names.isEmpty else { return nil }
    let list = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return "`\(output)` was computed from \(list)\(names.count > 8 ? ", …" : "")"
  }

  fileprivate func forward() throws(Fault) -> Value {
    let f = try node(0)
    let behind = graph.nodes(leadingTo: f)
    let known = Set(behind)
    var replaced: [(input: Node, replacement: Node)] = []
    var taken: Set<Node> = []
    for entry in try nodesByName() {
      guard case .node(let input) = entry.target, known.contains(f) else {
        throw .reported(
          Diagnostic(
            .notAnInput, "`\(entry.name.text)` is \(entry.target.kind) and no input of `\(name(of: 0))`",
            at: entry.name.range))
      }
      let value = try about(entry.argument) { () throws(Fault) in try machine.tensor(entry.value) }
      // An input that was updated since still means the one f was computed from.
      let target = known.contains(input) ? input : earlier(entry.name.text, behind)
      guard let target else {
        throw .reported(
          Diagnostic(
            .noDependence, "`\(name(of: 0))` does not depend on `\(entry.name.text)`", at: entry.name.range,
            hint: dependsOn(behind, name(of: 0))))
      }
      guard target.kind == .input else {
        throw .reported(
          Diagnostic(
            .notAnInput, "`\(entry.name.text)` is computed from other nodes and is no input", at: entry.name.range))
      }
      guard value.shape == target.shape else {
        throw .reported(
          Diagnostic(
            .shapeMismatch,
            "`\(entry.name.text)` has shape \(shapeText(target.shape)), and this has \(shapeText(value.shape))",
            at: entry.name.range))
      }
      let replacement = try engine { () throws(EngineError) in try graph.input(value) }
      replacement.tag = target.tag
      replaced.append((target, replacement))
      taken.insert(target)
    }
    for node in behind where node.kind == .input && !taken.contains(node) {
      if let present = updatedSince(node), present.shape == node.shape { replaced.append((node, present)) }
    }
    let (result, mapping) = try engine { () throws(EngineError) in try graph.replay(f, replacing: replaced) }
    // Named like the graph it repeats; an old input that stands for the present one goes by its plain name.
    let trace = Tracing(f, machine, asPresent: Set(replaced.lazy.map(\.input)))
    let again = trace.replacing { mapping[$0] ?? $0 }
    return .artifact(
      ArtifactValue(
        .forward(machine.forwardArtifact(result, name: name(of: 0), trace: again)), tensor: result))
  }

  /// The input of that name that f was computed from.
  private func earlier(_ name: String, _ behind: [Node]) -> Node? {
    behind.last { node in
      guard node.kind == .input, let label = machine.labels[node.tag] else { return false }
      return label.name == name && label.chunk.function == nil
    }
  }

  /// What an input has become by updates.
  private func updatedSince(_ node: Node) -> Node? {
    guard let label = machine.labels[node.tag], let name = label.name, label.chunk.function == nil,
      let slot = machine.environment.symbols.known(name),
      case .node(let present) = machine.environment.values[Int(slot)], present != node, present.kind == .input,
      let presentLabel = machine.labels[present.tag], presentLabel.isUpdate, presentLabel.name == name
    else { return nil }
    let origin = machine.environment.origins[Int(slot)]
    return label.isUpdate || node.tag >> Labels.instanceBits == origin ? present : nil
  }
}
