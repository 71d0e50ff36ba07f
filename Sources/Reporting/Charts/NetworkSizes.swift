/// In which direction a network is drawn, and how large.
struct NetworkSizes: Sendable {
  var width: Double
  var text: Double
  /// Layers are rows, from top to bottom; else columns, from left to right.
  var isUpright: Bool

  /// Across, for a row of units.
  var room: Double { isUpright ? width - 8 : .infinity }

  static let wide = NetworkSizes(width: 680, text: 12.5, isUpright: false)
  /// For telephones.
  static let upright = NetworkSizes(width: 340, text: 12, isUpright: true)
  /// For telephones, where layers are few and wide.
  static let narrow = NetworkSizes(width: 340, text: 12, isUpright: false)
}
