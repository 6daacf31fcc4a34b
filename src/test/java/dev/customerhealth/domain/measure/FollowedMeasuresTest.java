package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Told.dayIn;
import static dev.customerhealth.domain.measure.Told.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.DistinctDays.Kind;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SuccessSignal.GoalKind;
import dev.customerhealth.domain.signal.SuccessSignal.Role;
import dev.customerhealth.domain.signal.SuccessSignal.Side;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.TicketSignal.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is followed one by one: tickets, people, goals, invoices, contracts. */
class FollowedMeasuresTest {
  /** More than twice the contacts that are followed one by one. */
  private static final int CROWD = 300;

  private final Facts facts = new Facts("acme");

  @Test
  void a_ticket_is_open_until_it_is_resolved_whatever_arrives_first() {
    Told told =
        Told.of(
            facts.ticket(daysAgo(1), Step.RESOLVED, "one"),
            facts.ticket(daysAgo(4), Step.OPENED, "one"),
            facts.ticket(daysAgo(4), Step.OPENED, "two"));

    assertThat(told.value(Measure.OPEN_TICKETS)).isEqualTo(1);
  }

  @Test
  void a_ticket_opened_again_is_open() {
    Told told =
        Told.of(
            facts.ticket(daysAgo(4), Step.OPENED, "one"),
            facts.ticket(daysAgo(3), Step.CLOSED, "one"),
            facts.ticket(daysAgo(2), Step.REOPENED, "one"));

    assertThat(told.value(Measure.OPEN_TICKETS)).isEqualTo(1);
    assertThat(told.value(Measure.REOPENED_TICKETS)).isEqualTo(1);
  }

  @Test
  void no_open_ticket_is_zero_once_tickets_are_reported() {
    assertThat(Told.of(facts.ticket(daysAgo(1), Step.CLOSED, "one")).value(Measure.OPEN_TICKETS))
        .isZero();
    assertThat(Told.of(facts.login(daysAgo(1), "ann")).value(Measure.OPEN_TICKETS)).isNaN();
  }

  @Test
  void an_escalation_is_critical_when_anybody_called_the_ticket_urgent() {
    Told told =
        Told.of(
            facts.ticket(daysAgo(4), Step.OPENED, "one", TicketSignal.Priority.URGENT, null, -1),
            facts.ticket(daysAgo(3), Step.ESCALATED, "one"),
            facts.ticket(daysAgo(3), Step.ESCALATED, "two"));

    assertThat(told.value(Measure.OPEN_ESCALATIONS)).isEqualTo(2);
    assertThat(told.value(Measure.OPEN_CRITICAL_ESCALATIONS)).isEqualTo(1);
  }

  @Test
  void times_are_means_of_what_was_told_in_hours() {
    Told told =
        Told.of(
            facts.ticket(daysAgo(1), Step.FIRST_RESPONSE, "one", null, null, 30),
            facts.ticket(daysAgo(1), Step.FIRST_RESPONSE, "two", null, null, 90),
            facts.ticket(daysAgo(1), Step.FIRST_RESPONSE, "three"),
            facts.ticket(daysAgo(1), Step.RESOLVED, "one", null, true, 600));

    assertThat(told.value(Measure.FIRST_RESPONSE_TIME)).isEqualTo(1);
    assertThat(told.value(Measure.RESOLUTION_TIME)).isEqualTo(10);
    assertThat(told.value(Measure.FIRST_CONTACT_RESOLUTION)).isEqualTo(100);
  }

  @Test
  void contacts_count_once_when_they_met_wrote_or_answered() {
    Told told =
        Told.of(
            facts.contact(daysAgo(1), SuccessSignal.Kind.MEETING, null, null, "ann", "bob"),
            facts.contact(daysAgo(2), SuccessSignal.Kind.EMAIL, Side.CUSTOMER, null, "ann"),
            facts.contact(daysAgo(3), SuccessSignal.Kind.EMAIL, Side.VENDOR, true, "eve"),
            facts.contact(daysAgo(4), SuccessSignal.Kind.EMAIL, Side.VENDOR, false, "tim"),
            facts.contact(daysAgo(5), SuccessSignal.Kind.CALL, Side.VENDOR, false, "tim"));

    assertThat(told.value(Measure.CONTACT_COVERAGE)).isEqualTo(3);
    assertThat(told.value(Measure.COMMUNICATION)).isEqualTo(3);
    assertThat(told.value(Measure.RESPONSIVENESS)).isEqualTo(33.333);
  }

  @Test
  void a_referral_says_nothing_of_contacts() {
    Told told =
        Told.of(
            facts.stakeholder(
                daysAgo(99), SuccessSignal.Kind.STAKEHOLDER_JOINED, "ann", Role.CHAMPION),
            facts.success(daysAgo(1), SuccessSignal.Kind.ADVOCACY, Double.NaN, null));

    assertThat(told.value(Measure.ADVOCACY_ACTS)).isEqualTo(1);
    assertThat(told.value(Measure.COMMUNICATION)).isNaN();
    assertThat(told.value(Measure.CONTACT_COVERAGE)).isNaN();
    assertThat(told.value(Measure.KEY_PEOPLE_QUIET)).isNaN();
    assertThat(told.value(Measure.CHAMPION_STRENGTH)).isNaN();
  }

  @Test
  void a_call_says_nothing_of_referrals() {
    Told told = Told.of(facts.contact(daysAgo(1), SuccessSignal.Kind.CALL, null, null, "ann"));

    assertThat(told.value(Measure.COMMUNICATION)).isEqualTo(1);
    assertThat(told.value(Measure.ADVOCACY_ACTS)).isNaN();
  }

  @Test
  void referrals_of_long_ago_are_none_today() {
    Told told = Told.of(facts.success(daysAgo(89), SuccessSignal.Kind.ADVOCACY, Double.NaN, null));

    assertThat(told.value(Measure.ADVOCACY_ACTS, 30)).isZero();
  }

  @Test
  void a_champion_who_is_quiet_counts_half() {
    Told told =
        Told.of(
            facts.stakeholder(
                daysAgo(9), SuccessSignal.Kind.STAKEHOLDER_JOINED, "ann", Role.CHAMPION),
            facts.stakeholder(
                daysAgo(9), SuccessSignal.Kind.STAKEHOLDER_JOINED, "bob", Role.CHAMPION),
            facts.contact(daysAgo(8), SuccessSignal.Kind.CALL, null, null, "ann"));

    assertThat(told.value(Measure.CHAMPION_STRENGTH, 30)).isEqualTo(75);
    assertThat(told.value(Measure.CHAMPION_STRENGTH, 7)).isEqualTo(50);
  }

  @Test
  void of_very_many_contacts_nobody_who_is_not_followed_is_said_to_be_quiet() {
    DistinctDays contacts = DistinctDays.none(Kind.CONTACTS);
    for (int i = 0; i < CROWD; i++) {
      contacts = contacts.with(Kind.CONTACTS.hash(person(i)), 0);
    }
    List<Signal> signals = new ArrayList<>();
    long unfollowed = 0;
    for (int i = 0; i < CROWD; i++) {
      signals.add(facts.contact(daysAgo(1), SuccessSignal.Kind.CALL, null, null, person(i)));
      if (!contacts.isCounted(Kind.CONTACTS.hash(person(i))) && unfollowed++ < 3) {
        signals.add(
            facts.stakeholder(
                daysAgo(60), SuccessSignal.Kind.STAKEHOLDER_JOINED, person(i), Role.CHAMPION));
      }
    }

    Told told = Told.of(signals.toArray(Signal[]::new));
    assertThat(unfollowed).isGreaterThan(3);
    assertThat(told.value(Measure.CHAMPION_STRENGTH, 30)).isEqualTo(100);
    assertThat(told.value(Measure.KEY_PEOPLE_QUIET)).isZero();
  }

  @Test
  void a_champion_who_left_is_none() {
    Told told =
        Told.of(
            facts.stakeholder(
                daysAgo(9), SuccessSignal.Kind.STAKEHOLDER_JOINED, "ann", Role.CHAMPION),
            facts.stakeholder(daysAgo(2), SuccessSignal.Kind.STAKEHOLDER_LEFT, "ann", null),
            facts.contact(daysAgo(1), SuccessSignal.Kind.CALL, null, null, "ann"));

    assertThat(told.value(Measure.CHAMPION_STRENGTH)).isZero();
  }

  @Test
  void without_contacts_nothing_is_known_of_champions_nor_of_their_absence() {
    Signal user =
        facts.stakeholder(daysAgo(9), SuccessSignal.Kind.STAKEHOLDER_JOINED, "eve", Role.USER);
    Signal champion =
        facts.stakeholder(daysAgo(9), SuccessSignal.Kind.STAKEHOLDER_JOINED, "ann", Role.CHAMPION);

    assertThat(Told.of(user, champion).value(Measure.CHAMPION_STRENGTH)).isNaN();
    assertThat(Told.of(user).value(Measure.CHAMPION_STRENGTH)).isNaN();
  }

  private static String person(int number) {
    return "person-" + number;
  }

  private Signal goal(int daysAgo, SuccessSignal.Kind kind, String id, GoalKind goalKind, int due) {
    return facts.goal(daysAgo(daysAgo), kind, id, goalKind, dayIn(due), null);
  }

  @Test
  void a_goal_past_its_day_is_off_track_and_one_not_yet_due_is_on_track() {
    Told told =
        Told.of(
            goal(20, SuccessSignal.Kind.GOAL_CREATED, "late", GoalKind.PLAN_GOAL, -1),
            goal(20, SuccessSignal.Kind.GOAL_CREATED, "today", GoalKind.PLAN_GOAL, 0),
            goal(20, SuccessSignal.Kind.GOAL_CREATED, "done", GoalKind.PLAN_GOAL, -3),
            goal(10, SuccessSignal.Kind.GOAL_ACHIEVED, "done", GoalKind.PLAN_GOAL, -3),
            goal(10, SuccessSignal.Kind.GOAL_MISSED, "missed", GoalKind.PLAN_GOAL, 9));

    assertThat(told.value(Measure.SUCCESS_PLAN_VELOCITY)).isEqualTo(50);
    assertThat(told.value(Measure.GOAL_ACHIEVEMENT)).isEqualTo(33.333);
  }

  @Test
  void a_goal_put_off_is_due_on_its_later_day() {
    Told told =
        Told.of(
            goal(5, SuccessSignal.Kind.GOAL_DUE, "moved", GoalKind.PLAN_GOAL, 20),
            goal(20, SuccessSignal.Kind.GOAL_CREATED, "moved", GoalKind.PLAN_GOAL, -2));

    assertThat(told.value(Measure.SUCCESS_PLAN_VELOCITY)).isEqualTo(100);
  }

  @Test
  void first_value_is_the_first_milestone_achieved_since_the_contract_began() {
    Signal profile = facts.profile(daysAgo(60), 5, 9);
    Told told =
        Told.of(
            profile,
            goal(50, SuccessSignal.Kind.GOAL_ACHIEVED, "b", GoalKind.VALUE_MILESTONE, 0),
            goal(40, SuccessSignal.Kind.GOAL_ACHIEVED, "a", GoalKind.VALUE_MILESTONE, 0));

    assertThat(told.value(Measure.TIME_TO_FIRST_VALUE)).isEqualTo(told.value(Measure.TENURE) - 50);
  }

  @Test
  void until_first_value_the_days_so_far_are_counted() {
    Told told =
        Told.of(
            facts.profile(daysAgo(60), 5, 9),
            goal(40, SuccessSignal.Kind.GOAL_CREATED, "a", GoalKind.VALUE_MILESTONE, 30));

    assertThat(told.value(Measure.TIME_TO_FIRST_VALUE)).isEqualTo(told.value(Measure.TENURE));
  }

  @Test
  void onboarding_is_steps_achieved_of_all_steps() {
    Told told =
        Told.of(
            goal(40, SuccessSignal.Kind.GOAL_CREATED, "a", GoalKind.ONBOARDING_STEP, 30),
            goal(40, SuccessSignal.Kind.GOAL_CREATED, "b", GoalKind.ONBOARDING_STEP, 30),
            goal(30, SuccessSignal.Kind.GOAL_ACHIEVED, "b", GoalKind.ONBOARDING_STEP, 30));

    assertThat(told.value(Measure.ONBOARDING_COMPLETION)).isEqualTo(50);
  }

  @Test
  void realised_value_is_set_against_the_price_of_the_window() {
    // 1,000.00 a month are 12,000.00 in 365 days, 2,958.90 in 90 days.
    Told told =
        Told.of(
            facts.contract(daysAgo(80), SubscriptionSignal.Kind.NEW, 100_000L, null),
            facts.goal(
                daysAgo(10),
                SuccessSignal.Kind.GOAL_ACHIEVED,
                "a",
                GoalKind.PLAN_GOAL,
                null,
                295_890L));

    assertThat(told.value(Measure.ROI_REALISED)).isEqualTo(100);
    assertThat(told.value(Measure.BUSINESS_IMPACT)).isEqualTo(100);
  }

  @Test
  void an_invoice_is_on_time_when_paid_on_the_day_it_was_due() {
    Told told =
        Told.of(
            facts.invoice(daysAgo(40), SubscriptionSignal.Kind.INVOICE_ISSUED, "a", dayIn(-10)),
            facts.invoice(daysAgo(10), SubscriptionSignal.Kind.INVOICE_PAID, "a", null),
            facts.invoice(daysAgo(40), SubscriptionSignal.Kind.INVOICE_ISSUED, "b", dayIn(-10)),
            facts.invoice(daysAgo(9), SubscriptionSignal.Kind.INVOICE_PAID, "b", null),
            facts.invoice(daysAgo(40), SubscriptionSignal.Kind.INVOICE_ISSUED, "c", dayIn(0)));

    assertThat(told.value(Measure.PAYMENT_ON_TIME)).isEqualTo(50);
    assertThat(told.value(Measure.DAYS_OVERDUE)).isZero();
  }

  @Test
  void days_overdue_are_those_of_the_oldest_unpaid_invoice() {
    Told told =
        Told.of(
            facts.invoice(daysAgo(40), SubscriptionSignal.Kind.INVOICE_ISSUED, "a", dayIn(-10)),
            facts.invoice(daysAgo(40), SubscriptionSignal.Kind.INVOICE_ISSUED, "b", dayIn(-30)),
            facts.invoice(daysAgo(4), SubscriptionSignal.Kind.INVOICE_DISPUTED, "b", null));

    assertThat(told.value(Measure.DAYS_OVERDUE)).isEqualTo(30);
    assertThat(told.value(Measure.PAYMENT_DISPUTES)).isEqualTo(1);
  }

  @Test
  void a_renewal_for_less_has_shrunk_the_contract() {
    Told told =
        Told.of(
            facts.contract(daysAgo(100), SubscriptionSignal.Kind.NEW, 200_000L, dayIn(300)),
            facts.contract(daysAgo(10), SubscriptionSignal.Kind.RENEWED, 150_000L, dayIn(400)));

    assertThat(told.value(Measure.CONTRACT_GROWTH)).isEqualTo(-25);
    assertThat(told.value(Measure.CONTRACT_STATUS)).isEqualTo(2);
    assertThat(told.value(Measure.DAYS_TO_RENEWAL)).isEqualTo(400);
  }

  @Test
  void a_term_that_ended_without_news_has_lapsed() {
    Told told =
        Told.of(facts.contract(daysAgo(100), SubscriptionSignal.Kind.NEW, 200_000L, dayIn(-1)));

    assertThat(told.value(Measure.CONTRACT_STATUS)).isEqualTo(1);
    assertThat(told.value(Measure.DAYS_TO_RENEWAL)).isEqualTo(-1);
  }

  @Test
  void who_left_is_at_level_zero() {
    Told told =
        Told.of(
            facts.contract(daysAgo(100), SubscriptionSignal.Kind.NEW, 200_000L, dayIn(100)),
            facts.contract(daysAgo(1), SubscriptionSignal.Kind.CHURNED, 0L, null));

    assertThat(told.value(Measure.CONTRACT_STATUS)).isZero();
    assertThat(told.value(Measure.DAYS_TO_RENEWAL)).isNaN();
  }

  @Test
  void what_a_closing_says_of_the_resolution_is_not_counted() {
    Signal resolved = facts.ticket(daysAgo(2), Step.RESOLVED, "one", null, false, 600);
    Signal closed = facts.ticket(daysAgo(1), Step.CLOSED, "one", null, true, 1200);

    assertThat(Told.of(closed).value(Measure.FIRST_CONTACT_RESOLUTION)).isNaN();
    assertThat(Told.of(closed).value(Measure.RESOLUTION_TIME)).isNaN();
    assertThat(Told.of(closed, resolved).value(Measure.FIRST_CONTACT_RESOLUTION)).isZero();
    assertThat(Told.of(closed, resolved).value(Measure.RESOLUTION_TIME)).isEqualTo(10);
  }

  /** Bars beyond these are refused: RangeTest. */
  @Test
  void what_an_account_remembers_and_takes_in_is_the_most_a_measure_can_be() {
    Signal login = facts.login(daysAgo(85), "ann");
    Signal[] opened =
        IntStream.range(0, 300)
            .mapToObj(i -> facts.ticket(daysAgo(i / 4), Step.OPENED, "ticket-" + i))
            .toArray(Signal[]::new);
    Told told =
        Told.of(
            facts.session(daysAgo(1), "ann", 99_999_999),
            facts.ticket(daysAgo(1), Step.FIRST_RESPONSE, "t", null, null, 99_999_999),
            facts.ticket(daysAgo(1), Step.RESOLVED, "t", null, null, 99_999_999));

    assertThat(Told.of(opened).value(Measure.OPEN_TICKETS)).isEqualTo(128);
    assertThat(told.value(Measure.SESSION_DURATION)).isEqualTo(10_080);
    assertThat(told.value(Measure.FIRST_RESPONSE_TIME)).isEqualTo(8760);
    assertThat(told.value(Measure.RESOLUTION_TIME)).isEqualTo(8760);
    assertThat(Told.of(login).valueAfter(500, Measure.DAYS_SILENT)).isEqualTo(180);
  }

  @Test
  void too_many_open_tickets_are_forgotten_oldest_first_and_counted() {
    Signal[] opened =
        IntStream.range(0, Register.MOST + 5)
            .mapToObj(i -> facts.ticket(daysAgo(80 - i / 2), Step.OPENED, "ticket-" + i))
            .toArray(Signal[]::new);

    Told told = Told.of(opened);

    Register tickets = told.state().facts().matters().tickets();
    assertThat(tickets.size()).isEqualTo(Register.MOST);
    assertThat(tickets.forgotten()).isEqualTo(5);
    assertThat(tickets.find(Register.hash("ticket-0"))).isNull();
  }

  @Test
  void closed_tickets_give_way_to_open_ones_uncounted() {
    Signal[] closed =
        IntStream.range(0, 200)
            .mapToObj(i -> facts.ticket(daysAgo(80 - i / 4), Step.CLOSED, "ticket-" + i))
            .toArray(Signal[]::new);

    Register tickets = Told.of(closed).state().facts().matters().tickets();

    assertThat(tickets.size()).isEqualTo(Register.MOST_SETTLED);
    assertThat(tickets.forgotten()).isZero();
  }
}
