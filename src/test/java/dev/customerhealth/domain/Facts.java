package dev.customerhealth.domain;

import dev.customerhealth.domain.signal.AlertSignal;
import dev.customerhealth.domain.signal.OverrideSignal;
import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.SentimentSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.domain.signal.UsageSignal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Signals of one account for tests, each event with an id of its own unless one is given. */
public final class Facts {
  private final String accountId;
  private int next;

  /** Signals of the given account. */
  public Facts(String accountId) {
    this.accountId = accountId;
  }

  private String nextId() {
    next++;
    return "event-" + next;
  }

  /** A person sets a score, in whole points, for a while. */
  public OverrideSignal setScore(Instant at, int points, Instant until) {
    return override(at, OverrideSignal.Kind.SET_SCORE, points * 1000, null, until);
  }

  /** A person sets a band for a while. */
  public OverrideSignal setBand(Instant at, String band, Instant until) {
    return override(at, OverrideSignal.Kind.SET_BAND, 0, band, until);
  }

  /** A person ends what was set. */
  public OverrideSignal clear(Instant at) {
    return override(at, OverrideSignal.Kind.CLEAR, 0, null, null);
  }

  private OverrideSignal override(
      Instant at, OverrideSignal.Kind kind, int score, String band, Instant until) {
    return new OverrideSignal(
        nextId(), accountId, at, kind, "kim", "we know more", score, band, until);
  }

  /** A person does something about the alert of a rule that needs no more words. */
  public AlertSignal act(Instant at, AlertSignal.Kind kind, String ruleId) {
    return act(at, kind, ruleId, null, null, null);
  }

  /** A person puts the alert of a rule off. */
  public AlertSignal snooze(Instant at, String ruleId, Instant until) {
    return act(at, AlertSignal.Kind.SNOOZE, ruleId, until, null, null);
  }

  /** A person hands the alert of a rule to somebody. */
  public AlertSignal assign(Instant at, String ruleId, String assignee) {
    return act(at, AlertSignal.Kind.ASSIGN, ruleId, null, assignee, null);
  }

  /** A person says what the alert of a rule was worth. */
  public AlertSignal judge(Instant at, String ruleId, AlertSignal.Feedback feedback) {
    return act(at, AlertSignal.Kind.FEEDBACK, ruleId, null, null, feedback);
  }

  private AlertSignal act(
      Instant at,
      AlertSignal.Kind kind,
      String ruleId,
      Instant until,
      String assignee,
      AlertSignal.Feedback feedback) {
    return new AlertSignal(
        nextId(),
        accountId,
        at,
        kind,
        "kim",
        "we are on it",
        ruleId,
        null,
        until,
        assignee,
        feedback);
  }

  /** A person gives a sentiment, 0 to 1, with a reason; until null for no end of its own. */
  public SentimentSignal giveSentiment(Instant at, double sentiment, Instant until) {
    return new SentimentSignal(nextId(), accountId, at, "kim", "they said so", sentiment, until);
  }

  /** Somebody logged in. */
  public UsageSignal login(Instant at, String user) {
    return login(nextId(), at, user);
  }

  /** Somebody logged in, told by an event of the given id. */
  public UsageSignal login(String eventId, Instant at, String user) {
    return usage(eventId, at, UsageSignal.Kind.LOGIN, user, null, 1, 0);
  }

  /** Somebody worked for a while. */
  public UsageSignal session(Instant at, String user, long seconds) {
    return usage(nextId(), at, UsageSignal.Kind.SESSION, user, null, 1, seconds);
  }

  /** Somebody used a feature. */
  public UsageSignal used(Instant at, String user, String feature, long count) {
    return used(at, user, feature, count, 0);
  }

  /** Somebody used a feature for a while. */
  public UsageSignal used(Instant at, String user, String feature, long count, long seconds) {
    return usage(nextId(), at, UsageSignal.Kind.FEATURE_USED, user, feature, count, seconds);
  }

  /** Any fact of usage that needs a user only. */
  public UsageSignal usage(Instant at, UsageSignal.Kind kind, String user) {
    return usage(nextId(), at, kind, user, null, 1, 0);
  }

  private UsageSignal usage(
      String eventId,
      Instant at,
      UsageSignal.Kind kind,
      String user,
      String subject,
      long count,
      long seconds) {
    return new UsageSignal(
        eventId, accountId, at, kind, user, subject, false, count, seconds, Double.NaN);
  }

  /** Somebody used a feature that counts as advanced. */
  public UsageSignal usedAdvanced(Instant at, String user, String feature, long count) {
    return new UsageSignal(
        nextId(),
        accountId,
        at,
        UsageSignal.Kind.FEATURE_USED,
        user,
        feature,
        true,
        count,
        0,
        Double.NaN);
  }

  /** Any fact of usage about a workflow, an integration or the interface for programs. */
  public UsageSignal usageOf(Instant at, UsageSignal.Kind kind, String subject, long count) {
    return usage(nextId(), at, kind, null, subject, count, 0);
  }

  /** Somebody measured how good the account's data is, 0 to 1. */
  public UsageSignal dataQuality(Instant at, double quality) {
    return new UsageSignal(
        nextId(),
        accountId,
        at,
        UsageSignal.Kind.DATA_QUALITY_MEASURED,
        null,
        null,
        false,
        1,
        0,
        quality);
  }

  /** A certain ticket took a step; null and -1 for what nobody told. */
  public TicketSignal ticket(
      Instant at,
      TicketSignal.Step step,
      String ticketId,
      TicketSignal.Priority priority,
      Boolean solvedAtFirstContact,
      long minutes) {
    return new TicketSignal(
        nextId(),
        accountId,
        at,
        step,
        ticketId,
        priority,
        Double.NaN,
        solvedAtFirstContact,
        minutes);
  }

  /** A certain ticket took a step. */
  public TicketSignal ticket(Instant at, TicketSignal.Step step, String ticketId) {
    return ticket(at, step, ticketId, null, null, -1);
  }

  /** An answer about something. */
  public SurveySignal answer(
      Instant at, SurveySignal.Kind kind, double value, double min, double max, String touchpoint) {
    return new SurveySignal(
        nextId(), accountId, at, kind, value, min, max, true, "somebody", touchpoint);
  }

  /** People of the customer took part in something; null for what nobody told. */
  public SuccessSignal contact(
      Instant at,
      SuccessSignal.Kind kind,
      SuccessSignal.Side initiator,
      Boolean answered,
      String... people) {
    return new SuccessSignal(
        nextId(),
        accountId,
        at,
        kind,
        Double.NaN,
        null,
        null,
        null,
        null,
        null,
        null,
        initiator,
        answered,
        Stream.of(people).map(person -> new SuccessSignal.Attendee(person, null)).toList(),
        null,
        null,
        null,
        null);
  }

  /** Somebody joined, left or changed roles. */
  public SuccessSignal stakeholder(
      Instant at, SuccessSignal.Kind kind, String person, SuccessSignal.Role role) {
    return new SuccessSignal(
        nextId(), accountId, at, kind, Double.NaN, null, person, role, null, null, null);
  }

  /** Something about a goal; null for what nobody told. */
  public SuccessSignal goal(
      Instant at,
      SuccessSignal.Kind kind,
      String goalId,
      SuccessSignal.GoalKind goalKind,
      LocalDate due,
      Long valueMinor) {
    return new SuccessSignal(
        nextId(),
        accountId,
        at,
        kind,
        Double.NaN,
        null,
        null,
        null,
        goalId,
        goalKind,
        due,
        null,
        null,
        List.of(),
        valueMinor,
        valueMinor == null ? null : "EUR",
        null,
        null);
  }

  /** Something about an invoice; null for a due day nobody told. */
  public SubscriptionSignal invoice(
      Instant at, SubscriptionSignal.Kind kind, String invoiceId, LocalDate due) {
    return new SubscriptionSignal(
        nextId(), accountId, at, kind, null, 10_000L, "EUR", null, null, null, List.of(), invoiceId,
        null, due, null);
  }

  /** The contract changed, with the end of its term. */
  public SubscriptionSignal contract(
      Instant at, SubscriptionSignal.Kind kind, Long mrrMinor, LocalDate termEnd) {
    return new SubscriptionSignal(
        nextId(), accountId, at, kind, mrrMinor, null, "EUR", null, termEnd);
  }

  /** A profile that says which features of the plan are valuable. */
  public ProfileSignal profile(Instant at, int planFeatures, List<String> valuableFeatures) {
    return new ProfileSignal(
        accountId,
        at,
        "Acme",
        "mid-market",
        "DACH",
        "gold",
        null,
        "anna@example.com",
        LocalDate.of(2024, 3, 1),
        LocalDate.of(2027, 2, 28),
        10,
        4_800_000L,
        "EUR",
        planFeatures,
        "Logistics",
        valuableFeatures);
  }

  /** A ticket was opened; NaN for a tone nobody measured. */
  public TicketSignal opened(Instant at, double sentiment) {
    return ticket(at, TicketSignal.Step.OPENED, sentiment);
  }

  /** A ticket took any step. */
  public TicketSignal ticket(Instant at, TicketSignal.Step step, double sentiment) {
    String id = nextId();
    return new TicketSignal(
        id, accountId, at, step, "ticket-" + id, TicketSignal.Priority.NORMAL, sentiment, null, -1);
  }

  /** An NPS answer of 0 to 10. */
  public SurveySignal nps(Instant at, double value) {
    return survey(at, SurveySignal.Kind.NPS, value, 0, 10);
  }

  /** A CSAT answer of 1 to 5. */
  public SurveySignal csat(Instant at, double value) {
    return survey(at, SurveySignal.Kind.CSAT, value, 1, 5);
  }

  /** An answer on any scale on which higher is better. */
  public SurveySignal survey(
      Instant at, SurveySignal.Kind kind, double value, double min, double max) {
    return new SurveySignal(nextId(), accountId, at, kind, value, min, max, true, "somebody");
  }

  /** The CSM judged the account, 0 to 1. */
  public SuccessSignal sentiment(Instant at, double sentiment) {
    return success(at, SuccessSignal.Kind.SENTIMENT_RECORDED, sentiment, null);
  }

  /** A key meeting. */
  public SuccessSignal meeting(Instant at, SuccessSignal.SponsorAttendance attendance) {
    return success(at, SuccessSignal.Kind.MEETING, Double.NaN, attendance);
  }

  /** Any fact of the relationship. */
  public SuccessSignal success(
      Instant at,
      SuccessSignal.Kind kind,
      double sentiment,
      SuccessSignal.SponsorAttendance attendance) {
    return new SuccessSignal(
        nextId(), accountId, at, kind, sentiment, attendance, null, null, null, null, null);
  }

  /** The subscription changed; null for seats nobody told. */
  public SubscriptionSignal subscription(
      Instant at, SubscriptionSignal.Kind kind, Integer seats, Long mrrMinor) {
    return new SubscriptionSignal(
        nextId(), accountId, at, kind, mrrMinor, null, "EUR", seats, null);
  }

  /** A profile that says seats and features of the plan only. */
  public ProfileSignal profile(Instant at, Integer paidSeats, int planFeatures) {
    return profile(at, "Acme", paidSeats, planFeatures);
  }

  /** A profile with a name. */
  public ProfileSignal profile(Instant at, String name, Integer paidSeats, int planFeatures) {
    return profile(at, name, "anna@example.com", paidSeats, planFeatures);
  }

  /** A profile with a name and a CSM. */
  public ProfileSignal profile(
      Instant at, String name, String csm, Integer paidSeats, int planFeatures) {
    return new ProfileSignal(
        accountId,
        at,
        name,
        "mid-market",
        "DACH",
        "gold",
        null,
        csm,
        LocalDate.of(2024, 3, 1),
        LocalDate.of(2027, 2, 28),
        paidSeats,
        4_800_000L,
        "EUR",
        planFeatures);
  }

  /** The profile was removed. */
  public ProfileRemoved profileRemoved(Instant at) {
    return new ProfileRemoved(accountId, at);
  }

  /** Time passed. */
  public TimePassed timePassed(Instant at) {
    return new TimePassed(accountId, at);
  }
}
