/// What a subject makes ready when it is first wanted, outside of what is timed: data, compiled plans.
final class Prepared<Value> {
  private let make: () throws -> Value
  private var made: Value?

  init(_ make: @escaping () throws -> Value) { self.make = make }

  func callAsFunction() throws -> Value {
    if let made { return made }
    let value = try make()
    made = value
    return value
  }
}
