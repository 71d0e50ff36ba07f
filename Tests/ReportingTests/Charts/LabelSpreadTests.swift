import Testing

@testable import Reporting

@Suite struct LabelSpreadTests {
  private func check(_ wishes: [Double], _ expected: [Double]?, height: Double = 10) {
    let found = LabelSpread.centres(
      wishes: wishes, heights: wishes.map { _ in height }, from: 0, to: 100)
    #expect(found == expected)
  }

  @Test func labelsStandWhereTheyWishOrAsNearAsTheOthersAllow() {
    check([20, 50], [20, 50])
    check([50, 50], [45, 55])
    check([50, 52, 54], [42, 52, 62])
    check([0, 100], [5, 95])
    check([100, 100, 100], [75, 85, 95])
    // The last one is pushed into the first pair and moves it.
    check([30, 30, 36], [22, 32, 42])
    check(Array(repeating: 50, count: 11), nil)
  }
}
