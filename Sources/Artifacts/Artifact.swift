/// Result that a cell shows. One file an artifact: its data, its layout, its HTML, its Markdown, its data export.
public indirect enum Artifact: Codable, Sendable {
  case value(ValueArtifact)
  case tuple([Artifact])
  case text(String)
  case table(TableArtifact)
  case gradients(GradientTable)
  case backward(BackwardSteps)
  case graph(GraphFigure)
  case gradcheck(GradientCheckArtifact)
  case forward(ForwardArtifact)
  case summary(ModelSummary)
  case chart(Chart)
  case jacobian(JacobianArtifact)
  case slider(SliderArtifact)
}
