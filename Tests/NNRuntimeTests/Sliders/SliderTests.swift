import Artifacts
import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// Sliders in the language: what is refused, and what becomes of each result.
struct SliderTests {
  @Test func faults() {
    checkDiagnostics(
      "x = 3\ny = 2 * x\nslider(y, -5, 5)", "3:8-9 NN-not-an-input: `y` is computed from other nodes and is no input",
      hint: "a slider moves what a line such as `x = 3` binds")
    checkDiagnostics(
      "x = 3\nslider(x, 5, -5)",
      "2:11-12 NN-bad-slider: a slider goes from the smaller value to the greater, and this from 5 to -5",
      hint: "write `slider(x, -5, 5)`")
    checkDiagnostics(
      "x = 7\nslider(x, -5, 5)", "2:8-9 NN-bad-slider: `x` is 7, which is not between -5 and 5",
      hint: "the page begins with the lesson's own value: widen the range")
    checkDiagnostics(
      "x = [1, 2]\nslider(x, -5, 5)",
      "2:8-9 NN-not-scalar: a slider moves a single number, and `x` has shape [2]",
      hint: "move one entry: `slider(x[0], …)`")
    checkDiagnostics(
      "x = 3\nslider(x, -5, 5)\nslider(x, 0, 4)", "3:8-9 NN-bad-slider: `x` has a slider already",
      hint: "one slider moves it everywhere on the page")
    checkDiagnostics(
      "x = 3\nslider(x, 0, 5, step: -1)", "2:23-25 NN-bad-slider: a step is above 0 and at most 5, and this is -1")
    checkDiagnostics(
      "x = 3\nslider(x, (1, 2))", "2:8-9 NN-bad-slider: `x` is 3, which is not among (1, 2)",
      hint: "the page begins with the lesson's own value: put it among at least two")
    checkDiagnostics(
      "x = 3\nslider(x, (1, 3, 1))",
      "2:11-20 NN-bad-slider: the values of a slider are different, and 1 is there twice")
    checkDiagnostics(
      "x = 3\nslider(x, 4)", "2:11-12 NN-wrong-arguments: `slider` needs two ends, or a tuple of values to choose from")
    checkDiagnostics(
      "x = 3\nif true { slider(x, 0, 5) }",
      "2:11-26 NN-bad-slider: a slider stands in a line of its own, outside of functions, loops and conditions",
      hint: "bind the input first and write `slider(x, -5, 5)` below it")
    checkDiagnostics(
      "x = 3\ny = x\nslider(y, 0, 5)", "3:8-9 NN-not-an-input: `y` is another name of `x`",
      hint: "move that: `slider(x, …)`")
    checkDiagnostics(
      "x = 3\nL = x^2\nx -= 0.1 * grad(L, x)\nslider(x, 0, 5)",
      "4:8-9 NN-not-an-input: `x` holds a number that was computed in line 3",
      hint: "a slider moves what the source writes down: put it before the update")
  }

  @Test func positions() throws {
    func values(_ from: Double, _ through: Double, _ step: Double?, _ value: Double) throws -> (Int, Int, [Double]) {
      let positions = try #require(SliderPositions(from: from, through: through, step: step, value: value))
      return (positions.values.count, positions.start, positions.values)
    }
    let tenths = try values(-5, 5, nil, -2)
    #expect(tenths.0 == 101 && tenths.1 == 30)
    #expect(tenths.2[3] == -4.7 && tenths.2[53] == 0.3)
    #expect(try values(0, 1, nil, 0.5).0 == 101)
    #expect(try values(-6, 6, nil, 1).0 == 61)
    // Between two points of the grid the lesson's own value has a position of its own.
    let between = try values(0, 1, 0.25, 0.3)
    #expect(between.2 == [0, 0.25, 0.3, 0.5, 0.75, 1] && between.1 == 2)
    #expect(SliderPositions(from: 0, through: 1, step: 1e-6, value: 0) == nil)
  }

  /// `follows 0 1`, `follows 0 watching 1`, `stays 0`, `still` of each result of a lesson.
  private func becomes(_ blocks: [String], inline: [String] = []) -> [String] {
    let programs = blocks.map { block -> Program in
      let file = SourceFile(path: "lesson.md", text: block)
      return parseProgram(Excerpt(file, 0..<file.bytes.count)).value
    }
    let lesson = Lesson()
    lesson.session.prepareSliders(programs)
    var outcomes: [Outcome?] = programs.map { lesson.session.run($0, options: RunOptions()) }
    for outcome in outcomes { #expect(outcome?.diagnostics.isEmpty == true, "\(outcome?.diagnostics ?? [])") }
    let expressions = inline.map { text -> InlineProgram? in
      let file = SourceFile(path: "inline.md", text: text)
      return parseInlineProgram(Excerpt(file, 0..<file.bytes.count)).value
    }
    var values = expressions.map { $0.map { lesson.session.evaluate($0, options: RunOptions()) } }
    _ = lesson.session.finishSliders(
      &outcomes, &values, expressions: expressions.map { $0.map { ($0, after: programs.count) } })
    func text(_ following: Following?) -> String {
      guard let following else { return "still" }
      let sliders = following.sliders.map { "\($0)" }.joined(separator: " ")
      guard let watches = following.watches else { return "stays \(sliders)" }
      return "follows \(sliders)" + (watches.isEmpty ? "" : " watching \(watches.count)")
    }
    return outcomes.flatMap { outcome in
      zip(outcome?.outputs ?? [], outcome?.following ?? []).compactMap { output, following in
        if case .slider = output { nil } else { text(following) }
      }
    } + values.map { value in text((try? value?.get())?.following) }
  }

  @Test func whatFollows() {
    #expect(
      becomes(["x = 2\ny = 3\nslider(x, 0, 5)\nslider(y, 0, 5)\nx\ny\nx * y\n7"])
        == ["follows 0", "follows 1", "follows 0 1", "still"])
    // Above its slider, in the blocks below, and in the text.
    #expect(
      becomes(
        ["x = 2\nf = x^2\nf\nslider(x, 0, 5)", "g = sin(f)\ngraph(g)\ngradients(g)\nbackward(g)"],
        inline: ["grad(g, x)", "g:.2f", "3"])
        == ["follows 0", "follows 0", "follows 0", "follows 0", "follows 0", "follows 0", "still"])
    #expect(becomes(["s(t) = k * t\nk = 2\nx = 1\nslider(k, 0, 5)\ns(x)"]) == ["follows 0"])
    #expect(
      becomes(["x = [1, 2]\nslider(x[1], 0, 5)\nsum(x)\nx[0]\nx[1]\nx * 2"])
        == ["follows 0", "follows 0", "follows 0", "follows 0"])
    // Bound again, it is another input.
    #expect(becomes(["x = 2\nslider(x, 0, 5)\nx\nx = 3\nx"]) == ["follows 0", "still"])
  }

  @Test func decisionsAreWatched() {
    #expect(becomes(["x = 2\nslider(x, -5, 5)\ny = if x > 0 { x^2 } else { -x }\ny"]) == ["follows 0 watching 1"])
    #expect(becomes(["x = 2\nslider(x, -5, 5)\nv = [1, 2, 3]\nv[x]"]) == ["follows 0 watching 1"])
    // Kinks stand in the formulas.
    #expect(becomes(["x = 2\nslider(x, -5, 5)\nrelu(x) + max(x, 1) + abs(x)"]) == ["follows 0"])
  }

  @Test func whatCannotFollowStays() {
    // An update stores a number, also one that came by a gradient.
    #expect(becomes(["x = 2\nw = 1\nslider(x, 0, 5)\nw -= 0.1 * grad(w * x, w)\nw\nw * x"]) == ["stays 0", "stays 0"])
    #expect(becomes(["x = 2\nw = 1\nslider(x, 0, 5)\nminimize((w - x)^2, w)\nw"]).last == "stays 0")
    #expect(
      becomes(["x = 2\nslider(x, 0, 5)\nprint(x)\ntable(a: [x, 1])\ngradcheck(x^2)\nforward(x^2, x: 3)"])
        == ["stays 0", "stays 0", "stays 0", "stays 0"])
    #expect(becomes(["x = 2\ns = 0\nslider(x, 0, 5)\nrepeat 3 { s += x }\ns"]) == ["stays 0"])
    #expect(
      becomes(
        ["x = 2\nslider(x, 0, 5)\nh = repeat 3 { record(x^2) }\nE = h.E\nE"].map {
          $0.replacing("record(x^2)", with: "record(E: x^2)")
        }) == ["stays 0"])
    #expect(becomes(["x = 2\nslider(x, 0, 5)\nif x > 1 { y = 3 } else { y = 4 }\ny"]) == ["stays 0"])
    // A derivative by hand is no formula; the value follows all the same.
    #expect(
      becomes([
        "s(t) = t^2\nbackward s(t; y, dy) = dy * 2 * t\nx = 2\nslider(x, 0, 5)\nf = s(x)\nf\ngraph(f)"
      ]) == ["follows 0", "stays 0"])
    #expect(becomes(["x = f32(2)\nslider(x, 0, 5)\nx * x"]) == ["stays 0"])
  }

  /// Links move names that an update does not write.
  @Test func linkedNamesStay() {
    #expect(
      becomes(["x = 2\nw = 1\nb = 1\np = (w, b)\nslider(x, 0, 5)\nw * x\np -= 0.1 * grad(w * x + b, p)\nw\nb"])
        == ["follows 0", "stays 0", "stays 0"])
  }
}
