import Testing

@testable import NNRuntime

/// The lecture notes' examples of Jacobians, vector products and what a layer gives back, their numbers typed from the
/// list of facts. Each line is a claim that must hold.
struct JacobianFactTests {
  private func check(_ source: String, _ location: SourceLocation = #_sourceLocation) {
    let outcome = Lesson().run(source)
    #expect(
      outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [], sourceLocation: location)
    #expect(!outcome.claims.isEmpty, sourceLocation: location)
  }

  /// 000.jacobian-layout
  @Test func layouts() {
    check(
      """
      W = [[1, 2, 3], [4, 5, 6]]; x = [1, 1, 1]
      y = W @ x
      expect jacobian(y, x) == [[1, 2, 3], [4, 5, 6]]
      expect jacobian(y, x, layout: "denominator") == [[1, 4], [2, 5], [3, 6]]
      expect vjp(y, x, [1, -1]) == [-3, -3, -3]
      """)
  }

  /// 000.relu-jacobian
  @Test func reluOfFour() {
    check(
      """
      x = [1, -2, 3, -1]
      y = relu(x)
      expect y == [1, 0, 3, 0]
      expect jacobian(y, x) == [[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]]
      expect vjp(y, x, [4, -1, 5, 9]) == [4, 0, 5, 0]
      """)
  }

  /// 000.vector-net
  @Test func squaredLengthOfAProduct() {
    check(
      """
      W = [[0.1, 0.5], [-0.3, 0.8]]; x = [0.2, 0.4]
      q = W @ x
      f = sum(q^2)
      expect q == [0.22, 0.26] within 1e-15
      expect f == 0.116 within 1e-15
      expect grad(f, q) == [0.44, 0.52] within 1e-15
      expect grad(f, W) == [[0.088, 0.176], [0.104, 0.208]] within 1e-15
      expect grad(f, x) == [-0.112, 0.636] within 1e-15
      expect jacobian(q, x) == W
      expect jacobian(f, q) @ jacobian(q, x) == [[-0.112, 0.636]] within 1e-15
      """)
  }

  /// 004.relu-4096
  @Test func reluOf4096() {
    check(
      """
      i = arange(0, 4096)
      x = 37 * i % 101 - 50
      u = i % 7 - 3
      y = relu(x)
      J = jacobian(y, x)
      expect J.rows * J.columns == 16777216
      expect J.bytes == 134217728
      expect sum(x > 0) == 2026
      expect sum(x == 0) == 41
      expect sum(x < 0) == 2029
      expect sum(y) == 51689
      expect J.nonzeros == 2026
      dx = vjp(y, x, u)
      expect sum(dx) == -2
      expect sum(dx * i) == 3900
      expect dx[0:10] == [0, 0, -1, 0, 0, 2, 0, -3, -2, 0]
      expect vjp(y, x, ones(4096))[0:10] == [0, 0, 1, 0, 0, 1, 0, 1, 1, 0]
      """)
  }

  /// 004.relu-minibatch
  @Test func reluOfAMiniBatch() {
    check(
      """
      x = (37 * arange(0, 4096) + 11 * reshape(arange(0, 100), (100, 1))) % 101 - 50
      y = relu(x)
      J = jacobian(y, x)
      expect J.rows == 409600
      expect J.columns == 409600
      expect J.rows * J.columns == 167772160000
      expect J.bytes == 1342177280000
      expect J.bytes / 2^30 == 1250
      expect J.nonzeros == 202772
      expect sum(y) == 5170662
      """)
  }

  /// 004.two-layer
  @Test func twoLayers() {
    check(
      """
      W1 = [[1, -2, 0.5], [0, 3, -1], [-1, 1, 2], [2, 0, -0.5]]
      W2 = [[1, -1, 0.5, 2], [0, 1, -2, 1]]
      x = [1, 2, -1]; u = [1, -1]
      a = W1 @ x
      h = max(0, a)
      f = W2 @ h
      expect a == [-3.5, 7, -1, 2.5]
      expect h == [0, 7, 0, 2.5]
      expect f == [-2, 9.5]
      (dW2, dh, da, dW1, dx) = vjp(f, (W2, h, a, W1, x), u)
      expect dW2 == [[0, 7, 0, 2.5], [0, -7, 0, -2.5]]
      expect dh == [1, -2, 2.5, 1]
      expect da == [0, -2, 0, 1]
      expect dW1 == [[0, 0, 0], [-2, -4, 2], [0, 0, 0], [1, 2, -1]]
      expect dx == [2, -6, 1.5]
      expect u @ jacobian(f, x) == [2, -6, 1.5]
      expect W2 @ W1 == [[4.5, -4.5, 1.5], [4, 1, -5.5]]
      expect jacobian(W2 @ (W1 @ x), x) == W2 @ W1
      expect W2 @ W1 @ x == [-6, 11.5]
      expect W2 @ a == [-6, 11.5]
      """)
  }

  /// 002.layer-contract: the shapes of what each layer gives back.
  @Test func whatALayerGivesBack() {
    check(
      """
      x = [0.5, -1]; V = [[0.1, 0.2], [-0.3, 0.4], [0.5, -0.6]]; W = [[0.1, -0.2, 0.3], [0.4, 0.5, -0.6]]; t = [1, 0]
      n1 = V @ x
      y = sigmoid(n1)
      n2 = W @ y
      o = sigmoid(n2)
      E = sum((t - o)^2) / 2
      expect shape(jacobian(E, o)) == [1, 2]
      expect shape(jacobian(o, n2)) == [2, 2]
      expect shape(jacobian(n2, W)) == [2, 6]
      expect shape(grad(E, W)) == [2, 3]
      expect shape(jacobian(n2, y)) == [2, 3]
      expect shape(jacobian(E, y)) == [1, 3]
      expect shape(jacobian(y, n1)) == [3, 3]
      expect shape(jacobian(n1, V)) == [3, 6]
      expect shape(grad(E, V)) == [3, 2]
      expect jacobian(E, o) @ jacobian(o, n2) @ jacobian(n2, W) == reshape(grad(E, W), (1, 6))
      expect jacobian(E, y) @ jacobian(y, n1) @ jacobian(n1, V) == reshape(grad(E, V), (1, 6))
      """)
  }
}
