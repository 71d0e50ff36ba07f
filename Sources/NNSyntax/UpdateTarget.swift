import SourceText

/// Target of an update: a name, an entry of the tuple that a name stands for, or a parameter of its model.
public struct UpdateTarget: Sendable {
  public enum Part: Sendable {
    /// `w1` of `net.w1`
    case member(Name)
    /// `1` and `2` of `p[1][2]`: at least one
    case entry([Expression])
  }

  public var name: Name
  public var part: Part?
  /// The target as it is read.
  public var expression: Expression

  public var range: SourceRange { expression.range }
  /// As it is written, without spaces around the signs: `net.w1`, `p[1][2]`.
  public var text: String {
    switch part {
    case .member(let member)?: "\(name.text).\(member.text)"
    case .entry(let indices)?: name.text + indices.map { "[\($0.range.text)]" }.joined()
    case nil: name.text
    }
  }

  /// `nil` for what is no target, such as `x[1:3]` and `x[0, 1]`: entries of tensors.
  public init?(_ expression: Expression) {
    self.expression = expression
    switch expression.kind {
    case .name(let text): name = Name(text, expression.range)
    case .member(let base, let member):
      guard case .name(let text) = base.kind else { return nil }
      name = Name(text, base.range)
      part = .member(member)
    case .index:
      var base = expression
      var indices: [Expression] = []
      while case .index(let inner, let subscripts) = base.kind {
        guard subscripts.count == 1, case .at(let index) = subscripts[0] else { return nil }
        indices.append(index)
        base = inner
      }
      guard case .name(let text) = base.kind else { return nil }
      name = Name(text, base.range)
      part = .entry(indices.reversed())
    case .number, .text, .array, .tuple, .unary, .chain, .call, .loop, .comprehension, .conditional, .error: return nil
    }
  }
}
