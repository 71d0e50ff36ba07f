import Artifacts
import Autodiff

/// The groups of a figure that may be folded: the gates that one call of an author's function made.
struct Folding {
  var groups: [GraphFigure.Group] = []
  /// By node of the trace; `nil` outside of all groups.
  var groupOfNode: [Int: Int] = [:]

  private struct Key: Hashable {
    var path: Int32
    var instance: UInt32
  }

  init(_ trace: Tracing, _ machine: Machine) {
    var indices: [Key: Int] = [:]
    var keys: [Key] = []
    for (place, node) in trace.nodes.enumerated() where node.kind == .operation {
      guard let label = trace.labels[place], let call = machine.labels.call(label.path) else { continue }
      let key = Key(path: label.path, instance: Labels.instance(node.tag))
      if indices[key] == nil {
        indices[key] = groups.count
        keys.append(key)
        groups.append(GraphFigure.Group(name: call.function))
      }
      groupOfNode[place] = indices[key]
    }
    // A call's number is greater than that of the call it was made in; the nearest smaller one is the parent.
    for (index, key) in keys.enumerated() {
      var path = machine.labels.call(key.path)?.parent ?? 0
      while path != 0, groups[index].parent == nil {
        var best: Int?
        for (other, candidate) in keys.enumerated() where candidate.path == path && candidate.instance < key.instance {
          if best == nil || candidate.instance > keys[best ?? other].instance { best = other }
        }
        groups[index].parent = best
        path = machine.labels.call(path)?.parent ?? 0
      }
    }
  }
}
