package dev.customerhealth.packaging;

import dev.customerhealth.packaging.PanelAnswers.Shown;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What queries of panels show zeros or nothing in the demo while nothing is wrong, on which days,
 * and which of them show nothing else. All others must show something that is not zero.
 */
final class QuietPanels {

  /** How sure that is. */
  enum Rest {
    /** Zeros from the first answer to the last: all else would be a fault. */
    ZERO,
    /** Zeros in the end, when all is worked off. */
    ZERO_IN_THE_END,
    /** No series at all: each would be a fault. */
    NOTHING,
    /** Zeros or not, by how fast the machine is and by what customers did. */
    PERHAPS_ZERO,
    /** Zeros, no series, or more. */
    PERHAPS_NOTHING;

    private boolean allows(Shown shown) {
      boolean nothing = this == NOTHING || this == PERHAPS_NOTHING;
      return shown.isEmpty() ? nothing : shown.zero() && this != NOTHING;
    }

    private boolean isKept(Shown shown) {
      return switch (this) {
        case ZERO -> !shown.isEmpty() && shown.zero();
        case ZERO_IN_THE_END -> !shown.isEmpty() && shown.zeroInTheEnd();
        case NOTHING -> shown.isEmpty();
        case PERHAPS_ZERO, PERHAPS_NOTHING -> true;
      };
    }
  }

  /** When a query may be quiet. */
  private enum Days {
    ALL,
    /** The first of a quarter: what is told of the quarter has only begun. */
    FIRST_OF_QUARTER
  }

  private record Quiet(Rest rest, Days days, String why) {}

  /** Days of a quarter in which nobody need have answered a survey. */
  private static final int DAYS_WITHOUT_ANSWERS = 2;

  /** Days of a quarter in which nobody need have left who had a score when it began. */
  private static final int DAYS_WITHOUT_A_LOSS = 21;

  /** Of these queries together one must show a loss, whichever score those had who left. */
  private static final String LOSSES = "portfolio / Churn by score at the start, quarter / ";

  private static final Map<String, Quiet> QUIET =
      Map.ofEntries(
          Map.entry("executive / Accounts by band / F", inTheEnd("every customer has a score")),
          Map.entry(
              "executive / Share of accounts by band / F", inTheEnd("every customer has a score")),
          Map.entry("portfolio / Chosen books by band / F", inTheEnd("every customer has a score")),
          Map.entry("executive / Currencies without a rate / A", zero("all pay in one currency")),
          Map.entry("executive / NPS, quarter / A", firstDays("nobody has answered yet")),
          Map.entry("executive / NPS, quarter / B", firstDays("nobody has answered yet")),
          Map.entry(LOSSES + "A", perhapsZero("the healthy stay, mostly")),
          Map.entry(LOSSES + "B", perhapsZero("so do the stable")),
          Map.entry(LOSSES + "C", perhapsZero("one of those may have left, or not")),
          Map.entry(LOSSES + "D", perhapsZero("or of the critical")),
          Map.entry(LOSSES + "E", perhapsNothing("nobody need have been in an emergency")),
          Map.entry("alerts / Given up, last hour / A", zero("every notification arrives")),
          Map.entry("alerts / Failed attempts / A", zero("every notification arrives")),
          Map.entry("alerts / On their way / B", zero("every notification arrives at once")),
          Map.entry("alerts / Held back / A", zero("there are no quiet hours and no limits")),
          Map.entry(
              "alerts / Records the notifier cannot read / A", zero("one version writes them")),
          Map.entry(
              "alerts / Records the notifier cannot read / B", zero("nobody else writes to it")),
          Map.entry("operations / Dead letters, last hour / A", zero("the book is clean")),
          Map.entry("operations / Refused / B", nothing("there are no dead letters")),
          Map.entry("operations / Threads / B", zero("no thread dies")),
          Map.entry("operations / Records waiting / A", perhapsZero("the service keeps up")),
          Map.entry("operations / Waiting by topic / A", perhapsZero("the service keeps up")),
          Map.entry(
              "operations / Time held back by a backlog / A", perhapsZero("it keeps up, mostly")),
          Map.entry(
              "operations / Rebalances and restores / A", perhapsZero("there is one instance")),
          Map.entry(
              "operations / Rebalances and restores / B", inTheEnd("there is nothing to restore")),
          Map.entry(
              "operations / Accounts judged as time passed / B",
              perhapsZero("a tick gets through all")),
          Map.entry(
              "operations / Accounts judged as time passed / C", zero("every account is judged")),
          Map.entry(
              "operations / Facts the book left out, hour / A", zero("no account tells so much")),
          Map.entry(
              "operations / Facts the book left out, hour / B", zero("the history is in order")),
          Map.entry(
              "operations / Open things given up, hour / A", zero("what is opened is closed")),
          Map.entry("operations / Models refused, hour / A", zero("none is published")),
          Map.entry(
              "operations / Alerts of Prometheus / A",
              perhapsNothing("one may wait to fire, about customers")));

  private final LocalDate today;

  private QuietPanels(LocalDate today) {
    this.today = today;
  }

  /** As it is on a day, in UTC. */
  static QuietPanels on(LocalDate today) {
    return new QuietPanels(today);
  }

  private static Quiet zero(String why) {
    return new Quiet(Rest.ZERO, Days.ALL, why);
  }

  private static Quiet inTheEnd(String why) {
    return new Quiet(Rest.ZERO_IN_THE_END, Days.ALL, why);
  }

  private static Quiet nothing(String why) {
    return new Quiet(Rest.NOTHING, Days.ALL, why);
  }

  private static Quiet perhapsZero(String why) {
    return new Quiet(Rest.PERHAPS_ZERO, Days.ALL, why);
  }

  private static Quiet perhapsNothing(String why) {
    return new Quiet(Rest.PERHAPS_NOTHING, Days.ALL, why);
  }

  private static Quiet firstDays(String why) {
    return new Quiet(Rest.PERHAPS_NOTHING, Days.FIRST_OF_QUARTER, why);
  }

  /** Dashboard, panel and query of all that may be quiet on some day. */
  static Set<String> places() {
    return QUIET.keySet();
  }

  /** Queries that should show something and have no series. */
  Set<String> unexpectedlyEmpty(List<Shown> all) {
    return places(all, shown -> shown.isEmpty() && !mayBeQuiet(shown));
  }

  /** Queries that should move and show only zeros; with a star what does so together. */
  Set<String> unexpectedlyZero(List<Shown> all) {
    Set<String> places =
        places(all, shown -> !shown.isEmpty() && shown.zero() && !mayBeQuiet(shown));
    boolean losses =
        all.stream().anyMatch(shown -> shown.place().startsWith(LOSSES) && !shown.zero());
    if (!losses && dayOfQuarter() > DAYS_WITHOUT_A_LOSS) {
      places.add(LOSSES + "*");
    }
    return places;
  }

  /** Queries that must be quiet, whatever the day, and are not, each with why they must. */
  Set<String> restless(List<Shown> all) {
    Set<String> restless = new TreeSet<>();
    for (Shown shown : all) {
      Quiet quiet = QUIET.get(shown.place());
      if (quiet != null && !quiet.rest().isKept(shown)) {
        restless.add(shown.place() + ", though " + quiet.why());
      }
    }
    return restless;
  }

  private boolean mayBeQuiet(Shown shown) {
    Quiet quiet = QUIET.get(shown.place());
    return quiet != null
        && quiet.rest().allows(shown)
        && (quiet.days() == Days.ALL || dayOfQuarter() <= DAYS_WITHOUT_ANSWERS);
  }

  /** From 1. */
  private long dayOfQuarter() {
    return ChronoUnit.DAYS.between(today.with(IsoFields.DAY_OF_QUARTER, 1), today) + 1;
  }

  private static Set<String> places(List<Shown> all, Predicate<Shown> wanted) {
    return all.stream()
        .filter(wanted)
        .map(Shown::place)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
