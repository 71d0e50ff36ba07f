/// The form that is written here in place of a name of Python, NumPy, PyTorch or Keras.
///
/// A method's receiver counts as its first operand, so `X.dot(w)` and `np.dot(X, w)` are one entry.
enum ForeignTerm {
  /// `f(a, b)`
  case call(String)
  /// `a @ b`
  case infix(String)
  /// `a.T`
  case suffix(String)
  /// Text with the first operand in the place of `$0`, which stands between brackets or alone: `shape($0)[0]`.
  case pattern(String)
  /// Advice, where no single expression says it.
  case advice(String)

  /// Modules of other libraries: a name behind one of them and a point is a function of theirs.
  static let modules: Set<String> = [
    "np", "numpy", "jnp", "jax", "torch", "nn", "F", "tf", "keras", "layers", "math", "random", "scipy", "plt", "sns",
    "pd", "linalg", "optim", "functional", "tensorflow", "sp", "jsp", "lax",
  ]

  /// Names that Python knows without a library, and that a function taken over by `from … import` has.
  static func bare(_ name: String) -> ForeignTerm? {
    switch name {
    case "True": .pattern("true")
    case "False": .pattern("false")
    case "None": .advice("as an argument leave it out; as an index write `reshape(x, …)` with a size of 1")
    case "e": .pattern("exp(1)")
    case "nan", "NaN": member("nan")
    case "power", "pow", "multiply", "divide", "subtract", "dot", "mm", "bmm", "len", "matmul", "maximum", "minimum",
      "concatenate", "vstack", "hstack", "zeros_like", "ones_like",
      "range", "enumerate", "zip", "Dense", "Linear", "Flatten", "Sequential", "Adam", "AdamW", "SGD", "RMSprop",
      "Adagrad", "Adadelta", "NAdam", "Nadam", "LBFGS", "CrossEntropyLoss", "NLLLoss", "BCELoss", "BCEWithLogitsLoss",
      "MSELoss", "L1Loss", "HuberLoss", "ReLU", "Sigmoid", "Tanh", "Softmax", "GELU", "SiLU":
      called(name)
    default: function(name)
    }
  }

  /// `x.size`, `np.pi`: a member that is not called.
  static func member(_ name: String) -> ForeignTerm? {
    switch name {
    case "shape": .call("shape")
    case "size": .pattern("prod(shape($0))")
    case "ndim": .pattern("shape(shape($0))[0]")
    case "mT", "H": .suffix(".T")
    case "dtype", "float64", "double": .advice("numbers have 64 bits, and 32 behind `f32(x)`")
    case "float32", "float": .advice("write `f32(x)` for 32-bit numbers")
    case "grad": .advice("write `grad(L, x)` for the gradient of `L`")
    case "data": .pattern("$0")
    case "history": .advice("a history's series are its members, as `h.loss`")
    case "newaxis": .advice("write `reshape(x, …)` with a size of 1")
    case "e": .pattern("exp(1)")
    case "nan": .advice("no number of a lesson is NaN; choose by `where(…)`")
    default: nil
    }
  }

  /// `x.dot(w)`, `np.dot(x, w)`: what is called and is no function of this language, or is another one.
  static func called(_ name: String) -> ForeignTerm? {
    switch name {
    case "dot", "matmul", "mm", "bmm": .infix("@")
    case "power", "pow", "__pow__": .infix("^")
    case "multiply", "mul": .infix("*")
    case "divide", "div", "true_divide": .infix("/")
    case "add": .infix("+")
    case "subtract", "sub": .infix("-")
    case "t": .suffix(".T")
    case "Flatten": .advice("write `reshape(x, n, -1)` before the model sees the data")
    case "size": .call("shape")
    case "len": .pattern("shape($0)[0]")
    case "maximum", "fmax", "amax": .call("max")
    case "minimum", "fmin", "amin": .call("min")
    case "concatenate", "cat": .advice("write `concat(a, b, …)`")
    case "zeros_like", "ones_like": .advice("write `\(name.prefix { $0 != "_" })(…)` with the sizes, or `0 * x`")
    case "array", "asarray", "tensor", "constant", "copy", "clone", "numpy", "item", "tolist": .pattern("$0")
    case "astype", "float", "float32": .pattern("f32($0)")
    case "detach", "stop_gradient": .call("stop")
    case "backward": .pattern("grad($0, w)")
    case "zero_grad": .advice("leave it out: every `grad(…)` starts from 0")
    case "step": .advice("write `w -= 0.1 * grad(L, w)`, `minimize(…)` or `train(…)`")
    case "fit": .call("train")
    case "compile": .advice("loss, optimizer and metrics stand in `train(…)`")
    case "parameters": .advice("parameters are members, as `net.w1`")
    case "Linear": .call("dense")
    case "Sequential": .advice("write `sequential(layer, layer, …)`")
    case "Adam", "AdamW", "SGD", "RMSprop", "Adagrad", "Adadelta", "NAdam", "Nadam", "LBFGS":
      .advice("write `optimizer: \(name.lowercased())(…)` in `train(…)` or `minimize(…)`")
    case "CrossEntropyLoss": loss("cross_entropy")
    case "NLLLoss": .advice("write `cross_entropy(scores, target)`, which takes the logarithm of the softmax itself")
    case "BCELoss": loss("binary_cross_entropy")
    case "BCEWithLogitsLoss": .advice("write `binary_cross_entropy(sigmoid(scores), target)`")
    case "MSELoss": loss("mse")
    case "L1Loss": loss("mae")
    case "HuberLoss": loss("huber")
    case "ReLU", "Sigmoid", "Tanh", "Softmax", "GELU", "SiLU":
      .advice("write `\(name.lowercased())`, a function that can stand among the layers as it is")
    case "Dense": .advice("write `dense(in, out)`: a layer is told how many numbers come in")
    case "range", "enumerate", "zip": .advice("a loop goes over `0..n - 1`, both ends included, or over `v in x`")
    case "RandomState", "default_rng": .call("seed")
    case "view", "resize": .call("reshape")
    case "load": .call("npy")
    case "eval", "train_mode", "cuda", "cpu", "to":
      .advice("leave it out: a model computes in one way, on one processor")
    default: function(name)
    }
  }

  /// Parameters that other libraries call otherwise.
  static let parameters = [
    "dim": "axis", "learning_rate": "lr", "eps": "epsilon", "batch_size": "batch", "num": "count", "steps": "count",
  ]

  private static func loss(_ name: String) -> ForeignTerm {
    .advice("write `loss: \(name)` in `train(…)`, or `\(name)(prediction, target)`")
  }

  /// Functions whose sizes stand one by one where other libraries take them in a tuple.
  static let takingSizes: Set<String> = ["zeros", "ones", "rand", "randn", "reshape", "broadcast", "transpose"]
}
