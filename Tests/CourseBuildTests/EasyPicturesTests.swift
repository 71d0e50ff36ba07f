import Foundation
import Testing

@testable import CourseBuild

/// The lesson on pictures with others than those that it comes with: so easy that no guess is wrong.
struct EasyPicturesTests {
  @Test(arguments: ["en", "ko"], ["fashion-mnist", "shapes"])
  func nothingToShowIsNoFault(language: String, set: String) throws {
    let repository = URL(fileURLWithPath: #filePath).appending(path: "../../..").standardized
    let course = try TemporaryCourse()
    try FileManager.default.copyItem(atPath: repository.appending(path: "lessons").path, toPath: course.path("lessons"))
    for (name, count) in [("train", 300), ("t10k", 100)] {
      let (images, labels) = bars(count)
      try course.write("lessons/data/\(set)/\(name)-images-idx3-ubyte.gz", images)
      try course.write("lessons/data/\(set)/\(name)-labels-idx1-ubyte.gz", labels)
    }

    let run = runCourse(
      BuildRequest(paths: [course.path("lessons/\(language)/11-fashion-mnist.md")], formats: [.md]),
      maths: Maths(cache: course.path("formulas")))
    let page = try #require(run.pages.first)
    #expect(page.diagnostics.isEmpty, "\(page.diagnostics.map(\.message))")
    let report = try #require(page.files.first { $0.path.hasSuffix(".md") })
    let text = String(decoding: report.bytes, as: UTF8.self)
    #expect(text.contains(language == "en" ? "Of the 100 pictures it gets 0 wrong." : "이미지 100장 가운데 0장을 틀렸다."))
  }

  /// Pictures of 28 × 28 points, class after class, each with a bar at its class's own height, and their labels, as
  /// IDX files; none is packed, and the reader does not mind.
  private func bars(_ count: Int) -> (images: Data, labels: Data) {
    var images = Data([0, 0, 8, 3] + bigEndian(count) + bigEndian(28) + bigEndian(28))
    var labels = Data([0, 0, 8, 1] + bigEndian(count))
    for number in 0..<count {
      let label = number % 10
      var picture = [UInt8](repeating: 0, count: 28 * 28)
      for row in 2 * label + 3...2 * label + 4 {
        for column in 4..<24 { picture[28 * row + column] = UInt8(200 + number % 50) }
      }
      images.append(contentsOf: picture)
      labels.append(UInt8(label))
    }
    return (images, labels)
  }

  private func bigEndian(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(number >> $0 & 255) } }
}
