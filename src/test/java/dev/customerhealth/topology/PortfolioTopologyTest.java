package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.avro.PortfolioKpi;
import dev.customerhealth.avro.PortfolioKpiStatus;
import dev.customerhealth.avro.Restatement;
import dev.customerhealth.avro.SubscriptionChange;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to accounts is told of the portfolio, over the wire and back. */
class PortfolioTopologyTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;

  @RegisterExtension
  final TopologyHarness harness =
      new TopologyHarness().with(Topics.of(TopicSettings.standard().withPartitions(1)));

  private int events;

  private void pays(String account, String day, SubscriptionChangeType type, long mrr) {
    harness.send(
        harness.topics().subscriptionChanges(),
        account,
        SubscriptionChange.newBuilder()
            .setEventId("change-" + events++)
            .setAccountId(account)
            .setOccurredAt(Instant.parse(day + "T08:00:00Z"))
            .setType(type)
            .setMrrAfterMinor(mrr)
            .setCurrency("USD")
            .build());
  }

  /** The worked example of domain.md, with everything that happens in March. */
  private void theExampleOfDomain() {
    for (String account : List.of("steady", "grows", "shrinks", "leaves")) {
      harness.send(
          harness.topics().accountProfiles(),
          account,
          WireEvents.profile(account, Instant.parse("2025-01-01T00:00:00Z"))
              .setContractStart(LocalDate.parse("2025-01-10"))
              .setRenewalDate(null)
              .build());
    }
    pays("steady", "2025-01-10", SubscriptionChangeType.NEW, 60_000_000);
    pays("grows", "2025-01-10", SubscriptionChangeType.NEW, 25_000_000);
    pays("shrinks", "2025-01-10", SubscriptionChangeType.NEW, 10_000_000);
    pays("leaves", "2025-01-10", SubscriptionChangeType.NEW, 5_000_000);
    pays("grows", "2026-03-05", SubscriptionChangeType.EXPANDED, 40_000_000);
    pays("shrinks", "2026-03-06", SubscriptionChangeType.CONTRACTED, 7_000_000);
    pays("leaves", "2026-03-07", SubscriptionChangeType.CHURNED, 0);
  }

  private PortfolioHealth told(List<PortfolioHealth> all, String key) {
    return all.stream()
        .filter(told -> key.equals(told.getPeriodId() + '|' + told.getSlice()))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static PortfolioKpi kpi(PortfolioHealth told, String name) {
    return told.getKpis().stream()
        .filter(kpi -> kpi.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_worked_example_is_told_with_the_next_tick() {
    theExampleOfDomain();
    assertThat(harness.portfolio()).isEmpty();

    harness.tick(NOW);

    List<PortfolioHealth> all = harness.portfolio();
    for (String key :
        List.of(
            "2026-03|all",
            "2026-Q1|all",
            "2026-03-ttm|all",
            "2026-03|segment=enterprise",
            "2026-03|csm=kim@vendor.example",
            "2026-03|cohort=2025-01",
            "2026-03|segment=enterprise/csm=kim@vendor.example")) {
      PortfolioHealth told = told(all, key);
      assertThat(kpi(told, "nrr").getValue()).as(key).isEqualTo(107);
      assertThat(kpi(told, "nrr").getBand()).isEqualTo("good");
      assertThat(kpi(told, "grr").getValue()).as(key).isEqualTo(92);
      assertThat(kpi(told, "accounts").getValue()).isEqualTo(3);
      assertThat(told.getClosed()).isFalse();
      assertThat(told.getCurrency()).isEqualTo("USD");
    }
    assertThat(told(all, "2026-03|all").getFirstDay()).isEqualTo("2026-03-01");
    assertThat(told(all, "2026-Q1|all").getLastDay()).isEqualTo("2026-03-31");
    readTheRest();
  }

  @Test
  void months_of_the_past_are_told_from_late_facts_as_well() {
    theExampleOfDomain();
    harness.tick(NOW);

    PortfolioHealth february = told(harness.portfolio(), "2026-02|all");

    assertThat(february.getClosed()).isTrue();
    assertThat(kpi(february, "nrr").getValue()).isEqualTo(100);
    assertThat(kpi(february, "arr").getValue()).isEqualTo(12 * 100_000_000.0);
    readTheRest();
  }

  @Test
  void a_late_fact_restates_its_month_with_a_new_record_that_names_it() {
    theExampleOfDomain();
    harness.tick(NOW);
    harness.portfolio();

    pays("steady", "2026-02-10", SubscriptionChangeType.CONTRACTED, 30_000_000);
    harness.tick(NOW.plus(Duration.ofMinutes(1)));

    PortfolioHealth february = told(harness.portfolio(), "2026-02|all");
    assertThat(kpi(february, "grr").getValue()).isEqualTo(70);
    assertThat(february.getRevision()).isEqualTo(2);
    assertThat(february.getRestatements()).isEqualTo(1);
    assertThat(february.getRestatedBy())
        .containsExactly(
            new Restatement(
                "steady", "change-7", "CONTRACTED", Instant.parse("2026-02-10T08:00:00Z")));
    readTheRest();
  }

  @Test
  void a_late_fact_restates_its_month_quarter_and_years_each_with_the_cause() {
    theExampleOfDomain();
    harness.tick(NOW);
    harness.portfolio();

    pays("steady", "2025-11-10", SubscriptionChangeType.CONTRACTED, 30_000_000);
    harness.tick(NOW.plus(Duration.ofMinutes(1)));

    List<PortfolioHealth> all = harness.portfolio();
    for (String key : List.of("2025-11|all", "2025-Q4|all", "2025-11-ttm|all", "2025-12-ttm|all")) {
      PortfolioHealth told = told(all, key);
      assertThat(told.getRevision()).as(key).isEqualTo(2);
      assertThat(told.getRestatements()).as(key).isEqualTo(1);
      assertThat(told.getRestatedBy())
          .as(key)
          .extracting(Restatement::getKind, Restatement::getEventId)
          .containsExactly(tuple("CONTRACTED", "change-7"));
    }
    assertThat(kpi(told(all, "2025-11|all"), "grr").getValue()).isEqualTo(70);
    assertThat(kpi(told(all, "2025-Q4|all"), "grr").getValue()).isEqualTo(70);
    // Of a year before there was nobody: all that came are new.
    assertThat(kpi(told(all, "2025-12-ttm|all"), "arr").getValue()).isEqualTo(12 * 70_000_000.0);
    assertThat(all)
        .noneMatch(told -> told.getPeriodId().equals("2025-10") && told.getSlice().equals("all"));
    readTheRest();
  }

  private void earns(String event, String day, double margin) {
    harness.send(
        harness.topics().subscriptionChanges(),
        "steady",
        SubscriptionChange.newBuilder()
            .setEventId(event)
            .setAccountId("steady")
            .setOccurredAt(Instant.parse(day + "T08:00:00Z"))
            .setType(SubscriptionChangeType.FINANCE_FACTS)
            .setAppliesToSegment("enterprise")
            .setGrossMargin(margin)
            .setAcquisitionCostMinor(80_000_000L)
            .setCurrency("USD")
            .build());
  }

  @Test
  void margins_of_a_segment_are_in_the_open_month_and_restate_closed_ones_only_when_late() {
    theExampleOfDomain();
    earns("margin-1", "2026-01-10", 0.8);
    harness.tick(Instant.parse("2026-02-20T12:00:00Z"));
    harness.tick(NOW);
    List<PortfolioHealth> before = harness.portfolio();
    // Three accounts at 800 thousand by 80% of 1,070 thousand a month.
    assertThat(kpi(told(before, "2026-02|all"), "cac-payback").getValue())
        .isCloseTo(2400 / 856.0, within(0.001));

    earns("margin-2", "2026-03-02", 0.4);
    harness.tick(NOW.plus(Duration.ofMinutes(1)));
    List<PortfolioHealth> now = harness.portfolio();
    assertThat(kpi(told(now, "2026-03|all"), "cac-payback").getValue())
        .isCloseTo(2400 / 428.0, within(0.001));
    assertThat(now).noneMatch(PortfolioHealth::getClosed);

    earns("margin-3", "2026-02-10", 0.5);
    harness.tick(NOW.plus(Duration.ofMinutes(2)));
    PortfolioHealth february = told(harness.portfolio(), "2026-02|csm=kim@vendor.example");
    assertThat(kpi(february, "cac-payback").getValue()).isCloseTo(2400 / 535.0, within(0.001));
    assertThat(february.getRestatements()).isEqualTo(1);
    assertThat(february.getRestatedBy())
        .containsExactly(
            new Restatement(
                "steady", "margin-3", "FINANCE_FACTS", Instant.parse("2026-02-10T08:00:00Z")));
    readTheRest();
  }

  @Test
  void the_end_of_a_month_is_found_by_ticks_and_closes_it() {
    theExampleOfDomain();
    harness.tick(NOW);
    harness.portfolio();

    harness.tick(Instant.parse("2026-04-01T00:00:10Z"));

    List<PortfolioHealth> all = harness.portfolio();
    assertThat(told(all, "2026-03|all").getClosed()).isTrue();
    assertThat(told(all, "2026-Q1|all").getClosed()).isTrue();
    assertThat(told(all, "2026-03|all").getRestatedBy()).isEmpty();
    assertThat(kpi(told(all, "2026-04|all"), "nrr").getValue()).isEqualTo(100);
    assertThat(kpi(told(all, "2026-04|all"), "nrr").getDenominator()).isEqualTo(107_000_000);
    readTheRest();
  }

  @Test
  void a_tick_after_which_nothing_changed_tells_nothing() {
    theExampleOfDomain();
    harness.tick(NOW);
    harness.portfolio();

    harness.tick(NOW.plus(Duration.ofMinutes(1)));

    assertThat(harness.portfolio()).isEmpty();
    readTheRest();
  }

  @Test
  void a_mixed_book_without_a_rate_is_told_as_an_error() {
    theExampleOfDomain();
    harness.send(
        harness.topics().subscriptionChanges(),
        "euro",
        SubscriptionChange.newBuilder()
            .setEventId("euro-1")
            .setAccountId("euro")
            .setOccurredAt(Instant.parse("2025-05-01T08:00:00Z"))
            .setType(SubscriptionChangeType.NEW)
            .setMrrAfterMinor(1000L)
            .setCurrency("EUR")
            .build());
    harness.tick(NOW);

    PortfolioHealth march = told(harness.portfolio(), "2026-03|all");
    assertThat(march.getCurrenciesWithoutRate()).containsExactly("EUR");
    assertThat(kpi(march, "nrr").getStatus()).isEqualTo(PortfolioKpiStatus.NO_RATE);
    assertThat(kpi(march, "nrr").getValue()).isNull();
    readTheRest();
  }

  @Test
  void answers_and_scores_are_in_it() {
    for (int i = 0; i < 10; i++) {
      harness.send(
          harness.topics().surveyResponses(),
          "a",
          WireEvents.nps("a", "nps-" + i, i < 5 ? 10 : i < 8 ? 7 : 2, NOW).build());
    }
    harness.tick(NOW);

    PortfolioHealth march = told(harness.portfolio(), "2026-03|all");
    assertThat(kpi(march, "nps").getValue()).isEqualTo(30);
    assertThat(kpi(march, "accounts").getValue()).isEqualTo(1);
    readTheRest();
  }

  @Test
  void an_answer_too_late_for_a_score_restates_its_month_once() {
    theExampleOfDomain();
    harness.tick(NOW);
    harness.portfolio();
    Instant july = Instant.parse("2025-07-10T08:00:00Z");

    answers("steady", july);
    harness.tick(NOW.plus(Duration.ofMinutes(1)));

    PortfolioHealth told = told(harness.portfolio(), "2025-07|all");
    assertThat(kpi(told, "nps").getDenominator()).isEqualTo(1);
    assertThat(told.getRestatedBy())
        .containsExactly(new Restatement("steady", "late-answer", "SURVEY", july));

    answers("steady", july);
    harness.tick(NOW.plus(Duration.ofMinutes(2)));
    assertThat(harness.portfolio()).as("told again").isEmpty();
    readTheRest();
  }

  @Test
  void an_answer_too_late_for_a_score_makes_nobody_a_customer() {
    theExampleOfDomain();
    harness.tick(NOW);

    answers("nobody", Instant.parse("2025-07-10T08:00:00Z"));
    harness.tick(NOW.plus(Duration.ofMinutes(1)));

    assertThat(kpi(told(harness.portfolio(), "2026-03|all"), "accounts").getValue()).isEqualTo(3);
    readTheRest();
  }

  private void answers(String account, Instant at) {
    harness.send(
        harness.topics().surveyResponses(),
        account,
        WireEvents.nps(account, "late-answer", 10, at).build());
  }

  @Test
  void while_a_history_is_loaded_only_months_that_end_are_told() {
    theExampleOfDomain();
    harness.arriveAt(NOW.plus(Duration.ofDays(100)));
    harness.tick(NOW);
    harness.portfolio();

    pays("steady", "2026-03-16", SubscriptionChangeType.EXPANDED, 90_000_000);
    harness.tick(NOW.plus(Duration.ofDays(2)));
    assertThat(harness.portfolio()).isEmpty();

    harness.tick(Instant.parse("2026-04-01T12:00:00Z"));
    assertThat(told(harness.portfolio(), "2026-03|all").getClosed()).isTrue();
    readTheRest();
  }

  /** What the other topics were told is not looked at here. */
  private void readTheRest() {
    harness.everythingTold();
  }
}
