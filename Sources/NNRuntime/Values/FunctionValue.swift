import SourceText

/// A function of the author's, and the derivative that `backward` gave it. Immutable, so that a block that fails can
/// be taken back by putting the old values in place.
final class FunctionValue {
  let name: String
  let chunk: Chunk
  let rule: Rule?

  /// A derivative written by hand.
  struct Rule {
    var chunk: Chunk
    var range: SourceRange
  }

  init(name: String, chunk: Chunk, rule: Rule? = nil) {
    self.name = name
    self.chunk = chunk
    self.rule = rule
  }

  var parameters: [String] { chunk.parameters }
  /// `sigma(x)`
  var signature: String { "\(name)(\(parameters.joined(separator: ", ")))" }
}
