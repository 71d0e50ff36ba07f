/// Names that a function's body reads from outside. A local that is not bound yet when it is read means the global of
/// its name, so the answer follows the ways that the code can take.
struct OuterNames {
  /// Sites that read a local which may not be bound there.
  private(set) var sites: Set<Int> = []
  /// Global slots of all names that may be looked up outside.
  private(set) var names: Set<Int32> = []

  init(_ chunk: Chunk) {
    // Locals that are bound on each way to a site: jumps forward bring theirs along, and a jump back to a loop's head
    // has at least those that were bound when the loop began.
    var arriving: [Int: Set<Int32>] = [:]
    var bound: Set<Int32>? = Set(0..<Int32(chunk.parameters.count))
    for (site, instruction) in chunk.code.enumerated() {
      if let other = arriving.removeValue(forKey: site) { bound = bound?.intersection(other) ?? other }
      func leave(for target: Int32) {
        guard Int(target) > site, let bound else { return }
        arriving[Int(target)] = arriving[Int(target)]?.intersection(bound) ?? bound
      }
      switch instruction {
      case .local(let slot, let global):
        guard bound?.contains(slot) != true else { continue }
        sites.insert(site)
        names.insert(global)
      case .global(let slot): names.insert(slot)
      case .bindLocal(let slot, _), .assignLocal(let slot): bound?.insert(slot)
      case .jumpIfFalse(let target), .shortCircuit(_, let target), .loopNext(_, let target): leave(for: target)
      case .jump(let target):
        leave(for: target)
        bound = nil
      default: continue
      }
    }
  }
}
