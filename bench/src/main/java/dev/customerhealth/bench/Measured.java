package dev.customerhealth.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Of what a table is, and from when: figures without that are taken for today's.
 *
 * @param day in UTC
 * @param commit as {@code git describe} names it, with "-dirty" when files differ from it; "none"
 *     without git
 */
public record Measured(LocalDate day, String commit) {

  /** This checkout, today. */
  public static Measured now() {
    return new Measured(LocalDate.now(ZoneOffset.UTC), commitOfCheckout());
  }

  /** One sentence for the head of a table. */
  public String inWords() {
    return "Measured on " + day + " of commit " + commit + ".";
  }

  private static String commitOfCheckout() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude", "*")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 && !said.isEmpty() ? said : "none";
    } catch (IOException noGit) {
      return "none";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "none";
    }
  }
}
