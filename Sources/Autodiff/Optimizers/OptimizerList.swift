extension OptimizerDescription {
  /// In the order of the reference page.
  public static let all: [OptimizerDescription] = [
    SGD.description, AdaGrad.description, Adadelta.description, RMSProp.description, Adam.description,
    Adam.decoupled, Nadam.description, Newton.description, BFGS.description, LBFGS.description,
  ]
}
