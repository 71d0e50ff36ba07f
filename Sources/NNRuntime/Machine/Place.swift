import Autodiff

/// Where a value stands that an update can replace: a name, an entry of the tuple that a name stands for, or a
/// parameter of a model.
struct Place: Hashable {
  enum Root: Hashable {
    case name(NamePlace)
    case parameter(ModelParameter)
  }

  var root: Root
  /// Indices into tuples, none of them negative: `[1, 2]` for `p[1][2]`.
  var path: [Int] = []
}

/// A place among a model's parameters.
struct ModelParameter: Hashable {
  let model: ModelValue
  let index: Int

  var node: Node { model.parameters[index] }

  static func == (a: ModelParameter, b: ModelParameter) -> Bool { a.model === b.model && a.index == b.index }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(model))
    hasher.combine(index)
  }
}

/// Which places mean one variable: after `p = (w, b)` those of `p[0]` and `w`, and those of `p[1]` and `b`.
///
/// A link is made where a tuple is bound, and ends where the name at one of its ends is bound anew; updates keep it.
/// The names of a lesson have one table, each call of a function another.
struct Links {
  private struct Link: Hashable {
    /// The end at the root by which the link is found.
    var path: [Int]
    var other: Place
  }

  private var links: [Place.Root: [Link]] = [:]

  var isEmpty: Bool { links.isEmpty }

  mutating func join(_ a: Place, _ b: Place) {
    links[a.root, default: []].append(Link(path: a.path, other: b))
    links[b.root, default: []].append(Link(path: b.path, other: a))
  }

  /// A name is bound anew.
  mutating func leave(_ name: NamePlace) {
    let root = Place.Root.name(name)
    for link in links.removeValue(forKey: root) ?? [] {
      links[link.other.root]?.removeAll { $0.other.root == root }
      if links[link.other.root]?.isEmpty == true { links[link.other.root] = nil }
    }
  }

  /// All places of the variable that stands at a place, this one first.
  func all(_ place: Place) -> [Place] {
    var found = [place]
    guard !links.isEmpty else { return found }
    var seen: Set<Place> = [place]
    var next = 0
    while next < found.count {
      let here = found[next]
      next += 1
      for link in links[here.root] ?? [] where here.path.starts(with: link.path) {
        var there = link.other
        there.path += here.path.dropFirst(link.path.count)
        if seen.insert(there).inserted { found.append(there) }
      }
    }
    return found
  }

  /// Global names, and those that any of their entries are linked with.
  func slots(linkedWith slots: Set<Int32>) -> Set<Int32> {
    var slots = slots
    var pending = Array(slots)
    while let slot = pending.popLast() {
      for link in links[.name(.global(slot))] ?? [] {
        guard case .name(.global(let other)) = link.other.root, slots.insert(other).inserted else { continue }
        pending.append(other)
      }
    }
    return slots
  }

  /// The parameters of models that are linked with something.
  var parameters: [ModelParameter] {
    links.keys.compactMap { if case .parameter(let parameter) = $0 { parameter } else { nil } }
  }
}
