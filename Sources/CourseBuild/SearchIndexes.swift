import Reporting

extension CourseIndex {
  /// The search index of each language, its lessons in the order of the course.
  ///
  /// - Parameter sections: by report. A lesson without any, a draft or one that could not be read, is not found.
  func searchIndexes(_ sections: [String: [SearchSection]]) -> [SearchIndex] {
    lessons.map { language, entries in
      SearchIndex(
        language: language,
        lessons: entries.compactMap { entry in
          sections[entry.path].map { SearchIndex.Lesson(title: entry.title, path: entry.path, sections: $0) }
        })
    }
  }
}
