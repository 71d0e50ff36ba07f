/// The program's version, which `lessons --version` and SARIF reports say.
public let programVersion = "0.1.0"
