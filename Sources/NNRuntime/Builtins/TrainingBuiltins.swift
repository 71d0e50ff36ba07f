import Artifacts
import Autodiff
import SourceText

extension Builtins {
  static let training: [Builtin] = [
    Builtin(
      name: "minimize", forms: ["minimize(L, (w, b), optimizer: sgd(), steps: 1000)"],
      summary:
        "updates inputs, or one input, to lower L; gives a history whose `loss[i]` is the loss before step i, and "
        + "with at most 4 numbers `path`, where they stood", chapter: .models, conduct: .reads(doing: "minimizes"),
      parameters: [.required("L"), .required("inputs"), .named("optimizer"), .named("steps")], updates: 1
    ) { call throws(Fault) in try call.minimize() },
    Builtin(
      name: "train",
      forms: [
        "train(net, x, y, loss: …, optimizer: adam(), epochs: 1, batch: 32, shuffle: true, [metrics: …], "
          + "[validation: (xt, yt)], [log: …], [patience: …])"
      ],
      summary:
        "updates a model's parameters over mini-batches; gives a history with an entry an epoch: `loss`, the mean "
        + "over the samples, each with the parameters before its batch's update, the metrics, `val_…` of the validation data, and with at most 4 "
        + "numbers `path`, where they stood; `patience` ends it after so many epochs without a lower loss (of the "
        + "validation data where there are some), `log` shows each so many epochs", chapter: .models, conduct: .reads(),
      parameters: [
        .required("net"), .required("x"), .required("y"), Builtin.Parameter(name: "loss", isNamed: true),
        .named("optimizer"), .named("epochs"), .named("batch"), .named("shuffle"), .named("metrics"),
        .named("validation"), .named("log"), .named("patience"),
      ], updates: 0
    ) { call throws(Fault) in try call.train() },
  ]

  /// A history tells the way of so many numbers.
  static let pathLimit = 4
  /// Entries of each parameter whose gradient the first step checks.
  static let checked = 64
}
