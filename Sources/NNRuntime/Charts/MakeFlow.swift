import Autodiff
import Reporting

extension Call {
  /// `flow(L, (w1, w2, w3))`: the size of the gradient at each node of the tuple, in its order.
  ///
  /// Parameters: L, nodes, labels.
  func flow() throws(Fault) -> FlowChart {
    let f = try scalar(0)
    let (nodes, _) = try nodes(1)
    let gradients = try gradients(f, nodes)
    var layers = nodes.enumerated().map { machine.labels[$0.element.tag]?.name ?? "\($0.offset)" }
    if has(2) {
      layers = try texts(2)
      guard layers.count == nodes.count else {
        throw fault(
          .wrongArguments, "here are \(counted(layers.count, "label")) for \(counted(nodes.count, "layer"))", 2)
      }
    }
    return FlowChart(
      layers: layers,
      series: [
        FlowChart.Series(label: name(of: 0), values: gradients.map { FlowChart.size($0.value.values) })
      ], digits: machine.options.figureDigits)
  }
}
