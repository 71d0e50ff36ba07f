import NNSyntax
import SourceText

extension Compiler {
  /// Links a name that was bound to a tuple with the names in the tuple's brackets.
  mutating func link(_ name: Name, _ value: Expression) {
    guard case .tuple = value.kind else { return }
    let places = places(in: value)
    guard !places.isEmpty else { return }
    chunk.links.append(places)
    let target: NamePlace =
      switch reference(name.text) {
      case .local(let slot, _): .local(slot)
      case .global(let slot): .global(slot)
      }
    emit(.link(target, Int32(chunk.links.count - 1)), name.range)
  }

  /// The names, entries and parameters that an expression consists of, inner tuples taken apart.
  ///
  /// `(w, (b, 2 * c))` has `w` at `[0]` and `b` at `[1, 0]`.
  func places(in expression: Expression, at path: [Int] = []) -> [Chunk.WrittenPlace] {
    switch expression.kind {
    case .tuple(let items):
      return items.enumerated().flatMap { places(in: $0.element, at: path + [$0.offset]) }
    case .name, .member, .index:
      return place(expression, at: path).map { [$0] } ?? []
    case .number, .text, .array, .unary, .chain, .call, .loop, .comprehension, .conditional, .error: return []
    }
  }

  private func place(_ expression: Expression, at path: [Int]) -> Chunk.WrittenPlace? {
    guard let target = UpdateTarget(expression) else { return nil }
    let reference = reference(target.name.text)
    // A function cannot update what it has not bound.
    if case .global(let slot) = reference, locals != nil || slot < builtinCount && !bound.contains(slot) { return nil }
    switch target.part {
    case nil: return Chunk.WrittenPlace(path: path, reference: reference, part: .entry([]))
    case .member(let member)?:
      return Chunk.WrittenPlace(path: path, reference: reference, part: .member(member.text))
    case .entry(let written)?:
      var indices: [Int] = []
      for index in written {
        guard case .number(let number) = index.kind, let whole = Int(exactly: number) else { return nil }
        indices.append(whole)
      }
      return Chunk.WrittenPlace(path: path, reference: reference, part: .entry(indices))
    }
  }
}
