import Autodiff
import Reporting
import SourceText

extension Builtins {
  static let gradients: [Builtin] = [
    Builtin(
      name: "grad", forms: ["grad(f, x)", "grad(f, (w, b))"],
      summary: "∂f/∂x, of x's shape, itself differentiable; for a tuple a tuple of its structure",
      chapter: .differentiation,
      parameters: [.required("f"), .required("x")]
    ) { call throws(Fault) in
      let f = try call.scalar(0)
      let (xs, groups) = try call.nodes(1)
      return try call.grouped(call.gradients(f, xs), as: groups)
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
  ]
}
