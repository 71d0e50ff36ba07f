/// The rows, in the order in which they are run. A further row is a file beside `ScalarGraphs.swift` and a line here.
enum Table {
  /// - Parameter threads: what training may use.
  static func rows(threads: Int) -> [Row] {
    [
      ScalarGraphs.chain,
      ScalarGraphs.tree,
      LanguageLoops.sum,
      LanguageLoops.calls,
      LanguageLoops.updates,
      LanguageLoops.training,
      GradientChecks.network,
      MatrixProducts.row(512, 512, 512, isSingle: false),
      MatrixProducts.row(512, 512, 512, isSingle: true),
      MatrixProducts.row(128, 784, 128, isSingle: false),
      MatrixProducts.row(128, 784, 128, isSingle: true),
      Exponentials.row,
      Jacobians.relu,
      Jacobians.sigmoid,
      Jacobians.network,
      Jacobians.miniBatch,
      SmallMinimization.row,
      TrainingEpochs.samples,
      TrainingEpochs.sgd(threads),
      TrainingEpochs.adam(threads),
      TrainingEpochs.softmax(threads),
      WholeProcesses.minimize,
      WholeProcesses.lesson,
    ]
  }
}
