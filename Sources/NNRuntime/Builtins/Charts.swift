import Autodiff
import Reporting

extension Builtins {
  static let charts: [Builtin] = [
    Builtin(
      name: "plot",
      forms: [
        "plot(a, b, …, [x: …], [log: …], [labels: …])", "plot(f, from, to, derivative: false)",
        "plot(p, q, …, closed: true)", "plot(h, [reference: …])",
      ],
      summary: "vectors as lines, against their index or against `x: v` (every further argument is a line of its own); "
        + "or functions over a range, with their slopes; or histories as traces, `reference:` a dashed line across; "
        + "`log:` is \"x\", \"y\" or \"xy\", `equal: true` makes a unit of x as long as one of y, and `xlabel:` "
        + "`ylabel:` name the axes; `closed: true` draws polygons, each a matrix of corners [n, 2] or a vector over "
        + "`x:`, with equal units unless `equal: false`",
      chapter: .display,
      parameters: [
        .named("x"), .named("log"), .named("labels"), .named("derivative"), .named("xlabel"), .named("ylabel"),
        .named("reference"), .named("equal"), .named("closed"),
      ], rest: "series"
    ) { call throws(Fault) in
      .artifact(
        ArtifactValue(
          .chart(
            try call.plot(
              Call.PlotArguments(
                x: 0, log: 1, labels: 2, derivative: 3, xTitle: 4, yTitle: 5, reference: 6, equal: 7,
                closed: 8)))))
    },
    Builtin(
      name: "scatter",
      forms: ["scatter(x, y)", "scatter(x, classes)", "scatter(x, y, [classes: …], [labels: …])"],
      summary:
        "points: two vectors, or a matrix of two columns and the points' classes; `equal: true` makes a unit of x as "
        + "long as one of y, and `xlabel:` and `ylabel:` name the axes",
      chapter: .display,
      parameters: [
        .required("x"), .optional("y"), .named("classes"), .named("labels"), .named("xlabel"), .named("ylabel"),
        .named("equal"),
      ]
    ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.scatter(try call.scatter())))) },
    Builtin(
      name: "contour", forms: ["contour(f, x: (from, to), y: (from, to), [paths: …], [labels: …])"],
      summary: "the levels of a function of two numbers, and ways over it, each in a panel of its own: histories with "
        + "`path` or with a series for each coordinate, or matrices of two columns",
      chapter: .display,
      parameters: [
        .required("f"), .required("x"), .required("y"), .named("paths"), .named("labels"), .named("xlabel"),
        .named("ylabel"),
      ]
    ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.contour(try call.contour())))) },
    Builtin(
      name: "boundary", forms: ["boundary(net, x, y, [labels: …])"],
      summary: "what a classifier says over the plane, and the samples x [n, 2] of classes y on it; `net` is anything "
        + "that gives n points a score each, or one a class (probabilities, else through sigmoid or softmax)",
      chapter: .display,
      parameters: [
        .required("net"), .required("x"), .required("y"), .named("labels"), .named("xlabel"), .named("ylabel"),
      ]
    ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.boundary(try call.boundary())))) },
    Builtin(
      name: "heatmap", forms: ["heatmap(m)"], summary: "a matrix as cells on a scale from negative to positive",
      chapter: .display, parameters: [.required("m")]
    ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.heatmap(try call.heatmap())))) },
    Builtin(
      name: "histogram", forms: ["histogram(v, [bins: …], [xlabel: …])"],
      summary: "how often values lie in equal intervals: at round numbers, or `bins:` of them as in NumPy",
      chapter: .display, parameters: [.required("v"), .named("bins"), .named("xlabel")]
    ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.histogram(try call.histogram())))) },
    Builtin(
      name: "image", forms: ["image(x, [labels: …], [truth: …], [size: …])"],
      summary:
        "one picture [h, w] or a grid of them [n, h, w], [n, h·w], with captions, and with what they should say; "
        + "values of 0 to 1 or 0 to 255 are black to white",
      chapter: .display, parameters: [.required("x"), .named("labels"), .named("size"), .named("truth")]
    ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.image(try call.image())))) },
    Builtin(
      name: "confusion", forms: ["confusion(predicted, truth)", "confusion(net, x, y, [labels: …])"],
      summary: "how often each class was told to be each class; rows are the truth",
      chapter: .display,
      parameters: [.required("predicted"), .required("truth"), .optional("y"), .named("labels")]
    ) { call throws(Fault) in
      let chart = try call.confusion()
      let size = chart.counts.count
      let counts = Tensor(shape: [size, size], values: chart.counts.flatMap { $0.map(Double.init) })
      let node = try call.engine { () throws(EngineError) in try call.graph.constant(counts) }
      return .artifact(ArtifactValue(.chart(.confusion(chart)), tensor: node))
    },
    Builtin(
      name: "flow", forms: ["flow(L, (w1, w2, w3))", "flow(net, x, y, [loss: …], [labels: …])"],
      summary: "the size of the gradient of L at each of the nodes (root mean square), on a logarithmic axis; or of a "
        + "model's loss at the weights of each layer, where `loss` is `cross_entropy` for targets that are classes of "
        + "several, else `mse`",
      chapter: .display,
      parameters: [.required("L"), .required("nodes"), .optional("y"), .named("loss"), .named("labels")]
    ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.flow(try call.flow())))) },
    Builtin(
      name: "network",
      forms: [
        "network(net, [x], [y], [loss: …], [inputs: …], [outputs: …])",
        "network(w1, w2, …, [x: …], [y: …], [activation: …], [output: …], [layout: …])",
      ],
      summary:
        "a network as nodes and links, a column for each layer: the width of a link tells the size of its weight, "
        + "colour and dashes its sign; with a sample x the activations, with a target y the gradients of the loss as "
        + "well (`loss` as in `flow`). Layers are a model's, or matrices in their order, each alone or in a tuple with "
        + "its biases, `(w1, b1)`: `layout` is \"x @ w\" or \"w @ x\" where the shapes leave it open, `activation` "
        + "follows each matrix but the last, `output` the last. `inputs` and `outputs` name units. Of a layer of more "
        + "than 12 units the first four and the last three are drawn, of more than 8 layers the first four and the last "
        + "three",
      chapter: .display,
      parameters: [
        .required("net"), .named("x"), .named("y"), .named("loss"), .named("activation"), .named("output"),
        .named("layout"), .named("inputs"), .named("outputs"),
      ], rest: "layers"
    ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.network(try call.network())))) },
  ]
}
