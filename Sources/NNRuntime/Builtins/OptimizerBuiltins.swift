import Autodiff
import Formulas

extension Builtins {
  private static let rate = Builtin.Parameter.optional("lr")
  private static let epsilon = Builtin.Parameter.named("epsilon")
  private static let place = Builtin.Parameter.named("epsilon_at")
  private static let decay = Builtin.Parameter.named("weight_decay")
  private static let tolerance = Builtin.Parameter.named("tolerance")

  /// Rules by which `minimize` and `train` move parameters.
  static let optimizers: [Builtin] = [
    Builtin(
      name: "sgd", forms: ["sgd(lr: 1e-3, momentum: 0, nesterov: false, weight_decay: 0)"],
      summary: "b ← μb + g, p ← p − lr · b; Nesterov's: p ← p − lr (g + μb)", chapter: .models,
      parameters: [rate, .named("momentum"), .named("nesterov"), decay]
    ) { call throws(Fault) in
      let usual = SGD()
      let rule = SGD(
        rate: try call.rate(usual.rate), momentum: try call.setting(1, usual.momentum, below: .infinity),
        isNesterov: try call.flag(2, else: usual.isNesterov), decay: try call.setting(3, usual.decay, below: .infinity))
      guard !rule.isNesterov || rule.momentum > 0 else {
        throw call.fault(.wrongArguments, "Nesterov's steps need a momentum", 2)
      }
      return call.optimizer(rule)
    },
    Builtin(
      name: "adagrad", forms: ["adagrad(lr: 0.01, epsilon: 1e-10, epsilon_at: \"outside\")"],
      summary: "v ← v + g², p ← p − lr · g / (√v + ε); \"inside\": √(v + ε)", chapter: .models,
      parameters: [rate, epsilon, place]
    ) { call throws(Fault) in
      let usual = AdaGrad()
      return call.optimizer(
        AdaGrad(
          rate: try call.rate(usual.rate), epsilon: try call.setting(1, usual.epsilon, below: .infinity),
          place: try call.epsilonPlace(2, [.outside, .inside])))
    },
    Builtin(
      name: "adadelta", forms: ["adadelta(lr: 1, rho: 0.9, epsilon: 1e-6)"],
      summary: "v ← ρv + (1 − ρ)g², d ← g √(u + ε) / √(v + ε), u ← ρu + (1 − ρ)d², p ← p − lr · d", chapter: .models,
      parameters: [rate, .named("rho"), epsilon]
    ) { call throws(Fault) in
      let usual = Adadelta()
      let rule = Adadelta(
        rate: try call.rate(usual.rate), rho: try call.setting(1, usual.rho, below: 1),
        epsilon: try call.setting(2, usual.epsilon, below: .infinity))
      guard rule.epsilon > 0 else {
        throw call.fault(
          .wrongArguments, "`epsilon` is above 0: the first step of Adadelta has the size of its root", 2)
      }
      return call.optimizer(rule)
    },
    Builtin(
      name: "rmsprop", forms: ["rmsprop(lr: 0.01, rho: 0.99, epsilon: 1e-8, epsilon_at: \"outside\")"],
      summary: "v ← ρv + (1 − ρ)g², p ← p − lr · g / (√v + ε); \"inside\": √(v + ε)", chapter: .models,
      parameters: [rate, .named("rho"), epsilon, place]
    ) { call throws(Fault) in
      let usual = RMSProp()
      return call.optimizer(
        RMSProp(
          rate: try call.rate(usual.rate), rho: try call.setting(1, usual.rho, below: 1),
          epsilon: try call.setting(2, usual.epsilon, below: .infinity),
          place: try call.epsilonPlace(3, [.outside, .inside])))
    },
    Builtin(
      name: "adam",
      forms: ["adam(lr: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, epsilon_at: \"outside\")"],
      summary: "momentum m and squares v, both corrected: p ← p − lr · m̂ / (√v̂ + ε); \"inside\": √(v̂ + ε), "
        + "\"uncorrected\": Keras's", chapter: .models,
      parameters: [rate, .named("beta1"), .named("beta2"), epsilon, place]
    ) { call throws(Fault) in call.optimizer(try call.adam(decay: 0, place: 4)) },
    Builtin(
      name: "adamw",
      forms: ["adamw(lr: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.01, epsilon_at: \"outside\")"],
      summary: "p ← (1 − lr · λ) p, then Adam's step", chapter: .models,
      parameters: [rate, .named("beta1"), .named("beta2"), epsilon, decay, place]
    ) { call throws(Fault) in
      call.optimizer(try call.adam(decay: try call.setting(4, 0.01, below: .infinity), place: 5))
    },
    Builtin(
      name: "nadam",
      forms: ["nadam(lr: 2e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, momentum_decay: 4e-3)"],
      summary: "Adam with Nesterov's momentum, μₜ = β₁ (1 − ½ 0.96^(t · momentum_decay)): "
        + "p ← p − lr ((1 − μₜ) g / (1 − Πₜ) + μₜ₊₁ m / (1 − Πₜ₊₁)) / (√v̂ + ε), Πₜ the product of μ₁ … μₜ; "
        + "`momentum_decay` is 1 in Keras",
      chapter: .models,
      parameters: [rate, .named("beta1"), .named("beta2"), epsilon, .named("momentum_decay")]
    ) { call throws(Fault) in
      let usual = Nadam()
      return call.optimizer(
        Nadam(
          rate: try call.rate(usual.rate), beta1: try call.setting(1, usual.beta1, below: 1),
          beta2: try call.setting(2, usual.beta2, below: 1),
          epsilon: try call.setting(3, usual.epsilon, below: .infinity),
          momentumDecay: try call.setting(4, usual.momentumDecay, below: .infinity)))
    },
    Builtin(
      name: "newton", forms: ["newton(tolerance: 1e-8)"],
      summary: "p ← p − H⁻¹g, for `minimize`; it ends early when no entry of the gradient is greater than `tolerance`",
      chapter: .models, parameters: [tolerance]
    ) { call throws(Fault) in
      call.optimizer(.newton(tolerance: try call.setting(0, 1e-8, below: .infinity)))
    },
    Builtin(
      name: "bfgs", forms: ["bfgs(tolerance: 1e-8)"],
      summary: "steps along −H⁻¹g with H⁻¹ built from the gradients on the way and a line search, for `minimize`",
      chapter: .models, parameters: [tolerance]
    ) { call throws(Fault) in call.optimizer(.bfgs(tolerance: try call.setting(0, 1e-8, below: .infinity))) },
    Builtin(
      name: "lbfgs", forms: ["lbfgs(memory: 10, tolerance: 1e-8)"],
      summary: "the same from the last `memory` steps alone, for `minimize`", chapter: .models,
      parameters: [.named("memory"), tolerance]
    ) { call throws(Fault) in
      let memory = call.has(0) ? try call.whole(0) : 10
      guard 1...1000 ~= memory else { throw call.fault(.wrongArguments, "`memory` lies between 1 and 1000", 0) }
      return call.optimizer(.lbfgs(memory: memory, tolerance: try call.setting(1, 1e-8, below: .infinity)))
    },
  ]
}

extension Call {
  fileprivate func optimizer(_ rule: any Optimizer) -> Value {
    .optimizer(OptimizerValue(.firstOrder(rule), text: range.text))
  }

  fileprivate func optimizer(_ method: SecondOrderMethod) -> Value {
    .optimizer(OptimizerValue(.secondOrder(method), text: range.text))
  }

  fileprivate func rate(_ value: Double) throws(Fault) -> Double { try setting(0, value, below: .infinity) }

  /// A setting that is not negative, and below a bound.
  fileprivate func setting(_ parameter: Int, _ value: Double, below bound: Double) throws(Fault) -> Double {
    guard has(parameter) else { return value }
    let number = try number(parameter)
    guard number >= 0, number < bound else {
      let name = builtin.parameters[parameter].name
      throw fault(
        .wrongArguments,
        bound == .infinity ? "`\(name)` is finite and not negative" : "`\(name)` lies between 0 and \(bound.shortest)",
        parameter)
    }
    return number
  }

  fileprivate func adam(decay: Double, place: Int) throws(Fault) -> Adam {
    let usual = Adam()
    return Adam(
      rate: try rate(usual.rate), beta1: try setting(1, usual.beta1, below: 1),
      beta2: try setting(2, usual.beta2, below: 1), epsilon: try setting(3, usual.epsilon, below: .infinity),
      decay: decay, place: try epsilonPlace(place, EpsilonPlace.allCases))
  }

  fileprivate func epsilonPlace(_ parameter: Int, _ known: [EpsilonPlace]) throws(Fault) -> EpsilonPlace {
    guard has(parameter) else { return .outside }
    guard let place = EpsilonPlace(rawValue: try text(parameter)), known.contains(place) else {
      let list = known.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
      throw fault(.wrongArguments, "`epsilon_at` can be \(list)", parameter)
    }
    return place
  }

  /// What a built-in function gives when it is called in this place without arguments: `adam` for `adam()`.
  private func bare(_ place: Int) throws(Fault) -> Value {
    let builtin = Builtins.all[place]
    let nothing = Placement(builtin: place, parameters: builtin.parameters.count)
    return try builtin.body(
      Call(
        machine: machine, builtin: builtin, values: [], placement: nothing, chunk: chunk, site: site, tag: tag,
        locals: []))
  }

  /// What is given as `optimizer:`: a call such as `adam()`, or the bare name.
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
    case .unbound, .number, .node, .tuple, .function, .history, .text, .artifact, .model:
      throw fault(
        .wrongKind, "`optimizer` is a rule such as `sgd(0.1)`, and this is \(self[parameter].kind)", parameter)
    }
  }
}
