import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// What a lesson names, by each way of naming a file: below the course's folder it is read, elsewhere it is not, be it by
/// its path or by a symbolic link.
struct FilesOutOfTheCourseTests {
  /// A lesson that names a file in each way.
  private static let mention = [
    "link": "# A\n\n[s](PLACE)\n",
    "image": "# A\n\n![s](PLACE)\n",
    "include": "# A\n\n{{< include PLACE >}}\n",
    "data": "# A\n\n```nn\nx = csv(\"PLACE\")\n```\n",
    "exists": "# A\n\n```nn\nx = exists(\"PLACE\")\nexpect x == 1\n```\n",
    "from": "# A\n\n```nn\n#| label: a\n#| from: PLACE\n```\n",
  ]
  private static let ending = [
    "link": "csv", "image": "svg", "include": "md", "data": "csv", "exists": "csv", "from": "md",
  ]
  private static let secret = [
    "csv": "1,2\n3,41414\n", "svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"><desc>41414</desc></svg>",
    "md": "Secret 41414.\n\n```nn\n#| label: a\nx = 41414\nx\n```\n",
  ]

  /// - Parameter place: where the lesson says that the file stands.
  private func result(_ kind: String, _ place: String, in course: TemporaryCourse) throws -> (
    faults: [DiagnosticID], shows: Bool
  ) {
    let text = try #require(Self.mention[kind])
    try course.write("lessons/a.md", text.replacing("PLACE", with: place))
    let build = course.build()
    let shows = course.files("output").values.contains { String(decoding: $0, as: UTF8.self).contains("41414") }
    return (build.diagnostics.map(\.id), shows)
  }

  private func course(_ kind: String) throws -> (course: TemporaryCourse, name: String) {
    let ending = try #require(Self.ending[kind])
    let secret = try #require(Self.secret[ending])
    let course = try TemporaryCourse([
      "lessons/course.yml": "title: T\n", "lessons/_in.\(ending)": secret, "out.\(ending)": secret,
    ])
    return (course, ending)
  }

  @Test(arguments: ["link", "image", "include", "data", "exists", "from"])
  func below(kind: String) throws {
    let (course, ending) = try course(kind)
    #expect(try result(kind, "_in.\(ending)", in: course).faults == [])
    try FileManager.default.createSymbolicLink(
      atPath: course.path("lessons/_s.\(ending)"), withDestinationPath: "_in.\(ending)")
    #expect(try result(kind, "_s.\(ending)", in: course).faults == [], "by a link that stays inside")
  }

  @Test(arguments: ["link", "image", "include", "data", "exists", "from"])
  func elsewhere(kind: String) throws {
    let (course, ending) = try course(kind)
    let outside = course.path("out.\(ending)")
    try FileManager.default.createSymbolicLink(
      atPath: course.path("lessons/_relative.\(ending)"), withDestinationPath: "../out.\(ending)")
    try FileManager.default.createSymbolicLink(
      atPath: course.path("lessons/_absolute.\(ending)"), withDestinationPath: outside)
    try FileManager.default.createSymbolicLink(atPath: course.path("lessons/folder"), withDestinationPath: "..")
    var places = [
      "../out.\(ending)", "_relative.\(ending)", "_absolute.\(ending)", "folder/out.\(ending)",
      "en/../../out.\(ending)",
    ]
    // A link or an image to `/…` is one of the server's.
    if kind != "link", kind != "image" { places += [outside, course.path("lessons/_in.\(ending)")] }
    for place in places {
      let (faults, shows) = try result(kind, place, in: course)
      #expect(faults.first == (kind == "link" ? .brokenLink : .fileOutsideCourse), "\(kind) \(place): \(faults)")
      #expect(!shows, "\(kind) \(place)")
    }
  }
}
