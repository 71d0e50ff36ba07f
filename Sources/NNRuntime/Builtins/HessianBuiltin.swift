import Autodiff
import SourceText

extension Builtins {
  /// Derivatives as matrices.
  static let hessian: [Builtin] = [
    jacobian,
    Builtin(
      name: "hessian", forms: ["hessian(f, x)"],
      summary: "the matrix of second derivatives ∂²f/∂xᵢ∂xⱼ, entries of x row by row", chapter: .differentiation,
      conduct: .interpreted,
      parameters: [.required("f"), .required("x")]
    ) { call throws(Fault) in
      let f = try call.scalar(0)
      let x = try call.node(1)
      try call.checkSecondDerivative(of: f, [x])
      let matrix = try call.derivative(of: f, [x]) { () throws(EngineError) in
        try call.graph.hessian(of: f, withRespectTo: x)
      }
      if let number = matrix.value.values.first(where: { !$0.isFinite }) {
        let first = try call.gradients(f, [x])[0]
        throw call.notFinite(call.graph.firstNonFinite(inDerivativeOf: first, by: [x]), number)
      }
      try call.note(.hessian, of: f, by: [x], [matrix])
      return call.machine.plain(matrix, call.tag)
    },
  ]
}
