package dev.customerhealth.history.ravenstack;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.history.HistoryEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * RavenStack, a synthetic SaaS data set of five tables, as a history in order of event time. The
 * whole of it is held in memory to be put in order.
 *
 * @param events in order of event time; equal times keep the order of the tables
 * @param reports what became of each table's rows
 */
public record RavenStack(List<HistoryEvent> events, List<RowsReport> reports) {
  static final String SOURCE = "ravenstack";

  /** The tables name no currency but for the column refund_amount_usd. */
  static final String CURRENCY = "USD";

  static final Topics TOPICS = Topics.standard();

  /**
   * Reads the tables.
   *
   * @param directory with the five files
   * @throws IOException when a file is missing, broken or lacks a column; names it
   */
  public static RavenStack read(Path directory) throws IOException {
    List<HistoryEvent> profiles = new ArrayList<>();
    List<HistoryEvent> others = new ArrayList<>();
    Features features = new Features();
    Accounts accounts = new Accounts(features, profiles::add);
    Subscriptions subscriptions = new Subscriptions(accounts, others::add);
    Usage usage = new Usage(accounts, subscriptions, features, others::add);
    List<RowsReport> reports = new ArrayList<>();
    reports.add(accounts.read(directory));
    reports.add(subscriptions.read(directory));
    reports.add(usage.read(directory));
    reports.add(new Tickets(accounts, others::add).read(directory));
    reports.add(new ChurnEvents(accounts, others::add).read(directory));
    accounts.tellProfiles();
    profiles.addAll(others);
    profiles.sort(Comparator.comparing(HistoryEvent::occurredAt));
    return new RavenStack(profiles, reports);
  }

  /** Whether every row could be understood. */
  public boolean clean() {
    return reports.stream().allMatch(report -> report.bad().total() == 0);
  }
}
