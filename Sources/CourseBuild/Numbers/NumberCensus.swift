import Reporting
import SourceText

/// The numbers of a lesson's text, by what stands behind them.
public struct NumberCensus: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// `{nn}` and `\nn{…}`: computed when the page is built.
    case quoted
    /// `[0.31]{nn="y"}`
    case bound
    /// Bare, and written in a block near it.
    case literal
    /// Bare, and silenced.
    case ignored
    case count
    case year
    case ordinal
    case name
    case heading
    /// Bare, with nothing behind it.
    case bare
  }

  public struct Entry: Sendable {
    public var kind: Kind
    public var range: SourceRange
    public var text: String
  }

  /// The lesson's path.
  public var path: String
  /// In the order of their places.
  public var entries: [Entry]

  public func count(_ kind: Kind) -> Int { entries.count { $0.kind == kind } }
}

extension NumberCensus {
  /// A table for people, a line a lesson, and below it the places of numbers with nothing behind them.
  public static func text(_ censuses: [NumberCensus]) -> String {
    let head = ["lesson"] + Kind.allCases.map(\.rawValue)
    func row(_ name: String, _ censuses: [NumberCensus]) -> [String] {
      [name] + Kind.allCases.map { kind in String(censuses.reduce(0) { $0 + $1.count(kind) }) }
    }
    var rows = [head] + censuses.map { row($0.path.printable, [$0]) }
    if censuses.count > 1 { rows.append(row("all", censuses)) }
    let widths = head.indices.map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
    var text = ""
    for row in rows {
      let cells = row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.unicodeScalars.count)
        return column == 0 ? cell + blanks : blanks + cell
      }
      text += cells.joined(separator: "  ") + "\n"
    }
    for entry in censuses.flatMap(\.entries) where entry.kind == .bare {
      text += "\(entry.range.place): \(entry.text.printable)\n"
    }
    return text
  }

  /// The same for a program, with every number: `[{"lesson": "…", "counts": {…}, "numbers": [{"kind": "bare", …}]}]`.
  /// Lines and columns start at 1, columns count UTF-8 bytes.
  public static func json(_ censuses: [NumberCensus]) -> String {
    let lessons = censuses.map { census in
      let counts = Kind.allCases.map { "\(JSONFormat.quoted($0.rawValue)): \(census.count($0))" }
      let numbers = census.entries.map { entry in
        let (line, column) = entry.range.start
        let file = JSONFormat.quoted(entry.range.file.path)
        return
          "    {\"kind\": \(JSONFormat.quoted(entry.kind.rawValue)), \"file\": \(file), \"line\": \(line), \"column\": \(column), \"text\": \(JSONFormat.quoted(entry.text))}"
      }
      let list = numbers.isEmpty ? "[]" : "[\n" + numbers.joined(separator: ",\n") + "\n  ]"
      return "{\"lesson\": \(JSONFormat.quoted(census.path)), \"counts\": {\(counts.joined(separator: ", "))},\n"
        + "  \"numbers\": \(list)}"
    }
    return "[" + (lessons.isEmpty ? "" : "\n" + lessons.joined(separator: ",\n") + "\n") + "]\n"
  }
}
