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
  /// The table of links, made by the first one: a call without any, as most are, carries one word for it.
  private var linked: LinkTable?
  /// Set for a call whose derivative was written by hand.
  var byHand: ByHand?
  /// Set for a call of a function that nodes' numbers chose.
  var choice: ChoiceValue?

  init(chunk: Chunk, base: Int, path: Int32, tagBase: UInt32) {
    self.chunk = chunk
    self.base = base
    self.path = path
    self.tagBase = tagBase
  }

  private final class LinkTable {
    var links = Links()
  }

  /// Which locals and entries of tuples mean one variable.
  var links: Links { linked?.links ?? Links() }

  @inline(__always)
  var isLinked: Bool { if let linked { !linked.links.isEmpty } else { false } }

  mutating func join(_ a: Place, _ b: Place) {
    let table = linked ?? LinkTable()
    table.links.join(a, b)
    linked = table
  }

  /// A local is bound anew.
  func leave(_ name: NamePlace) { linked?.links.leave(name) }

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
