/// Calls of other libraries whose form here depends on their arguments, or on whose function it is.
///
/// A hint that is a program line computes what the call would have: a test runs each.
extension ForeignTerm {
  /// Whether a name without a module can be one of theirs.
  static func isKnown(_ name: String) -> Bool {
    ["numel", "vstack", "row_stack", "hstack", "column_stack", "around"].contains(name) || bare(name) != nil
  }

  /// - Parameters:
  ///   - library: `np`, `torch`; `nil` of a method and of a function without a module.
  ///   - operands: a method's receiver comes first.
  /// - Returns: `nil` where the name alone tells.
  static func called(_ name: String, of library: String?, _ operands: [ForeignOperand]) -> ForeignTerm? {
    guard let first = operands.first else { return nil }
    switch name {
    case "stack", "concat", "concatenate", "cat": return joined(name == "stack" ? name : "concat", operands)
    case "vstack", "row_stack": return twoJoined("stack(…)", "concat(…)", first)
    case "hstack": return twoJoined("concat(…)", "concat(…, axis: 1)", first)
    case "column_stack": return twoJoined("stack(…, axis: 1)", "concat(…, axis: 1)", first)
    case "norm":
      guard operands.dropFirst().contains(where: { [nil, "ord", "p"].contains($0.name) }) else { return nil }
      return .advice("`norm(x)` is the Euclidean length; the 1-norm is `sum(abs(x))`, the greatest entry `max(abs(x))`")
    case "std", "var": return spread(name, of: library, operands)
    case "size":
      if library != nil { return .pattern("prod(shape($0))") }
      return operands.count == 2 ? .advice("write `shape(\(first.text))[\(operands[1].text)]`") : nil
    case "numel": return .pattern("prod(shape($0))")
    case "item": return operands.count == 2 ? .advice("write `reshape(\(first.text), -1)[\(operands[1].text)]`") : nil
    case "forward":
      guard library == nil, operands.count > 1, operands.allSatisfy({ $0.name == nil }) else { return nil }
      return .advice("write `\(first.factor)(\(operands.dropFirst().map(\.text).joined(separator: ", ")))`")
    case "grad":
      return library != nil && operands.count == 1
        ? .advice("bind the value, `y = f(x)`, and write `grad(y, x)`") : nil
    case "round", "around":
      guard operands.count == 2, let digits = operands[1].whole, digits >= 0 else { return nil }
      return .advice("write `round(10^\(digits) * \(first.factor)) / 10^\(digits)`")
    case "linspace":
      return operands.count == 2 ? .advice("write `linspace(\(first.text), \(operands[1].text), 50)`") : nil
    case "eye":
      guard operands.count == 2 else { return nil }
      guard let rows = first.whole, let columns = operands[1].whole else {
        return .advice("write `eye(m)[:n]` for `n` of its `m` rows")
      }
      return .advice(rows <= columns ? "write `eye(\(columns))[:\(rows)]`" : "write `eye(\(rows))[:, :\(columns)]`")
    case "hypot":
      return operands.count == 2 ? .advice("write `sqrt(\(first.factor)^2 + \(operands[1].factor)^2)`") : nil
    case "diff": return operands.count == 1 ? .advice("write `\(first.factor)[1:] - \(first.factor)[:-1]`") : nil
    default: return nil
    }
  }

  /// `concat(a, b, axis: 1)` of a list of tensors.
  private static func joined(_ function: String, _ operands: [ForeignOperand]) -> ForeignTerm? {
    guard let items = operands.first?.items else {
      return operands.count == 1 && operands[0].name == nil ? .advice("write `\(function)(a, b, …)`") : nil
    }
    let axis = operands.dropFirst().map { $0.name == nil ? "axis: " + $0.text : $0.text }
    return .advice("write `\(function)(\((items + axis).joined(separator: ", ")))`")
  }

  /// Advice of two forms, since vectors are joined in one way and matrices in another.
  private static func twoJoined(_ vectors: String, _ matrices: String, _ list: ForeignOperand) -> ForeignTerm {
    let items = (list.items ?? ["a", "b", "…"]).joined(separator: ", ")
    func written(_ form: String) -> String { form.replacing("…", with: items) }
    return .advice("write `\(written(vectors))` for vectors, `\(written(matrices))` for matrices")
  }

  /// Divided by n - 1, as PyTorch does, and NumPy when it is told to.
  private static func spread(_ name: String, of library: String?, _ operands: [ForeignOperand]) -> ForeignTerm? {
    let corrections: Set<String> = ["ddof", "correction", "unbiased"]
    let isCorrected = operands.contains { $0.name.map(corrections.contains) ?? false }
    if library == nil, !isCorrected, operands.count == 1 {
      return .advice("write `\(name)(\(operands[0].text))`, which divides by n; PyTorch divides by n - 1")
    }
    guard isCorrected || library == "torch" else { return nil }
    let others = operands.dropFirst().filter { $0.name.map { !corrections.contains($0) } ?? true }
    guard others.isEmpty, operands.first.map({ $0.text != "…" }) == true else {
      return .advice("`\(name)` divides by n; by n - 1 the variance is `n / (n - 1)` times as much")
    }
    let variance =
      "sum((\(operands[0].factor) - mean(\(operands[0].text)))^2) / (prod(shape(\(operands[0].text))) - 1)"
    return .advice("write `\(name == "std" ? "sqrt(\(variance))" : variance)`")
  }
}
