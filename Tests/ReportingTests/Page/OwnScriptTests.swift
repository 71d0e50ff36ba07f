import Artifacts
import Formulas
import Testing

@testable import Reporting

/// Which scripts are a page's own: what a page without raw HTML may hold, and nothing else.
struct OwnScriptTests {
  private static let sliders = SliderScript.text(
    SliderTape(
      sliders: [],
      tape: Tape(
        count: 4, given: [],
        steps: [
          Tape.Step(.elementwise(.multiply, isSingle: [false, false]), place: 2, count: 1, operands: [0, 1]),
          Tape.Step(.elementwise(.sin, isSingle: [false]), place: 3, count: 1, operands: [2]),
        ]), checks: []))

  @Test func thoseOfPagesAre() {
    #expect(OwnScript.isOne(ScriptText.compact(PlayerScript.text)))
    #expect(OwnScript.isOne(ScrollScript.text))
    for script in PageRendererTests.extras + [AnswerScript.text] {
      #expect(OwnScript.isOne(ScriptText.compact(script)))
    }
    #expect(OwnScript.isOne(Self.sliders))
    #expect(OwnScript.isOne(LiveScript.text(LiveData(runs: [], boundaries: []))))
  }

  @Test func othersAreNot() throws {
    #expect(!OwnScript.isOne(""))
    #expect(!OwnScript.isOne("alert(1)"))
    #expect(!OwnScript.isOne(ScrollScript.text + "alert(1)"))
    let place = try #require(Self.sliders.range(of: "const operations")).lowerBound
    #expect(!OwnScript.isOne(String(Self.sliders[..<place]) + "alert(1)\n" + String(Self.sliders[place...])))
    #expect(!OwnScript.isOne(SliderScript.ends.start))
  }
}
