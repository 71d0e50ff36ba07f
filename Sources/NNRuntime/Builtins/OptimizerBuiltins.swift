import Autodiff
import Formulas

extension Builtins {
  /// Rules by which `minimize` and `train` move parameters: what each takes stands with the rule.
  static let optimizers: [Builtin] = OptimizerDescription.all.map { description in
    Builtin(
      name: description.name, forms: [description.form], summary: description.summary, chapter: .models,
      conduct: .interpreted,
      parameters: description.settings.map { $0.isNamed ? .named($0.name) : .optional($0.name) }
    ) { call throws(Fault) in try call.optimizer(description) }
  }
}

extension Call {
  fileprivate func optimizer(_ description: OptimizerDescription) throws(Fault) -> Value {
    var given: [OptimizerDescription.Given?] = []
    for (parameter, setting) in description.settings.enumerated() {
      given.append(has(parameter) ? try self.given(parameter, setting) : nil)
    }
    do throws(OptimizerDescription.Refusal) {
      return .optimizer(OptimizerValue(try description.method(given), text: range.text))
    } catch {
      throw fault(.wrongArguments, error.problem, error.setting)
    }
  }

  private func given(
    _ parameter: Int, _ setting: OptimizerDescription.Setting
  ) throws(Fault) -> OptimizerDescription.Given {
    switch setting.kind {
    case .number(let bound):
      let number = try number(parameter)
      guard number >= 0, number < bound else {
        throw fault(
          .wrongArguments,
          bound == .infinity
            ? "`\(setting.name)` is finite and not negative"
            : "`\(setting.name)` lies between 0 and \(bound.shortest)", parameter)
      }
      return .number(number)
    case .whole(let range):
      let number = try whole(parameter)
      guard range.contains(number) else {
        throw fault(
          .wrongArguments, "`\(setting.name)` lies between \(range.lowerBound) and \(range.upperBound)", parameter)
      }
      return .whole(number)
    case .flag: return .flag(try flag(parameter, else: false))
    case .choice(let known):
      let word = try text(parameter)
      guard known.contains(word) else {
        let list = known.map { "\"\($0)\"" }.joined(separator: " or ")
        throw fault(.wrongArguments, "`\(setting.name)` can be \(list)", parameter)
      }
      return .choice(word)
    }
  }

  /// The result of a built-in function that is called in this place without arguments: `adam` for `adam()`.
  private func bare(_ place: Int) throws(Fault) -> Value {
    let builtin = Builtins.all[place]
    let nothing = Placement(builtin: place, parameters: builtin.parameters.count)
    return try builtin.body(
      Call(
        machine: machine, builtin: builtin, values: [], placement: nothing, chunk: chunk, site: site, tag: tag,
        locals: []))
  }

  /// The argument `optimizer:`: a call such as `adam()`, or the bare name.
  func method(_ parameter: Int) throws(Fault) -> (method: Minimization.Method, text: String)? {
    guard has(parameter) else { return nil }
    switch self[parameter] {
    case .optimizer(let optimizer): return (optimizer.method, optimizer.text)
    case .builtin(let place):
      let builtin = Builtins.all[place]
      guard Builtins.optimizers.contains(where: { $0 === builtin }), case .optimizer(let rule) = try bare(place) else {
        throw fault(.wrongKind, "`\(builtin.name)` is no optimizer", parameter, hint: "one is `sgd(0.1)`")
      }
      return (rule.method, builtin.name)
    case .unbound, .number, .node, .tuple, .function, .history, .text, .artifact, .model, .choice:
      throw fault(
        .wrongKind, "`optimizer` is a rule such as `sgd(0.1)`, and this is \(self[parameter].kind)", parameter)
    }
  }
}
