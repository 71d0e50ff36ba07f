import Testing

@testable import NNRuntime

/// Links beside a definition that looks through all of them, and what a failed block gives back.
struct LinksTests {
  private struct Plain {
    var links: [(a: Place, b: Place)] = []

    mutating func join(_ a: Place, _ b: Place) {
      if !links.contains(where: { $0 == (a, b) || $0 == (b, a) }) { links.append((a, b)) }
    }

    mutating func leave(_ name: NamePlace) {
      links.removeAll { $0.a.root == .name(name) || $0.b.root == .name(name) }
    }

    func all(_ place: Place) -> [Place] {
      var found = [place]
      var next = 0
      while next < found.count {
        let here = found[next]
        next += 1
        for (a, b) in links {
          for (from, to) in [(a, b), (b, a)] where from.root == here.root && here.path.starts(with: from.path) {
            let there = Place(root: to.root, path: to.path + here.path.dropFirst(from.path.count))
            if !found.contains(there) { found.append(there) }
          }
        }
      }
      return found
    }
  }

  private static var places: [Place] {
    (0..<5).flatMap { slot in
      [[], [0], [1], [0, 1]].map { Place(root: .name(.global(Int32(slot))), path: $0) }
    }
  }

  @Test func findWhatTheDefinitionFinds() {
    var state: UInt64 = 11
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<200 {
      var (links, plain) = (Links(), Plain())
      var kept = plain
      links.begin()
      for _ in 0..<12 {
        switch draw(6) {
        case 0:
          let name = NamePlace.global(Int32(draw(5)))
          links.leave(name)
          plain.leave(name)
        case 1:
          links.begin()
          kept = plain
        case 2:
          links.restore()
          plain = kept
        default:
          // An entry is one name, and no tuple contains itself: everything else would be a variable of no end of places.
          let (outer, inner) = (draw(5), draw(5))
          let a = Place(root: .name(.global(Int32(outer))), path: [draw(2)])
          let b = Place(root: .name(.global(Int32(inner))), path: [])
          guard outer < inner, !plain.links.contains(where: { $0.a == a }) else { continue }
          links.join(a, b)
          plain.join(a, b)
        }
        #expect(links.isEmpty == plain.links.isEmpty)
        for place in Self.places { #expect(links.all(place) == plain.all(place)) }
      }
    }
  }

  @Test func aFailedBlockGivesBackItsLinks() {
    let lesson = Lesson()
    #expect(lesson.run("w = 1; b = 2; p = (w, b)").diagnostics.isEmpty)
    #expect(lesson.run("w = 7; q = (b, b); p = (b, 3)\nnope", expectsFailure: true).diagnostics.count == 1)
    #expect(shown(lesson.run("p += 1\nw\nb\np")) == ["2", "3", "(2, 3)"])
  }
}
