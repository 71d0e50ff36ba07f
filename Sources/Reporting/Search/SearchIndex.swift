/// All sections of a course in one language, as a script file beside its pages.
///
/// A file and not part of each page, since it is as long as the course; a script and not JSON, since a page that is opened
/// from the disk may fetch nothing, and a script element may load what stands beside it. The texts themselves are the
/// index: the shipped course is searched from end to end in 40 ms at most, and an inverted index beside the texts, which
/// snippets need anyway, would double it.
public struct SearchIndex: Sendable {
  public struct Lesson: Sendable {
    public var title: String
    /// Path without extension, relative to the output folder.
    public var path: String
    public var sections: [SearchSection]

    public init(title: String, path: String, sections: [SearchSection]) {
      self.title = title
      self.path = path
      self.sections = sections
    }
  }

  public var language: Language
  /// In the order of the course.
  public var lessons: [Lesson]

  public init(language: Language, lessons: [Lesson]) {
    self.language = language
    self.lessons = lessons
  }

  /// Relative to the output folder.
  static func path(_ language: Language) -> String { "assets/search-\(language.rawValue).js" }

  /// As data in a page that travels alone: behind everything else, `<` written so that nothing in it ends the element.
  var node: HTMLNode {
    let data = String(decoding: json, as: UTF8.self).replacing("<", with: "\\u003c")
    return .element("script", [("type", "application/json"), ("data-index", language.rawValue)], [.raw(data)])
  }

  /// `lessons.index("en",[["The chain rule","en/01-chain-rule",[["Trust, and check","trust-and-check","…","h slope"]]]])`
  public var file: OutputFile {
    let call = Array("lessons.index(\"\(language.rawValue)\",".utf8) + json + Array(")\n".utf8)
    return OutputFile(path: Self.path(language), bytes: call)
  }

  private var json: [UInt8] {
    var json = JSONWriter()
    json.array(lessons) { json, lesson in
      json.list { json in
        json.value(lesson.title)
        json.value(lesson.path)
        json.array(lesson.sections) { json, section in
          json.list { json in
            for text in [section.heading, section.anchor, section.text, section.names] { json.value(text) }
          }
        }
      }
    }
    return json.bytes
  }
}

extension OutputFile {
  /// A page with indexes of the search in it.
  public func holding(_ indexes: [SearchIndex]) -> OutputFile {
    let end = Array("</body>".utf8)
    guard let place = bytes.indices.last(where: { bytes[$0...].starts(with: end) }) else { return self }
    var file = self
    file.bytes.insert(contentsOf: indexes.flatMap { $0.node.bytes + [UInt8(ascii: "\n")] }, at: place)
    return file
  }
}
