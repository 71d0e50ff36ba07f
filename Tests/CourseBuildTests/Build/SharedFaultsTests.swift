import SourceText
import Testing

@testable import CourseBuild

/// Faults in what several lessons share.
struct SharedFaultsTests {
  private func faults(_ files: [String: String]) throws -> [String] {
    let course = try TemporaryCourse(files)
    return checkCourse(course.request()).diagnostics.map { diagnostic in
      let place = diagnostic.range.startInCharacters
      let notes = diagnostic.notes.map { " [\($0.message)]" }.joined()
      return "\(diagnostic.range.file.path):\(place.line): \(diagnostic.message)\(notes)"
        .replacing(course.path("") + "/", with: "").replacing(course.path(""), with: "")
    }
  }

  private static let part = "```nn\ny = 1 / x\n```\n"

  private func lesson(_ x: Int) -> String { "# A\n\n```nn\nx = \(x)\n```\n\n{{< include _part.md >}}\n" }

  @Test func aPartSaysWhichLessonRan() throws {
    let found = try faults(["lessons/_part.md": Self.part, "lessons/a.md": lesson(2), "lessons/b.md": lesson(0)])
    #expect(found == ["lessons/_part.md:2: `/` of 1 and 0 gives infinity [in the lesson `lessons/b.md`]"])
  }

  @Test(arguments: [
    (2, "the lessons `lessons/l0.md` and `lessons/l1.md`"),
    (4, "the lessons `lessons/l0.md`, `lessons/l1.md`, `lessons/l2.md` and `lessons/l3.md`"),
    (9, "the lessons `lessons/l0.md`, `lessons/l1.md`, `lessons/l2.md` and 6 more"),
  ])
  func oneFaultOfSeveralLessonsComesOnce(_ count: Int, _ lessons: String) throws {
    var files = ["lessons/_part.md": Self.part]
    for index in 0..<count { files["lessons/l\(index).md"] = lesson(0) }
    #expect(try faults(files) == ["lessons/_part.md:2: `/` of 1 and 0 gives infinity [in \(lessons)]"])
  }

  @Test func aTakenBlockBelongsToBoth() throws {
    let found = try faults([
      "lessons/a.md": "# A\n\n```nn\n#| label: one\nx = [1, 2] @ [1, 2, 3]\n```\n",
      "lessons/b.md": "# B\n\n```nn\n#| label: one\n#| from: a.md\n```\n",
    ])
    #expect(
      found == [
        "lessons/a.md:5: `@` does not fit the shapes [2] and [3] [in the lessons `lessons/a.md` and `lessons/b.md`]"
      ])
  }

  @Test func aLessonsOwnFaultNeedsNoNote() throws {
    #expect(try faults(["lessons/a.md": "# A\n\n```nn\nq\n```\n"]) == ["lessons/a.md:4: unknown name `q`"])
  }
}
