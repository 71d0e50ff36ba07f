/// The one style sheet of all pages. No font is shipped, nothing is loaded from elsewhere, and what is read needs no script.
public enum Theme {
  /// - Parameter theme: of the course.
  public static func styleSheet(_ theme: CourseTheme = CourseTheme()) -> String {
    let own = theme.rules.isEmpty ? "" : theme.rules + "\n"
    return tokenRules(theme) + rules + own
  }

  private static let rules =
    pageRules + barRules + searchRules + readingRules + proseRules + originRules + cellRules + artifactRules
    + tableRules + calloutRules + FigureStyle.page
    + ChartStyle.page + playerRules + sliderRules + liveRules + answerRules + phoneRules + rightToLeftRules
    + printRules
}
