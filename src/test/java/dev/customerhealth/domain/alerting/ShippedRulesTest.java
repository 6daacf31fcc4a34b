package dev.customerhealth.domain.alerting;

import static dev.customerhealth.domain.alerting.RuleLife.START;
import static dev.customerhealth.domain.alerting.RuleLife.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.model.RuleLibrary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped rule over an account made by hand: on which day it is raised, and resolved. */
class ShippedRulesTest {
  private static final RuleLibrary SHIPPED = RuleLibrary.shipped();
  private static final LocalDate LONG_AGO = START.minusDays(800);
  private static final LocalDate FAR = START.plusDays(700);

  /**
   * What happens to an account, and the days on which a rule says so that has no times: one that
   * has to be confirmed must hold long enough for it.
   *
   * @param raised day of the story, from 0
   * @param resolved day of the story
   */
  private record Case(
      int raised, int resolved, Supplier<ScoringModel> model, Consumer<RuleLife> life) {
    Case(int raised, int resolved, Consumer<RuleLife> life) {
      this(raised, resolved, RuleLife::sentimentOnly, life);
    }
  }

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("score-drop-7d", new Case(2, 3, ShippedRulesTest::drop));
    cases.put("score-drop-30d", new Case(2, 3, ShippedRulesTest::drop));
    cases.put(
        "intervention-zone-entered",
        new Case(2, 4, life -> life.score(2, 59.9).score(3, 61.9).score(4, 62)));
    cases.put(
        "escalation-zone-entered",
        new Case(2, 4, life -> life.score(2, 39.9).score(3, 41.9).score(4, 42)));
    // April closes at 70, May at 66, June at 62, July at 58: known on 1 August; August at 59.
    cases.put(
        "score-declining",
        new Case(
            122,
            153,
            life ->
                life.score(35, 66)
                    .score(65, 62)
                    .score(95, 58)
                    .until(129)
                    .score(130, 59)
                    .until(160)));
    // The week ends on day 4 with 70 and 100, together 76; on day 6 it is 100 and 25, together 85.
    cases.put(
        "component-drop",
        new Case(
            6,
            10,
            RuleLife::sentimentAndSatisfaction,
            life ->
                life.tell(life.facts().csat(at(1), 5))
                    .score(6, 100)
                    .tell(times(3, () -> life.facts().csat(at(6), 1)))
                    .tell(times(40, () -> life.facts().csat(at(10), 5)))));
    cases.put("usage-declining", new Case(59, 72, ShippedRulesTest::usesLess));
    cases.put(
        "usage-silent",
        new Case(30, 40, life -> logins(life, 0, 1).until(39).tell(login(life, 40))));
    cases.put(
        "key-person-left",
        new Case(
            5,
            35,
            life ->
                life.tell(
                        person(life, 0, SuccessSignal.Kind.STAKEHOLDER_JOINED),
                        life.facts()
                            .stakeholder(at(5), SuccessSignal.Kind.STAKEHOLDER_LEFT, "eve", null))
                    .until(40)));
    cases.put(
        "key-person-quiet",
        new Case(
            90,
            95,
            life ->
                life.tell(
                        person(life, 0, SuccessSignal.Kind.STAKEHOLDER_JOINED),
                        contact(life, 0, "eve"))
                    .until(94)
                    .tell(contact(life, 95, "eve"))));
    cases.put(
        "milestone-late",
        new Case(
            11,
            20,
            life ->
                life.tell(goal(life, 0, SuccessSignal.Kind.GOAL_CREATED, START.plusDays(10)))
                    .until(19)
                    .tell(goal(life, 20, SuccessSignal.Kind.GOAL_ACHIEVED, null))));
    cases.put(
        "feedback-negative",
        new Case(5, 35, life -> life.tell(life.facts().nps(at(5), 3)).until(50)));
    cases.put(
        "satisfaction-low",
        new Case(
            5,
            6,
            life ->
                life.tell(life.facts().csat(at(5), 1))
                    .tell(times(4, () -> life.facts().csat(at(6), 5)))));
    cases.put(
        "effort-high",
        new Case(
            5, 6, life -> life.tell(effort(life, 5, 1)).tell(times(3, () -> effort(life, 6, 7)))));
    cases.put(
        "feedback-worsening",
        new Case(
            179,
            190,
            life ->
                life.tell(life.facts().nps(at(0), 10))
                    .until(20)
                    .tell(life.facts().nps(at(21), 10))
                    .until(99)
                    .tell(life.facts().nps(at(100), 2))
                    .until(200)));
    cases.put(
        "payment-failed",
        new Case(
            5, 35, life -> invoice(life, 5, SubscriptionSignal.Kind.INVOICE_FAILED).until(40)));
    cases.put(
        "payment-disputed",
        new Case(
            5, 35, life -> invoice(life, 5, SubscriptionSignal.Kind.INVOICE_DISPUTED).until(40)));
    cases.put(
        "invoice-overdue",
        new Case(
            24,
            30,
            life ->
                invoice(
                    invoice(life, 0, SubscriptionSignal.Kind.INVOICE_ISSUED).until(29),
                    30,
                    SubscriptionSignal.Kind.INVOICE_PAID)));
    cases.put("licences-idle", new Case(1, 12, life -> seats(life, 6, 12, 9)));
    cases.put(
        "sponsor-absent",
        new Case(
            1,
            2,
            life ->
                life.tell(
                    life.facts().meeting(at(1), SuccessSignal.SponsorAttendance.ABSENT),
                    life.facts().meeting(at(2), SuccessSignal.SponsorAttendance.ATTENDED))));
    // Everybody came in the first quarter, a delegate in the second: seen when both are whole.
    cases.put(
        "sponsor-fading",
        new Case(
            179,
            190,
            life ->
                life.tell(life.facts().meeting(at(0), SuccessSignal.SponsorAttendance.ATTENDED))
                    .until(20)
                    .tell(life.facts().meeting(at(21), SuccessSignal.SponsorAttendance.ATTENDED))
                    .until(99)
                    .tell(
                        life.facts()
                            .meeting(at(100), SuccessSignal.SponsorAttendance.SENT_DELEGATE))
                    .until(200)));
    cases.put(
        "first-value-late",
        new Case(
            45,
            50,
            life ->
                life.profile(0, START, FAR)
                    .tell(goal(life, 0, SuccessSignal.Kind.GOAL_CREATED, null))
                    .until(49)
                    .tell(goal(life, 50, SuccessSignal.Kind.GOAL_ACHIEVED, null))));
    // Of a customer younger than the window: nothing is known of what was paid before it.
    cases.put(
        "contraction",
        new Case(
            20,
            110,
            life ->
                life.tell(contract(life, 0, SubscriptionSignal.Kind.NEW, 100_000L))
                    .until(19)
                    .tell(contract(life, 20, SubscriptionSignal.Kind.CONTRACTED, 50_000L))
                    .until(120)));
    cases.put(
        "renewal-at-risk",
        new Case(
            30,
            40,
            life ->
                life.profile(0, LONG_AGO, START.plusDays(120))
                    .score(1, 50)
                    .until(39)
                    .score(40, 65)));
    cases.put(
        "single-threaded",
        new Case(
            1,
            12,
            life ->
                life.profile(0, LONG_AGO, FAR)
                    .tell(contact(life, 1, "eve"), contact(life, 12, "kim", "lee"))));
    // Its life begins with the ticket of day 10, and its baseline is whole 90 days later.
    cases.put(
        "support-surge",
        new Case(
            99,
            120,
            life ->
                life.tell(life.facts().opened(at(10), Double.NaN))
                    .until(39)
                    .tell(life.facts().opened(at(40), Double.NaN))
                    .until(89)
                    .tell(times(6, () -> life.facts().opened(at(90), Double.NaN)))
                    .until(130)));
    cases.put(
        "critical-escalation-open",
        new Case(
            5,
            7,
            life ->
                life.tell(
                    ticket(life, 4, TicketSignal.Step.OPENED),
                    ticket(life, 5, TicketSignal.Step.ESCALATED),
                    ticket(life, 7, TicketSignal.Step.RESOLVED))));
    cases.put(
        "escalation-open",
        new Case(
            5,
            7,
            life ->
                life.tell(
                    ticket(life, 4, TicketSignal.Step.OPENED, TicketSignal.Priority.LOW),
                    ticket(life, 5, TicketSignal.Step.ESCALATED, TicketSignal.Priority.LOW),
                    ticket(life, 7, TicketSignal.Step.RESOLVED, TicketSignal.Priority.LOW))));
    cases.put(
        "tickets-reopened",
        new Case(
            6,
            36,
            life ->
                life.tell(
                        ticket(life, 4, TicketSignal.Step.REOPENED),
                        ticket(life, 6, TicketSignal.Step.REOPENED))
                    .until(40)));
    cases.put(
        "expansion-seats", new Case(2, 32, life -> seats(life.score(1, 90), 0, 2, 9).until(40)));
    cases.put(
        "expansion-features",
        new Case(
            2,
            12,
            life ->
                life.profile(0, LONG_AGO, FAR)
                    .score(1, 90)
                    .tell(life.facts().used(at(2), "ann", "search", 1))
                    .tell(
                        life.facts().used(at(12), "ann", "forecast", 1),
                        life.facts().used(at(12), "ann", "export", 1))));
    return cases;
  }

  private static void drop(RuleLife life) {
    life.score(1, 90).score(2, 69.9).score(3, 80);
  }

  private static Signal login(RuleLife life, int day) {
    return life.facts().login(at(day), "ann");
  }

  private static RuleLife logins(RuleLife life, int from, int to) {
    for (int day = from; day < to; day++) {
      life.tell(login(life, day));
    }
    return life;
  }

  /** Ten logins a day for a month, three a day for the next, then ten again. */
  private static void usesLess(RuleLife life) {
    for (int day = 0; day < 90; day++) {
      int logins = day >= 30 && day < 60 ? 3 : 10;
      int today = day;
      life.tell(times(logins, () -> login(life, today)));
    }
  }

  /** So many of ten seats active on day 1, and another so many on a later day. */
  private static RuleLife seats(RuleLife life, int first, int laterDay, int later) {
    life.profile(0, LONG_AGO, FAR);
    for (int user = 0; user < first; user++) {
      life.tell(life.facts().login(at(1), "user-" + user));
    }
    for (int user = 0; user < later; user++) {
      life.tell(life.facts().login(at(laterDay), "user-" + user));
    }
    return life;
  }

  private static SuccessSignal person(RuleLife life, int day, SuccessSignal.Kind kind) {
    return life.facts().stakeholder(at(day), kind, "eve", SuccessSignal.Role.SPONSOR);
  }

  private static SuccessSignal contact(RuleLife life, int day, String... people) {
    return life.facts()
        .contact(at(day), SuccessSignal.Kind.MEETING, SuccessSignal.Side.CUSTOMER, null, people);
  }

  private static SuccessSignal goal(
      RuleLife life, int day, SuccessSignal.Kind kind, LocalDate due) {
    return life.facts()
        .goal(at(day), kind, "go-live", SuccessSignal.GoalKind.VALUE_MILESTONE, due, null);
  }

  private static SurveySignal effort(RuleLife life, int day, double ease) {
    return life.facts().survey(at(day), SurveySignal.Kind.CES, ease, 1, 7);
  }

  private static RuleLife invoice(RuleLife life, int day, SubscriptionSignal.Kind kind) {
    return life.tell(life.facts().invoice(at(day), kind, "i-1", START.plusDays(10)));
  }

  private static SubscriptionSignal contract(
      RuleLife life, int day, SubscriptionSignal.Kind kind, long mrrMinor) {
    return life.facts().contract(at(day), kind, mrrMinor, FAR);
  }

  private static TicketSignal ticket(RuleLife life, int day, TicketSignal.Step step) {
    return ticket(life, day, step, TicketSignal.Priority.URGENT);
  }

  private static TicketSignal ticket(
      RuleLife life, int day, TicketSignal.Step step, TicketSignal.Priority priority) {
    return life.facts().ticket(at(day), step, "t-1", priority, null, -1);
  }

  private static Signal[] times(int count, Supplier<Signal> of) {
    return Stream.generate(of).limit(count).toArray(Signal[]::new);
  }

  static List<String> ids() {
    return List.copyOf(cases().keySet());
  }

  @Test
  void every_shipped_rule_has_a_case() {
    assertThat(SHIPPED.rules())
        .extracting(AlertRule::id)
        .containsExactlyInAnyOrderElementsOf(ids());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void it_is_raised_and_resolved_on_the_day_worked_out_by_hand(String id) {
    Case example = cases().get(id);
    RuleLife life = new RuleLife(SHIPPED.rule(id).orElseThrow(), example.model().get());

    example.life().accept(life);

    assertThat(life.told())
        .containsExactly(
            "RAISED on day " + example.raised(), "RESOLVED on day " + example.resolved());
    assertThat(life.alerts().get(0).ruleId()).isEqualTo(id);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void with_its_own_times_it_is_confirmed_escalated_and_left_in_peace_as_its_file_says(String id) {
    AlertRule rule = SHIPPED.rule(id).orElseThrow();
    Case example = cases().get(id);
    RuleLife atOnce = new RuleLife(rule, example.model().get());
    example.life().accept(atOnce);
    Instant resolved = atOnce.alerts().get(1).at();
    Instant raised = atOnce.alerts().get(0).at().plus(rule.timing().confirmation());
    Instant escalated = raised.plus(rule.timing().escalateAfter());
    List<String> expected = new ArrayList<>();
    assertThat(raised).as("its case lasts until it is confirmed").isBeforeOrEqualTo(resolved);
    expected.add("RAISED at " + raised);
    // What is due at the moment of an event comes before it.
    if (escalated.isAfter(raised) && !escalated.isAfter(resolved)) {
      expected.add("ESCALATED at " + escalated);
    }
    expected.add("RESOLVED at " + resolved);

    RuleLife life = RuleLife.withItsTimes(rule, example.model().get());
    example.life().accept(life);

    assertThat(life.alerts().stream().map(alert -> alert.event() + " at " + alert.at()))
        .containsExactlyElementsOf(expected);
    if (!rule.timing().cooldown().isZero()) {
      assertThat(life.quietUntil(id)).isEqualTo(resolved.plus(rule.timing().cooldown()));
    }
  }

  /** Documented defaults: whoever changes one changes what people are told, and when. */
  @Test
  void severities_coverage_and_times_are_those_that_are_documented() {
    assertThat(SHIPPED.rules().stream().map(ShippedRulesTest::times))
        .containsExactlyInAnyOrder(
            "score-drop-7d CRITICAL coverage 0% confirm 0h cooldown 0d escalate 0d",
            "score-drop-30d WARNING coverage 0% confirm 0h cooldown 0d escalate 0d",
            "intervention-zone-entered WARNING coverage 0% confirm 0h cooldown 0d escalate 0d",
            "escalation-zone-entered CRITICAL coverage 0% confirm 0h cooldown 0d escalate 0d",
            "score-declining WARNING coverage 0% confirm 0h cooldown 0d escalate 0d",
            "usage-declining WARNING coverage 30% confirm 72h cooldown 30d escalate 0d",
            "usage-silent WARNING coverage 0% confirm 0h cooldown 7d escalate 0d",
            "key-person-left CRITICAL coverage 0% confirm 0h cooldown 0d escalate 0d",
            "key-person-quiet WARNING coverage 0% confirm 24h cooldown 30d escalate 0d",
            "milestone-late WARNING coverage 0% confirm 72h cooldown 0d escalate 0d",
            "feedback-negative WARNING coverage 0% confirm 0h cooldown 0d escalate 0d",
            "satisfaction-low WARNING coverage 0% confirm 0h cooldown 14d escalate 0d",
            "effort-high WARNING coverage 0% confirm 0h cooldown 14d escalate 0d",
            "feedback-worsening INFO coverage 0% confirm 168h cooldown 30d escalate 0d",
            "payment-failed INFO coverage 0% confirm 0h cooldown 0d escalate 0d",
            "invoice-overdue WARNING coverage 0% confirm 0h cooldown 0d escalate 0d",
            "payment-disputed WARNING coverage 0% confirm 0h cooldown 0d escalate 0d",
            "licences-idle INFO coverage 0% confirm 168h cooldown 30d escalate 0d",
            "sponsor-absent WARNING coverage 0% confirm 24h cooldown 30d escalate 0d",
            "first-value-late WARNING coverage 0% confirm 0h cooldown 0d escalate 0d",
            "contraction CRITICAL coverage 0% confirm 0h cooldown 0d escalate 0d",
            "renewal-at-risk CRITICAL coverage 50% confirm 0h cooldown 0d escalate 7d",
            "single-threaded INFO coverage 0% confirm 168h cooldown 30d escalate 0d",
            "support-surge WARNING coverage 0% confirm 0h cooldown 14d escalate 0d",
            "critical-escalation-open CRITICAL coverage 0% confirm 0h cooldown 0d escalate 2d",
            "tickets-reopened INFO coverage 0% confirm 0h cooldown 14d escalate 0d",
            "component-drop INFO coverage 50% confirm 72h cooldown 30d escalate 0d",
            "expansion-seats INFO coverage 50% confirm 168h cooldown 60d escalate 0d",
            "expansion-features INFO coverage 50% confirm 168h cooldown 60d escalate 0d",
            "sponsor-fading WARNING coverage 0% confirm 24h cooldown 30d escalate 0d",
            "escalation-open WARNING coverage 0% confirm 0h cooldown 0d escalate 0d");
  }

  private static String times(AlertRule rule) {
    AlertTiming timing = rule.timing();
    return "%s %s coverage %d%% confirm %dh cooldown %dd escalate %dd"
        .formatted(
            rule.id(),
            rule.severity(),
            rule.minimumCoverage() / 100,
            timing.confirmation().toHours(),
            timing.cooldown().toDays(),
            timing.escalateAfter().toDays());
  }

  @Test
  void the_rules_of_the_score_are_as_before_they_were_data() {
    for (AlertRule rule : StandardRules.all()) {
      AlertRule shipped = SHIPPED.rule(rule.id()).orElseThrow();
      assertThat(shipped).isEqualTo(rule);
    }
    assertThat(SHIPPED.rules().subList(0, 4)).isEqualTo(StandardRules.all());
  }

  @Test
  void those_that_are_on_are_few_and_known() {
    assertThat(SHIPPED.rules().stream().filter(AlertRule::enabled).map(AlertRule::id))
        .containsExactly(
            "score-drop-7d",
            "score-drop-30d",
            "intervention-zone-entered",
            "escalation-zone-entered",
            "usage-silent",
            "key-person-left",
            "feedback-negative",
            "invoice-overdue",
            "payment-disputed",
            "contraction",
            "renewal-at-risk",
            "critical-escalation-open");
  }
}
