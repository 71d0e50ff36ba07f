import Testing

@testable import Reporting

@Suite struct DataTableTests {
  private func check(_ columns: [DataTable.Column], _ expected: String) {
    #expect(String(decoding: DataTable(columns).csv, as: UTF8.self) == expected)
  }

  @Test func numbersReadBackAndTitlesAreQuoted() {
    check(
      [DataTable.Column("x", [0, 1, 2]), DataTable.Column("say \"a, b\"", [0.1, -1.5e-300])],
      "x,\"say \"\"a, b\"\"\"\n0,0.1\n1,-1.5e-300\n2,\n")
    check([DataTable.Column("c", texts: ["a", "b,c"])], "c\na\n\"b,c\"\n")
    check([DataTable.Column("v", [.nan, .infinity])], "v\nNaN\nInfinity\n")
  }
}
