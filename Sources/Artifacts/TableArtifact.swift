import Formulas

/// `table(x: a, y: b)`: columns of equal length, or a matrix with numbered columns.
public struct TableArtifact: Codable, Sendable {
  public struct Column: Codable, Sendable {
    public enum Entries: Codable, Sendable {
      case numbers([Double])
      /// `table(way: ("one-sided", "central"), …)`
      case texts([String])
    }

    /// Title of a column that training itself names.
    public enum Word: Codable, Sendable, Hashable {
      case unit(HistoryChart.Unit)
      case series
    }

    public var title: String
    /// `nil` for the author's own.
    public var word: Word?
    /// The source's name for it, where the title is a word of the page's language: results for programs have both.
    public var name: String?
    public var entries: Entries
    /// Set as a name of mathematics where it can be one: `w1`, and not `loss`.
    public var isName: Bool
    /// Rows in which nothing stands, in order.
    public var absent: [Int] = []

    public init(title: String, _ entries: Entries, isName: Bool = true) {
      self.title = title
      self.entries = entries
      self.isName = isName
    }

    public init(title: String, values: [Double], isName: Bool = true) {
      self.init(title: title, .numbers(values), isName: isName)
    }

    public var count: Int {
      switch entries {
      case .numbers(let values): values.count
      case .texts(let texts): texts.count
      }
    }
  }

  public var columns: [Column]
  public var digits: Int

  public init(columns: [Column], digits: Int) {
    self.columns = columns
    self.digits = digits
  }
}
