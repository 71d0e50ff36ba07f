import Artifacts
import Testing

@testable import Reporting

struct ShownNumbersTests {
  @Test func all() {
    let value = Artifact.value(ValueArtifact(name: "v", value: ShapedValues(shape: [2], values: [0.5, 7]), digits: 4))
    let table = Artifact.table(TableArtifact(columns: [.init(title: "a", values: [1, 2, 3])], digits: 4))
    #expect(value.shownNumbers(atMost: 100).suffix(2) == [0.5, 7])
    #expect(Artifact.tuple([value, table]).shownNumbers(atMost: 100).suffix(3) == [1, 2, 3])
    #expect(table.shownNumbers(atMost: 2).count == 2)
  }
}
