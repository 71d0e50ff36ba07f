import Artifacts
import Autodiff
import Formulas

/// A backward pass in the words of the artifacts: what each wire carries and what it is multiplied by.
struct PassReading {
  let trace: Tracing
  let gradients: [ShapedValues?]
  private let cuts: CutNodes
  private let output: Node
  private let machine: Machine
  /// By gate and operand.
  private let wires: [Wire: BackwardPass.Wire]

  private struct Wire: Hashable {
    var to: Int
    var operand: Int
  }

  /// - Parameter cuts: what has no gradient to show.
  init(_ pass: BackwardPass, _ trace: Tracing, _ cuts: CutNodes, _ machine: Machine) {
    self.trace = trace
    self.cuts = cuts
    self.machine = machine
    output = pass.output
    var wires: [Wire: BackwardPass.Wire] = [:]
    for wire in pass.wires {
      guard let to = trace.index[wire.to], cuts.lines[to] == nil else { continue }
      if let from = trace.index[wire.from], cuts.lines[from] != nil { continue }
      wires[Wire(to: to, operand: wire.operand)] = wire
    }
    self.wires = wires
    gradients = trace.nodes.indices.map { place in
      let node = trace.nodes[place]
      guard cuts.lines[place] == nil, let gradient = pass.gradients[node] else { return nil }
      return machine.shown(ShapedValues(gradient), .gradient(of: pass.output, by: node))
    }
  }

  /// The part of a gradient that a gate sends back to one operand; `nil` where no gradient flows.
  func contribution(to gate: Int, operand: Int) -> ShapedValues? {
    wires[Wire(to: gate, operand: operand)].map {
      machine.shown(
        ShapedValues($0.contribution), .contribution(of: output, gate: trace.nodes[gate], operand: operand))
    }
  }

  /// ∂gate/∂operand as formula and number.
  func local(to gate: Int, operand: Int) -> LocalDerivative? {
    guard let wire = wires[Wire(to: gate, operand: operand)] else { return nil }
    return LocalDerivative(
      symbol: symbol(gate, operand), value: number(gate, operand, wire))
  }

  private func number(_ gate: Int, _ operand: Int, _ wire: BackwardPass.Wire) -> ShapedValues? {
    guard let local = wire.local else { return scalarLocal(gate, wire).map { machine.shown($0, .unknown) } }
    return machine.shown(ShapedValues(local), .local(of: output, gate: trace.nodes[gate], operand: operand))
  }

  /// For a gate of scalars, what came through divided by what arrived.
  private func scalarLocal(_ gate: Int, _ wire: BackwardPass.Wire) -> ShapedValues? {
    guard trace.nodes[gate].shape.isEmpty, wire.from.shape.isEmpty, let upstream = gradients[gate]?.values.first,
      upstream != 0, let down = wire.contribution.scalar
    else { return nil }
    return ShapedValues(down / upstream)
  }

  private func symbol(_ gate: Int, _ operand: Int) -> Notation {
    let node = trace.nodes[gate]
    let names = trace.gateNotation(gate).operands
    if let primitive = node.primitive, primitive.derivatives.indices.contains(operand) {
      return primitive.derivatives[operand].notation(
        operands: names, result: trace.notations[gate], constants: trace.constants(gate))
    }
    guard let primitive = node.primitive else {
      // A rule written by hand: σ′(t), or ∂g/∂a for one of several inputs.
      if names.count == 1 {
        return Notation(
          [.name(node.operation), .plain("′(")] + trace.notations[trace.operands[gate][0]].pieces + [.plain(")")])
      }
      return Notation([.plain("∂"), .name(node.operation), .plain("/∂")]) + names[operand]
    }
    if let slope = primitive.slopeNotation(trace.gateNotation(gate), to: operand) { return slope }
    return Notation([.plain("∂")]) + trace.notations[gate] + Notation([.plain("/∂")]) + names[operand]
  }

  /// The way of a gradient through a gate, as far as its operands get any, told or not: `x + 1` only passes
  /// it on.
  func pattern(_ gate: Int) -> GatePattern? {
    if cuts.lines[gate] != nil { return nil }
    let operands = trace.operands[gate]
    let receiving = operands.indices.filter {
      cuts.lines[operands[$0]] != nil || contribution(to: gate, operand: $0) != nil
    }
    switch trace.nodes[gate].primitive?.pattern {
    case .distributes: return receiving.count > 1 || operands.count == 1 ? .distributes : .passes
    case .swaps: return receiving.count > 1 ? .swaps : nil
    case .routes: return .routes
    case .passes: return .passes
    case .flips: return receiving == [0] && operands.count > 1 ? .passes : .flips
    case nil: return nil
    }
  }
}

extension ShapedValues {
  /// As readers and files see the numbers: one of 32 bits is the shortest decimal that stands for it, 0.1 and not
  /// 0.10000000149011612.
  init(_ tensor: Tensor) {
    switch tensor.storage {
    case .double(let values): self.init(shape: tensor.shape, values: values)
    case .single(let values): self.init(shape: tensor.shape, values: values.map { Double("\($0)") ?? Double($0) })
    }
  }
}
