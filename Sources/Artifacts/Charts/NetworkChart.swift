/// `network(net)`: a network as nodes and edges, a column for each layer, a link for each weight.
///
/// Too large a network is cut before: of a layer of more than ``mostUnits`` units the chart keeps the first
/// and the last ones, of a network of more than ``mostLayers`` layers the first and the last layers.
public struct NetworkChart: Codable, Sendable {
  /// A column of units: what one step of the network gives for one sample.
  public struct Layer: Codable, Sendable {
    /// 0 for the input; counted before layers were left out.
    public var index: Int
    /// How many units it has.
    public var count: Int
    /// The indices of those that are kept, ascending.
    public var units: [Int]
    /// Functions applied to the weighted sums: `sigmoid`.
    public var functions: [String]
    /// For each unit that is kept the author's word for it; empty where there is none.
    public var names: [String]
    /// For each unit that is kept its activation; empty without a sample.
    public var values: [Double]
    /// ∂loss/∂activation; empty without a loss.
    public var gradients: [Double]
    /// The greatest finite magnitude among the activations of all units.
    public var greatest: Double

    public init(
      index: Int, count: Int, functions: [String] = [], names: [String] = [], values: [Double] = [],
      gradients: [Double] = []
    ) {
      self.index = index
      self.count = count
      let kept = NetworkChart.kept(of: count)
      units = kept
      self.functions = functions
      func pick<Item>(_ all: [Item]) -> [Item] { all.count == count ? kept.map { all[$0] } : [] }
      self.names = pick(names)
      self.values = pick(values)
      self.gradients = pick(gradients)
      greatest = values.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
    }
  }

  /// The weights, or the biases, of the links into a layer.
  public struct Weights: Codable, Sendable {
    /// As the language calls it: `w1`.
    public var name: String
    /// The tensor's shape, for the names of its entries.
    public var shape: [Int]
    /// Units of the layer before come along the second axis: `w @ x`.
    public var isTransposed: Bool
    /// Of the kept units: a row for each one before, an entry for each one behind; a bias has the one row.
    public var values: [Double]
    /// ∂loss/∂ of each; empty without a loss.
    public var gradients: [Double]

    public init(name: String, shape: [Int], isTransposed: Bool = false, values: [Double], gradients: [Double] = []) {
      self.name = name
      self.shape = shape
      self.isTransposed = isTransposed
      self.values = values
      self.gradients = gradients
    }
  }

  /// Links between one layer and the next.
  public enum Connection: Codable, Sendable {
    /// A link for each weight, and one from a unit that is always 1 for each bias.
    case weights(Weights, bias: Weights?)
    /// A function without weights that takes each number by itself.
    case each
    /// A function without weights in which each number may depend on all.
    case all
    /// So many layers are left out here.
    case omitted(Int)
  }

  /// Name that the author gave the network.
  public var name: String
  public var layers: [Layer]
  /// Between each layer and the next.
  public var connections: [Connection]
  /// Widths of all layers, those left out too.
  public var widths: [Int]
  /// Weights and biases in all.
  public var parameters: Int
  /// The greatest finite magnitude among all weights and biases: what the widest links measure.
  public var greatest: Double
  public var loss: Double?
  public var digits: Int

  public init(
    name: String, layers: [Layer], connections: [Connection], parameters: Int, greatest: Double, loss: Double? = nil,
    digits: Int = 4
  ) {
    self.name = name
    widths = layers.map(\.count)
    self.parameters = parameters
    self.greatest = greatest
    self.loss = loss
    self.digits = digits
    if layers.count > NetworkChart.mostLayers {
      let (head, tail) = (4, 3)
      self.layers = Array(layers.prefix(head) + layers.suffix(tail))
      self.connections =
        Array(connections.prefix(head - 1)) + [.omitted(layers.count - head - tail)]
        + Array(connections.suffix(tail - 1))
    } else {
      self.layers = layers
      self.connections = connections
    }
  }

  /// A layer of at most so many units is drawn whole.
  public static let mostUnits = 12
  /// A network of at most so many layers, the input among them, is drawn whole.
  public static let mostLayers = 8

  /// Indices of the units of a layer that are drawn: all, or the first four and the last three.
  public static func kept(of count: Int) -> [Int] {
    count <= mostUnits ? Array(0..<count) : [0, 1, 2, 3, count - 3, count - 2, count - 1]
  }
}
