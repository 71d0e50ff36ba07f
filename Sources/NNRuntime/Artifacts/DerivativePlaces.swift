import Artifacts
import Autodiff

/// One evaluation of a derivative at a place in the source, remembered and not held.
final class DerivativeEvaluation {
  let remembered: RememberedDerivative
  let chunk: Chunk
  /// The call that gave it.
  let site: Int
  var isChecked = false

  init(_ remembered: RememberedDerivative, _ chunk: Chunk, _ site: Int) {
    self.remembered = remembered
    self.chunk = chunk
    self.site = site
  }
}

/// The derivatives of one run by their places in the source: at each the first evaluation is checked at once, and the
/// last one when the run is over.
///
/// Those between are checked when they reach a reader or a claim; see ``UncheckedDerivatives``.
struct DerivativePlaces {
  private struct Place: Hashable {
    /// Of a chunk that the run holds.
    var chunk: ObjectIdentifier
    var site: Int
  }

  private var numbers: [Place: Int] = [:]
  /// By number of the place; `nil` where there was one evaluation.
  private(set) var last: [DerivativeEvaluation?] = []
  /// Entries that were compared.
  var summary = CheckSummary.none

  /// The number of a place where a derivative was given out before, and of one where none was.
  mutating func number(_ chunk: Chunk, _ site: Int) -> (number: Int, isNew: Bool) {
    let place = Place(chunk: ObjectIdentifier(chunk), site: site)
    if let number = numbers[place] { return (number, false) }
    numbers[place] = last.count
    last.append(nil)
    return (last.count - 1, true)
  }

  mutating func setLast(_ evaluation: DerivativeEvaluation, at number: Int) { last[number] = evaluation }
}

/// Derivatives that were given out between the first and the last evaluation of their places, as long as they live: a
/// later block may show them.
struct UncheckedDerivatives {
  private(set) var all: [DerivativeEvaluation] = []
  /// So many may be gone before somebody looks.
  private var limit = 1024

  mutating func append(_ evaluation: DerivativeEvaluation, in graph: Graph) {
    if all.count >= limit {
      prune(in: graph)
      limit = max(1024, 2 * all.count)
    }
    all.append(evaluation)
  }

  mutating func prune(in graph: Graph) { all.removeAll { $0.isChecked || !graph.isAlive($0.remembered) } }
}
