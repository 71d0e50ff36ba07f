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
    guard ForeignTerm.isKnown(name), scoped[name] == nil, locals?[name] == nil else { return }
    let operands = operands(arguments ?? [])
    guard let term = ForeignTerm.called(name, of: nil, operands) ?? ForeignTerm.bare(name) else { return }
    chunk.foreignHints[range] = hint(term, operands)
  }

  /// Notes the hint of `base.name`, or of `base.name(arguments)`.
  func noteForeign(member: Expression, arguments: [Argument]? = nil) {
    guard let (hint, range) = hint(ofMember: member, arguments) else { return }
    chunk.foreignHints[range] = hint
  }

  private func hint(ofMember member: Expression, _ arguments: [Argument]?) -> (hint: String, range: SourceRange)? {
    guard case .member(let base, let name) = member.kind else { return nil }
    let operands = operands(arguments ?? [])
    func term(_ library: String?, _ operands: [ForeignOperand]) -> ForeignTerm? {
      guard arguments != nil else { return ForeignTerm.member(name.text) }
      return ForeignTerm.called(name.text, of: library, operands) ?? ForeignTerm.called(name.text)
    }
    if let module = Self.module(of: base) {
      if let term = term(module.name, operands) { return (hint(term, operands), module.range) }
      if isBuiltinName(name.text) {
        return (hint(arguments == nil ? .pattern(name.text) : .call(name.text), operands), module.range)
      }
      return (
        "functions stand without `\(module.name).`; `lessons explain --reference` lists those there are", module.range
      )
    }
    let all = self.operands([Argument(value: base)]) + operands
    if let term = term(nil, all) { return (hint(term, all), member.range) }
    return arguments != nil && isBuiltinName(name.text) ? (hint(.call(name.text), all), member.range) : nil
  }

  private func operands(_ arguments: [Argument]) -> [ForeignOperand] {
    arguments.map { ForeignOperand($0, translated: translated) }
  }

  /// `np.exp(a)` as `exp(a)`, `True` as `true`.
  private func translated(_ expression: Expression) -> String? {
    var hint: String?
    switch expression.kind {
    case .name("True"): return "true"
    case .name("False"): return "false"
    case .call(let callee, let arguments): hint = self.hint(ofMember: callee, arguments)?.hint
    case .member: hint = self.hint(ofMember: expression, nil)?.hint
    case .number, .text, .name, .array, .tuple, .unary, .chain, .index, .loop, .comprehension, .conditional, .error:
      break
    }
    guard let hint, hint.hasPrefix("write `"), hint.hasSuffix("`"),
      hint.utf8.count(where: { $0 == UInt8(ascii: "`") }) == 2
    else { return nil }
    return String(hint.dropFirst(7).dropLast())
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

  private func hint(_ term: ForeignTerm, _ operands: [ForeignOperand]) -> String {
    let first = operands.first?.text ?? "…"
    switch term {
    case .call(let function): return Self.call(operands, of: function)
    case .infix(let sign):
      return "write `\(operands.first?.factor ?? "…") \(sign) \(operands.dropFirst().first?.factor ?? "…")`"
    case .suffix(let suffix): return "write `\(operands.first?.factor ?? "…")\(suffix)`"
    case .pattern(let pattern):
      let parts = pattern.split(separator: "$0", omittingEmptySubsequences: false)
      return "write `\(parts.joined(separator: first))`"
    case .advice(let advice): return advice
    }
  }

  /// With the arguments that the function takes here; another one is named, since the call computes something else then.
  private static func call(_ operands: [ForeignOperand], of function: String) -> String {
    let takesSizes = ForeignTerm.takingSizes.contains(function)
    let builtin = Builtins.all.first { $0.name == function }
    let unknown = operands.first { operand in
      guard let builtin, !builtin.takesOtherNames, let name = operand.name else { return false }
      return !builtin.parameters.contains { $0.name == ForeignTerm.parameters[name] ?? name }
    }?.name
    let known = operands.filter { operand in unknown == nil || operand.name != unknown }
    let code = "write `\(function)(\(known.map { takesSizes ? $0.spread : $0.text }.joined(separator: ", ")))`"
    guard let unknown else { return code }
    return code + ", which has no `\(unknown)`" + (ForeignTerm.parameterAdvice[unknown].map { "; " + $0 } ?? "")
  }
}
