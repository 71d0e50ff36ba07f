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
      let new = try updated(old, op, change, newTag(of: place, all, old, tag, frame.chunk), at: tag)
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
      case .unbound, .tuple, .function, .builtin, .history, .text, .artifact, .model, .optimizer, .choice:
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
      let new = try updated(leaf, op, part, newTag(of: own, all, leaf, tag, frame.chunk), at: tag)
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
}
