import SourceText

/// A call that is being run.
struct Frame {
  var chunk: Chunk
  var position = 0
  /// Where the locals begin on the stack.
  var base: Int
  var path: Int32
  /// Tag of the chunk's first site on this path, in this call.
  var tagBase: UInt32
  /// Which locals and entries of tuples mean one variable.
  var links = Links()
  /// Set for a call whose derivative was written by hand.
  var byHand: ByHand?

  /// The function and its arguments as nodes.
  final class ByHand {
    let function: FunctionValue
    let arguments: [Value]

    init(function: FunctionValue, arguments: [Value]) {
      self.function = function
      self.arguments = arguments
    }
  }
}
