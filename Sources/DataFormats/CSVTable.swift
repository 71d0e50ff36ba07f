/// A table as text, a line a row, column by column: numbers, or texts such as categories.
///
/// Fields are parted by commas, semicolons, tabs or bars, as a line `sep=;` says or the first rows show; they may stand in
/// double quotes. Where
/// commas part nothing, numbers may have decimal commas. A first row of names, none of which reads as a number, is the
/// header; empty lines and lines that begin with `#` and a blank are passed over. A column is one of numbers or one of
/// texts, by its first field, and texts ask for a header. An empty field, or `NA`, is missing.
///
/// `hours,way\n8,bus\n2,on foot\n` has the columns `hours`, [8, 2], and `way`, `bus` and `on foot`.
public struct CSVTable: Sendable {
  /// Policy for missing fields.
  public enum Missing: String, Sendable, CaseIterable {
    /// It is a fault.
    case refuse
    /// Its row is left out.
    case drop
    /// It is 0, or no text, and noted in ``Column/absent``.
    case mask
  }

  public struct Options: Sendable {
    public var missing: Missing
    /// Names of columns that are texts, whatever their fields look like: `1203` of a ticket.
    public var texts: Set<String>
    /// Whether each number must be one of 32 bits.
    public var isSingle: Bool
    /// Whether the first row is one of names; `nil`: where none of them reads as a number.
    public var header: Bool?

    public init(missing: Missing = .refuse, texts: Set<String> = [], isSingle: Bool = false, header: Bool? = nil) {
      self.header = header
      self.missing = missing
      self.texts = texts
      self.isSingle = isSingle
    }
  }

  public struct Column: Sendable {
    public enum Entries: Sendable {
      case numbers([Double])
      /// Texts, each once, in the order in which they appear, and for each row which of them stands there, −1 for none.
      case texts([String], rows: [Int32])
    }

    /// Empty where the file has no header.
    public var name: String
    public var entries: Entries
    /// Rows without a value, in order; only where missing fields are masked.
    public var absent: [Int] = []
  }

  public var columns: [Column]
  public var rowCount: Int
  public var hasHeader: Bool
  /// Doubtful readings: the first number of a column that begins with 0, or is more than 64 bits hold.
  public var doubts: [DataFault]

  /// - Parameters:
  ///   - file: the file's bytes.
  ///   - budget: bytes that may be taken.
  public init(_ file: [UInt8], _ options: Options = Options(), budget: Int) throws(DataFault) {
    var builder = CSVBuilder(CSVReader(file), options, budget: budget)
    do { try builder.read() } catch {
      var fault = error
      if case .line(let line, let column) = error.place {
        fault.place = .line(line, column: CSVTable.characters(in: file, line: line, before: column) + 1)
      }
      throw fault
    }
    columns = builder.columns.map(\.column)
    rowCount = builder.rowCount
    hasHeader = builder.hasHeader
    doubts = builder.doubts.map { doubt in
      guard case .line(let line, let column) = doubt.place else { return doubt }
      var doubt = doubt
      doubt.place = .line(line, column: CSVTable.characters(in: file, line: line, before: column) + 1)
      return doubt
    }
  }

  /// A column counted in characters, for people.
  private static func characters(in file: [UInt8], line: Int, before column: Int) -> Int {
    var start = file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var left = line - 1
    while left > 0, start < file.count {
      let byte = file[start]
      start += byte == 13 && start + 1 < file.count && file[start + 1] == 10 ? 2 : 1
      if byte == 10 || byte == 13 { left -= 1 }
    }
    return String(decoding: file[start..<min(start + column - 1, file.count)], as: UTF8.self).count
  }
}
