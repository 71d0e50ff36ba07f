import Autodiff

/// Places, the links between them, and the one way in which a new value gets into all of a variable's places.
extension Machine {
  /// The links among what the names of a frame mean.
  func links(_ frame: Frame) -> Links { frame.chunk.function == nil ? environment.links : frame.links }

  func value(at place: Place, _ stack: borrowing ContiguousArray<Value>, _ frame: Frame) -> Value? {
    switch place.root {
    case .name(.global(let slot)): environment.values[Int(slot)][place.path]
    case .name(.local(let slot)): stack[frame.base + Int(slot)][place.path]
    case .parameter(let parameter): .node(parameter.node)
    }
  }

  /// A new value for a variable, and the places where it stands: the first one holds the old value, the others may.
  struct Change {
    var places: [Place]
    var old: Value
    var new: Value
  }

  func write(_ changes: [Change], _ stack: inout ContiguousArray<Value>, _ frame: Frame) {
    var leaves: [Place.Root: [[Int]: Value]] = [:]
    for change in changes {
      for (offset, place) in change.places.enumerated() {
        if offset > 0, value(at: place, stack, frame)?.isSame(as: change.old) != true { continue }
        leaves[place.root, default: [:]][place.path] = change.new
      }
    }
    for (root, leaves) in leaves {
      switch root {
      case .name(.global(let slot)):
        environment.set(slot, to: environment.values[Int(slot)].replacing(leaves))
      case .name(.local(let slot)):
        stack[frame.base + Int(slot)] = stack[frame.base + Int(slot)].replacing(leaves)
      case .parameter(let parameter):
        guard case .node(let new)? = leaves[[]] else { continue }
        environment.update(parameter, to: new)
      }
    }
    if frame.isLinked { followModels(&stack, frame) }
  }

  /// Brings locals in step with the parameters they are linked with, which others may have moved.
  func followModels(_ stack: inout ContiguousArray<Value>, _ frame: Frame) {
    for parameter in frame.links.parameters {
      for place in frame.links.all(Place(root: .parameter(parameter))) {
        guard case .node(let old)? = value(at: place, stack, frame), old != parameter.node else { continue }
        write([Change(places: [place], old: .node(old), new: .node(parameter.node))], &stack, frame)
      }
    }
  }

  // MARK: - Links

  /// Links a tuple that was just bound with what stands in its brackets, `p = (w, (q[0], net.b1))`.
  func link(
    _ target: NamePlace, _ written: [Chunk.WrittenPlace], _ stack: borrowing ContiguousArray<Value>,
    _ frame: inout Frame
  ) {
    for item in written {
      let own = Place(root: .name(target), path: item.path)
      guard let other = place(item, stack, frame), other.root != own.root,
        let a = value(at: own, stack, frame), let b = value(at: other, stack, frame), a.isSame(as: b)
      else { continue }
      if frame.chunk.function == nil {
        environment.links.join(own, other)
      } else {
        frame.join(own, other)
      }
    }
  }

  /// Where the value of what was written stands; `nil` where nothing can be updated.
  func place(
    _ written: Chunk.WrittenPlace, _ stack: borrowing ContiguousArray<Value>, _ frame: Frame
  ) -> Place? {
    var place = Place(root: .name(.global(written.reference.global)))
    if case .local(let slot, _) = written.reference { place.root = .name(.local(slot)) }
    guard var value = value(at: place, stack, frame) else { return nil }
    switch written.part {
    case .member(let member):
      guard case .model(let model) = value, let index = model.members.firstIndex(of: member) else { return nil }
      return Place(root: .parameter(ModelParameter(model: model, index: index)))
    case .entry(let indices):
      for index in indices {
        guard case .tuple(let tuple) = value else { return nil }
        let index = index < 0 ? index + tuple.items.count : index
        guard tuple.items.indices.contains(index) else { return nil }
        place.path.append(index)
        value = tuple.items[index]
      }
      return place
    }
  }
}

extension Value {
  /// Whether both are one node, or tuples of the same nodes.
  fileprivate func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.node(let a), .node(let b)): a == b
    case (.tuple(let a), .tuple(let b)):
      a === b || a.items.count == b.items.count && zip(a.items, b.items).allSatisfy { $0.isSame(as: $1) }
    default: false
    }
  }
}
