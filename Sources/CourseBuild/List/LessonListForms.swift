import SourceText

extension LessonList {
  /// A line for each lesson under a head, in columns of a terminal.
  ///
  /// ```
  /// no  lang  cells  claims  translation      title            file
  ///  1  en       27      88  ko               The chain rule   lessons/en/01-chain-rule.md
  ///  2  en       31      92  ko lacks fig-a   Gates            lessons/en/02-gates.md
  ///  –  en        3       1  no ko            Deeper (draft)   lessons/en/03-deeper.md
  /// ```
  public var text: String {
    let head = ["no", "lang", "cells", "claims", "translation", "title", "file"]
    let isNumber = [true, false, true, true, false, false, false]
    let rows = lessons.map { lesson in
      [
        lesson.number.map(String.init) ?? "–", lesson.language.rawValue, String(lesson.cellCount),
        String(lesson.claimCount), lesson.translations.map(\.text).joined(separator: ", "),
        lesson.title.printable + (lesson.isDraft ? " (draft)" : ""), lesson.path.printable,
      ]
    }
    guard !rows.isEmpty else { return "" }
    let table = [head] + rows
    let widths = head.indices.map { column in table.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    return table.map { row in
      let cells = row.indices.map { column -> String in
        let gap = String(repeating: " ", count: widths[column] - DisplayWidth.of(row[column]))
        if column == row.count - 1 { return row[column] }
        return isNumber[column] ? gap + row[column] : row[column] + gap
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }

  /// An array of objects, a line each.
  ///
  /// `{"path": "lessons/en/01-a.md", "number": 1, "title": "A", "language": "en", "draft": false, "cells": 2, "claims": 1,
  /// "translations": [{"language": "ko", "path": null, "missing": []}]}`
  public var json: String {
    func quoted(_ text: String?) -> String { text.map(JSONFormat.quoted) ?? "null" }
    let objects = lessons.map { lesson in
      let translations = lesson.translations.map {
        "{\"language\": \(quoted($0.language.rawValue)), \"path\": \(quoted($0.path)), "
          + "\"missing\": [\($0.missing.map { quoted($0) }.joined(separator: ", "))]}"
      }
      return "  {\"path\": \(quoted(lesson.path)), \"number\": \(lesson.number.map(String.init) ?? "null"), "
        + "\"title\": \(quoted(lesson.title)), \"language\": \(quoted(lesson.language.rawValue)), "
        + "\"draft\": \(lesson.isDraft), \"cells\": \(lesson.cellCount), \"claims\": \(lesson.claimCount), "
        + "\"translations\": [\(translations.joined(separator: ", "))]}"
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }
}

extension ListedLesson.Translation {
  /// `ko`, `no ko`, `ko lacks fig-a`, `ko lacks 3 blocks`.
  fileprivate var text: String {
    let name = language.rawValue
    guard path != nil else { return "no \(name)" }
    switch missing.count {
    case 0: return name
    case 1: return "\(name) lacks \(missing[0].printable)"
    default: return "\(name) lacks \(missing.count) blocks"
    }
  }
}
