import Artifacts

extension NetworkChart.Weights {
  /// `w1[0, 2]`: the weight of the link from one unit to another, as the language writes it.
  func weight(from source: Int, to target: Int) -> String {
    switch shape.count {
    case 0: name
    case 1: "\(name)[\(source)]"
    default: isTransposed ? "\(name)[\(target), \(source)]" : "\(name)[\(source), \(target)]"
    }
  }

  /// `b1[2]`: the bias of a unit.
  func bias(of target: Int) -> String {
    switch shape.count {
    case 0: name
    case 1: "\(name)[\(target)]"
    default: shape[0] == 1 ? "\(name)[0, \(target)]" : "\(name)[\(target), 0]"
    }
  }
}
