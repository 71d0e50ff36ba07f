import NNSyntax
import SourceText

/// Hints for readers of other languages: where a name or a member proves unknown and its spelling is that of a library,
/// the hint says what is written here, with the operands as they stand.
///
/// `np.dot(X, w1)` → ``write `X @ w1` ``; `X.reshape(4, 1)` → ``write `reshape(X, 4, 1)` ``.
///
/// They are found when a block is compiled, since only then the whole expression is known, and said when the name is
/// looked up, since `np` and `fit` may be names of the author's.
extension Compiler {
  /// Notes the hint of a name that stands alone or is called.
  func noteForeign(name: String, at range: SourceRange, arguments: [Argument]? = nil) {
    guard let term = ForeignTerm.bare(name), scoped[name] == nil, locals?[name] == nil else { return }
    note(term, name, (arguments ?? []).map(Operand.init), at: range)
  }

  /// Notes the hint of `base.name`, or of `base.name(arguments)`.
  func noteForeign(member: Expression, arguments: [Argument]? = nil) {
    guard case .member(let base, let name) = member.kind else { return }
    let operands = (arguments ?? []).map(Operand.init)
    if let module = Self.module(of: base) {
      let text = name.text
      if let term = arguments == nil ? ForeignTerm.member(text) : ForeignTerm.called(text) {
        note(term, text, operands, at: module.range)
      } else if isBuiltinName(text) {
        note(arguments == nil ? .pattern(text) : .call(text), text, operands, at: module.range)
      } else {
        chunk.foreignHints[module.range] =
          "functions stand without `\(module.name).`; `lessons explain --reference` lists those there are"
      }
      return
    }
    let all = [Operand(Argument(value: base))] + operands
    if let term = arguments == nil ? ForeignTerm.member(name.text) : ForeignTerm.called(name.text) {
      note(term, name.text, all, at: member.range)
    } else if arguments != nil, isBuiltinName(name.text) {
      note(.call(name.text), name.text, all, at: member.range)
    }
  }

  private func isBuiltinName(_ name: String) -> Bool { symbols.known(name).map { $0 < builtinCount } ?? false }

  /// `np` of `np` and of `np.random`.
  private static func module(of expression: Expression) -> (name: String, range: SourceRange)? {
    switch expression.kind {
    case .name(let name): ForeignTerm.modules.contains(name) ? (name, expression.range) : nil
    case .member(let base, _): module(of: base)
    case .number, .text, .array, .tuple, .unary, .chain, .call, .index, .loop, .comprehension, .conditional, .error: nil
    }
  }

  private func note(_ term: ForeignTerm, _ name: String, _ operands: [Operand], at range: SourceRange) {
    let first = operands.first?.text ?? "…"
    let hint: String
    switch term {
    case .call(let function):
      hint = "write `\(function)(\(Self.list(operands, of: function)))`"
    case .infix(let sign):
      hint = "write `\(operands.first?.factor ?? "…") \(sign) \(operands.dropFirst().first?.factor ?? "…")`"
    case .suffix(let suffix): hint = "write `\(operands.first?.factor ?? "…")\(suffix)`"
    case .pattern(let pattern):
      let parts = pattern.split(separator: "$0", omittingEmptySubsequences: false)
      hint = "write `\(parts.joined(separator: first))`"
    case .advice(let advice): hint = advice
    }
    chunk.foreignHints[range] = hint
  }

  private static func list(_ operands: [Operand], of function: String) -> String {
    let takesSizes = ForeignTerm.takingSizes.contains(function)
    return operands.map { takesSizes ? $0.spread : $0.text }.joined(separator: ", ")
  }

  /// An operand as a hint repeats it.
  private struct Operand {
    /// Its source on one line; `…` for what is long.
    let text: String
    /// In brackets where a sign could tear it apart.
    let factor: String
    /// A tuple without its brackets.
    let spread: String

    init(_ argument: Argument) {
      let text = Self.short(argument.value.range.text)
      self.text = (argument.name.map { (ForeignTerm.parameters[$0.text] ?? $0.text) + ": " } ?? "") + text
      switch argument.value.kind {
      case .chain, .unary, .conditional: factor = "(\(text))"
      case .number, .text, .name, .array, .tuple, .call, .index, .member, .loop, .comprehension, .error: factor = text
      }
      if case .tuple(let items) = argument.value.kind {
        spread = items.map { Self.short($0.range.text) }.joined(separator: ", ")
      } else {
        spread = self.text
      }
    }

    private static func short(_ source: String) -> String {
      let line = source.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return line.count > 40 ? "…" : line
    }
  }
}
