package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.CsmSentiment;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.FeatureSet;
import dev.customerhealth.domain.account.Overriding;
import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.AlertSignal;
import dev.customerhealth.domain.signal.OverrideSignal;
import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.SentimentSignal;
import dev.customerhealth.domain.signal.SignalVisitor;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.domain.signal.UsageSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** How one account takes in one signal: which rules hold for which kind. */
final class Learning implements SignalVisitor<Learned> {
  private final AccountState before;
  private final long knownTime;
  private final HealthPolicy policy;

  /**
   * An account about to learn.
   *
   * @param time business time of the partition; null before the first tick
   * @param policy how accounts are judged
   */
  Learning(AccountState before, Instant time, HealthPolicy policy) {
    this.before = before;
    this.knownTime =
        time == null ? before.asOfMillis() : Math.max(before.asOfMillis(), time.toEpochMilli());
    this.policy = policy;
  }

  @Override
  public Learned usage(UsageSignal signal) {
    return windowed(signal, facts -> facts.after(signal));
  }

  @Override
  public Learned ticket(TicketSignal signal) {
    return windowed(signal, facts -> facts.after(signal));
  }

  @Override
  public Learned survey(SurveySignal signal) {
    return windowed(signal, facts -> facts.after(signal));
  }

  @Override
  public Learned success(SuccessSignal signal) {
    return windowed(signal, facts -> facts.after(signal));
  }

  /**
   * Facts of the contract hold until they are replaced, so they are never late; those of invoices
   * are counted within windows like any other.
   */
  @Override
  public Learned subscription(SubscriptionSignal signal) {
    return signal.kind().isAboutInvoice()
        ? windowed(signal, facts -> facts.after(signal))
        : event(signal, facts -> facts.after(signal), ChangeCause.FACT_CHANGED);
  }

  /**
   * A command that is refused, too late or out of date leaves no trace in the account, so that one
   * that is sent again later is judged by what holds then.
   */
  @Override
  public Learned override(OverrideSignal signal) {
    long hash = RecentEvents.hash(signal.eventId());
    if (Commands.isRepeat(before, signal, hash)) {
      return Learned.SEEN_BEFORE;
    }
    long at = judgedAt(signal.occurredAt());
    int day = Days.of(at);
    Overriding known = before.overriding().at(at);
    String refusal = Commands.refusal(before, signal, at);
    if (refusal != null) {
      return refused(Outcome.IGNORED, Commands.decision(signal, known.standing(), refusal));
    }
    String unknownBand = Commands.unknownBand(signal, chosenOn(day).model());
    if (unknownBand != null) {
      return refused(Outcome.REFUSED, Commands.decision(signal, known.standing(), unknownBand));
    }
    List<Decision> decisions = new ArrayList<>(Commands.expired(before, at));
    decisions.add(Commands.decision(signal, known.standing(), null));
    AccountFacts facts = factsOn(day, before.profile());
    return new Learned(
        Outcome.SCORED,
        at,
        before.profile(),
        facts,
        facts,
        recentEventsOn(day).with(hash),
        ChangeCause.OVERRIDE,
        signal.eventId(),
        Commands.after(known, signal, hash),
        List.copyOf(decisions),
        null);
  }

  @Override
  public Learned sentiment(SentimentSignal signal) {
    CsmSentiment known = before.facts().sentiment();
    if (before.asOfMillis() == AccountState.NEVER) {
      return refused(
          Outcome.IGNORED,
          Commands.decision(
              signal, known, "nothing is known of account '" + signal.accountId() + "'"));
    }
    Learned learned = windowed(signal, facts -> facts.after(signal));
    return switch (learned.outcome()) {
      case DUPLICATE, REFUSED -> learned;
      case LATE ->
          refused(
              Outcome.LATE,
              Commands.decision(signal, known, "it was issued longer ago than any window reaches"));
      case IGNORED ->
          refused(
              Outcome.IGNORED,
              Commands.decision(signal, known, "a sentiment that is as new is known"));
      case SCORED -> learned.recording(Commands.taken(signal, known, learned.facts().day()));
    };
  }

  /**
   * What is done about an alert moves no score: one that moves now does so because time has passed.
   */
  @Override
  public Learned alert(AlertSignal signal) {
    long hash = RecentEvents.hash(signal.eventId());
    AlertMemory alert = AlertCommands.meant(before, signal);
    if (before.recentEvents().contains(hash) || AlertCommands.isLast(alert, signal, hash)) {
      return Learned.SEEN_BEFORE;
    }
    long at = judgedAt(signal.occurredAt());
    String refusal = AlertCommands.refusal(before, alert, signal, at);
    if (refusal != null) {
      return refused(Outcome.IGNORED, AlertCommands.decision(signal, alert, refusal));
    }
    List<Decision> decisions = new ArrayList<>(Commands.expired(before, at));
    decisions.add(AlertCommands.decision(signal, alert, null));
    int day = Days.of(at);
    AccountFacts facts = factsOn(day, before.profile());
    return new Learned(
        Outcome.SCORED,
        at,
        before.profile(),
        facts,
        facts,
        recentEventsOn(day).with(hash),
        ChangeCause.TIME_PASSED,
        null,
        before.overriding().at(at),
        List.copyOf(decisions),
        signal);
  }

  private static Learned refused(Outcome outcome, Decision decision) {
    return Learned.unchanged(outcome, List.of(decision));
  }

  /** The latest profile stands; of two of the same time the one that arrived last. */
  @Override
  public Learned profile(ProfileSignal signal) {
    AccountProfile told = profileOf(signal);
    AccountProfile known = before.profile();
    if (known != null && (told.updatedAt().isBefore(known.updatedAt()) || told.equals(known))) {
      return Learned.NOTHING_NEW;
    }
    long at = judgedAt(signal.occurredAt());
    return learned(at, told, ChangeCause.FACT_CHANGED);
  }

  /**
   * What was counted stays; only who the account is is forgotten. A tombstone carries no business
   * time, what its record says is when somebody deleted a row, so it does not move the account's.
   */
  @Override
  public Learned profileRemoved(ProfileRemoved signal) {
    return before.profile() == null
        ? Learned.NOTHING_NEW
        : learned(knownTime, null, ChangeCause.FACT_CHANGED);
  }

  /**
   * Time matters from the due day on. Before it, every measure is what it was, and an older tick
   * was lived through already. A change of configuration is noticed by the next tick.
   */
  @Override
  public Learned timePassed(TimePassed signal) {
    if (before.asOfMillis() == AccountState.NEVER) {
      return Learned.NOTHING_NEW;
    }
    long at = judgedAt(signal.occurredAt());
    int due = before.judgement().dueDay();
    boolean isDue =
        (due != Days.NONE && Days.of(at) >= due)
            || before.overriding().endedBy(at)
            || before.judgement().alertsDueMillis() <= at
            || (before.degraded() && before.asOfMillis() + AccountState.LOOK_AGAIN <= at);
    return isDue || judgedOtherwiseOn(Days.of(at))
        ? learned(at, before.profile(), ChangeCause.TIME_PASSED)
        : Learned.NOTHING_NEW;
  }

  /** Nothing happened, but how accounts are judged changed at a moment. */
  Learned judgedOtherwise(Instant moment) {
    return learned(judgedAt(moment), before.profile(), ChangeCause.MODEL_CHANGED);
  }

  /** Whether the score last told was made, or its model chosen, otherwise than it is on a day. */
  private boolean judgedOtherwiseOn(int day) {
    SelectionRule rule = chosenOn(day);
    return policy.judgesOtherwise(before.judgement().told(), rule.model())
        || HealthPolicy.choosesOtherwise(before.judgement().told(), rule);
  }

  private SelectionRule chosenOn(int day) {
    return policy.models().choose(before.facts(), before.profile(), day);
  }

  private Learned windowed(AccountSignal signal, UnaryOperator<AccountFacts> taking) {
    int today = Days.of(judgedAt(signal.occurredAt()));
    int on = Days.of(signal.occurredAt().toEpochMilli());
    return on < Days.windowStart(today, policy.longestWindow(before.profile()))
        ? Learned.TOO_OLD
        : event(signal, taking, ChangeCause.EVENT);
  }

  @SuppressWarnings("ReferenceEquality") // the same object is how "nothing new" is said
  private Learned event(
      AccountSignal signal, UnaryOperator<AccountFacts> taking, ChangeCause cause) {
    long hash = RecentEvents.hash(signal.eventId());
    if (before.recentEvents().contains(hash)) {
      return Learned.SEEN_BEFORE;
    }
    long at = judgedAt(signal.occurredAt());
    AccountFacts known = factsOn(Days.of(at), before.profile());
    AccountFacts taken = taking.apply(known);
    if (taken == known) {
      return Learned.NOTHING_NEW;
    }
    return new Learned(
        Outcome.SCORED,
        at,
        before.profile(),
        taken,
        known,
        recentEventsOn(Days.of(at)).with(hash),
        cause,
        signal.eventId(),
        before.overriding().at(at),
        Commands.expired(before, at),
        null);
  }

  private Learned learned(long at, AccountProfile profile, ChangeCause cause) {
    int day = Days.of(at);
    AccountFacts facts = factsOn(day, profile);
    return new Learned(
        Outcome.SCORED,
        at,
        profile,
        facts,
        facts,
        recentEventsOn(day),
        cause,
        null,
        before.overriding().at(at),
        Commands.expired(before, at),
        null);
  }

  /** What was known, on a later day: how much is kept is decided before anything is forgotten. */
  private AccountFacts factsOn(int day, AccountProfile profile) {
    return before.facts().keeping(policy.keptDays(profile)).advancedTo(day);
  }

  private RecentEvents recentEventsOn(int day) {
    int knownDay = before.facts().day();
    return knownDay == Days.NONE
        ? before.recentEvents()
        : before.recentEvents().advanced(day - knownDay);
  }

  private long judgedAt(Instant occurredAt) {
    return Math.max(knownTime, occurredAt.toEpochMilli());
  }

  /** Times in whole milliseconds, which is all that wire and state keep. */
  private static AccountProfile profileOf(ProfileSignal signal) {
    return new AccountProfile(
        Instant.ofEpochMilli(signal.occurredAt().toEpochMilli()),
        signal.name(),
        signal.segment(),
        signal.region(),
        signal.tier(),
        signal.parentAccountId(),
        signal.csmId(),
        signal.contractStart(),
        signal.renewalDate(),
        signal.paidSeats(),
        signal.arrMinor(),
        signal.currency(),
        signal.planFeatureCount(),
        FeatureSet.ofNames(signal.valuableFeatures()));
  }
}
