import Foundation
import Testing

@testable import CourseBuild
@testable import Reporting

/// Pages that are one file each.
struct SelfContainedTests {
  private static let files = [
    "lessons/course.yml": "theme: {colours: {link: '#123456'}}\n",
    "lessons/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "lessons/a.md": "# First\n\n![A dot](dot.svg) and 1 < 2, `</script>`.\n",
    "lessons/b.md": "# Second\n\nOther words.\n",
  ]

  @Test func aPageAsksForNothing() throws {
    let course = try TemporaryCourse(Self.files)
    var request = course.request(formats: [.html])
    request.selfContained = true
    #expect(!buildCourse(request).hasFaults)
    #expect(!course.exists("output/assets") && !course.exists("output/dot.svg"))
    for path in ["output/a.html", "output/index.html"] {
      let page = try course.text(path)
      #expect(page.contains("<style>:root{--bg:") && page.contains("--link:light-dark(#123456,#123456);"), "\(path)")
      #expect(!page.contains("rel=\"stylesheet\""), "\(path)")
      // The index of all lessons; what would end the element does not.
      let data = try #require(page.firstMatch(of: /<script type="application\/json" data-index="en">([^<]*)<\/script>/))
        .1
      let lessons = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [[Any]])
      #expect(lessons.map { $0[0] as? String } == ["First", "Second"], "\(path)")
    }
    #expect(try course.text("output/a.html").contains("src=\"data:image/svg+xml;base64,"))
  }

  /// The other way to build is another build, whatever the cache holds.
  @Test func theCacheKnowsBoth() throws {
    let course = try TemporaryCourse(Self.files)
    var request = course.request(formats: [.html])
    request.usesCache = true
    request.engineVersion = [1]
    _ = buildCourse(request)
    let linked = try course.text("output/a.html")
    request.selfContained = true
    _ = buildCourse(request)
    #expect(try course.text("output/a.html").contains("<style>"))
    request.selfContained = false
    _ = buildCourse(request)
    #expect(try course.text("output/a.html") == linked)
  }
}
