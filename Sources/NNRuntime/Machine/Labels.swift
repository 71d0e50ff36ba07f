import Autodiff
import SourceText

/// Labels of nodes: the source text that made it, the name it got, the function call it was made
/// in. A node carries all of it in its 32-bit tag.
///
/// The upper 22 bits number a *label*: an instruction of a chunk (see ``Chunk``) on a path of calls. They are handed
/// out in blocks, one for each chunk and path, so that a loop of a million rounds makes no new ones. The lower 10 bits
/// count the calls, so that the gates of one call can be told from those of the next. Tag 0 knows nothing.
final class Labels {
  struct Label {
    var chunk: Chunk
    var site: Int
    var path: Int32
    /// For what no instruction of the author's names.
    var special: Special?

    var name: String? { special?.name ?? chunk.siteName(site) }
    var range: SourceRange { chunk.ranges[site] }
    var isUpdate: Bool { special?.isUpdate ?? chunk.isUpdate(site) }
    var owner: Owner? { special?.owner }
    var isParameter: Bool {
      guard special == nil else { return false }
      if case .parameter = chunk.code[site] { return true }
      return false
    }
  }

  /// A parameter of a model, or an input that a function such as `minimize` updated.
  struct Special {
    var name: String
    var isUpdate: Bool
    var owner: Owner?
  }

  /// Which model a parameter belongs to.
  struct Owner {
    weak var model: ModelValue?
    var place: Int
  }

  /// A chain of calls from the top level: which function was called from where.
  private struct Path {
    var function: String
    var parent: Int32
    var depth: Int
  }

  private struct Block {
    var base: UInt32
    var chunk: Chunk
    var path: Int32
    var site = 0
    var special: Special?
  }

  private struct BlockKey: Hashable {
    var chunk: ObjectIdentifier
    var path: Int32
  }

  private struct PathKey: Hashable {
    var parent: Int32
    var chunk: ObjectIdentifier
    var call: Int32
  }

  private struct VariableKey: Hashable {
    var label: UInt32
    var name: String
  }

  static let instanceBits = Graph.instanceBits
  private static let labelLimit: UInt32 = 1 << 22
  /// Deeper calls count as part of this one: a recursive function has no end of paths.
  private static let pathDepthLimit = 12
  private static let pathLimit = 20_000

  private var blocks: [Block] = []
  /// By label: its path, and whether its instruction binds a name, as path · 2 + 1.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  private var places: ContiguousArray<Int32> = [-1]
  private var next: UInt32 = 1
  private var bases: [BlockKey: UInt32] = [:]
  /// Cache of one entry: a loop asks for the same again and again.
  private var lastBase: (key: BlockKey?, base: UInt32) = (nil, 0)
  private var updates: [UInt32: UInt32] = [:]
  private var variables: [VariableKey: UInt32] = [:]
  /// Cache of one entry for ``moved(_:to:)``: the label and path that were asked for last, and the answer.
  private var lastMoved: (label: UInt32, path: Int32, moved: UInt32) = (0, 0, 0)
  private var paths: [Path] = [Path(function: "", parent: 0, depth: 0)]
  private var pathIndices: [PathKey: Int32] = [:]

  /// The tag of a chunk's first site on a path, in instance 0; 0 when the labels are used up.
  func base(_ chunk: Chunk, path: Int32) -> UInt32 {
    let key = BlockKey(chunk: ObjectIdentifier(chunk), path: path)
    if key == lastBase.key { return lastBase.base }
    if let base = bases[key] {
      lastBase = (key, base)
      return base
    }
    let count = UInt32(clamping: chunk.code.count)
    guard count < Self.labelLimit - next else { return 0 }
    let base = next << Self.instanceBits
    blocks.append(Block(base: next, chunk: chunk, path: path))
    bases[key] = base
    for site in 0..<Int(count) { places.append(path << 1 | (chunk.nameSlot(site) == nil ? 0 : 1)) }
    next += count
    return base
  }

  /// The path that a call leads to.
  func path(from parent: Int32, call: Int32, in chunk: Chunk, to function: String) -> Int32 {
    guard paths[Int(parent)].depth < Self.pathDepthLimit else { return parent }
    let key = PathKey(parent: parent, chunk: ObjectIdentifier(chunk), call: call)
    if let path = pathIndices[key] { return path }
    guard paths.count < Self.pathLimit else { return parent }
    let path = Int32(paths.count)
    paths.append(Path(function: function, parent: parent, depth: paths[Int(parent)].depth + 1))
    pathIndices[key] = path
    return path
  }

  /// Where a label stands, without the search for its source text; `nil` for a tag that knows nothing.
  func place(of tag: UInt32) -> (path: Int32, isNamed: Bool)? {
    let label = Int(tag >> Self.instanceBits)
    guard label > 0, label < places.count else { return nil }
    return (places[label] >> 1, places[label] & 1 != 0)
  }

  subscript(tag: UInt32) -> Label? {
    let label = tag >> Self.instanceBits
    guard label > 0, label < next else { return nil }
    var low = 0
    var high = blocks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if blocks[middle].base <= label { low = middle } else { high = middle }
    }
    let block = blocks[low]
    if let special = block.special {
      return Label(chunk: block.chunk, site: block.site, path: block.path, special: special)
    }
    return Label(chunk: block.chunk, site: Int(label - block.base), path: block.path)
  }

  /// A tag of its own for what was made at the site of another.
  func special(at tag: UInt32, name: String, isUpdate: Bool, owner: (model: ModelValue, place: Int)? = nil) -> UInt32 {
    guard let label = self[tag], next < Self.labelLimit - 1 else { return tag }
    blocks.append(
      Block(
        base: next, chunk: label.chunk, path: label.path, site: label.site,
        special: Special(
          name: name, isUpdate: isUpdate, owner: owner.map { Owner(model: $0.model, place: $0.place) })))
    places.append(label.path << 1 | 1)
    next += 1
    return (next - 1) << Self.instanceBits
  }

  /// The tag of what an input becomes when it is updated.
  func update(of tag: UInt32) -> UInt32 {
    guard let label = self[tag], let name = label.name, !label.isUpdate else { return tag }
    if let known = updates[tag >> Self.instanceBits] { return known }
    let update = special(at: tag, name: name, isUpdate: true)
    updates[tag >> Self.instanceBits] = update
    return update
  }

  /// The tag of what is bound or updated at a site under another name than the site's: an entry of a tuple.
  func variable(_ name: String, at tag: UInt32) -> UInt32 {
    let key = VariableKey(label: tag >> Self.instanceBits, name: name)
    if let known = variables[key] { return known | Self.instance(tag) }
    guard let label = self[tag] else { return tag }
    let variable = special(at: tag, name: name, isUpdate: label.isUpdate)
    variables[key] = variable
    return variable | Self.instance(tag)
  }

  /// The tag of the same site on another path, in instance 0; 0 when there is none.
  func moved(_ tag: UInt32, to path: Int32) -> UInt32 {
    let label = tag >> Self.instanceBits
    if lastMoved.label == label, lastMoved.path == path { return lastMoved.moved }
    guard let own = self[tag] else { return 0 }
    let base = base(own.chunk, path: path)
    var moved = base == 0 ? 0 : base + UInt32(own.site) << Self.instanceBits
    if moved != 0, let special = own.special { moved = variable(special.name, at: moved) }
    lastMoved = (label, path, moved)
    return moved
  }

  static func withoutInstance(_ tag: UInt32) -> UInt32 { tag & ~((1 << instanceBits) - 1) }
  static func instance(_ tag: UInt32) -> UInt32 { tag & ((1 << instanceBits) - 1) }

  /// The function of a path's last call and the path it was called on; `nil` at the top level.
  func call(_ path: Int32) -> (function: String, parent: Int32)? {
    path == 0 ? nil : (paths[Int(path)].function, paths[Int(path)].parent)
  }
}
