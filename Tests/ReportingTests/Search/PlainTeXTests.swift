import Testing

@testable import Reporting

struct PlainTeXTests {
  @Test(arguments: [
    ("x^2", "x²"), ("\\mathbb R", "ℝ"), ("\\mathbb{R}^n", "ℝⁿ"), ("x^{-1}", "x⁻¹"), ("w_{10}", "w₁₀"), ("A^T", "Aᵀ"),
    ("\\frac{a}{b}", "a/b"), ("x^2 \\in \\mathbb R", "x² ∈ ℝ"), ("\\alpha + \\beta", "α + β"), ("x^k", "x^k"),
    ("\\mathbb", ""),
    ("", ""), ("x^", "x^"), ("\\mathbb{RR}", "RR"),
  ])
  func lines(_ tex: String, _ text: String) { #expect(PlainTeX.text(tex) == text) }
}
