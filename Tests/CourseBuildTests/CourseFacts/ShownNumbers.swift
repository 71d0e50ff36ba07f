/// Numbers that a page shows under one name, as they stand there: a number, a row, a matrix, a table's column.
struct ShownNumbers: Sendable {
  /// Of a value its name or expression; of a node of a graph or a table of gradients `q`, its gradient `grad q`; of a
  /// table a column's title, a cell as `row / title`, and `table` for all of it; the numbers drawn in a chart are
  /// `chart`, a Jacobian's rows and columns `size`, those in the lines around a drawing and in printed text are `text`.
  var name: String
  /// `nil` where something else stands, which no sequence of numbers runs over.
  var rows: [[ShownNumber?]]

  init(_ name: String, _ rows: [[ShownNumber?]]) {
    self.name = name.squeezed
    self.rows = rows
  }

  /// All that the results of a block show; its source is not among them.
  static func all(in cell: PageElement) -> [ShownNumbers] {
    var found: [ShownNumbers] = []
    for element in cell.descendants {
      if element.tag == "div", element.has("value") {
        found.append(value(element))
      } else if element.tag == "table", element.has("gradients"), element.descendants.contains(where: { $0.has("g") }) {
        found += gradients(element)
      } else if element.tag == "table", !element.has("matrix") {
        found += table(element)
      } else if element.tag == "svg", element.has("graph"), !element.has("narrow") {
        found += graph(element)
      } else if element.tag == "svg", element.has("chart") {
        found.append(chart(element))
      } else if element.tag == "div", element.has("said"),
        let size = element.children.first?.text.split(separator: ":").first
      {
        found.append(ShownNumbers("size", [ShownNumber.all(in: String(size))]))
      } else if element.tag == "div", element.has("out") {
        let text = element.text { !["svg", "table"].contains($0.tag) && !$0.has("value") }
        found.append(ShownNumbers("text", [ShownNumber.all(in: text)]))
      }
    }
    return found
  }

  private static func value(_ element: PageElement) -> ShownNumbers {
    let name = element.children.first?.text ?? ""
    guard let grid = element.descendants.first(where: { $0.has("matrix") }) else {
      return ShownNumbers(name, element.children.dropFirst().map { ShownNumber.all(in: $0.text) })
    }
    return ShownNumbers(
      name,
      grid.descendants.filter { $0.tag == "tr" }.map { row in row.children.map { ShownNumber.all(in: $0.text).first } })
  }

  private static func gradients(_ table: PageElement) -> [ShownNumbers] {
    table.descendants.filter { $0.tag == "tr" }.flatMap { row -> [ShownNumbers] in
      guard let name = row.children.first else { return [] }
      func column(_ style: String) -> [[ShownNumber?]] {
        row.children.filter { $0.has(style) }.map { ShownNumber.all(in: $0.text) }
      }
      if row.has("branch") { return [ShownNumbers("branch " + name.text, column("g"))] }
      guard name.tag == "th", name.attributes["scope"] == "row" else { return [] }
      return [
        ShownNumbers(name.text, column("v")), ShownNumbers("grad " + name.text, column("g")),
        ShownNumbers("local " + name.text, column("d")),
      ]
    }
  }

  /// What a table in running text shows, its expressions' numbers alone.
  static func all(inTextTable element: PageElement) -> [ShownNumbers] {
    element.descendants.filter { $0.tag == "table" }.flatMap { table($0, onlyExpressions: true) }
  }

  private static func table(_ table: PageElement, onlyExpressions: Bool = false) -> [ShownNumbers] {
    func numbers(in cell: PageElement) -> [ShownNumber] {
      guard cell.tag == "td" else { return [] }
      guard onlyExpressions else { return ShownNumber.all(in: cell.text) }
      return cell.descendants.filter { $0.has("num") }.flatMap { ShownNumber.all(in: $0.text) }
    }
    func number(in cell: PageElement) -> ShownNumber? {
      let numbers = numbers(in: cell)
      return numbers.count == 1 ? numbers[0] : nil
    }

    let rows = table.descendants.filter { $0.tag == "tr" }.map(\.children)
    // An empty corner is no heading, but a place in the row of headings.
    func isHead(_ row: [PageElement]) -> Bool { row.contains { $0.attributes["scope"] == "col" } }
    let titles = rows.first(where: isHead)?.map(\.text.squeezed) ?? []
    let body = rows.filter { !isHead($0) }
    var found: [ShownNumbers] = []
    for (column, title) in titles.enumerated() {
      found.append(
        ShownNumbers(title, body.map { [$0.indices.contains(column) ? number(in: $0[column]) : nil] }))
      for row in body where row.indices.contains(column) && column > 0 {
        found.append(
          ShownNumbers("\(row[0].text.squeezed) / \(title)", [numbers(in: row[column])]))
      }
    }
    return found + [ShownNumbers("table", body.map { $0.map { number(in: $0) } })]
  }

  private static func graph(_ drawing: PageElement) -> [ShownNumbers] {
    var names: [String: String] = [:]
    var numbers: [(node: String, isGradient: Bool, numbers: [ShownNumber])] = []
    for element in drawing.descendants {
      guard let node = element.attributes["data-node"] else { continue }
      if element.tag == "g", let name = element.children.first(where: { $0.tag == "text" && $0.has("name") }) {
        names[node] = names[node] ?? name.text.squeezed
      } else if element.tag == "text", element.has("n") {
        names[node] = names[node] ?? element.text.squeezed
      } else if element.tag == "text", element.has("v") || element.has("g") {
        let text = element.text { !$0.has("mark") }
        numbers.append((node, element.has("g"), ShownNumber.all(in: text)))
      }
    }
    return numbers.map { node, isGradient, numbers in
      ShownNumbers((isGradient ? "grad " : "") + (names[node] ?? "#" + node), [numbers])
    }
  }

  /// The numbers written into a chart's cells, a row a line.
  private static func chart(_ drawing: PageElement) -> ShownNumbers {
    var rows: [Double: [(x: Double, number: ShownNumber)]] = [:]
    for element in drawing.descendants where element.tag == "text" && (element.has("num") || element.has("key")) {
      guard let x = element.attributes["x"].flatMap(Double.init), let y = element.attributes["y"].flatMap(Double.init),
        let number = ShownNumber.all(in: element.text).first
      else { continue }
      rows[y, default: []].append((x, number))
    }
    return ShownNumbers(
      "chart", rows.sorted { $0.key < $1.key }.map { $0.value.sorted { $0.x < $1.x }.map(\.number) })
  }

  // MARK: Comparing

  /// Whether numbers of a shape stand here, together and in their order: one number anywhere; a vector along a row or a
  /// column, or as all that stands here; a matrix row by row, or in reading order along a row or a column.
  ///
  /// A matrix never counts for its transpose: which of the two it is can be what a fact is about.
  func hold(_ values: ShapedNumbers, where isEqual: (ShownNumber, Double) -> Bool) -> Bool {
    let numbers = values.values
    let all = rows.flatMap(\.self)
    if numbers.count == 1 { return ShownNumbers.run(numbers, in: all, isEqual) }
    let columns = (0..<(rows.map(\.count).max() ?? 0)).map { column in
      rows.map { $0.indices.contains(column) ? $0[column] : nil }
    }
    if (rows + columns).contains(where: { ShownNumbers.run(numbers, in: $0, isEqual) }) { return true }
    let (height, width) = values.matrix
    if height == 1 || width == 1 { return all.count == numbers.count && ShownNumbers.run(numbers, in: all, isEqual) }
    guard rows.count >= height else { return false }
    return (0...(rows.count - height)).contains { top in
      let band = rows[top..<(top + height)]
      let room = (band.map(\.count).min() ?? 0) - width
      return room >= 0
        && (0...room).contains { left in
          band.enumerated().allSatisfy { row, cells in
            cells[left..<(left + width)].enumerated().allSatisfy { column, cell in
              cell.map { isEqual($0, numbers[row * width + column]) } ?? false
            }
          }
        }
    }
  }

  private static func run(
    _ numbers: [Double], in row: [ShownNumber?], _ isEqual: (ShownNumber, Double) -> Bool
  ) -> Bool {
    guard !numbers.isEmpty, row.count >= numbers.count else { return false }
    return (0...(row.count - numbers.count)).contains { start in
      zip(row[start...], numbers).allSatisfy { cell, number in cell.map { isEqual($0, number) } ?? false }
    }
  }
}

/// A number, vector or matrix of a fact.
struct ShapedNumbers: Equatable, Sendable {
  var shape: [Int]
  var values: [Double]

  /// Rows and columns; a vector is a row, and what has a higher rank is laid out in rows of its last axis.
  var matrix: (height: Int, width: Int) {
    let width = shape.last ?? 1
    return (width == 0 ? 0 : values.count / width, width)
  }

  /// Equal parts along the first axis.
  func split(_ count: Int) -> [ShapedNumbers]? {
    guard count > 1, let first = shape.first, first % count == 0 else { return nil }
    let size = values.count / count
    let inner = first == count ? Array(shape.dropFirst()) : [first / count] + shape.dropFirst()
    return (0..<count).map { ShapedNumbers(shape: inner, values: Array(values[($0 * size)..<(($0 + 1) * size)])) }
  }

  /// The columns of a matrix.
  var columns: [ShapedNumbers] {
    let (height, width) = matrix
    return (0..<width).map { column in
      ShapedNumbers(shape: [height], values: (0..<height).map { values[$0 * width + column] })
    }
  }
}
