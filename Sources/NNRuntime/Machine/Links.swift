/// Which places mean one variable: after `p = (w, b)` those of `p[0]` and `w`, and those of `p[1]` and `b`.
///
/// A link is made where a tuple is bound, and ends where the name at one of its ends is bound anew; updates keep it.
/// The names of a lesson have one table, each call of a function another. Links are found by their place and not by
/// looking through those of its root, and a block notes which it changed, so that neither a tuple of n names nor n
/// blocks cost n².
struct Links {
  /// By each end, the other ends, with the moment at which they were linked.
  private var links: [Place: [Place: Int]] = [:]
  /// By root, the paths at which it has links.
  private var paths: [Place.Root: Set<[Int]>] = [:]
  private var moment = 0
  /// The links before the block that runs, `nil` where there was none; not kept outside of blocks.
  private var old: [Pair: Int?]?

  private struct Pair: Hashable {
    var a: Place
    var b: Place
  }

  var isEmpty: Bool { links.isEmpty }

  mutating func join(_ a: Place, _ b: Place) {
    guard links[a]?[b] == nil else { return }
    moment += 1
    set(a, b, to: moment)
  }

  /// A name is bound anew.
  mutating func leave(_ name: NamePlace) {
    let root = Place.Root.name(name)
    guard let paths = paths[root] else { return }
    for path in paths {
      let place = Place(root: root, path: path)
      for other in links[place, default: [:]].keys { set(place, other, to: nil) }
    }
  }

  /// All places of the variable that stands at a place, this one first, then in the order in which they were linked.
  func all(_ place: Place) -> [Place] {
    var found = [place]
    guard !links.isEmpty else { return found }
    var seen: Set<Place> = [place]
    var next = 0
    while next < found.count {
      let here = found[next]
      next += 1
      guard paths[here.root] != nil else { continue }
      var others: [(place: Place, moment: Int)] = []
      for length in 0...here.path.count {
        guard let ends = links[Place(root: here.root, path: Array(here.path.prefix(length)))] else { continue }
        for (other, moment) in ends {
          others.append((Place(root: other.root, path: other.path + here.path.dropFirst(length)), moment))
        }
      }
      if others.count > 1 { others.sort { $0.moment < $1.moment } }
      for other in others where seen.insert(other.place).inserted { found.append(other.place) }
    }
    return found
  }

  /// Global names, and those that any of their entries are linked with.
  func slots(linkedWith slots: Set<Int32>) -> Set<Int32> {
    var slots = slots
    var pending = Array(slots)
    while let slot = pending.popLast() {
      let root = Place.Root.name(.global(slot))
      for path in paths[root] ?? [] {
        for other in links[Place(root: root, path: path), default: [:]].keys {
          guard case .name(.global(let other)) = other.root, slots.insert(other).inserted else { continue }
          pending.append(other)
        }
      }
    }
    return slots
  }

  /// The parameters of models that are linked with something.
  var parameters: [ModelParameter] {
    paths.keys.compactMap { if case .parameter(let parameter) = $0 { parameter } else { nil } }
  }

  // MARK: - Blocks

  /// A block begins: from here on what changes is noted, each link once.
  mutating func begin() { old = [:] }

  /// Gives back what the links were when the block began.
  mutating func restore() {
    let changed = old ?? [:]
    old = nil
    for (pair, moment) in changed { set(pair.a, pair.b, to: moment) }
    old = [:]
  }

  private mutating func set(_ a: Place, _ b: Place, to moment: Int?) {
    let pair = Pair(a: a, b: b)
    if let old, old.index(forKey: pair) == nil, old.index(forKey: Pair(a: b, b: a)) == nil {
      self.old?.updateValue(links[a]?[b], forKey: pair)
    }
    for (here, there) in [(a, b), (b, a)] {
      if let moment {
        links[here, default: [:]][there] = moment
        paths[here.root, default: []].insert(here.path)
      } else if links[here]?.removeValue(forKey: there) != nil, links[here]?.isEmpty == true {
        links[here] = nil
        paths[here.root]?.remove(here.path)
        if paths[here.root]?.isEmpty == true { paths[here.root] = nil }
      }
    }
  }
}
