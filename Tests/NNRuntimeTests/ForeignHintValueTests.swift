import Testing

@testable import NNRuntime

/// Hints that are a whole program line, run as they are written: they give what the other library gives.
struct ForeignHintValueTests {
  static let names = """
    a = [1, 2, 3]; b = [4, 5, 6]; A = [[1, 2], [3, 4]]; B = [[5, 6], [7, 8]]; h = [0.5, -1.5, 2]; s = 0.25
    net = dense(3, 2); net.w1 -= net.w1 - [[1, 0], [0, 1], [1, 1]]

    """

  /// What is written there, with the value that NumPy 2.1 or PyTorch 2.5 gives it.
  static let calls: [(String, String)] = [
    ("np.stack([a, b])", "[[1, 2, 3], [4, 5, 6]]"), ("torch.stack((a, b), dim=1)", "[[1, 4], [2, 5], [3, 6]]"),
    ("np.concatenate([a, b])", "[1, 2, 3, 4, 5, 6]"),
    ("np.concatenate((A, B), axis=1)", "[[1, 2, 5, 6], [3, 4, 7, 8]]"),
    ("torch.cat([A, B], 1)", "[[1, 2, 5, 6], [3, 4, 7, 8]]"), ("concatenate([a, b])", "[1, 2, 3, 4, 5, 6]"),
    ("torch.std(a)", "1"), ("torch.var(b)", "1"), ("np.std(a, ddof=1)", "1"), ("np.var(a + b, ddof=1)", "4"),
    ("np.var(a)", "0.66667"), ("np.mean(A, axis=0)", "[2, 3]"), ("np.linalg.norm(A, axis=1)", "[2.23607, 5]"),
    ("np.size(A)", "4"), ("A.size", "4"), ("A.size()", "[2, 2]"), ("A.size(0)", "2"), ("torch.numel(A)", "4"),
    ("A.numel()", "4"), ("A.item(2)", "3"), ("sum(a).item()", "6"), ("np.round(h, 1)", "[0.5, -1.5, 2]"),
    ("np.round(s, 1)", "0.2"), ("np.around(s * 3, decimals=1)", "0.8"), ("h.round()", "[0, -2, 2]"),
    ("np.linspace(0, 1, num=5)", "[0, 0.25, 0.5, 0.75, 1]"), ("torch.linspace(0, 1, steps=3)", "[0, 0.5, 1]"),
    ("sum(np.linspace(0, 1))", "25"), ("np.eye(2, 3)", "[[1, 0, 0], [0, 1, 0]]"),
    ("np.eye(3, 2)", "[[1, 0], [0, 1], [0, 0]]"), ("np.eye(2)", "[[1, 0], [0, 1]]"), ("np.hypot(3, -4)", "5"),
    ("np.diff(a)", "[1, 1]"), ("np.diff(a^2)", "[3, 5]"), ("np.sum(np.sqrt(a * a))", "6"),
    ("np.exp(np.log(a))", "[1, 2, 3]"),
    ("np.dot(a, np.abs(h))", "9.5"), ("np.multiply(a + 1, b)", "[8, 15, 24]"), ("np.power(a - 1, 2)", "[0, 1, 4]"),
    ("np.subtract(a, b - 1)", "[-2, -2, -2]"), ("np.divide(b, a + a)", "[2, 1.25, 1]"), ("a.add(b)", "[5, 7, 9]"),
    ("A.t()", "[[1, 3], [2, 4]]"), ("len(b)", "3"), ("np.maximum(a, 2)", "[2, 2, 3]"), ("np.fmin(a, 2)", "[1, 2, 2]"),
    ("A.shape", "[2, 2]"), ("A.ndim", "2"), ("A.mT", "[[1, 3], [2, 4]]"), ("A.flatten()", "[1, 2, 3, 4]"),
    ("A.reshape((1, 4))", "[[1, 2, 3, 4]]"), ("A.view(4)", "[1, 2, 3, 4]"), ("np.sum(A, axis=1)", "[3, 7]"),
    ("F.softmax(0 * a, dim=0)", "[0.33333, 0.33333, 0.33333]"), ("np.zeros((2, 1))", "[[0], [0]]"),
    ("np.e", "2.71828"), ("np.pi", "3.14159"), ("net.forward(a)", "[4, 5]"), ("net.forward(a + 1)", "[6, 7]"),
  ]

  @Test(arguments: calls)
  func programLines(source: String, value: String) throws {
    let code = try #require(Self.code(source), "no program line: \(Self.hint(source) ?? "no hint")")
    let outcome = Lesson().run(Self.names + code)
    #expect(outcome.diagnostics.isEmpty, "\(code)")
    #expect(outcome.outputs.map { Self.rounded(text($0)) } == [Self.listed(value)], "\(code)")
  }

  /// Functions of the table of names, at a place where each can be computed; by hand.
  static let values: [String: (argument: String, value: String)] = [
    "absolute": ("h", "[0.5, 1.5, 2]"), "fabs": ("h", "[0.5, 1.5, 2]"), "clamp": ("h, 0, 1", "[0.5, 0, 1]"),
    "expit": ("0 * a", "[0.5, 0.5, 0.5]"), "swish": ("0 * a", "[0, 0, 0]"), "identity": ("2", "[[1, 0], [0, 1]]"),
    "broadcast_to": ("[1, 2], (2, 2)", "[[1, 2], [1, 2]]"), "bce": ("[0.5], [1]", "0.69315"),
    "detach": ("a", "[1, 2, 3]"),
    "stop_gradient": ("a", "[1, 2, 3]"), "mse_loss": ("a, b", "9"), "l1_loss": ("a, b", "3"),
    "huber_loss": ("a, b", "2.5"), "amax": ("a", "3"), "amin": ("a", "1"), "ln": ("1", "0"), "average": ("a", "2"),
    "mul_outer": ("[1, 2], [3, 4]", "[[3, 4], [6, 8]]"), "flatten": ("A", "[1, 2, 3, 4]"),
    "ravel": ("A", "[1, 2, 3, 4]"), "sinh": ("s", "0.25261"), "cosh": ("s", "1.03141"), "log2": ("8", "3"),
    "log10": ("100", "2"), "log1p": ("s", "0.22314"), "expm1": ("s", "0.28403"), "exp2": ("3", "8"),
    "reciprocal": ("s + 1", "0.8"), "negative": ("s + 1", "-1.25"), "rsqrt": ("s", "2"), "cbrt": ("27", "3"),
    "float": ("s", "0.25"), "double": ("s", "0.25"), "trunc": ("h", "[0, -1, 2]"), "int": ("-1.5", "-1"),
    "array": ("[1, 2]", "[1, 2]"), "asarray": ("[1, 2]", "[1, 2]"), "tensor": ("[1, 2]", "[1, 2]"),
    "Tensor": ("[1, 2]", "[1, 2]"), "relu6": ("7 * h", "[3.5, 0, 6]"), "hardtanh": ("h", "[0.5, -1, 1]"),
    "astype": ("s", "0.25"), "fill": ("(2, 2), 0.5", "[[0.5, 0.5], [0.5, 0.5]]"),
  ]
  /// They draw, show or read.
  static let valueless: Set<String> = [
    "hist", "imshow", "matshow", "pcolor", "randperm", "random", "random_sample", "standard_normal", "manual_seed",
    "set_seed", "read_csv", "loadtxt", "genfromtxt",
  ]

  @Test func tableOfNames() {
    let names = Set(ForeignTerm.renamed.keys).union(ForeignTerm.patterns.keys)
    #expect(names == Set(Self.values.keys).union(Self.valueless))
    for (name, (argument, value)) in Self.values.sorted(by: { $0.key < $1.key }) {
      guard let code = Self.code("\(name)(\(argument))") else {
        Issue.record("\(name): \(Self.hint("\(name)(\(argument))") ?? "no hint")")
        continue
      }
      let outcome = Lesson().run(Self.names + code)
      #expect(
        outcome.diagnostics.isEmpty && outcome.outputs.map { Self.rounded(text($0)) } == [Self.listed(value)], "\(code)"
      )
    }
  }

  /// What another library computes and this one does not is no program line.
  @Test(arguments: [
    (
      "np.linalg.norm(A, 1)",
      "`norm(x)` is the Euclidean length; the 1-norm is `sum(abs(x))`, the greatest entry `max(abs(x))`"
    ),
    (
      "np.linalg.norm(a, ord=1)",
      "`norm(x)` is the Euclidean length; the 1-norm is `sum(abs(x))`, the greatest entry `max(abs(x))`"
    ),
    ("np.vstack([a, b])", "write `stack(a, b)` for vectors, `concat(a, b)` for matrices"),
    ("np.hstack((a, b))", "write `concat(a, b)` for vectors, `concat(a, b, axis: 1)` for matrices"),
    ("np.column_stack([a, b])", "write `stack(a, b, axis: 1)` for vectors, `concat(a, b, axis: 1)` for matrices"),
    ("np.kron(a, b)", "there is no `kron`; of vectors it is `reshape(outer(a, b), -1)`"),
    ("jax.grad(f)", "bind the value, `y = f(x)`, and write `grad(y, x)`"),
    ("a.std()", "write `std(a)`, which divides by n; PyTorch divides by n - 1"),
    (
      "F.mse_loss(a, b, reduction=\"sum\")",
      "write `mse(a, b)`, which has no `reduction`; it is the mean over all entries, and their sum is `prod(shape(x))` times as much"
    ),
    (
      "np.sum(A, axis=1, keepdims=True)",
      "write `sum(A, axis: 1)`, which has no `keepdims`; write `reshape(…)` around it, with a size of 1"
    ),
    ("np.sum(np.exp(a) + 1)", "write `sum(…)`"),
    ("A[:, None]", "as an argument leave it out; as an index write `reshape(x, …)` with a size of 1"),
    ("np.stack(a)", "write `stack(a, b, …)`"),
  ])
  func advices(source: String, hint: String) {
    #expect(Self.hint(source) == hint)
  }

  private static func hint(_ source: String) -> String? { Lesson().run(names + source).diagnostics.first?.hint }

  /// - Returns: `sum(np.linspace(0, 1))` as `sum(linspace(0, 1, 50))`: the hint in the place of what it is about.
  private static func code(_ source: String) -> String? {
    guard let found = hint(source)?.firstMatch(of: /^write `([^`…]*)`$/) else { return nil }
    return source.hasPrefix("sum(np") ? "sum(\(found.1))" : String(found.1)
  }

  /// A matrix as it is shown here: `[[1, 2], [3, 4]]` as `[2, 2] [1, 2, 3, 4]`.
  private static func listed(_ value: String) -> String {
    guard value.hasPrefix("[[") else { return value }
    let rows = value.dropFirst(2).dropLast(2).split(separator: "], [")
    return "[\(rows.count), \(rows[0].split(separator: ",").count)] [\(rows.joined(separator: ", "))]"
  }

  /// Numbers to five digits behind the point.
  private static func rounded(_ text: String) -> String {
    text.replacing(/-?[0-9]+\.[0-9]+(e-?[0-9]+)?/) { match in
      let number = ((Double(match.0) ?? .nan) * 1e5).rounded() / 1e5
      return number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
  }
}
