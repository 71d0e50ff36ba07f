import Artifacts
import Autodiff
import Formulas
import SourceText

extension Builtins {
  static let jacobian = Builtin(
    name: "jacobian", forms: ["jacobian(y, x, layout: \"numerator\")"],
    summary: "the matrix of ∂yᵢ/∂xⱼ (rows are outputs; \"denominator\" for its transpose) with its structure; can be "
      + "used as a tensor: `.rows .columns .nonzeros .zeros .bytes`",
    chapter: .differentiation, conduct: .interpreted, parameters: [.required("y"), .required("x"), .named("layout")]
  ) { call throws(Fault) in
    let y = try call.node(0)
    let x = try call.node(1)
    var layout = Jacobian.Layout.numerator
    if call.has(2) {
      let name = try call.text(2)
      guard let given = Jacobian.Layout(rawValue: name) else {
        throw call.fault(
          .wrongArguments, "`layout` is \"numerator\" or \"denominator\", and this is \"\(name)\"", 2)
      }
      layout = given
    }
    let jacobian = try call.derivative(of: y, [x]) { () throws(EngineError) in
      try call.graph.jacobian(of: y, withRespectTo: x, layout: layout)
    }
    var wrong: Double?
    jacobian.forEachEntry { _, _, value in if !value.isFinite, wrong == nil { wrong = value } }
    if let wrong { throw call.notFinite(call.graph.firstNonFinite(inDerivativeOf: y, by: [x]), wrong) }
    let artifact = try call.machine.jacobianArtifact(
      jacobian, of: y, x, output: call.notation(of: 0), input: call.notation(of: 1))
    return .artifact(ArtifactValue(.jacobian(artifact), jacobian: jacobian, of: y, by: x))
  }
}

extension Call {
  /// A node's name, or the source text of the argument, as it is set.
  fileprivate func notation(of parameter: Int) -> Notation {
    if case .node(let node) = self[parameter], let name = machine.labels[node.tag]?.name {
      return Notation(name: name)
    }
    return sourceNotation(source(parameter))
  }
}
