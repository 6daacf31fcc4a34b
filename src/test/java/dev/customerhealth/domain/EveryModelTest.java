package dev.customerhealth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.config.ModelSettings;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.scoring.CauseShare;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.MeasureScore;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.SentimentSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.domain.signal.UsageSignal;
import dev.customerhealth.model.ConfiguredPolicy;
import dev.customerhealth.oracle.RandomLife;
import dev.customerhealth.state.AccountStateCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold whatever the model: every shipped one, and one that uses all there is. */
class EveryModelTest {
  private static final int LIVES = 12;
  private static final int SIGNALS = 250;
  private static final int DAYS = 200;
  private static final LocalDate CONTRACT_START = LocalDate.of(2024, 3, 1);
  private static final List<Class<? extends Signal>> SOURCES =
      List.of(
          UsageSignal.class,
          TicketSignal.class,
          SurveySignal.class,
          SuccessSignal.class,
          SubscriptionSignal.class,
          SentimentSignal.class);
  private static final List<Class<? extends Signal>> COUNTED =
      List.of(UsageSignal.class, TicketSignal.class, SurveySignal.class);

  private static final String EVERYTHING =
      """
      id: everything
      version: 1
      label: Everything there is
      minimum-coverage: 10%
      weights: normalised
      components:
        - id: usage
          label: Usage
          weight: 40
          measures:
            - measure: login-frequency
              weight: 1
              score: {trend: {linear: {zero-at: -80, full-at: 50}}}
            - measure: usage-depth
              weight: 1
              grace: 40d
              score:
                tenure-grid:
                  tenure-days: [0, 60, 900]
                  values: [0, 3, 9]
                  scores: [[0, 60, 100], [0, 40, 100], [0, 20, 60]]
            - measure: daily-active-users
              weight: 1
              score: {share: {of: active-users, score: {linear: {zero-at: 0, full-at: 40}}}}
            - measure: tickets-opened
              weight: 0
              grace: 20d
              score: {linear: {zero-at: 30, full-at: 0}}
        - id: voice
          label: Voice
          weight: 30-40
          measures:
            - measure: nps
              half-life: 20d
              expiry: 70d
              score: {linear: {zero-at: -100, full-at: 100}}
            - measure: csm-sentiment
              expiry: 33d
              missing: neutral
              score: {linear: {zero-at: 0, full-at: 100}}
            - measure: csat
              window: 30d
              half-life: 9d
              missing: zero
              score: {linear: {zero-at: 0, full-at: 100}}
      caps:
        - {id: open, label: Open escalation, when: {measure: open-escalations, at-least: 1}, at-most: 45}
        - {id: overdue, label: Overdue, when: {measure: days-overdue, at-least: 10}, at-most: 30}
        - {id: busy, label: Busy, when: {measure: tickets-opened, at-least: 2}, at-most: 40}
        - {id: unhappy, label: Unhappy, when: {measure: nps, at-most: 0}, at-most: 35}
      bands:
        - {id: good, label: Good, from: 50, to: 100, role: grow, colour: green, action: Grow}
        - {id: bad, label: Bad, from: 0, to: 50, role: escalate, colour: red, action: Call}
      """;

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void writeModel() throws Exception {
    file = Files.writeString(folder.resolve("everything.yml"), EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4", "everything", "by stage"})
  void points_add_up_and_the_state_comes_back_after_every_signal(String model) throws Exception {
    HealthPolicy policy = policy(model);
    AccountStateCodec codec = new AccountStateCodec();
    int scored = 0;
    boolean besides = false;
    for (long seed = 0; seed < LIVES; seed++) {
      Fold fold = new Fold("acme", policy);
      int told = 0;
      for (Signal signal : RandomLife.of("acme", seed, SIGNALS, DAYS)) {
        fold.tell(signal);
        for (; told < fold.changes().size(); told++) {
          requireSound(fold.changes().get(told), seed);
          scored += fold.changes().get(told).to().scored() ? 1 : 0;
          besides |= modelAndSomethingElse(fold.changes().get(told));
        }
        assertThat(codec.decode("acme", codec.encode(fold.state())))
            .as("seed %d", seed)
            .isEqualTo(fold.state());
      }
    }
    assertThat(scored).as("changes to a score").isGreaterThan(LIVES);
    assertThat(besides)
        .as("a change of model met together with another cause")
        .isEqualTo(model.equals("by stage"));
  }

  private static boolean modelAndSomethingElse(ScoreChange change) {
    return change.causes().size() > 1
        && change.causes().stream()
            .anyMatch(share -> share.cause() == ChangeCause.MODEL_CHANGED && share.points() != 0);
  }

  private static void requireSound(ScoreChange change, long seed) {
    HealthScore to = change.to();
    int points = to.measures().stream().mapToInt(MeasureScore::contribution).sum();
    assertThat(points + (to.cap() == null ? 0 : to.cap().points()))
        .as("seed %d: %s", seed, change)
        .isEqualTo(to.score());
    assertThat(to.score()).as("seed %d: %s", seed, change).isBetween(0, 100_000);
    assertThat(to.coverage()).as("seed %d: %s", seed, change).isBetween(0.0, 1.0);
    assertThat(change.drivers().stream().mapToInt(Driver::points).sum())
        .as("seed %d: %s", seed, change)
        .isEqualTo(change.points());
    assertThat(change.causes().stream().mapToInt(CauseShare::points).sum())
        .as("seed %d: causes of %s", seed, change)
        .isEqualTo(change.points());
    for (CauseShare share : change.causes()) {
      assertThat(share.drivers().stream().mapToInt(Driver::points).sum())
          .as("seed %d: %s of %s", seed, share.cause(), change)
          .isEqualTo(share.points());
    }
    assertThat(byMeasure(change.causes().stream().flatMap(share -> share.drivers().stream())))
        .as("seed %d: causes by measure of %s", seed, change)
        .isEqualTo(byMeasure(change.drivers().stream()));
  }

  /**
   * Points by measure, without those whose moves cancel out. All caps are one line of the points,
   * which goes by the name of the one that holds.
   */
  private static Map<String, Integer> byMeasure(Stream<Driver> drivers) {
    Map<String, Integer> points = new HashMap<>();
    drivers.forEach(
        driver ->
            points.merge(
                driver.componentId().equals("cap") ? "cap" : driver.measureId(),
                driver.points(),
                Integer::sum));
    points.values().removeIf(moved -> moved == 0);
    return points;
  }

  /** Within a window: what arrives later than 90 days does not count, in whatever order. */
  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4", "everything", "by stage"})
  void the_order_of_arrival_does_not_matter(String model) throws Exception {
    HealthPolicy policy = policy(model);
    int scored = 0;
    for (long seed = 0; seed < LIVES; seed++) {
      List<Signal> life = new ArrayList<>(RandomLife.of("acme", seed, SIGNALS, 85));
      Instant end = life.get(life.size() - 1).occurredAt();
      HealthScore straight = scoreAt(end, life, policy);
      Collections.shuffle(life, new Random(seed));

      HealthScore shuffled = scoreAt(end, life, policy);

      assertThat(shuffled.score()).as("seed %d", seed).isEqualTo(straight.score());
      assertThat(shuffled.coverage()).as("seed %d", seed).isEqualTo(straight.coverage());
      assertThat(shuffled.measures()).as("seed %d", seed).isEqualTo(straight.measures());
      scored += straight.scored() ? 1 : 0;
    }
    assertThat(scored).as("scores").isPositive();
  }

  private static HealthScore scoreAt(Instant end, List<Signal> signals, HealthPolicy policy) {
    Fold fold = new Fold("acme", policy);
    signals.forEach(signal -> fold.tellAt(end, signal));
    return new Assessor().score(fold.state(), policy);
  }

  /**
   * A source that is silent, every second of the facts that are counted, or one word about a
   * person; also where nobody tells of contacts. Exceptions are facts that correct what was told
   * before (without the word that put an invoice off it fell due, and that is known) and money in a
   * second currency, which can be compared with none: without it there are data again.
   */
  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4", "everything"})
  void whatever_is_not_told_never_raises_coverage(String model) throws Exception {
    HealthPolicy policy = policy(model);
    int lower = 0;
    for (int i = 0; i < 2 * LIVES; i++) {
      long seed = i / 2;
      List<Signal> life = knownCustomer(seed, CONTRACT_START);
      if (i % 2 == 1) {
        life.removeIf(EveryModelTest::isContact);
      }
      Instant end = life.get(life.size() - 1).occurredAt();
      double all = scoreAt(end, life, policy).coverage();
      Random random = new Random(seed);
      List<Predicate<Signal>> silences = new ArrayList<>();
      life.stream().filter(EveryModelTest::isOfPerson).forEach(s -> silences.add(s::equals));
      SOURCES.forEach(source -> silences.add(source::isInstance));
      for (int half = 0; half < SOURCES.size(); half++) {
        silences.add(
            signal -> COUNTED.stream().anyMatch(c -> c.isInstance(signal)) && random.nextBoolean());
      }
      for (Predicate<Signal> silence : silences) {
        List<Signal> fewer = new ArrayList<>(life);
        fewer.removeIf(silence);

        double coverage = scoreAt(end, fewer, policy).coverage();

        assertThat(coverage).as("seed %d", seed).isLessThanOrEqualTo(all);
        lower += coverage < all ? 1 : 0;
      }
    }
    assertThat(lower).as("silences that are noticed").isGreaterThan(LIVES);
  }

  /**
   * Who the account is may say how much is asked: here it says no start of a contract. By the
   * models that ask anything else of a profile.
   */
  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4"})
  void a_profile_that_is_not_told_never_raises_coverage(String model) throws Exception {
    HealthPolicy policy = policy(model);
    int lower = 0;
    for (long seed = 0; seed < 2 * LIVES; seed++) {
      List<Signal> life = knownCustomer(seed, null);
      Instant end = life.get(life.size() - 1).occurredAt();
      double all = scoreAt(end, life, policy).coverage();

      life.removeIf(ProfileSignal.class::isInstance);

      double coverage = scoreAt(end, life, policy).coverage();
      assertThat(coverage).as("seed %d", seed).isLessThanOrEqualTo(all);
      lower += coverage < all ? 1 : 0;
    }
    assertThat(lower).as("profiles that are missed").isPositive();
  }

  /**
   * Each of them by itself. The exception is the word that an invoice was paid or put off: without
   * it the invoice fell due, and that is known.
   */
  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4", "everything"})
  void one_fact_of_success_or_subscription_that_is_not_told_never_raises_coverage(String model)
      throws Exception {
    HealthPolicy policy = policy(model);
    int left = 0;
    for (long seed = 0; seed < LIVES; seed++) {
      List<Signal> life = knownCustomer(seed, CONTRACT_START);
      Instant end = life.get(life.size() - 1).occurredAt();
      double all = scoreAt(end, life, policy).coverage();
      for (Signal fact : life) {
        if (fact instanceof SuccessSignal
            || (fact instanceof SubscriptionSignal s && !isOfInvoice(s))) {
          List<Signal> fewer = new ArrayList<>(life);
          fewer.remove(fact);
          assertThat(scoreAt(end, fewer, policy).coverage())
              .as("seed %d without %s", seed, fact)
              .isLessThanOrEqualTo(all);
          left++;
        }
      }
    }
    assertThat(left).as("facts left out").isGreaterThan(5 * LIVES);
  }

  private static boolean isOfInvoice(SubscriptionSignal signal) {
    return signal.kind().name().startsWith("INVOICE");
  }

  private static boolean isContact(Signal signal) {
    return signal instanceof SuccessSignal success
        && switch (success.kind()) {
          case EMAIL, CALL, MEETING, QBR_SCHEDULED, QBR_HELD -> true;
          default -> false;
        };
  }

  private static boolean isOfPerson(Signal signal) {
    return signal instanceof SuccessSignal success
        && success.kind().name().startsWith("STAKEHOLDER");
  }

  /**
   * The exception of every model: how old an account is says what is asked of it at all. Where
   * nobody tells when the contract began, it is as if it had begun with the first fact, and no
   * better.
   */
  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4", "everything"})
  void without_the_start_of_the_contract_no_more_is_covered_than_if_it_began_with_the_first_fact(
      String model) throws Exception {
    HealthPolicy policy = policy(model);
    for (long seed = 0; seed < LIVES; seed++) {
      List<Signal> unknown = knownCustomer(seed, null);
      Instant end = unknown.get(unknown.size() - 1).occurredAt();
      Fold fold = new Fold("acme", policy);
      unknown.forEach(signal -> fold.tellAt(end, signal));
      int first = fold.state().facts().knownSince();

      HealthScore begun = scoreAt(end, knownCustomer(seed, LocalDate.ofEpochDay(first)), policy);

      assertThat(new Assessor().score(fold.state(), policy).coverage())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(begun.coverage());
    }
  }

  /** A life behind a profile that stays; a start that is null is not told. */
  private static List<Signal> knownCustomer(long seed, LocalDate start) {
    List<Signal> life = new ArrayList<>(RandomLife.of("acme", seed, SIGNALS, 35));
    life.removeIf(signal -> !(signal instanceof AccountSignal));
    life.add(
        0,
        new ProfileSignal(
            "acme",
            life.get(0).occurredAt(),
            "Acme",
            "smb",
            null,
            null,
            null,
            null,
            start,
            null,
            12,
            null,
            null,
            10,
            null,
            List.of("feature-1", "feature-2")));
    return life;
  }

  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4", "everything", "by stage"})
  void whatever_is_told_again_later_counts_once(String model) throws Exception {
    HealthPolicy policy = policy(model);
    int repeats = 0;
    for (long seed = 0; seed < LIVES; seed++) {
      Fold once = new Fold("acme", policy);
      Fold twice = new Fold("acme", policy);
      Deque<Signal> lately = new ArrayDeque<>();
      for (Signal signal : RandomLife.of("acme", seed, SIGNALS, DAYS)) {
        once.tell(signal);
        twice.tell(signal);
        if (signal instanceof AccountSignal && twice.last().outcome() == Outcome.SCORED) {
          lately.add(signal);
        }
        if (lately.size() == RecentEvents.MIN_KEPT) {
          AccountState before = twice.state();
          twice.tell(lately.poll());
          assertThat(twice.last().outcome()).as("seed %d", seed).isEqualTo(Outcome.DUPLICATE);
          assertThat(twice.state()).as("seed %d", seed).isEqualTo(before);
          repeats++;
        }
      }

      assertThat(twice.changes()).as("seed %d", seed).isEqualTo(once.changes());
      assertThat(twice.alerts()).as("seed %d", seed).isEqualTo(once.alerts());
    }
    assertThat(repeats).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4", "everything", "by stage"})
  void whatever_is_told_twice_counts_once(String model) throws Exception {
    HealthPolicy policy = policy(model);
    for (long seed = 0; seed < LIVES; seed++) {
      Fold once = new Fold("acme", policy);
      Fold twice = new Fold("acme", policy);
      for (Signal signal : RandomLife.of("acme", seed, SIGNALS, DAYS)) {
        once.tell(signal);
        twice.tell(signal, signal);
      }

      assertThat(twice.state()).as("seed %d", seed).isEqualTo(once.state());
      assertThat(twice.changes()).as("seed %d", seed).isEqualTo(once.changes());
      assertThat(twice.alerts()).as("seed %d", seed).isEqualTo(once.alerts());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4", "everything", "by stage"})
  void until_the_due_day_time_alone_changes_nothing(String model) throws Exception {
    HealthPolicy policy = policy(model);
    Assessor assessor = new Assessor();
    int quietDays = 0;
    for (long seed = 0; seed < LIVES; seed++) {
      Fold fold = new Fold("acme", policy);
      int count = 0;
      for (Signal signal : RandomLife.of("acme", seed, SIGNALS, DAYS)) {
        fold.tell(signal);
        count++;
        AccountState state = fold.state();
        if (count % 10 != 0 || state.facts().day() == Days.NONE) {
          continue;
        }
        int today = state.facts().day();
        int due = state.judgement().dueDay();
        int last = due == Days.NONE ? today + 130 : Math.min(due - 1, today + 130);
        HealthScore now = assessor.score(state, policy);
        for (int day = today + 1; day <= last; day++) {
          HealthScore then = assessor.score(on(state, day), policy);
          assertThat(then.score())
              .as("seed %d after %d signals, %d days later", seed, count, day - today)
              .isEqualTo(now.score());
          assertThat(then.coverage()).isEqualTo(now.coverage());
          assertThat(then.modelRule()).isEqualTo(now.modelRule());
          quietDays++;
        }
      }
    }
    assertThat(quietDays).as("days before the due day").isGreaterThan(LIVES);
  }

  /** As the stream does between two commits. */
  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4", "everything", "by stage"})
  void what_it_was_last_judged_by_is_quicker_and_changes_no_answer(String model) throws Exception {
    HealthPolicy policy = policy(model);
    Assessor assessor = new Assessor();
    int read = 0;
    for (long seed = 0; seed < LIVES; seed++) {
      AccountState state = AccountState.unknown("acme");
      ScoreSheet sheet = null;
      for (Signal signal : RandomLife.of("acme", seed, SIGNALS, DAYS)) {
        Instant due = state.nextDue();
        // Every other life is found by events alone, which then tell what time did, too.
        boolean tick = seed % 2 == 0 && due != null && !due.isAfter(signal.occurredAt());
        for (Signal each : tick ? List.of(new TimePassed("acme", due), signal) : List.of(signal)) {
          Assessment anew = assessor.assess(state, each, null, policy);

          Assessment readOn = assessor.assess(state, sheet, each, null, policy);

          assertThat(readOn.after()).as("seed %d, %s", seed, each).isEqualTo(anew.after());
          assertThat(readOn.change()).as("seed %d, %s", seed, each).isEqualTo(anew.change());
          assertThat(readOn.alerts()).as("seed %d, %s", seed, each).isEqualTo(anew.alerts());
          read += sheet != null && readOn.change().isPresent() ? 1 : 0;
          state = readOn.after();
          sheet = readOn.sheet() == null ? sheet : readOn.sheet();
        }
      }
    }
    assertThat(read).as("changes told with a sheet at hand").isGreaterThan(LIVES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4", "everything", "by stage"})
  void scores_and_highs_are_the_same_however_often_ticks_come(String model) throws Exception {
    HealthPolicy policy = policy(model);
    Assessor assessor = new Assessor();
    for (long seed = 0; seed < LIVES; seed++) {
      List<Signal> signals = RandomLife.of("acme", seed, SIGNALS, DAYS);
      Fold silent = new Fold("acme", policy);
      Fold ticked = new Fold("acme", policy);
      int count = 0;
      for (Signal signal : signals) {
        silent.tell(signal);
        tickUntil(ticked, signal.occurredAt());
        ticked.tell(signal);
        count++;
        if (silent.last().outcome() != Outcome.SCORED) {
          continue;
        }
        assertThat(assessor.score(silent.state(), policy).score())
            .as("seed %d after %d signals", seed, count)
            .isEqualTo(assessor.score(ticked.state(), policy).score());
        assertThat(silent.state().judgement().highs())
            .as("seed %d after %d signals", seed, count)
            .isEqualTo(ticked.state().judgement().highs());
      }
    }
  }

  private static void tickUntil(Fold fold, Instant end) {
    Facts facts = new Facts("acme");
    AccountState state = fold.state();
    if (state.asOf() == null) {
      return;
    }
    for (int day = state.facts().day() + 1; day <= Days.of(end.toEpochMilli()); day++) {
      fold.tell(facts.timePassed(Instant.ofEpochMilli(Days.startOf(day))));
    }
  }

  private static AccountState on(AccountState state, int day) {
    return new AccountState(
        state.accountId(),
        Days.startOf(day),
        state.profile(),
        state.facts().advancedTo(day),
        state.recentEvents(),
        state.judgement(),
        state.overriding());
  }

  private HealthPolicy policy(String model) throws Exception {
    boolean byStage = model.equals("by stage");
    List<ModelSettings.Rule> rules =
        byStage
            ? List.of(
                rule("near", List.of(), true, "M4"),
                rule("new", List.of(Lifecycle.Stage.ONBOARDING), null, "everything"),
                rule("growing", List.of(Lifecycle.Stage.GROWTH), null, "M3"))
            : List.of();
    return ConfiguredPolicy.of(
        new ModelSettings(List.of(file), byStage ? "M0" : model, "test", rules));
  }

  private static ModelSettings.Rule rule(
      String id, List<Lifecycle.Stage> stages, Boolean renewalNear, String model) {
    return new ModelSettings.Rule(
        id, model, List.of(), List.of(), stages, renewalNear, "rules", "test");
  }
}
