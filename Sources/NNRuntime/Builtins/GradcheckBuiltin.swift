import Artifacts
import Autodiff
import SourceText

extension Builtins {
  static let checking: [Builtin] = [
    Builtin(
      name: "gradcheck", forms: ["gradcheck(f)", "gradcheck(f, w: mine)"],
      summary: "the backward pass, or a gradient worked out by hand, against central differences: `.ok .meanAbs "
        + ".maxAbs .maxRel`", chapter: .differentiation, conduct: .reads(), parameters: [.required("f")],
      takesOtherNames: true
    ) { call throws(Fault) in
      let f = try call.scalar(0)
      var given: [(node: Node, gradient: Tensor)] = []
      for entry in try call.leavesByName() {
        let gradient = try call.about(entry.argument) { () throws(Fault) in try call.machine.tensor(entry.value) }
        guard case .node(let x) = entry.target else {
          throw .reported(
            Diagnostic(
              .notAnInput, "`\(entry.name.text)` is \(entry.target.kind) and no node of `\(call.name(of: 0))`",
              at: entry.name.range))
        }
        do throws(Fault) { try call.checkDependence(f, [x], parameter: 0) } catch {
          guard case .reported(var diagnostic) = error else { throw error }
          diagnostic.range = entry.name.range
          throw .reported(diagnostic)
        }
        guard gradient.shape == x.shape else {
          throw .reported(
            Diagnostic(
              .shapeMismatch,
              "`\(entry.name.text)` has shape \(shapeText(x.shape)), and the gradient given has "
                + shapeText(gradient.shape), at: entry.name.range, hint: "a gradient has the shape of its variable"))
        }
        given.append((x, gradient))
      }
      return .artifact(
        ArtifactValue(
          .gradcheck(try call.machine.gradcheckArtifact(f, name: call.name(of: 0), given: given)),
          written: (call.chunk.wholeText(of: call.range(of: 0)), call.chunk.wholeText(of: call.range))))
    }
  ]
}
