package dev.customerhealth.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SuccessSignal.GoalKind;
import dev.customerhealth.domain.signal.SuccessSignal.Kind;
import dev.customerhealth.domain.signal.SuccessSignal.Role;
import dev.customerhealth.domain.signal.SuccessSignal.Side;
import dev.customerhealth.domain.signal.SuccessSignal.SponsorAttendance;
import dev.customerhealth.model.ModelLibrary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How an account stands for the book (R26, R31, R34, R35), as the book is told of it. */
class StandingTest {
  private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
  private static final int CROWD = 600;
  private static final int SEEDS = 12;
  private static final int STEPS = 300;

  private final Facts facts = new Facts("a");

  /** Judged by M1, which asks neither for contacts nor for who they are, and by no rule. */
  private final Fold account =
      new Fold("a", new HealthPolicy(ModelLibrary.presets().model("M1").orElseThrow(), List.of()));

  /** What the book was told last: it hears of an account only when that is judged. */
  private Standing told = Standing.UNKNOWN;

  private void tell(Signal... signals) {
    for (Signal signal : signals) {
      AccountState before = account.state();
      account.tell(signal);
      Standing news =
          account.state().equals(before) ? null : Standing.news(before, account.state());
      told = news == null ? told : news;
    }
  }

  /** Nothing happens but time, told every day at midnight, so many days after the start. */
  private void silentUntil(int days) {
    for (int each = 1; each <= days; each++) {
      Instant midnight = day(each).minus(Duration.ofHours(12));
      if (midnight.isAfter(account.state().asOf())) {
        tell(facts.timePassed(midnight));
      }
    }
  }

  private static Instant day(int days) {
    return START.plus(Duration.ofDays(days));
  }

  private SuccessSignal joins(String person, Role role) {
    return facts.stakeholder(START, Kind.STAKEHOLDER_JOINED, person, role);
  }

  private SuccessSignal meets(int day, String... people) {
    return facts.contact(day(day), Kind.MEETING, Side.VENDOR, true, people);
  }

  @Test
  void a_sponsor_is_active_for_90_days_also_when_nothing_happens_any_more() {
    tell(joins("sue", Role.SPONSOR));
    assertThat(told.sponsored()).as("never met").isFalse();
    tell(meets(0, "sue"));
    assertThat(told.sponsored()).isTrue();

    silentUntil(89);
    assertThat(told.sponsored()).as("on the 90th day").isTrue();
    silentUntil(90);
    assertThat(told.sponsored()).as("a day later").isFalse();
  }

  @Test
  void a_sponsor_who_left_and_a_champion_are_none() {
    tell(joins("sue", Role.SPONSOR), joins("cho", Role.CHAMPION), meets(0, "sue", "cho"));
    assertThat(told.sponsored()).isTrue();

    tell(facts.stakeholder(day(1), Kind.STAKEHOLDER_LEFT, "sue", null));

    assertThat(told.sponsored()).isFalse();
  }

  @Test
  void contacts_are_people_engaged_within_90_days() {
    tell(meets(0, "sue", "cho"), meets(10, "cho", "dan"));
    assertThat(told.contacts()).isEqualTo(3);

    silentUntil(90);
    assertThat(told.contacts()).as("cho and dan").isEqualTo(2);
    silentUntil(100);
    assertThat(told.contacts()).isZero();
  }

  @Test
  void features_are_those_used_within_30_days() {
    assertThat(Standing.UNKNOWN.features()).isEqualTo(-1);
    tell(facts.used(day(0), "u", "plan", 1), facts.used(day(5), "u", "report", 1));
    assertThat(told.features()).isEqualTo(2);

    silentUntil(29);
    assertThat(told.features()).isEqualTo(2);
    silentUntil(30);
    assertThat(told.features()).isEqualTo(1);
    silentUntil(35);
    assertThat(told.features()).isZero();
  }

  @Test
  void the_core_is_used_when_all_that_matters_most_was_within_30_days() {
    tell(facts.used(day(0), "u", "plan", 1));
    assertThat(told.core()).as("nobody said what matters").isEqualTo(-1);
    tell(facts.profile(day(0), 10, List.of("plan", "report")));
    assertThat(told.core()).isZero();
    tell(facts.used(day(3), "u", "report", 1));
    assertThat(told.core()).isEqualTo(1);

    silentUntil(29);
    assertThat(told.core()).isEqualTo(1);
    silentUntil(30);
    assertThat(told.core()).isZero();
  }

  @Test
  void an_account_belongs_to_the_region_its_profile_names() {
    tell(facts.profile(day(0), 10, 10));

    assertThat(told.attribution().region())
        .isEqualTo(account.state().profile().region())
        .isNotNull();
  }

  @Test
  void days_to_first_value_run_from_the_start_of_the_contract() {
    // The contract began on 2024-03-01.
    tell(facts.profile(day(0), 10, 10));
    assertThat(told.firstValueDays()).isEqualTo(-1);

    tell(
        facts.goal(
            Instant.parse("2026-01-10T08:00:00Z"),
            Kind.GOAL_ACHIEVED,
            "plan goal",
            GoalKind.PLAN_GOAL,
            null,
            null));
    assertThat(told.firstValueDays()).as("no milestone of value").isEqualTo(-1);
    tell(
        facts.goal(
            Instant.parse("2026-03-01T08:00:00Z"),
            Kind.GOAL_ACHIEVED,
            "value",
            GoalKind.VALUE_MILESTONE,
            null,
            null));
    assertThat(told.firstValueDays()).isEqualTo(730);
  }

  @Test
  void what_changes_nothing_the_book_looks_at_is_no_news() {
    tell(facts.used(day(0), "u", "plan", 1));
    AccountState before = account.state();

    account.tell(facts.login(day(0), "v"));

    assertThat(account.state()).isNotEqualTo(before);
    assertThat(Standing.news(before, account.state())).isNull();
  }

  /** Whatever is compared before all is looked at must leave the same. */
  @Test
  void there_is_news_exactly_when_an_account_stands_otherwise_than_before() {
    int news = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Fold fold =
          new Fold(
              "a", new HealthPolicy(ModelLibrary.presets().model("M0").orElseThrow(), List.of()));
      Instant now = START;
      fold.tell(facts.login(now, "u"));
      for (int step = 0; step < STEPS; step++) {
        now = now.plus(Duration.ofHours(random.nextInt(random.nextInt(12) == 0 ? 400 : 8)));
        AccountState before = fold.state();
        fold.tell(anything(random, now));
        Standing told = Standing.news(before, fold.state());
        Standing stands = Standing.of(fold.state());
        assertThat(told)
            .as("seed %d, step %d", seed, step)
            .isEqualTo(stands.equals(Standing.of(before)) ? null : stands);
        news += told == null ? 0 : 1;
      }
    }
    assertThat(news).isBetween(SEEDS * STEPS / 20, SEEDS * STEPS * 3 / 4);
  }

  private Signal anything(SplittableRandom random, Instant now) {
    Instant at = now.minus(Duration.ofDays(random.nextInt(6) == 0 ? random.nextInt(40) : 0));
    String person = "person-" + random.nextInt(6);
    return switch (random.nextInt(16)) {
      case 0 -> facts.timePassed(now);
      case 1 -> facts.profile(now, 10, List.of("feature-1", "feature-" + random.nextInt(4)));
      case 2 -> facts.nps(at, random.nextInt(11));
      case 3 -> facts.csat(at, random.nextInt(1, 6));
      case 4 -> facts.contact(at, Kind.MEETING, Side.VENDOR, true, person);
      case 5 -> facts.stakeholder(at, Kind.STAKEHOLDER_JOINED, person, Role.SPONSOR);
      case 6 -> facts.sentiment(at, random.nextDouble());
      case 7 -> facts.opened(at, random.nextDouble(-1, 1));
      case 8, 9, 10, 11 -> facts.used(at, person, "feature-" + random.nextInt(6), 1);
      default -> facts.session(at, person, random.nextInt(3_000));
    };
  }

  @Test
  void a_score_that_moves_within_five_points_is_no_news_unless_the_account_is_at_risk() {
    Fold fold =
        new Fold(
            "a", new HealthPolicy(ModelLibrary.presets().model("M0").orElseThrow(), List.of()));
    SplittableRandom random = new SplittableRandom(7);
    int within = 0;
    int atRisk = 0;
    for (int step = 0; step < 4 * STEPS; step++) {
      AccountState before = fold.state();
      // Now and then nobody comes for weeks, so scores are of all kinds.
      Instant at = START.plus(Duration.ofHours(step * 3 + step / 150 * 600));
      fold.tell(facts.session(at, "person-" + random.nextInt(9), 4_000));
      int then = before.judgement().told().score();
      int now = fold.state().judgement().told().score();
      if (before.judgement().told().scored() && then != now) {
        boolean risky = Math.min(then, now) < ScoreRange.RISK_BAR;
        boolean sameStep = then / Standing.STEP == now / Standing.STEP;
        within += sameStep && !risky ? 1 : 0;
        atRisk += sameStep && risky ? 1 : 0;
        assertThat(Standing.news(before, fold.state()) == null)
            .as("%d, then %d", then, now)
            .isEqualTo(sameStep && !risky);
      }
    }
    assertThat(within).isPositive();
    assertThat(atRisk).isPositive();
  }

  @Test
  void of_very_many_contacts_a_sponsor_who_is_not_followed_counts_by_key_meetings() {
    String[] crowd = IntStream.range(0, CROWD).mapToObj(i -> "person-" + i).toArray(String[]::new);
    tell(meets(0, crowd));
    DistinctDays contacts = account.state().facts().matters().contacts();
    String sponsor =
        List.of(crowd).stream()
            .filter(name -> !contacts.isCounted(DistinctDays.Kind.CONTACTS.hash(name)))
            .findFirst()
            .orElseThrow();

    tell(joins(sponsor, Role.SPONSOR));
    assertThat(told.sponsored()).as("nobody knows").isFalse();
    tell(facts.meeting(day(1), SponsorAttendance.ABSENT));
    assertThat(told.sponsored()).isFalse();
    tell(facts.meeting(day(2), SponsorAttendance.ATTENDED));
    assertThat(told.sponsored()).isTrue();
  }

  @Test
  void of_very_many_features_use_of_the_core_is_not_known() {
    for (int i = 0; i < CROWD; i++) {
      tell(facts.used(day(0), "u", "feature-" + i, 1));
    }
    DistinctDays features = account.state().facts().features();
    List<String> followed =
        IntStream.range(0, CROWD)
            .mapToObj(i -> "feature-" + i)
            .filter(name -> features.isCounted(DistinctDays.Kind.FEATURES.hash(name)))
            .toList();
    String other =
        IntStream.range(0, CROWD)
            .mapToObj(i -> "feature-" + i)
            .filter(name -> !followed.contains(name))
            .findFirst()
            .orElseThrow();

    tell(facts.profile(day(0), CROWD, List.of(followed.get(0))));
    assertThat(told.core()).isEqualTo(1);
    tell(facts.profile(day(1), CROWD, List.of(followed.get(0), other)));
    assertThat(told.core()).isEqualTo(-1);
  }
}
