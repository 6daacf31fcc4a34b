package dev.customerhealth.config;

/**
 * One thing wrong with the configuration.
 *
 * @param origin file and line, or environment variable
 * @param path the setting, for instance {@code kafka.bootstrap.servers}; empty for the whole file
 * @param value what was given, null when nothing was
 * @param expected what would have been right
 */
public record ConfigProblem(String origin, String path, String value, String expected) {

  /** One line, secrets masked. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(origin).append(": ");
    if (!path.isEmpty()) {
      line.append(path).append(": ");
    }
    if (value != null) {
      line.append('\'').append(Secrets.mask(path, value)).append("': ");
    }
    return line.append(expected).toString();
  }
}
