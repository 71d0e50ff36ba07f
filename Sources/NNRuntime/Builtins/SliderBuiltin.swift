import Artifacts
import Autodiff
import Formulas
import SourceText

extension Builtins {
  static let sliders: [Builtin] = [
    Builtin(
      name: "slider", forms: ["slider(x, from, to, [step: …])", "slider(x, (1, 2, 4))"],
      summary: "the reader may move the input x, or an entry `x[0]` of it, between these values; what is computed from "
        + "it follows in the page",
      chapter: .display, conduct: .reads(doing: "moves"),
      parameters: [.required("x"), .required("from"), .optional("to"), .named("step")]
    ) { call throws(Fault) in .artifact(ArtifactValue(.slider(try call.slider()))) }
  ]
}

extension Call {
  fileprivate func slider() throws(Fault) -> SliderArtifact {
    guard let number = machine.environment.dependence.sliders[range], let ledger = machine.environment.ledger else {
      throw .told(
        .badSlider, "a slider stands in a line of its own, outside of functions, loops and conditions",
        hint: "bind the input first and write `slider(x, -5, 5)` below it")
    }
    guard ledger.moved[number] == nil else {
      throw .told(.badSlider, "a block with a slider stands once in a lesson")
    }
    let (node, position) = try movedInput()
    let name = source(0)
    guard !ledger.moved.values.contains(where: { $0.node == node && $0.position == position }) else {
      throw fault(.badSlider, "`\(name)` has a slider already", 0, hint: "one slider moves it everywhere on the page")
    }
    let value = node.value.values[position]
    let positions = has(2) ? try range(value) : try choices(value)
    ledger.moved[number] = SliderLedger.Moved(node: node, position: position, name: name, positions: positions)
    return SliderArtifact(number: number, name: name, positions: positions)
  }

  /// A scalar input, or the input of which a scalar is an entry.
  private func movedInput() throws(Fault) -> (node: Node, position: Int) {
    let name = source(0)
    let node = try node(0)
    guard node.shape.isEmpty else {
      throw fault(
        .notScalar, "a slider moves a single number, and `\(name)` has shape \(shapeText(node.shape))", 0,
        hint: "move one entry: `slider(\(name)[\(node.shape.map { _ in "0" }.joined(separator: ", "))], …)`")
    }
    var (input, position) = (node, 0)
    if node.kind == .operation, node.primitive == .index, let base = node.operands.first {
      input = base
      let places = Tensor(shape: base.shape, values: (0..<base.value.count).map(Double.init))
      let entry = try engine { () throws(EngineError) in
        try graph.apply(.index, [try graph.constant(places)], node.attributes)
      }
      position = Int(entry.scalar ?? 0)
    }
    guard input.kind == .input, let label = machine.labels[input.tag], let own = label.name else {
      throw fault(
        .notAnInput, "`\(name)` is computed from other nodes and is no input", 0,
        hint: "a slider moves what a line such as `x = 3` binds")
    }
    guard !label.isUpdate else {
      throw fault(
        .notAnInput, "`\(name)` holds a number that was computed in line \(machine.lineNumber(label.range))", 0,
        hint: "a slider moves what the source writes down: put it before the update")
    }
    guard name == own || name.hasPrefix(own + "[") else {
      throw fault(.notAnInput, "`\(name)` is another name of `\(own)`", 0, hint: "move that: `slider(\(own), …)`")
    }
    return (input, position)
  }

  private func range(_ value: Double) throws(Fault) -> SliderPositions {
    let (from, through) = (try number(1), try number(2))
    let format = NumberFormat()
    guard from < through else {
      throw fault(
        .badSlider,
        "a slider goes from the smaller value to the greater, and this from \(format.ascii(from)) to "
          + format.ascii(through), 1,
        hint: from > through
          ? "write `slider(\(source(0)), \(source(2)), \(source(1)))`" : "the two ends are different")
    }
    guard from.isFinite, through.isFinite else {
      throw fault(.badSlider, "the ends of a slider are finite", from.isFinite ? 2 : 1)
    }
    guard from <= value, value <= through else {
      throw fault(
        .badSlider,
        "`\(source(0))` is \(format.ascii(value)), which is not between \(format.ascii(from)) and "
          + format.ascii(through), 0, hint: "the page begins with the lesson's own value: widen the range")
    }
    var step: Double?
    if has(3) {
      let given = try number(3)
      guard given > 0, given <= through - from else {
        throw fault(
          .badSlider,
          "a step is above 0 and at most \(format.ascii(through - from)), and this is "
            + format.ascii(given), 3)
      }
      step = given
    }
    guard let positions = SliderPositions(from: from, through: through, step: step, value: value) else {
      throw fault(.badSlider, "a slider has at most \(SliderPositions.most) positions", 3, hint: "take a greater step")
    }
    return positions
  }

  private func choices(_ value: Double) throws(Fault) -> SliderPositions {
    guard case .tuple(let tuple) = self[1], !has(3) else {
      throw fault(
        .wrongArguments, "`slider` needs two ends, or a tuple of values to choose from", 1)
    }
    var values: [Double] = []
    for item in tuple.items {
      let tensor = try about(parameter: 1) { () throws(Fault) in try machine.tensor(item) }
      guard let number = tensor.scalar, number.isFinite else {
        throw fault(.badSlider, "the values of a slider are single, finite numbers", 1)
      }
      guard !values.contains(number) else {
        throw fault(
          .badSlider,
          "the values of a slider are different, and \(NumberFormat().ascii(number)) is there "
            + "twice", 1)
      }
      values.append(number)
    }
    guard values.count > 1, let start = values.firstIndex(of: value) else {
      let list = values.map { NumberFormat().ascii($0) }.joined(separator: ", ")
      throw fault(
        .badSlider, "`\(source(0))` is \(NumberFormat().ascii(value)), which is not among (\(list))",
        values.count > 1 ? 0 : 1,
        hint: "the page begins with the lesson's own value: put it among at least two")
    }
    return SliderPositions(values: values, start: start)
  }
}
