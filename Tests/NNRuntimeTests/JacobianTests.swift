import Artifacts
import Testing

@testable import NNRuntime

/// `jacobian(…)` as an artifact and as a tensor.
struct JacobianTests {
  private func jacobian(_ source: String, _ location: SourceLocation = #_sourceLocation) -> JacobianArtifact? {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [], sourceLocation: location)
    guard case .jacobian(let artifact)? = outcome.outputs.last else {
      Issue.record("no Jacobian", sourceLocation: location)
      return nil
    }
    return artifact
  }

  /// Structure, facts and the product used instead of the Jacobian that the last line shows.
  private func check(
    _ source: String, _ structure: JacobianArtifact.Structure, _ product: String,
    _ facts: [JacobianArtifact.Fact] = [], _ location: SourceLocation = #_sourceLocation
  ) {
    guard let artifact = jacobian(source, location) else { return }
    #expect(artifact.structure == structure, sourceLocation: location)
    #expect(artifact.product.text == product, sourceLocation: location)
    #expect(artifact.facts == facts, sourceLocation: location)
    #expect(artifact.check.passed > 0 && artifact.check.failed == 0, sourceLocation: location)
  }

  @Test func structuresFactsAndProducts() {
    check("x = [1, -2, 3, -1]\ny = relu(x)\njacobian(y, x)", .diagonal, "dx = dy ⊙ [x > 0]")
    check("x = [1, -2, 3]\ny = x + 1\njacobian(y, x)", .identity, "dx = dy")
    check("x = [1, -2, 3]\ny = 3 - x\njacobian(y, x)", .diagonal, "dx = −dy")
    check(
      "W = [[1, 2, 3], [4, 5, 6]]; x = [1, 2, 3]\ny = W @ x\njacobian(y, x)", .dense, "dx = Wᵀ dy")
    check(
      "W = [[1, 2, 3], [4, 5, 6]]; x = [1, 2, 3]\ny = W @ x\njacobian(y, W)", .blockDiagonal, "dW = dy xᵀ",
      [.blocks(count: 2, rows: 1, columns: 3, areEqual: true)])
    check(
      "X = [[1, 2], [3, 4]]; W = [[1, 0, 2], [0, 1, 3]]\nY = X @ W\njacobian(Y, X)", .blockDiagonal, "dX = dY Wᵀ",
      [.blocks(count: 2, rows: 3, columns: 2, areEqual: true)])
    check(
      "x = [1, 2]; W = [[1, -1], [2, 1]]\nz = W @ x\ny = sigmoid(z)\njacobian(y, x)", .dense,
      "dx = Wᵀ (dy ⊙ y (1 − y))")
    check(
      "x = [0.1, 0.7, -0.4]\np = softmax(x)\njacobian(p, x)", .dense, "dx = p ⊙ (dp − Σ p ⊙ dp)",
      [.symmetric, .rowsSumToZero])
    check("x = [1, 2, 4]\nf = sum(x)\njacobian(f, x)", .dense, "dx = broadcast(df)")
    check(
      "x = [1, 2, 4]; a = [1, 2, 3]\ny = outer(a, x) @ x\njacobian(y, x)", .dense, "dx = vjp(y, x, dy)",
      [.lowRank(1)])
    check(
      "x = [1, 2, 4]; a = [1, 2, 3]\ny = a * sum(x)\njacobian(y, x)", .dense, "dx = broadcast(Σ dy ⊙ a)",
      [.lowRank(1)])
  }

  @Test func layoutIsTheTranspose() {
    let source = "W = [[1, 2, 3], [4, 5, 6]]; x = [1, 1, 2]\ny = W @ x\n"
    guard let rows = jacobian(source + "jacobian(y, x)"),
      let columns = jacobian(source + "jacobian(y, x, layout: \"denominator\")")
    else { return }
    #expect([rows.rows, rows.columns, columns.rows, columns.columns] == [2, 3, 3, 2])
    guard case .dense(let a) = rows.entries, case .dense(let b) = columns.entries else {
      Issue.record("not dense")
      return
    }
    #expect(a == [1, 2, 3, 4, 5, 6])
    #expect(b == [1, 4, 2, 5, 3, 6])
  }

  @Test func standsForItsMatrix() {
    let outcome = Lesson().run(
      """
      W = [[1, 2, 3], [4, 5, 6]]; x = [1, 1, 2]
      y = W @ x
      J = jacobian(y, x)
      J @ [1, 0, -1]
      J.T @ [1, -1]
      J[1, 2]
      expect J == [[1, 2, 3], [4, 5, 6]]
      (J.rows, J.columns, J.nonzeros, J.zeros, J.bytes)
      K = jacobian(x^2, x)
      grad(sum(K), x)
      jacobian(grad(sum(x^3), x), x) + zeros(3, 3)
      """)
    #expect(outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [])
    #expect(
      shown(outcome) == [
        "[-2, -2]", "[-3, -3, -3]", "6", "(2, 3, 6, 0, 48)", "[2, 2, 2]",
        "[3, 3] [6, 0, 0, 0, 6, 0, 0, 0, 12]",
      ])
  }

  @Test func vectorProductsOfTuples() {
    let outcome = Lesson().run(
      """
      w = [1, 2]; b = 3; x = [5, 7]
      y = w * x + b
      vjp(y, (w, b), [1, 10])
      jvp(y, (w, b), ([1, 1], 2))
      grad(sum(vjp(y^2, w, [1, 1])), w)
      hessian(sum(w^3), w)
      """)
    #expect(outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [])
    #expect(shown(outcome) == ["([5, 70], 11)", "[7, 9]", "[50, 98]", "[2, 2] [6, 0, 0, 12]"])
  }

  @Test func whatIsWrongIsPointedAt() {
    func check(_ source: String, _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
      #expect(Lesson().run(source).diagnostics.map(place) == expected, sourceLocation: location)
    }
    check("x = [1, 2]\ny = [3, 4]\njacobian(y, x)", ["3:13-14 NN-no-dependence"])
    check("x = [1, 2]\njacobian(x^2, x, layout: \"rows\")", ["2:26-32 NN-wrong-arguments"])
    check("x = [1, 2]\nvjp(x^2, x, [1, 2, 3])", ["2:13-22 NN-shape-mismatch"])
    check("x = [1, 2]\njvp(x^2, x, 1)", ["2:13-14 NN-shape-mismatch"])
    check("x = [1, 2]\njvp(x^2, (x, x), [1, 2])", ["2:18-24 NN-wrong-kind"])
    check(
      "g(x) = x^2\nbackward g(x; y, dy) = dy * x\nx = [1, 2]\njacobian(g(x), x)", ["4:10-14 NN-gradient-check-failed"])
    check("x = zeros(60000)\nJ = jacobian(relu(x), x)\nJ @ x", ["3:1-6 NN-memory-budget"])
  }
}
