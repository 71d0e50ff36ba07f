import Foundation

@testable import CourseBuild

/// The course of this repository, run once for all tests that look at its results.
enum ShippedCourse {
  static let repository = URL(fileURLWithPath: #filePath).appending(path: "../../../..").standardized.path

  static let run = runCourse(
    BuildRequest(paths: ["\(repository)/lessons"], formats: []), maths: Maths(cache: "none"))
}
