import Autodiff
import SourceText

/// A fault that stops a block. Only the machine knows where it stands; see ``Machine/diagnostic(_:at:)``.
enum Fault: Error {
  case engine(EngineError)
  /// Already complete.
  case reported(Diagnostic)
  /// A fault of the call or operation being run, or of one of its arguments (counted as written).
  case told(DiagnosticID, String, hint: String? = nil, argument: Int? = nil)
  /// The block reads what a failed block would have bound.
  case skipped(name: String)
}
