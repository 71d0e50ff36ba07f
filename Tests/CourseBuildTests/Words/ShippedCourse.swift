import Foundation

@testable import CourseBuild

/// The course of this repository, run once for all tests that look at its results.
enum ShippedCourse {
  static let repository = URL(fileURLWithPath: #filePath).appending(path: "../../../..").standardized.path

  static let lessons = CourseValues(BuildRequest(paths: ["\(repository)/lessons"])).lessons
}
