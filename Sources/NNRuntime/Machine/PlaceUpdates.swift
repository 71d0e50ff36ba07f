import Autodiff
import NNSyntax
import SourceText

/// Updates of whatever can be updated: names, entries of tuples, whole tuples leaf by leaf, parameters of models; and
/// of all places that are linked with them.
extension Machine {
  /// `net.w1 -= …`, `p[0] -= …`: the indices lie on the stack, and above them what is changed by.
  func update(
    _ part: Chunk.PartUpdate, _ chunk: Chunk, _ stack: inout ContiguousArray<Value>, _ frame: Frame, _ tag: UInt32
  ) throws(Fault) {
    let change = stack.removeLast()
    var place = Place(root: .name(.global(part.reference.global)))
    if case .local(let slot, _) = part.reference { place.root = .name(.local(slot)) }
    var value = value(at: place, stack, frame) ?? .unbound
    if case .unbound = value { throw unboundTarget(part, chunk) }
    switch part.part {
    case .member(let member):
      guard case .model(let model) = value else {
        throw .told(
          .badTarget, "`\(part.name.text)` is \(value.kind), and only the parameters of a model can be updated so",
          hint: "a name is updated as a whole: `w -= …`")
      }
      guard let index = model.members.firstIndex(of: member) else {
        throw unknownMember(member, "this model", model.members)
      }
      place = Place(root: .parameter(ModelParameter(model: model, index: index)))
    case .entry(let ranges):
      let indices = Array(stack.suffix(ranges.count))
      stack.drop(to: stack.count - ranges.count)
      for (index, range) in zip(indices, ranges) {
        guard case .tuple(let tuple) = value else {
          let name = self.name(of: place, in: chunk)
          throw .told(
            .badTarget, "`\(name)` is \(value.kind), and only entries of tuples are updated one by one",
            hint: "update it as a whole, `\(name) \(part.operator.rawValue) …`, or make a new tensor, for example with "
              + "`where` or `stack`")
        }
        let index = try entry(index, of: tuple, range)
        place.path.append(index)
        value = tuple.items[index]
      }
    }
    try update(place, part.operator, change, tag, &stack, frame)
  }

  private func unboundTarget(_ part: Chunk.PartUpdate, _ chunk: Chunk) -> Fault {
    switch part.reference {
    case .local(_, let global):
      guard case .member(let member) = part.part else { return nonLocal(global, chunk, 0) }
      return .told(
        .nonLocalUpdate,
        "a function cannot update `\(part.name.text).\(member)`, since it has not bound `\(part.name.text)`",
        hint: "hand the model over as an argument, or update it outside")
    case .global(let slot):
      let fault = unknownName(slot, chunk)
      if case .skipped = fault { return fault }
      return .reported(diagnostic(fault, at: part.name.range))
    }
  }

  /// Puts new inputs in a place, in each entry where it holds a tuple, and in the places linked with them.
  ///
  /// - Parameter change: goes to all entries, or is a tuple with a part for each.
  func update(
    _ place: Place, _ op: UpdateOperator, _ change: Value, _ tag: UInt32, _ stack: inout ContiguousArray<Value>,
    _ frame: Frame
  ) throws(Fault) {
    guard let old = value(at: place, stack, frame) else { throw .told(.noValue, "what is updated has no value") }
    let links = links(frame)
    if case .tuple = change, !old.isGrouped(like: change) { throw Self.otherStructure(op.rawValue, old, change) }
    var changes: [Change] = []
    guard case .tuple(let tuple) = old else {
      let all = links.all(place)
      let new = try updated(old, op, change, newTag(of: place, all, old, tag, frame.chunk))
      return write([Change(places: all, old: old, new: new)], &stack, frame)
    }
    changes.reserveCapacity(tuple.leaves)
    var taken: Set<Place> = []
    _ = try tuple.mapped { (leaf, indices) throws(Fault) in
      var own = place
      own.path += indices
      let all = links.all(own)
      switch leaf {
      case .number, .node: break
      case .unbound, .tuple, .function, .builtin, .history, .text, .artifact, .model, .optimizer:
        throw .told(
          .badTarget, "`\(name(of: own, in: frame.chunk))` is \(leaf.kind), and only numbers and tensors are updated",
          hint: "update the other entries one by one, as in `p[0] \(op.rawValue) …`")
      }
      if !links.isEmpty, all.contains(where: { !taken.insert($0).inserted }) {
        let whole = name(of: place, in: frame.chunk)
        throw .told(
          .badTarget, "`\(whole)` holds one variable twice, and would update it twice",
          hint: "update single entries: `\(whole)[0] \(op.rawValue) …`")
      }
      let part: Value = if case .tuple = change { change[indices] ?? .unbound } else { change }
      let new = try updated(leaf, op, part, newTag(of: own, all, leaf, tag, frame.chunk))
      changes.append(Change(places: all, old: leaf, new: new))
      return new
    }
    write(changes, &stack, frame)
  }

  static func otherStructure(_ sign: String, _ a: Value, _ b: Value) -> Fault {
    .told(
      .tupleSize, "`\(sign)` needs one structure on both sides, and these are `\(a.structure)` and `\(b.structure)`",
      hint: "tuples go entry by entry with tuples of their structure, and as a whole with a number or a tensor")
  }

  /// The tag of a new input: it goes on with the name of the old one where that is still its own.
  private func newTag(
    of place: Place, _ all: [Place], _ old: Value, _ tag: UInt32, _ chunk: Chunk
  ) -> UInt32 {
    if all.count == 1, place.path.isEmpty, case .name = place.root { return tag }
    var oldName: String?
    if case .node(let node) = old {
      // A parameter of a model keeps the name that its model gave it.
      if all.contains(where: { if case .parameter = $0.root { true } else { false } }) { return node.tag }
      oldName = labels[node.tag]?.name
    }
    let names = all.map { self.name(of: $0, in: chunk) }
    let whole = all.firstIndex { $0.path.isEmpty }.map { names[$0] }
    let name = oldName.flatMap { names.contains($0) ? $0 : nil } ?? whole ?? names[0]
    return labels[tag]?.name == name ? tag : labels.variable(name, at: tag)
  }

  // MARK: - Places

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
        environment.values[Int(slot)] = environment.values[Int(slot)].replacing(leaves)
      case .name(.local(let slot)):
        stack[frame.base + Int(slot)] = stack[frame.base + Int(slot)].replacing(leaves)
      case .parameter(let parameter):
        guard case .node(let new)? = leaves[[]] else { continue }
        environment.update(parameter, to: new)
      }
    }
    if !frame.links.isEmpty { followModels(&stack, frame) }
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
        frame.links.join(own, other)
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
