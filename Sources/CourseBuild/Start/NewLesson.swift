import Reporting

/// A lesson that is to be made: its number, its title, and the files that it and its translations begin with.
struct NewLesson {
  /// Relative to the course's folder, with its number: `en/13-attention.md`.
  let path: String
  /// A lesson of the same folder that has this number already.
  let numberTaken: String?
  private let title: String
  /// Of the lesson that holds the blocks; `nil` where the course has no folders of languages.
  private let language: Language?
  private let courseLanguage: Language
  private let translations: [Language]

  /// - Parameter path: as it was asked for, relative to the course's folder: `en/attention.md`.
  init(path: String, course: CourseFile, root: String) {
    let folder = Path.directory(path)
    let asked = LessonName(Path.withoutExtension(Path.name(path)))
    let names = ((try? FileSystem.list(Path.join(root, folder))) ?? [])
      .filter { $0.hasSuffix(".md") && !$0.hasPrefix("_") && !$0.hasPrefix(".") }
    let known = names.map { (name: $0, parts: LessonName(Path.withoutExtension($0))) }
    let numbers = known.compactMap(\.parts.number)
    let name: String
    if let number = asked.number {
      name = asked.text
      numberTaken = known.first { $0.parts.number == number && $0.parts.text != asked.text }?.name
    } else {
      let width = known.compactMap(\.parts.width).max() ?? 2
      // In a course whose lessons have no numbers, none is begun.
      name =
        numbers.isEmpty && !known.isEmpty
        ? asked.text : LessonName.padded((numbers.max() ?? 0) + 1, to: width) + "-" + asked.text
      numberTaken = nil
    }
    title = asked.title
    courseLanguage = course.languages.first ?? .en

    let first = path.split(separator: "/").dropLast().first.map(String.init)
    guard let first, let own = Language(rawValue: first), (Language.shipped + course.languages).contains(own) else {
      language = nil
      translations = []
      self.path = Path.normalized(Path.join(folder, name + ".md"))
      return
    }
    let all =
      course.languages.isEmpty
      ? Language.shipped.filter { FileSystem.kind(Path.join(root, $0.rawValue)) == .directory } : course.languages
    // The blocks stand in the course's first language, whichever is named.
    let source = all.contains(own) ? all.first ?? own : own
    language = source
    translations = all.contains(own) ? all.filter { $0 != source } : []
    let below = folder.dropFirst(first.utf8.count).drop { $0 == "/" }
    self.path = Path.join(Path.join(source.rawValue, String(below)), name + ".md")
  }

  var files: [OutputFile] {
    let source = LessonTemplate(title: title, language: language ?? courseLanguage, saysLanguage: language != nil)
    var files = [OutputFile(path: path, bytes: Array(source.text.utf8))]
    for other in translations {
      let rest = path.dropFirst((language ?? other).rawValue.utf8.count)
      let target = other.rawValue + rest
      var template = LessonTemplate(title: title, language: other, saysLanguage: true)
      template.source = Path.relative(path, from: Path.directory(target))
      files.append(OutputFile(path: target, bytes: Array(template.text.utf8)))
    }
    return files
  }
}

/// A lesson's file name taken apart: `13-self-attention` has the number 13 and the title "Self attention".
struct LessonName {
  let text: String
  /// `nil` where the name does not begin with digits and a hyphen.
  let number: Int?
  /// How many digits the number is written with.
  let width: Int?
  let title: String

  init(_ text: String) {
    self.text = text
    let digits = text.prefix { ("0"..."9").contains($0) }
    let rest = text.dropFirst(digits.count)
    let separators: Set<Character> = ["-", "_"]
    var words = text[...]
    if let separator = rest.first, separators.contains(separator), let number = Int(digits) {
      self.number = number
      width = digits.count
      words = rest.dropFirst()
    } else {
      number = nil
      width = nil
    }
    let spaced = String(words.map { separators.contains($0) ? " " : $0 })
    title = spaced.prefix(1).uppercased() + spaced.dropFirst()
  }

  /// `3`, `2` → `03`.
  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
