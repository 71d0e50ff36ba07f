import Formulas

/// A history shown: the trace of a training run or of what a loop recorded, as a picture and as numbers.
public struct HistoryChart: Codable, Sendable {
  public struct Series: Codable, Sendable {
    /// `loss`, `val_loss`, what `record` was given.
    public var name: String
    /// Title for the reader: the name, where the lesson gives no word for it.
    public var title: String
    /// Of one entry; `[]` for numbers. Only numbers are drawn.
    public var shape: [Int]
    /// Entries one behind the other.
    public var values: [Double]
    /// Series of one name share axes, training and validation too.
    public var panel: String
    /// Title of the panel for the reader.
    public var panelTitle: String
    public var isValidation: Bool
    /// The run whose loss it is, where a page can do it again.
    public var run: Int?

    public init(
      name: String, title: String? = nil, shape: [Int] = [], values: [Double], panel: String? = nil,
      panelTitle: String? = nil
    ) {
      let prefix = "val_"
      isValidation = name.hasPrefix(prefix)
      self.name = name
      self.title = title ?? name
      self.shape = shape
      self.values = values
      self.panel = panel ?? (isValidation ? String(name.dropFirst(prefix.count)) : name)
      self.panelTitle = panelTitle ?? self.panel
    }

    public var entries: Int { values.count / max(1, shape.reduce(1, *)) }
  }

  /// Unit of the horizontal axis: the kind of step that one entry is about.
  public enum Unit: Codable, Sendable, Hashable {
    /// The value before update i, counted from 0.
    case step
    /// Counted from 1.
    case epoch
    /// A round of a loop, counted from 1.
    case round
  }

  public enum Axis: Codable, Sendable, Hashable {
    /// Logarithmic where the greatest is more than twenty times the least.
    case automatic
    case linear
    case logarithmic
  }

  /// A dashed line: what a constant answer would reach.
  public struct Reference: Codable, Sendable, Hashable {
    public var value: Double
    /// `nil`: the best constant answer.
    public var label: String?
    /// The author wants it; else it is drawn where it does not push the curves into a corner.
    public var isAsked: Bool

    public init(value: Double, label: String? = nil, isAsked: Bool = false) {
      self.value = value
      self.label = label
      self.isAsked = isAsked
    }
  }

  public var series: [Series]
  public var unit: Unit
  public var axis: Axis
  public var reference: Reference?
  public var seed: Int?
  /// Several runs side by side, one series each.
  public var isComparison: Bool
  public var digits: Int

  public init(
    series: [Series], unit: Unit, axis: Axis = .automatic, reference: Reference? = nil, seed: Int? = nil,
    isComparison: Bool = false, digits: Int = 4
  ) {
    self.series = series
    self.unit = unit
    self.axis = axis
    self.reference = reference
    self.seed = seed
    self.isComparison = isComparison
    self.digits = digits
  }
}
