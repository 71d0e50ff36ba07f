import Autodiff

extension Builtins {
  /// `f32` takes models, too, which the catalogue's operation does not know.
  static let precision: [Builtin] = [
    Builtin(
      name: "f32", forms: ["f32(x)", "f32(net)"],
      summary: "x in 32-bit floats; of a model, another one with a copy of the parameters in 32-bit floats, which "
        + "computes in them whatever it is given",
      chapter: .elementwise, conduct: .traceable, parameters: [.required("x")],
      derivative: Primitive.named("f32")?.derivativeText
    ) { call throws(Fault) in
      guard case .model(let model) = call[0] else { return try call.applyNamed("f32", [try call.node(0)]) }
      var maker = ModelMaker(call)
      try maker.append(model) { (node) throws(Fault) in try call.copy(node, .single) }
      return .model(maker.make())
    }
  ]
}
