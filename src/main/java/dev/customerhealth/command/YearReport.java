package dev.customerhealth.command;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What a model that looks back a year cannot know yet, for people. */
final class YearReport {

  private YearReport() {}

  /**
   * What is missing of the years a model asks for; nothing when accounts keep as much already.
   *
   * @param inForce the models until then, shadows included
   * @param from when the model comes into force
   */
  static List<String> gaps(ScoringModel model, List<ScoringModel> inForce, Instant from) {
    List<String> gaps = new ArrayList<>();
    int kept =
        inForce.stream().mapToInt(other -> other.measures().keptDays()).max().orElse(Days.KEPT);
    int asked = model.measures().keptDays();
    if (asked > kept && kept < Days.YEAR) {
      gaps.add(
          "%s looks back a year, of which an account known for longer has kept the last %d days:"
                  .formatted(model.id(), kept)
              + " there these measures have no data before "
              + whole(from, Days.YEAR - kept));
    }
    if (asked > Days.YEAR && asked > kept) {
      gaps.add(
          "%s compares a year with the one before: such an account has no data of that before %s"
              .formatted(model.id(), whole(from, asked - kept)));
    }
    return gaps;
  }

  private static LocalDate whole(Instant from, int days) {
    return LocalDate.ofInstant(from.plus(Duration.ofDays(days)), ZoneOffset.UTC);
  }
}
