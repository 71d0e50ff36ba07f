import Autodiff
import SourceText

/// Classes and names as authors give them to charts.
extension Call {
  /// A class for each of `count` samples: whole numbers from 0, or a row of scores each, of which the greatest counts.
  func classes(_ parameter: Int, count: Int) throws(Fault) -> [Int] {
    let target = try node(parameter).value
    return try classes(of: target, count: count, "`\(source(parameter))`") { message, hint in
      fault(.shapeMismatch, message, parameter, hint: hint)
    }
  }

  func classes(
    of target: Tensor, count: Int, _ what: String, _ fault: (String, String?) -> Fault
  ) throws(Fault) -> [Int] {
    guard target.shape.first == count, target.shape.count <= 2 else {
      throw fault("\(what) has shape \(shapeText(target.shape)), and there are \(counted(count, "sample"))", nil)
    }
    if target.shape.count == 2, target.shape[1] > 1 {
      let width = target.shape[1]
      return (0..<count).map { row in
        (0..<width).reduce(0) { target.values[row * width + $1] > target.values[row * width + $0] ? $1 : $0 }
      }
    }
    var found: [Int] = []
    for value in target.values {
      guard value >= 0, value == value.rounded(), value < 1000 else {
        throw fault(
          "classes are whole numbers from 0, and \(what) has \(value.shortest)",
          "as for `one_hot`; for −1 and 1 write `(t + 1) / 2`")
      }
      found.append(Int(value))
    }
    return found
  }

  /// Names of so many classes: `labels:`, else `class 0`, ….
  func classLabels(_ parameter: Int, _ classes: Int) throws(Fault) -> [String] {
    guard has(parameter) else { return (0..<classes).map { "\($0)" } }
    let labels = try texts(parameter)
    guard labels.count >= classes else {
      throw fault(
        .wrongArguments, "here are \(counted(labels.count, "label")) for \(counted(classes, "class", "classes"))",
        parameter)
    }
    return labels
  }

  /// Two numbers, the smaller first: `x: (-5, 5)`.
  func range(_ parameter: Int) throws(Fault) -> ClosedRange<Double> {
    let name = builtin.parameters[parameter].name
    guard case .tuple(let tuple) = self[parameter], tuple.items.count == 2 else {
      throw fault(
        .wrongKind, "`\(name)` is a range of two numbers, and this is \(self[parameter].kind)", parameter,
        hint: "`\(name): (-5, 5)`")
    }
    var ends: [Double] = []
    for item in tuple.items {
      let tensor = try about(placement.arguments[parameter]) { () throws(Fault) in try machine.tensor(item) }
      guard tensor.shape.isEmpty, let number = tensor.scalar, number.isFinite else {
        throw fault(.notScalar, "an end of the range is a single number, and this is \(item.kind)", parameter)
      }
      ends.append(number)
    }
    guard ends[0] < ends[1], ends[1] - ends[0] < .infinity else {
      throw fault(
        .wrongArguments, "the range runs from \(ends[0].shortest) to \(ends[1].shortest)", parameter,
        hint: "the smaller number comes first")
    }
    return ends[0]...ends[1]
  }

  /// Values that can be called.
  func function(_ parameter: Int) throws(Fault) -> Value {
    let value = self[parameter]
    guard Call.isFunction(value) else {
      throw fault(
        .wrongKind,
        "`\(builtin.name)` needs a function for `\(builtin.parameters[parameter].name)`, and this is "
          + value.kind, parameter)
    }
    return value
  }

  /// The source text of the items of a tuple that is written out: `(h1, h2)` is `h1` and `h2`.
  func itemSources(_ parameter: Int, count: Int) -> [String]? {
    let text = source(parameter)
    guard text.hasPrefix("("), text.hasSuffix(")") else { return count == 1 ? [text] : nil }
    var items: [String] = []
    var item = ""
    var depth = 0
    for scalar in text.dropFirst().dropLast().unicodeScalars {
      if scalar == "(" || scalar == "[" { depth += 1 }
      if scalar == ")" || scalar == "]" { depth -= 1 }
      if scalar == ",", depth == 0 {
        items.append(item)
        item = ""
      } else if !(item.isEmpty && scalar == " ") {
        item.unicodeScalars.append(scalar)
      }
    }
    if !item.isEmpty { items.append(item) }
    return items.count == count ? items : nil
  }
}
