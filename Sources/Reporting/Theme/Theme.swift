/// The one style sheet of all pages. No font is shipped, nothing is loaded from elsewhere, and what is read needs no script.
public enum Theme {
  public static let styleSheet =
    tokenRules + pageRules + barRules + searchRules + readingRules + proseRules + originRules + cellRules + artifactRules + tableRules + calloutRules + FigureStyle.page
    + ChartStyle.page + playerRules + sliderRules + phoneRules
    + printRules
}
