import Autodiff
import SourceText

extension Builtins {
  static let vectorProducts: [Builtin] = [
    Builtin(
      name: "vjp", forms: ["vjp(y, x, v)", "vjp(y, (w, b), v)"],
      summary: "vᵀ ∂y/∂x: what an upstream gradient v becomes at x", chapter: .differentiation, conduct: .interpreted,
      parameters: [.required("y"), .required("x"), .required("v")]
    ) { call throws(Fault) in
      let y = try call.node(0)
      let (xs, groups) = try call.nodes(1)
      let v = try call.node(2)
      guard v.shape == y.shape else {
        throw call.fault(
          .shapeMismatch, "`v` has the shape of `y`, \(shapeText(y.shape)), and this is \(shapeText(v.shape))", 2)
      }
      let products = try call.finite(
        try call.derivative(of: y, xs) { () throws(EngineError) in
          try call.graph.vjp(of: y, withRespectTo: xs, upstream: v)
        }, of: y, by: xs, upstream: v.value)
      try call.note(.vectorJacobian(upstream: v), of: y, by: xs, products)
      return try call.grouped(products, as: groups)
    },
    Builtin(
      name: "jvp", forms: ["jvp(y, x, v)", "jvp(y, (w, b), (v, u))"],
      summary: "∂y/∂x v: how y changes when x moves along v", chapter: .differentiation, conduct: .interpreted,
      parameters: [.required("y"), .required("x"), .required("v")]
    ) { call throws(Fault) in
      let y = try call.node(0)
      let xs = try call.nodes(1).nodes
      let vs = try call.nodes(2).nodes
      guard call[1].isGrouped(like: call[2]) else {
        throw call.fault(
          .wrongKind,
          "`v` has a direction for each variable, and these are `\(call[1].structure)` and `\(call[2].structure)`", 2)
      }
      for (x, v) in zip(xs, vs) where v.shape != x.shape {
        throw call.fault(
          .shapeMismatch, "`v` has the shape of `x`, \(shapeText(x.shape)), and this is \(shapeText(v.shape))", 2)
      }
      let product = try call.derivative(of: y, xs) { () throws(EngineError) in
        try call.graph.jvp(of: y, withRespectTo: xs, along: vs)
      }
      let products = try call.finite([product], of: y, by: xs)
      try call.note(.jacobianVector(along: vs), of: y, by: xs, products)
      return call.machine.plain(products[0], call.tag)
    },
  ]
}
