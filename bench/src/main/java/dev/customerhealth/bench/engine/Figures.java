package dev.customerhealth.bench.engine;

/**
 * What a process measured.
 *
 * @param nanosPerEvent CPU time of the thread that judges, per event
 * @param bytesPerEvent allocated by it, per event
 * @param bytesPerAccount stored at the end
 */
record Figures(double nanosPerEvent, double bytesPerEvent, double bytesPerAccount) {

  /** On a line, for the process that waits for it. */
  String line() {
    return nanosPerEvent + " " + bytesPerEvent + " " + bytesPerAccount;
  }

  /** The opposite of {@link #line}. */
  static Figures ofLine(String line) {
    String[] parts = line.split(" ", -1);
    return new Figures(
        Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
  }
}
