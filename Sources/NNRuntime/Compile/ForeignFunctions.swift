/// Functions of NumPy, PyTorch and Python that this language has under another name, says in another way, or does not
/// have, and what is written in their place. Those of `from … import` are called without a module.
extension ForeignTerm {
  static func function(_ name: String) -> ForeignTerm? {
    renamed[name].map { .call($0) } ?? patterns[name].map { .pattern($0) } ?? advices[name].map { .advice($0) }
      ?? absences[name].map { .advice("there is no `\(name)`; \($0)") }
  }

  static let renamed = [
    "absolute": "abs", "fabs": "abs", "clamp": "clip", "expit": "sigmoid", "swish": "silu", "hist": "histogram",
    "imshow": "image", "randperm": "permutation", "identity": "eye", "broadcast_to": "broadcast", "random": "rand",
    "random_sample": "rand", "standard_normal": "randn", "manual_seed": "seed", "set_seed": "seed", "read_csv": "csv",
    "loadtxt": "csv", "genfromtxt": "csv", "bce": "binary_cross_entropy", "matshow": "heatmap", "detach": "stop",
    "stop_gradient": "stop", "mse_loss": "mse", "l1_loss": "mae", "huber_loss": "huber", "fill": "full",
    "amax": "max", "amin": "min", "ln": "log", "mul_outer": "outer", "pcolor": "heatmap", "average": "mean",
  ]

  static let patterns = [
    "flatten": "reshape($0, -1)", "ravel": "reshape($0, -1)", "sinh": "(exp($0) - exp(-($0))) / 2",
    "cosh": "(exp($0) + exp(-($0))) / 2", "log2": "log($0) / log(2)", "log10": "log($0) / log(10)",
    "log1p": "log(1 + $0)", "expm1": "exp($0) - 1", "exp2": "2^($0)", "reciprocal": "1 / ($0)", "negative": "-($0)",
    "rsqrt": "1 / sqrt($0)", "cbrt": "($0)^(1 / 3)", "float": "$0", "double": "$0", "int": "sign($0) * floor(abs($0))",
    "trunc": "sign($0) * floor(abs($0))", "array": "$0", "asarray": "$0", "tensor": "$0", "Tensor": "$0",
    "relu6": "clip($0, 0, 6)", "hardtanh": "clip($0, -1, 1)", "astype": "f32($0)",
  ]

  private static let advices = [
    "cat": "write `concat(a, b, …)`", "append": "collect with `[… for i in 1..n]`, or with `record(…)`",
    "tile": "write `broadcast(x, …)` with the sizes, or `concat(x, x, …)`",
    "squeeze": "write `reshape(x, …)` with the sizes", "unsqueeze": "write `reshape(x, …)` with the sizes",
    "expand_dims": "write `reshape(x, …)` with the sizes",
    "logsumexp": "write `m + log(sum(exp(x - m)))` with `m = stop(max(x))`",
    "nll_loss": "write `cross_entropy(scores, target)`, which takes the logarithm of the softmax itself",
    "allclose": "write `expect a == b within 1e-8`", "isclose": "write `expect a == b within 1e-8`",
    "array_equal": "write `expect a == b`", "assert": "write `expect a == b`",
    "isnan": "no number of a lesson is NaN: what makes one is an error there",
    "isfinite": "write `abs(x) < inf`; no number of a lesson is NaN", "isinf": "write `abs(x) == inf`",
    "str": "texts and numbers stand side by side: `print(\"x =\", x)`",
    "format": "give the format behind a colon in the text: `{nn} x:.3f`",
    "bool": "a comparison gives 1 or 0", "list": "write `[a, b, c]`", "tuple": "write `(a, b, c)`",
    "dict": "give each value a name", "map": "write `[f(v) for v in x]`", "filter": "write `x[nonzero(x > 0)]`",
    "sorted": "there is no sorting; `max`, `argmax`, `min` and `argmin` find the ends",
    "rand_like": "write `rand(…)` with the sizes", "randn_like": "write `randn(…)` with the sizes",
    "full_like": "write `full(…)` with the sizes", "logspace": "write `10^linspace(a, b, n)`",
    "hypot": "write `sqrt(a^2 + b^2)`", "inner": "write `sum(a * b)` for vectors, `A @ B.T` for matrices",
    "cumsum": "write `[sum(x[:i + 1]) for i in 0..n - 1]`", "cumprod": "write `[prod(x[:i + 1]) for i in 0..n - 1]`",
    "diff": "write `x[1:] - x[:-1]`", "flip": backwards, "flipud": backwards,
    "fliplr": "gather backwards: `X[:, n - 1 - arange(n)]`",
    "cov": "write `(X - m).T @ (X - m) / (n - 1)` with `m = mean(X, axis: 0)`",
    "einsum": "write it with `@`, `outer`, `transpose` and `sum(…, axis: …)`",
    "tensordot": "write it with `reshape` and `@`",
    "triu": "multiply by a mask: `(i <= j) * A` with `i = reshape(arange(n), n, 1)` and `j = arange(n)`",
    "tril": "multiply by a mask: `(i >= j) * A` with `i = reshape(arange(n), n, 1)` and `j = arange(n)`",
    "meshgrid": "shapes `[n, 1]` and `[m]` broadcast to all pairs",
    "swapaxes": "write `transpose(x, …)` with the order of the axes",
    "permute": "write `transpose(x, …)` with the order of the axes",
    "moveaxis": "write `transpose(x, …)` with the order of the axes",
    "repeat_interleave": "gather: `x[v]` with the indices, each as often as it is wanted",
    "take": "write `x[v]`", "gather": "write `x[v]`", "index_select": "write `x[v]`",
    "no_grad": "leave it out: nothing is recorded twice; `stop(x)` makes a constant",
    "requires_grad": "leave it out: every value that has a name is an input", "autograd": "write `grad(f, x)`",
    "value_and_grad": "`f` is a value already; write `grad(f, x)`",
    "jit": "leave it out: loops are compiled by themselves",
    "vmap": "operations work on all rows at once; or write `[f(v) for v in x]`",
    "DataLoader": "write `train(net, x, y, batch: 32)`, which shuffles and cuts", "dropout": dropout,
    "Dropout": dropout,
    "figure": display, "subplot": display, "subplots": display, "legend": display, "xlabel": display, "ylabel": display,
    "title": display, "show": "leave it out: what stands as a line of its own is shown",
    "bar": "there is no bar chart; `histogram(x)` counts, `plot(x)` draws",
    "pie": "there is no pie chart; `table(…)` shows shares",
    "embedding": "index the table: `E[v]`", "Embedding": "index the table: `E[v]`",
    "input": "bind a name: `x = 3`; `slider(x, -5, 5)` lets a reader move it",
    "open": "write `csv(\"…\")`, `npy(\"…\")` or `idx(\"…\")`",
  ]

  private static let backwards = "gather backwards: `x[n - 1 - arange(n)]`"
  private static let dropout = "multiply by a drawn mask: `(rand(shape) > p) / (1 - p)` with the sizes"
  private static let display =
    "leave it out: displays take titles and names as arguments, as `plot(a, b, labels: (\"a\", \"b\"))`"

  /// With what may help.
  private static let absences = [
    "svd": "`solve`, `inv` and `det` work on square matrices", "eig": "powers of a matrix tell its greatest eigenvalue",
    "eigh": "powers of a matrix tell its greatest eigenvalue", "qr": "`solve(A, b)` solves a system",
    "cholesky": "`solve(A, b)` solves a system", "pinv": "write `solve(A.T @ A, A.T @ b)` for least squares",
    "lstsq": "write `solve(A.T @ A, A.T @ b)` for least squares", "kron": "of vectors it is `reshape(outer(a, b), -1)`",
    "cross": "write its three entries", "sort": "`max`, `argmax`, `min` and `argmin` find the ends",
    "argsort": "`argmax` and `argmin` find the ends", "unique": "`classes(d.name)` gives those of a column",
    "median": "`mean(x)` is another middle", "arcsin": inverse, "arccos": inverse, "arctan": inverse, "asin": inverse,
    "acos": inverse, "atan": inverse, "arctan2": inverse, "atan2": inverse, "arcsinh": inverse, "arctanh": inverse,
    "conv2d": convolution, "Conv2d": convolution, "max_pool2d": convolution, "MaxPool2d": convolution,
    "BatchNorm1d": normalization, "BatchNorm2d": normalization, "LayerNorm": normalization, "layer_norm": normalization,
    "batch_norm": normalization, "LSTM": recurrence, "GRU": recurrence, "RNN": recurrence,
    "attention": "write `softmax(Q @ K.T / sqrt(d)) @ V`",
    "MultiheadAttention": "write `softmax(Q @ K.T / sqrt(d)) @ V`",
    "mish": "write `x * tanh(softplus(x))`",
  ]

  private static let inverse = "`sin`, `cos`, `tan` and `tanh` have no inverse here"
  private static let convolution = "gather the windows by an index, `x[v]`, and multiply by `@`"
  private static let normalization = "write `(x - mean(x, axis: 0)) / sqrt(var(x, axis: 0) + 1e-5)`"
  private static let recurrence = "write the step as a function, and `repeat` it"

  /// Parameters of other libraries that no function has here, and what is written instead.
  static let parameterAdvice = [
    "keepdims": "write `reshape(…)` around it, with a size of 1",
    "keepdim": "write `reshape(…)` around it, with a size of 1",
    "dtype": "write `f32(…)` around it for 32-bit numbers",
    "requires_grad": "leave it out: every value that has a name is an input",
    "device": "leave it out: there is one processor", "inplace": "leave it out: nothing is changed in place",
    "out": "bind the result: `y = …`",
    "reduction": "it is the mean over all entries, and their sum is `prod(shape(x))` times as much",
  ]
}
