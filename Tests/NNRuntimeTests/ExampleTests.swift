import Autodiff
import Testing

@testable import NNRuntime

/// The example that the reference page shows of each operation.
@Suite struct ExampleTests {
  @Test(arguments: Primitive.all.filter { $0.example != nil })
  func example(_ primitive: Primitive) throws {
    let example = try #require(primitive.example)
    #expect(try Lesson().inline(example.call).get().text == example.value, "\(example.call)")
  }
}
