import Autodiff
import Reporting

extension Builtins {
  static let charts: [Builtin] = [
    Builtin(
      name: "plot",
      forms: [
        "plot(a, b, …, x: v, log: \"y\", labels: (\"a\", \"b\"))", "plot(f, -6, 6, derivative: true)",
        "plot(h, reference: v)",
      ],
      summary: "vectors as lines, against their index or against `x: v` (every further argument is a line of its own); "
        + "or functions over a range, with their slopes; or histories as traces, `reference:` a dashed line across; "
        + "`log:` is \"x\", \"y\" or \"xy\", and `xlabel:` `ylabel:` name the axes",
      chapter: .display,
      parameters: [
        .named("x"), .named("log"), .named("labels"), .named("derivative"), .named("xlabel"), .named("ylabel"),
        .named("reference"),
      ], rest: "series"
    ) { call throws(Fault) in
      .artifact(
        ArtifactValue(
          .chart(
            try call.plot(
              Call.PlotArguments(
                x: 0, log: 1, labels: 2, derivative: 3, xTitle: 4, yTitle: 5, reference: 6)))))
    }
  ]
}
