import Artifacts
import Autodiff

extension Builtins {
  static let contour = Builtin(
    name: "contour", forms: ["contour(f, x: (from, to), y: (from, to), [paths: …], [labels: …])"],
    summary: "the levels of a function of two numbers, and ways over it, each in a panel of its own: histories with "
      + "`path` or with a series for each coordinate, or matrices of two columns",
    chapter: .display, conduct: .reads(),
    parameters: [
      .required("f"), .required("x"), .required("y"), .named("paths"), .named("labels"), .named("xlabel"),
      .named("ylabel"),
    ]
  ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.contour(try call.contour())))) }
}

extension Call {
  /// `contour(f, x: (-10, 10), y: (-5, 5), paths: (h1, h2))`.
  ///
  /// Parameters: f, x, y, paths, labels, xlabel, ylabel.
  func contour() throws(Fault) -> ContourChart {
    let function = try function(0)
    let sampled = SampledFunction(
      function, machine: machine, arguments: 2, range: argumentRange(placement.arguments[0]))
    var names = ["x", "y"]
    if case .function(let own) = function {
      guard own.parameters.count == 2 else {
        throw fault(
          .wrongArguments, "`contour` draws a function of two numbers, and this is `\(own.signature)`", 0)
      }
      names = own.parameters
    }
    let xRange = try range(1)
    let yRange = try range(2)
    let plane = try sample(sampled, xRange, yRange, columns: 97, rows: 65)
    guard plane.values.contains(where: \.isFinite) else {
      throw fault(.nonFinite, "`\(source(0))` is nowhere finite over this range", 0)
    }
    let minimum = try minimum(of: plane, sampled)
    return ContourChart(
      name: label(source(0)), plane: plane, paths: has(3) ? try paths(names, sampled) : [], minimum: minimum,
      xTitle: has(5) ? try shownText(5) : label(names[0]), yTitle: has(6) ? try shownText(6) : label(names[1]),
      digits: machine.options.figureDigits)
  }

  private func sample(
    _ sampled: SampledFunction, _ xRange: ClosedRange<Double>, _ yRange: ClosedRange<Double>, columns: Int, rows: Int
  ) throws(Fault) -> SampledPlane {
    var plane = SampledPlane(xRange: xRange, yRange: yRange, columns: columns, rows: rows, values: [])
    let places = (0..<columns * rows).map { (plane.x($0 % columns), plane.y($0 / columns)) }
    if let all = try sampled.points([places.map(\.0), places.map(\.1)]) {
      plane.values = all.values
    } else if let all = try sampled.planned(places.map { [$0, $1] }) {
      plane.values = all
    } else {
      plane.values.reserveCapacity(places.count)
      for (x, y) in places { plane.values.append(try sampled.point([x, y]).value) }
    }
    return plane
  }

  /// The least value inside: from the least sample on.
  private func minimum(
    of plane: SampledPlane, _ sampled: SampledFunction
  ) throws(Fault) -> (x: Double, y: Double, value: Double)? {
    var best = -1
    for (k, value) in plane.values.enumerated() where value.isFinite && (best < 0 || value < plane.values[best]) {
      best = k
    }
    guard best >= 0 else { return nil }
    let (column, row) = (best % plane.columns, best / plane.columns)
    guard column > 0, row > 0, column < plane.columns - 1, row < plane.rows - 1 else { return nil }
    let found = try PlaneMinimum { (x, y) throws(Fault) in try sampled.point([x, y]).value }.search(
      from: (plane.x(column), plane.y(row)),
      steps: (
        (plane.xRange.upperBound - plane.xRange.lowerBound) / Double(plane.columns - 1),
        (plane.yRange.upperBound - plane.yRange.lowerBound) / Double(plane.rows - 1)
      ))
    guard plane.xRange.contains(found.x), plane.yRange.contains(found.y) else { return nil }
    return (found.x, found.y, found.value)
  }

  // MARK: - Ways

  private func paths(_ names: [String], _ sampled: SampledFunction) throws(Fault) -> [ContourChart.Path] {
    var values = [self[3]]
    if case .tuple(let tuple) = self[3] { values = tuple.items }
    guard values.count <= ContourChart.mostPaths else {
      throw fault(
        .wrongArguments, "a contour figure shows \(ContourChart.mostPaths) ways at most, and these are \(values.count)",
        3)
    }
    var labels = itemSources(3, count: values.count)?.map(label)
    if has(4) {
      labels = try texts(4)
      guard labels?.count == values.count else {
        throw fault(
          .wrongArguments,
          "here are \(counted(labels?.count ?? 0, "label")) for \(counted(values.count, "way"))", 4)
      }
    }
    var paths: [ContourChart.Path] = []
    for (place, value) in values.enumerated() {
      let (x, y) = try way(value, names)
      var last: Double?
      if let u = x.last, let v = y.last {
        let value = try sampled.point([u, v]).value
        if value.isFinite { last = value }
      }
      var path = ContourChart.Path(label: labels?[place] ?? "\(place + 1)", x: x, y: y, last: last)
      if case .history(let history) = value, history["path"]?.shape.reduce(1, *) == 2 { path.run = history.run }
      paths.append(path)
    }
    return paths
  }

  /// A history with `path`, or with a series for each coordinate; or a tensor of shape [n, 2].
  private func way(_ value: Value, _ names: [String]) throws(Fault) -> (x: [Double], y: [Double]) {
    func pairs(_ values: [Double]) -> (x: [Double], y: [Double]) {
      (
        stride(from: 0, to: values.count, by: 2).map { values[$0] },
        stride(from: 1, to: values.count, by: 2).map { values[$0] }
      )
    }
    if case .history(let history) = value {
      if let path = history["path"], path.shape.reduce(1, *) == 2 { return pairs(path.values) }
      if let x = history[names[0]], let y = history[names[1]], x.shape.isEmpty, y.shape.isEmpty,
        x.count == y.count
      {
        return (x.values, y.values)
      }
      throw fault(
        .wrongKind, "this history has no way over two parameters", 3,
        hint: "record both in the loop: `record(\(names[0])); record(\(names[1]))`")
    }
    let tensor = try about(placement.arguments[3]) { () throws(Fault) in try machine.tensor(value) }
    guard tensor.shape.count == 2, tensor.shape[1] == 2 else {
      throw fault(
        .shapeMismatch, "a way is a history or has shape [n, 2], and this has shape \(shapeText(tensor.shape))", 3)
    }
    return pairs(tensor.values)
  }
}
