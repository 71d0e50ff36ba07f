/// Where the value of a name stands.
enum NamePlace: Hashable, Comparable {
  /// By slot among the names of the lesson.
  case global(Int32)
  /// By slot of a function's frame.
  case local(Int32)

  /// - Parameter locals: the stack from the frame's base on.
  func value(_ environment: Environment, _ locals: ArraySlice<Value>) -> Value {
    switch self {
    case .global(let slot): environment.values[Int(slot)]
    case .local(let slot): locals[locals.startIndex + Int(slot)]
    }
  }
}
