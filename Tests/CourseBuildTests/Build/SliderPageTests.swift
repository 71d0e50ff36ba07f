import Foundation
import Testing

@testable import CourseBuild
@testable import Reporting

/// Pages with sliders: what they carry, and what others do not.
struct SliderPageTests {
  private static let lesson = """
    # Moved

    ```nn
    x = -2; y = 5
    f = x * y
    graph(f)
    gradients(f)
    slider(x, -6, 6)
    print(f)
    expect f == -10
    ```

    It is `{nn} f`, [−10]{nn="f"}, and $\\nn{f}$.

    """

  private func page(_ lesson: String, course: String = "title: A\n") throws -> (html: String, markdown: String) {
    let made = try TemporaryCourse(["lessons/a.md": lesson, "lessons/course.yml": course])
    let result = made.build(formats: [.html, .md])
    #expect(result.diagnostics.filter { $0.severity == .error && $0.id != .noMathRenderer }.isEmpty)
    return (try made.text("output/a.html"), try made.text("output/a.md"))
  }

  @Test func controlsAreHiddenUntilAScriptShowsThem() throws {
    let page = try page(Self.lesson)
    #expect(page.html.contains(#"<div class="sliders" role="group" aria-label="Sliders" hidden="">"#))
    #expect(page.html.contains(#"<label for="slider-0"><i>x</i></label><input type="range" id="slider-0""#))
    #expect(page.html.contains(#"aria-valuetext="−2""#))
    #expect(Theme.styleSheet().contains("[hidden]{display:none!important}"))
    // On GitHub nothing moves.
    #expect(!page.markdown.contains("range") && !page.markdown.contains("data-"))
    #expect(page.markdown.contains("It is −10, −10"))
  }

  /// What follows has a place on the tape, what cannot follow says on what it depends, all else has neither.
  @Test func numbersHaveTheirPlaces() throws {
    let html = try page(Self.lesson).html
    #expect(html.contains(#"computed in block 1" data-on="0" data-watch=""><span data-q=""#))
    #expect(html.contains(#"<div class="out" data-on="0"><pre class="text""#))
    #expect(html.firstMatch(of: /<p class="claims" title="[^"]*" data-on="0">/) != nil)
    #expect(html.contains("data-checks=") && html.contains("data-verdict="))
    // y does not move; its gradient, which is x, does.
    #expect(html.contains(#"<td class="v" data-l="Value">5</td>"#))
    let drawing = try TemporaryCourse(["lessons/a.md": Self.lesson])
    _ = drawing.build(formats: [.html])
    #expect(try !drawing.text("output/a/fig-1.svg").contains("data-q"))
  }

  @Test func pagesWithoutSlidersHaveNothingOfThem() throws {
    let html = try page(Self.lesson.replacing("slider(x, -6, 6)\n", with: "")).html
    for word in ["data-q", "data-on", "data-checks", "data-verdict", "tape", "class=\"sliders\""] {
      #expect(!html.contains(word), "\(word)")
    }
  }

  @Test func thePolicyNamesAllScripts() throws {
    let html = try page(Self.lesson, course: "title: A\nraw-html: false\n").html
    let scripts = html.matches(of: /<script(?: data-[^>]*)?>(?<text>[^<]*(?:<(?!\/script>)[^<]*)*)<\/script>/)
    // The sliders', the player's, those of scroll boxes and of the colour scheme among them.
    #expect(scripts.count > 4)
    #expect(html.contains(ContentPolicy.text(scripts: scripts.map { String($0.text) }, loads: true)))
  }

  /// Together with the player.
  @Test func scriptsAreShort() throws {
    let html = try page(Self.lesson).html
    let scripts = html.matches(of: /<script data-words[^>]*>(?<text>[^<]*(?:<(?!\/script>)[^<]*)*)<\/script>/)
    let sizes = scripts.map { $0.text.utf8.count }
    #expect(sizes.count == 2 && sizes.reduce(0, +) <= 24 << 10, "\(sizes)")
  }

  @Test func theSameBytesTwice() throws {
    #expect(try page(Self.lesson) == page(Self.lesson))
  }

  /// A part of another site has no script, and so no controls.
  @Test func aFragmentShowsNone() throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson])
    let html = String(decoding: renderLesson(course.path("lessons/a.md"), format: .html).output, as: UTF8.self)
    #expect(html.contains("hidden=\"\""))
  }
}
