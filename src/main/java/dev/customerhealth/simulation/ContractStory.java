package dev.customerhealth.simulation;

import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.simulation.Contract.Chance;
import dev.customerhealth.simulation.Contract.Forecast;
import dev.customerhealth.simulation.Contract.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes up what an account's contract goes through: yearly terms that are renewed, more or less
 * often than not, sales within them, losses, and an end.
 *
 * <p>An account that is older than the records is written down with one step at their beginning:
 * steps of its true past would make every replay begin years earlier.
 */
final class ContractStory {
  private static final List<String> LINES = List.of("core", "insights", "automation", "governance");
  private static final List<String> REASONS =
      List.of("price", "a rival's product", "budget cut", "missing features", "acquired");
  private static final int MONTHS_PER_YEAR = 12;

  /** Share of terms in which something more is sold. */
  private static final double SALES_PER_TERM = 0.42;

  /** Days a chance is open before it is decided. */
  private static final int CHANCE_DAYS = 45;

  private final BookPlan plan;
  private final AccountStory story;
  private final LocalDate contractStart;
  private final SplittableRandom random;
  private final List<Step> steps = new ArrayList<>();
  private final List<Chance> chances = new ArrayList<>();
  private final List<Forecast> forecasts = new ArrayList<>();
  private LocalDate termEnd;

  private ContractStory(
      BookPlan plan, AccountStory story, LocalDate contractStart, SplittableRandom random) {
    this.plan = plan;
    this.story = story;
    this.contractStart = contractStart;
    this.random = random;
  }

  /**
   * The contract of an account.
   *
   * @param mrrMinor monthly revenue at first, in cents
   * @param leaves the day on which it leaves at the latest, at the end of its term or within it;
   *     null for one that is there at the beginning of the history
   * @param random of the contract alone
   */
  static Contract of(
      BookPlan plan,
      AccountStory story,
      LocalDate contractStart,
      long mrrMinor,
      LocalDate leaves,
      SplittableRandom random) {
    ContractStory made = new ContractStory(plan, story, contractStart, random);
    made.open(mrrMinor, leaves);
    made.goOn(leaves);
    return new Contract(made.steps, made.chances, made.forecasts);
  }

  private void open(long mrrMinor, LocalDate leaves) {
    LocalDate begin =
        contractStart.isBefore(plan.recordsBegin()) ? plan.recordsBegin() : contractStart;
    termEnd = firstTermEnd(begin, leaves);
    steps.add(
        new Step(
            begin,
            SubscriptionChangeType.NEW,
            0,
            mrrMinor,
            LINES.subList(0, random.nextDouble() < 0.6 ? 1 : 2),
            termEnd,
            null));
  }

  /** A day of the year of its own: the plot's, that of the end, or that of the start. */
  private LocalDate firstTermEnd(LocalDate begin, LocalDate leaves) {
    LocalDate end =
        leaves != null
            ? leaves
            : story.kind() == AccountStory.Kind.RENEWAL ? story.turn() : contractStart.plusYears(1);
    while (end.minusYears(1).isAfter(begin)) {
      end = end.minusYears(1);
    }
    while (!end.isAfter(begin)) {
      end = end.plusYears(1);
    }
    return end;
  }

  private void goOn(LocalDate leaves) {
    LocalDate from = steps.get(0).day();
    while (!last().isEnd()) {
      LocalDate due = termEnd;
      withinTerm(from, due);
      if (last().isEnd() || due.isAfter(plan.lastDay().plusDays(40))) {
        break;
      }
      from = due;
      forecast(due);
      if (leaves != null && !due.isBefore(leaves)) {
        end(due.minusDays(random.nextDouble() < 0.3 ? random.nextInt(60) : 0));
      } else {
        renew(due);
      }
    }
    openChance();
  }

  private Step last() {
    return steps.get(steps.size() - 1);
  }

  /** Sales and losses after one renewal and before the next. */
  private void withinTerm(LocalDate from, LocalDate due) {
    LocalDate sale = from.plusDays(60 + random.nextInt(180));
    boolean sells = random.nextDouble() < SALES_PER_TERM * (0.5 + story.wellbeing());
    double growth = 1.1 + 0.4 * random.nextDouble() * random.nextDouble();
    boolean loses = random.nextDouble() < 0.07;
    LocalDate turn = story.turn();
    if (isWithin(turn, from, due) && plotStep(turn)) {
      return;
    }
    if (loses && sale.isBefore(due)) {
      change(sale, SubscriptionChangeType.CONTRACTED, 0.7 + 0.2 * random.nextDouble(), 0);
    } else if (sale.isBefore(due)) {
      chance(sale, sells, growth);
    }
  }

  private static boolean isWithin(LocalDate day, LocalDate from, LocalDate due) {
    return !day.isBefore(from) && day.isBefore(due);
  }

  /** What the plot does to the contract within a term; false when it leaves it alone. */
  private boolean plotStep(LocalDate turn) {
    return switch (story.kind()) {
      case GROWING -> {
        chance(turn.isAfter(last().day()) ? turn : last().day().plusDays(1), true, 1.2);
        yield true;
      }
      case SLOW_DECLINE -> {
        change(turn.plusDays(45), SubscriptionChangeType.CONTRACTED, 0.7, 0);
        yield true;
      }
      case SUDDEN_SILENCE -> {
        if (random.nextDouble() < 0.35) {
          end(turn.plusDays(35 + random.nextInt(30)));
        }
        yield true;
      }
      default -> false;
    };
  }

  private void chance(LocalDate closed, boolean won, double growth) {
    LocalDate opened = closed.minusDays(20 + random.nextInt(CHANCE_DAYS));
    if (opened.isAfter(last().day())) {
      long worth = Math.round(last().afterMinor() * (growth - 1)) * MONTHS_PER_YEAR;
      chances.add(new Chance(opened, closed, won, worth));
    }
    if (won) {
      change(closed, SubscriptionChangeType.EXPANDED, growth, random.nextDouble() < 0.4 ? 1 : 0);
    }
  }

  /** Some accounts are being talked to right now. */
  private void openChance() {
    LocalDate opened = plan.lastDay().minusDays(3L + random.nextInt(CHANCE_DAYS));
    boolean talks = random.nextDouble() < 0.3 * story.wellbeing();
    if (talks && !last().isEnd() && last().day().isBefore(opened)) {
      long worth = last().afterMinor() * MONTHS_PER_YEAR * (10 + random.nextInt(30)) / 100;
      chances.add(
          new Chance(opened, plan.lastDay().plusDays(10L + random.nextInt(60)), true, worth));
    }
  }

  /** What its manager expects sixty days before; those who do well are mostly renewed. */
  private void forecast(LocalDate due) {
    LocalDate day = due.minusDays(60);
    if (day.isAfter(last().day())) {
      double confidence = 0.55 + 0.45 * Math.min(1, wellbeing(day) + 0.2);
      forecasts.add(
          new Forecast(
              day,
              due,
              Math.round(last().afterMinor() * MONTHS_PER_YEAR * confidence / 1000) * 1000));
    }
  }

  private void renew(LocalDate due) {
    double wellbeing = wellbeing(due);
    double draw = random.nextDouble();
    boolean observed = !due.isBefore(plan.firstDay());
    if (observed && draw < (wellbeing < 0.3 ? 0.6 : wellbeing < 0.5 ? 0.25 : 0.01)) {
      end(due);
      return;
    }
    // Most sign before the term ends, some only afterwards. Of the plot it is the day itself.
    boolean plot = story.kind() == AccountStory.Kind.RENEWAL && due.equals(story.turn());
    LocalDate signed = plot ? due : due.plusDays(random.nextInt(44) - 35L);
    termEnd = due.plusYears(1);
    if (wellbeing < 0.5 && draw > 0.6) {
      change(signed, SubscriptionChangeType.CONTRACTED, 0.8, 0);
    } else {
      double rise = draw > 0.75 ? 1.03 + 0.09 * random.nextDouble() : draw > 0.3 ? 1.03 : 1;
      change(signed, SubscriptionChangeType.RENEWED, rise, draw > 0.95 ? 1 : 0);
    }
  }

  /** How content the account's people are. */
  private double wellbeing(LocalDate day) {
    return story.on(day).satisfaction();
  }

  private void end(LocalDate day) {
    change(day, SubscriptionChangeType.CHURNED, 0, 0);
  }

  private void change(LocalDate wanted, SubscriptionChangeType type, double times, int moreLines) {
    Step last = last();
    LocalDate day = wanted.isAfter(last.day()) ? wanted : last.day().plusDays(1);
    int lines = Math.min(LINES.size(), last.lines().size() + moreLines);
    steps.add(
        new Step(
            day,
            type,
            last.afterMinor(),
            // Whole dollars: nobody signs cents.
            Math.round(last.afterMinor() * times / 100) * 100,
            LINES.subList(0, lines),
            termEnd,
            type == SubscriptionChangeType.CHURNED
                ? REASONS.get(random.nextInt(REASONS.size()))
                : null));
  }
}
