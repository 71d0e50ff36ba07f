import SourceText

/// A function of the author's, and the derivative that `backward` gave it. Immutable, so that a block that fails can
/// be taken back by putting the old values in place. Also a built-in function with options.
final class FunctionValue {
  let name: String
  let chunk: Chunk
  let rule: Rule?
  /// Of a built-in function that was called with options alone.
  let options: Options?
  /// Neither a rule nor options: a call needs nothing but a frame.
  let isPlain: Bool

  /// A derivative written by hand.
  struct Rule {
    var chunk: Chunk
    var range: SourceRange
  }

  init(name: String, chunk: Chunk, rule: Rule? = nil, options: Options? = nil) {
    self.name = name
    self.chunk = chunk
    self.rule = rule
    self.options = options
    isPlain = rule == nil && options == nil
  }

  var parameters: [String] { chunk.parameters }
  /// `sigma(x)`
  var signature: String { "\(name)(\(parameters.joined(separator: ", ")))" }
}
