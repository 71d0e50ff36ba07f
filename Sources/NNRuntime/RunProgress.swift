import Autodiff

/// How far a long run has come. It is told while the run goes on, and is no part of any result.
public struct RunProgress: Sendable, Hashable {
  public enum Unit: Sendable {
    /// Of `minimize`.
    case step
    /// Of `train`.
    case epoch
  }

  public var unit: Unit
  /// As many as ``total`` when the run is over, even where it ended early.
  public var done: Int
  public var total: Int

  public init(_ unit: Unit, done: Int, total: Int) {
    self.unit = unit
    self.done = done
    self.total = total
  }
}

extension Machine {
  /// Tells how far a run has come, and ends it when its time is up.
  func pause(_ progress: RunProgress) throws(EngineError) {
    options.progress?(progress)
    do throws(Fault) { try lookAtClock() } catch {
      environment.pending.append(error)
      throw .foreign(environment.pending.count - 1)
    }
  }
}
