import ArgumentParser
import CourseBuild

@main
struct Lessons: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons", abstract: "Turns Markdown lessons with nn blocks into reports.")
}
