/// The one style sheet of all pages.
public enum Theme {
  public static let styleSheet = ""
}
