package dev.customerhealth.domain.account;

/**
 * What is followed one by one instead of being counted by day. Most accounts have little of it, so
 * nothing here is touched by an event of mere usage.
 *
 * @param tickets read by {@link Tickets}
 * @param integrations connected, or lately disconnected ones
 * @param stakeholders read by {@link Stakeholders}
 * @param goals read by {@link Goals}
 * @param invoices read by {@link Invoices}
 * @param contacts people of the customer who answered, wrote or met us, and when
 * @param trainees people who took part in a training, and when
 * @param revenue what was paid per month, and since when
 * @param renewedDay latest day of a renewal; {@link Days#NONE} before
 * @param firstValueDay day of the first value milestone achieved; {@link Days#NONE} before
 */
public record Matters(
    Register tickets,
    Register integrations,
    Register stakeholders,
    Register goals,
    Register invoices,
    DistinctDays contacts,
    DistinctDays trainees,
    RevenueHistory revenue,
    int renewedDay,
    int firstValueDay) {

  /** Nothing is followed. */
  public static final Matters NONE =
      new Matters(
          Register.NONE,
          Register.NONE,
          Register.NONE,
          Register.NONE,
          Register.NONE,
          DistinctDays.none(DistinctDays.Kind.CONTACTS),
          DistinctDays.none(DistinctDays.Kind.TRAINEES),
          RevenueHistory.NONE,
          Days.NONE,
          Days.NONE);

  /** What follows from a subscription when nothing else was remembered. */
  public static Matters of(Subscription subscription) {
    return subscription.mrrMinor() == null
        ? NONE
        : NONE.withRevenue(
            RevenueHistory.NONE.with(
                Register.minute(subscription.mrrAtMillis()),
                subscription.mrrMinor(),
                Register.currency(subscription.currency())),
            Days.NONE);
  }

  /** Items given up, ever, because there were too many of a kind while they still mattered. */
  public long forgotten() {
    return tickets.forgotten()
        + integrations.forgotten()
        + stakeholders.forgotten()
        + goals.forgotten()
        + invoices.forgotten();
  }

  /** Some days later: what no window reaches any more is forgotten. */
  @SuppressWarnings("ReferenceEquality") // equal but not the same is advanced, to an equal one
  Matters advanced(int days, int newDay, Retention retention) {
    if (this == NONE) {
      return this;
    }
    int late = Days.windowStart(newDay, retention.longestWindow());
    int reach = retention.firstDay(newDay);
    int abandoned = Days.windowStart(newDay, Tickets.ABANDONED_AFTER_DAYS);
    return new Matters(
        tickets.since(Math.max(late, abandoned), abandoned),
        integrations.since(late, Days.NONE),
        stakeholders.since(late, Days.NONE),
        goals,
        invoices.since(reach, Days.NONE),
        contacts.advanced(days, newDay),
        trainees.advanced(days, newDay),
        revenue.since(reach - 1),
        renewedDay,
        firstValueDay);
  }

  /** Kept from now on for as long as an account remembers. */
  Matters keeping(Retention retention, int today) {
    return new Matters(
        tickets,
        integrations,
        stakeholders,
        goals,
        invoices,
        contacts.keeping(retention.days(), today),
        trainees.keeping(retention.days(), today),
        revenue,
        renewedDay,
        firstValueDay);
  }

  Matters withTickets(Register changed) {
    return new Matters(
        changed,
        integrations,
        stakeholders,
        goals,
        invoices,
        contacts,
        trainees,
        revenue,
        renewedDay,
        firstValueDay);
  }

  Matters withIntegrations(Register changed) {
    return new Matters(
        tickets,
        changed,
        stakeholders,
        goals,
        invoices,
        contacts,
        trainees,
        revenue,
        renewedDay,
        firstValueDay);
  }

  Matters withStakeholders(Register changed) {
    return new Matters(
        tickets,
        integrations,
        changed,
        goals,
        invoices,
        contacts,
        trainees,
        revenue,
        renewedDay,
        firstValueDay);
  }

  /** With changed goals; the first value milestone achieved among them is remembered for ever. */
  Matters withGoals(Register changed) {
    int first = firstValueDay;
    for (int i = 0; i < changed.size(); i++) {
      Register.Item goal = changed.item(i);
      if (goal.is(Goals.ACHIEVED) && goal.is(Goals.VALUE_MILESTONE)) {
        first = Days.earlier(first, goal.atDay());
      }
    }
    return new Matters(
        tickets,
        integrations,
        stakeholders,
        changed,
        invoices,
        contacts,
        trainees,
        revenue,
        renewedDay,
        first);
  }

  Matters withInvoices(Register changed) {
    return new Matters(
        tickets,
        integrations,
        stakeholders,
        goals,
        changed,
        contacts,
        trainees,
        revenue,
        renewedDay,
        firstValueDay);
  }

  Matters withContact(String personId, int age) {
    return new Matters(
        tickets,
        integrations,
        stakeholders,
        goals,
        invoices,
        contacts.with(contacts.kind().hash(personId), age),
        trainees,
        revenue,
        renewedDay,
        firstValueDay);
  }

  Matters withTrainee(String userId, int age) {
    return new Matters(
        tickets,
        integrations,
        stakeholders,
        goals,
        invoices,
        contacts,
        trainees.with(trainees.kind().hash(userId), age),
        revenue,
        renewedDay,
        firstValueDay);
  }

  Matters withRevenue(RevenueHistory changed, int renewedOn) {
    return new Matters(
        tickets,
        integrations,
        stakeholders,
        goals,
        invoices,
        contacts,
        trainees,
        changed,
        renewedOn == Days.NONE ? renewedDay : Math.max(renewedDay, renewedOn),
        firstValueDay);
  }
}
