import Artifacts
import Formulas

extension NetworkChart: ChartContent {
  func layout(_ words: ChartWords) -> ChartLayout {
    let upright = NetworkDrawing(self, words, .upright)
    // A row of many units would lose its numbers and names, a column keeps them.
    let isTurned = layers.count <= 4 && upright.rows.contains(where: \.isReduced)
    var layout = ChartLayout(
      NetworkDrawing(self, words, .wide).drawing,
      narrow: isTurned ? NetworkDrawing(self, words, .narrow).drawing : upright.drawing)
    layout.isWholeInPrint = true
    return layout
  }

  private var shape: String { widths.map(Numbers.grouped).joined(separator: "–") }

  func title(_ words: ChartWords) -> String { words.say.networkTitle(name, shape) }

  /// Its layers, the signs of what is drawn, and the numbers of the units where there are few.
  func description(_ words: ChartWords) -> String {
    var text = title(words) + ". "
    text += layers.enumerated().map { place, layer in
      var part = layerName(place, words) + ": " + words.say.units(layer.count)
      if !layer.functions.isEmpty { part += " (" + layer.functions.joined(separator: ", ") + ")" }
      if layer.units.count == layer.count, !layer.names.isEmpty { part += ", " + layer.names.joined(separator: ", ") }
      if layer.units.count == layer.count, !layer.values.isEmpty {
        part += ", " + words.say.activation + " " + layer.values.map { words.plain($0) }.joined(separator: ", ")
      }
      if layer.units.count == layer.count, !layer.gradients.isEmpty {
        part += ", " + words.say.networkGradient + " " + layer.gradients.map { words.plain($0) }.joined(separator: ", ")
      }
      return part
    }.joined(separator: "; ")
    text += ". " + words.say.parameters(parameters) + "."
    let drawn = drawnWeights
    text +=
      " "
      + words.say.weightSigns(
        positive: drawn.count { $0 > 0 }, negative: drawn.count { $0 < 0 }, zero: drawn.count { $0 == 0 })
    return text
  }

  private func layerName(_ place: Int, _ words: ChartWords) -> String {
    words.say.layerName(layers[place].index, isLast: place == layers.count - 1)
  }

  /// Widths, parameters, the loss, and what the picture leaves out.
  func facts(_ words: ChartWords) -> [Notation] {
    var facts = [Notation(plain: shape), Notation(plain: words.say.parameters(parameters))]
    if let loss { facts.append(Notation(plain: words.say.loss + " ") + words.notation(loss)) }
    for (place, layer) in layers.enumerated() where layer.units.count < layer.count {
      facts.append(Notation(plain: words.say.unitsDrawn(layerName(place, words), layer.units.count, layer.count)))
    }
    for case .omitted(let count) in connections { facts.append(Notation(plain: words.say.layersOmitted(count))) }
    return facts
  }

  /// A number of a link or of a unit, and its gradient.
  private struct Row {
    var kind: String
    var entry: String
    var value: Double
    var gradient: Double?
  }

  private var parameterRows: [Row] {
    var rows: [Row] = []
    for (place, connection) in connections.enumerated() {
      guard case .weights(let weights, let bias) = connection else { continue }
      let (sources, targets) = (layers[place].units, layers[place + 1].units)
      // In the order of the matrix's entries.
      let (down, columns) = weights.isTransposed ? (targets, sources) : (sources, targets)
      for row in down.indices {
        for column in columns.indices {
          let (i, j) = weights.isTransposed ? (column, row) : (row, column)
          let index = i * targets.count + j
          rows.append(
            Row(
              kind: "weight", entry: weights.weight(from: sources[i], to: targets[j]), value: weights.values[index],
              gradient: weights.gradients.isEmpty ? nil : weights.gradients[index]))
        }
      }
      for (j, target) in targets.enumerated() {
        guard let bias else { break }
        rows.append(
          Row(
            kind: "bias", entry: bias.bias(of: target), value: bias.values[j],
            gradient: bias.gradients.isEmpty ? nil : bias.gradients[j]))
      }
    }
    return rows
  }

  private var unitRows: [Row] {
    layers.flatMap { layer in
      layer.values.indices.map { k in
        Row(
          kind: "unit", entry: "\(layer.index)[\(layer.units[k])]", value: layer.values[k],
          gradient: layer.gradients.isEmpty ? nil : layer.gradients[k])
      }
    }
  }

  private static let mostRows = 60

  /// Weights and biases, where they are few.
  func table(_ words: ChartWords) -> TableArtifact? {
    let rows = parameterRows
    guard !rows.isEmpty, rows.count <= NetworkChart.mostRows else { return nil }
    var columns = [
      TableArtifact.Column(title: words.say.networkParameter, .texts(rows.map(\.entry)), isName: false),
      TableArtifact.Column(title: words.say.networkValue, values: rows.map(\.value), isName: false),
    ]
    if rows.contains(where: { $0.gradient != nil }) {
      columns.append(
        TableArtifact.Column(title: words.say.networkGradient, values: rows.map { $0.gradient ?? 0 }, isName: false))
    }
    return TableArtifact(columns: columns, digits: digits)
  }

  /// Each number of the picture: units by layer and index, weights and biases as the language calls them.
  var data: DataTable {
    let rows = unitRows + parameterRows
    var columns = [
      DataTable.Column("kind", texts: rows.map(\.kind)), DataTable.Column("entry", texts: rows.map(\.entry)),
      DataTable.Column("value", rows.map(\.value)),
    ]
    if rows.contains(where: { $0.gradient != nil }) {
      columns.append(DataTable.Column("gradient", rows.map { $0.gradient ?? 0 }))
    }
    return DataTable(columns)
  }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "network")
      json.member("name", name)
      json.member("widths", widths)
      json.member("parameters", parameters)
      if let loss { json.member("loss", loss) }
      json.key("layers")
      json.array(layers) { json, layer in
        json.object { json in
          json.member("layer", layer.index)
          json.member("units", layer.units)
          json.key("functions")
          json.array(layer.functions) { $0.value($1) }
          if !layer.names.isEmpty {
            json.key("names")
            json.array(layer.names) { $0.value($1) }
          }
          if !layer.values.isEmpty { json.member("values", layer.values) }
          if !layer.gradients.isEmpty { json.member("gradients", layer.gradients) }
        }
      }
      json.key("connections")
      json.array(connections) { json, connection in
        json.object { json in
          switch connection {
          case .each: json.member("kind", "each")
          case .all: json.member("kind", "all")
          case .omitted(let count): json.member("omitted", count)
          case .weights(let weights, let bias):
            write("weights", weights, &json)
            if let bias { write("bias", bias, &json) }
          }
        }
      }
    }
  }

  private func write(_ key: String, _ numbers: Weights, _ json: inout some StructuredWriter) {
    json.key(key)
    json.object { json in
      json.member("name", numbers.name)
      json.member("values", numbers.values)
      if !numbers.gradients.isEmpty { json.member("gradients", numbers.gradients) }
    }
  }
}
