import Autodiff
import Testing

@testable import DataFormats

struct CSVTests {
  private func check(
    _ text: String, _ shape: [Int], _ values: [Double], _ location: SourceLocation = #_sourceLocation
  ) throws {
    let tensor = try Tensor.csv([UInt8](text.utf8), budget: 1 << 20)
    #expect(tensor.shape == shape, sourceLocation: location)
    #expect(tensor.values == values, sourceLocation: location)
  }

  @Test func reads() throws {
    try check("hours,score\n8,56\n2,20\n", [2, 2], [8, 56, 2, 20])
    try check("8,56\r\n2,20", [2, 2], [8, 56, 2, 20])
    try check("\u{FEFF}a; b\n -1.5 ;2e-3\n\n# a remark\n+1;.5\n", [2, 2], [-1.5, 0.002, 1, 0.5])
    try check("\"hours, slept\"\t\"a \"\"score\"\"\"\n\"8\"\t56\n", [1, 2], [8, 56])
    try check("1\n2\n3", [3, 1], [1, 2, 3])
    try check("x,y\n# remark\n1,2", [1, 2], [1, 2])
    try check(
      "0.1,1e300\n5e-324,9007199254740993", [2, 2], [0.1, 1e300, .leastNonzeroMagnitude, 9_007_199_254_740_992])
  }

  private func refuse(
    _ text: String, _ place: DataFault.Place, _ message: String, _ location: SourceLocation = #_sourceLocation
  ) {
    do throws(DataFault) {
      _ = try Tensor.csv([UInt8](text.utf8), budget: 1 << 20)
      Issue.record("no fault", sourceLocation: location)
    } catch {
      #expect(error.place == place, sourceLocation: location)
      #expect(error.message == message, sourceLocation: location)
    }
  }

  @Test func namesOfColumns() throws {
    try check("x1,x2\n1,2\n", [1, 2], [1, 2])
    try check(",a\n1,2\n", [1, 2], [1, 2])
    try check("1st,e\n1,2\n", [1, 2], [1, 2])
  }

  @Test func bytesThatAreNoText() {
    var place: DataFault.Place?
    do throws(DataFault) { _ = try Tensor.csv([0x31, 0x2C, 0xFF, 0x0A, 0x32, 0x2C, 0x33], budget: 1 << 20) } catch {
      place = error.place
    }
    #expect(place == .line(1, column: 3))
  }

  @Test func refuses() {
    refuse("a,b\n1,2\n3,x\n", .line(3, column: 3), "`x` is no number")
    refuse("1,2\n3,\n", .line(2, column: 3), "the field is empty")
    refuse("1,2\n3\n", .line(2, column: 1), "this row has 1 field, and the first has 2")
    refuse("1,2\n3,4, 5\n", .line(2, column: 6), "this row has 3 fields, and the first has 2")
    refuse("1,nan\n", .line(1, column: 3), "`nan` is no number")
    refuse("1,2\n3,0x10\n", .line(2, column: 3), "`0x10` is no number")
    refuse("1,2\n1e999,2\n", .line(2, column: 1), "`1e999` is no number")
    // A first row with a number in it is no row of names, and is never passed over.
    refuse("1,NA\n2,3\n4,5\n", .line(1, column: 3), "`NA` is no number")
    refuse("# remark\n\n 8, inf\n2,3\n", .line(3, column: 5), "`inf` is no number")
    refuse("1e400,2\n2,3\n", .line(1, column: 1), "`1e400` is no number")
    refuse("0x10,1\n2,3\n", .line(1, column: 1), "`0x10` is no number")
    refuse("nan\n1\n2\n", .line(1, column: 1), "`nan` is no number")
    refuse("hours,2\n2,3\n", .line(1, column: 1), "`hours` is no number")
    refuse("8\tx\n2\t3\n", .line(1, column: 3), "`x` is no number")
    refuse(",7\n2,3\n", .line(1, column: 1), "the field is empty")
    refuse("a,b\nc,d\n", .line(2, column: 1), "`c` is no number")
    refuse("", .file, "the file has no row of numbers")
    refuse("a,b\n", .file, "the file has no row of numbers")
    refuse("1,\"2\n3,4", .line(1, column: 3), "the quotes are not closed")
    refuse("1,\"2\"3\n", .line(1, column: 6), "text stands behind a field in quotes")
  }
}
