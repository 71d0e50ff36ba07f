import Artifacts
import Autodiff
import SourceText

extension Builtins {
  static let gradients: [Builtin] = [
    Builtin(
      name: "grad", forms: ["grad(f, x)", "grad(f, (w, b))"],
      summary: "∂f/∂x, of x's shape, itself differentiable; for a tuple a tuple of its structure",
      chapter: .differentiation, conduct: .traceable,
      parameters: [.required("f"), .required("x")]
    ) { call throws(Fault) in
      let f = try call.scalar(0)
      let (xs, groups) = try call.nodes(1)
      let gradients = try call.gradients(f, xs)
      try call.note(.gradient, of: f, by: xs, gradients)
      return try call.grouped(gradients, as: groups)
    },
    Builtin(
      name: "gradients", forms: ["gradients(f, [wrt: …])"],
      summary: "the gradient table: a row for each node, with value, local derivative, upstream, gradient and check",
      chapter: .differentiation, conduct: .reads(), parameters: [.required("f"), .named("wrt")]
    ) { call throws(Fault) in
      let f = try call.scalar(0)
      var only: [Node]?
      if call.has(1) {
        let nodes = try call.nodes(1).nodes
        try call.checkDependence(f, nodes, parameter: 1)
        only = nodes
      }
      let table = try call.machine.gradientTable(f, name: call.name(of: 0), only: only)
      try call.tryRules(behind: f)
      return .artifact(ArtifactValue(.gradients(table)))
    },
    Builtin(
      name: "backward", forms: ["backward(f)"],
      summary: "the steps of the backward pass in order: upstream × local = downstream, branches summed",
      chapter: .differentiation, conduct: .reads(), parameters: [.required("f")]
    ) { call throws(Fault) in
      let f = try call.scalar(0)
      let steps = try call.machine.backwardSteps(f, name: call.name(of: 0))
      try call.tryRules(behind: f)
      return .artifact(ArtifactValue(.backward(steps)))
    },
    Builtin(
      name: "graph", forms: ["graph(f, [show: \"local\"], [parameters: …])"],
      summary: "the graph figure: values above the wires, gradients below; vectors of up to 4 and matrices of up to "
        + "3 × 3 with their numbers", chapter: .differentiation, conduct: .reads(),
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
      let figure = try call.machine.graphFigure(f, locals: locals, given: parameters)
      if figure.check != nil { try call.tryRules(behind: f) }
      return .artifact(ArtifactValue(.graph(figure)))
    },
  ]
}
