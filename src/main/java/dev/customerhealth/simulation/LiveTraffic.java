package dev.customerhealth.simulation;

import dev.customerhealth.avro.SponsorAttendance;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.avro.TicketPriority;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.history.HistoryEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens after a book's history, one event at a time, for as long as somebody watches.
 *
 * <p>Most of it is the traffic of machines, which no score feels: a day's worth of people in a few
 * minutes would make every account look healthier than it is.
 */
public final class LiveTraffic {
  private static final double WELL = 0.8;

  /** Tickets, low answers and detractors of one incident: enough to outweigh a good quarter. */
  private static final int SERIOUS = 10;

  private final List<SimulatedAccount> active;
  private final List<SimulatedAccount> content;
  private final SplittableRandom random;
  private final String idPrefix;
  private int incidents;
  private int told;

  /**
   * Traffic from the end of the book's history.
   *
   * @param idPrefix makes the ids of this run's events differ from those of every other run
   */
  public LiveTraffic(Book book, String idPrefix) {
    LocalDate today = book.plan().lastDay();
    List<SimulatedAccount> busy =
        book.accounts().stream()
            .filter(account -> account.isCustomerOn(today.plusDays(1)))
            .filter(account -> account.story().on(today).activity() > 0)
            .toList();
    this.active = busy.isEmpty() ? book.accounts() : busy;
    this.content =
        active.stream()
            .filter(account -> account.story().kind() == AccountStory.Kind.STEADY)
            .filter(account -> account.story().wellbeing() >= WELL)
            .toList();
    this.random = Seeds.of(book.plan().seed(), -2, 0);
    this.idPrefix = idPrefix;
  }

  /** The next ordinary event. */
  public HistoryEvent next(Instant now) {
    SimulatedAccount account = active.get(random.nextInt(active.size()));
    List<HistoryEvent> one = new ArrayList<>(1);
    Facts facts = facts(account, one);
    double draw = random.nextDouble();
    if (draw < 0.7) {
      facts.tell(
          Places.USAGE,
          facts.usage(now, UsageType.API_CALL).setIntegration("crm").setCount(1L).build());
    } else if (draw < 0.92) {
      UsageType type = draw < 0.83 ? UsageType.WORKFLOW_STARTED : UsageType.WORKFLOW_COMPLETED;
      facts.tell(Places.USAGE, facts.usage(now, type).setWorkflow("monthly-review").build());
    } else {
      facts.tell(
          Places.USAGE,
          facts
              .usage(now, UsageType.FEATURE_USED)
              .setUserId(account.champion().id())
              .setFeature(account.planFeatures().get(0))
              .setCount(1L)
              .build());
    }
    return one.get(0);
  }

  /**
   * Something goes badly wrong at an account that was content: urgent tickets in anger, low
   * satisfaction, detractors, an absent sponsor.
   *
   * @return the events, all from this moment; none when the book has no account that is content
   */
  public List<HistoryEvent> incident(Instant now) {
    List<HistoryEvent> events = new ArrayList<>();
    if (content.isEmpty()) {
      return events;
    }
    SimulatedAccount account = content.get(incidents++ % content.size());
    Facts facts = facts(account, events);
    for (int i = 1; i <= SERIOUS; i++) {
      String ticket = idPrefix + "-" + incidents + "-" + i;
      ticket(facts, now, TicketEventType.OPENED, ticket);
      ticket(facts, now, TicketEventType.ESCALATED, ticket);
      Person person = account.people().get(i % account.people().size());
      facts.satisfaction(now, 1, person, "ticket:" + ticket);
      facts.recommendation(now, random.nextInt(3), person);
    }
    facts.tell(
        Places.ACTIVITIES,
        facts
            .activity(now, SuccessActivityType.SENTIMENT_RECORDED)
            .setValue(1.0)
            .setScaleMin(1.0)
            .setScaleMax(5.0)
            .build());
    facts.tell(
        Places.ACTIVITIES,
        facts
            .activity(now, SuccessActivityType.MEETING)
            .setSponsorAttendance(SponsorAttendance.ABSENT)
            .build());
    return events;
  }

  /** Name of the account that the latest incident fell on; empty before the first. */
  public String lastIncident() {
    return incidents == 0 ? "" : content.get((incidents - 1) % content.size()).name();
  }

  private void ticket(Facts facts, Instant now, TicketEventType type, String ticket) {
    facts.tell(
        Places.TICKETS,
        facts.ticket(now, type, ticket, TicketPriority.URGENT).setSentiment(-0.95).build());
  }

  private Facts facts(SimulatedAccount account, List<HistoryEvent> events) {
    told++;
    return new Facts(account.id(), idPrefix + "-" + told, events::add);
  }
}
