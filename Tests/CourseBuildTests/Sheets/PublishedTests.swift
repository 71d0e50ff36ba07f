import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif
import Testing

@testable import CourseBuild

/// What `url:` in `course.yml` puts into pages and beside them.
@Suite struct PublishedTests {
  private func built(_ rules: String) throws -> TemporaryCourse {
    let course = try TemporaryCourse([
      "lessons/course.yml": "title: Gates\ndescription: All of them\nlanguages: [en, ko]\n\(rules)",
      "lessons/en/01-a b.md": "---\ntitle: First & last\ndescription: About \"it\"\n---\n\nText.\n",
      "lessons/ko/01-a b.md": "# 첫째\n\n글.\n", "lessons/en/02-b.md": "# Second\n\nText.\n",
    ])
    let result = buildCourse(BuildRequest(paths: [course.path("lessons")], outputDirectory: course.path("output")))
    #expect(result.diagnostics == [])
    return course
  }

  @Test func pagesSayWhereTheyAre() throws {
    let course = try built("url: https://a.org/course/\npages: [rules]\n")
    let page = try course.text("output/en/01-a b.html")
    for line in [
      "<link rel=\"canonical\" href=\"https://a.org/course/en/01-a%20b.html\" />",
      "<link rel=\"alternate\" hreflang=\"en\" href=\"https://a.org/course/en/01-a%20b.html\" />",
      "<link rel=\"alternate\" hreflang=\"ko\" href=\"https://a.org/course/ko/01-a%20b.html\" />",
      "<meta property=\"og:title\" content=\"First &amp; last\" />",
      "<meta property=\"og:description\" content=\"About &quot;it&quot;\" />",
      "<meta property=\"og:url\" content=\"https://a.org/course/en/01-a%20b.html\" />",
      "<meta property=\"og:image\" content=\"https://a.org/course/assets/preview.png\" />",
    ] { #expect(page.contains(line + "\n"), "\(line)") }
    #expect(try course.text("output/index.html").contains("<link rel=\"canonical\" href=\"https://a.org/course/\" />"))
    // A page without translations names none.
    #expect(try !course.text("output/en/02-b.html").contains("alternate"))
  }

  @Test func sitemapListsEveryPage() throws {
    let course = try built("url: https://a.org/course\npages: [rules]\n")
    let map = try course.text("output/sitemap.xml")
    let places = map.components(separatedBy: "<loc>").dropFirst().map { String($0.prefix { $0 != "<" }) }
    let pages = course.files("output").keys.filter { $0.hasSuffix(".html") }.map { name in
      "https://a.org/course/" + (name == "index.html" ? "" : name.replacing(" ", with: "%20"))
    }
    #expect(places.sorted() == pages.sorted())
    #expect(map.contains("hreflang=\"ko\" href=\"https://a.org/course/ko/01-a%20b.html\""))
    #expect(XMLParser(data: Data(map.utf8)).parse())
  }

  /// A picture that other sites can show: a PNG of 1200 × 630.
  @Test func pictureIsThere() throws {
    let course = try built("url: https://a.org\n")
    let picture = [UInt8](try #require(course.files("output")["assets/preview.png"]))
    #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(Array(picture[16..<24]) == [0, 0, 4, 0xB0, 0, 0, 2, 0x76])
    #expect(picture.count < 60_000)
  }

  @Test func withoutAnAddressNothingIsSaid() throws {
    let course = try built("")
    #expect(!course.exists("output/sitemap.xml") && !course.exists("output/assets/preview.png"))
    let page = try course.text("output/en/01-a b.html")
    #expect(!page.contains("og:") && !page.contains("canonical"))
    #expect(page.contains("hreflang=\"ko\" href=\"../ko/01-a%20b.html\""))
  }

  @Test(arguments: ["a.org", "https://a.org/?x", "ftp://a.org"]) func addressesThatAreNone(_ address: String) throws {
    let course = try TemporaryCourse(["lessons/course.yml": "url: \(address)\n", "lessons/a.md": "# A\n\nText.\n"])
    let result = buildCourse(BuildRequest(paths: [course.path("lessons")], outputDirectory: course.path("output")))
    #expect(result.diagnostics.map(\.message) == ["`url` wants the address where the pages are published, `https://…`"])
  }
}
