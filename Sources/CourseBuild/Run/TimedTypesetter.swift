import Reporting
import Synchronization

/// Sets formulas by another typesetter, and measures how long that takes for one lesson.
final class TimedTypesetter: FormulaTypesetter {
  private let typesetter: any FormulaTypesetter
  private let spent = Mutex(Duration.zero)

  init(_ typesetter: any FormulaTypesetter) { self.typesetter = typesetter }

  var time: Duration { spent.withLock { $0 } }

  func html(tex: String, display: Bool) -> Result<String, FormulaFault> {
    var watch = Stopwatch()
    let result = typesetter.html(tex: tex, display: display)
    let time = watch.lap()
    spent.withLock { $0 += time }
    return result
  }
}
