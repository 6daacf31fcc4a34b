package dev.customerhealth.notify.delivery;

import static dev.customerhealth.notify.Notices.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.metrics.NotifierMeters;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.channel.Outcome;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Age;
import dev.customerhealth.notify.planning.AlertEntry;
import dev.customerhealth.notify.planning.Memory;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.planning.Plan;
import dev.customerhealth.notify.planning.Planner;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.Routing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a provider's rate or for its return, while the alerts go on. */
class TakeBackTest {

  @TempDir Path folder;

  private final HandClock clock = new HandClock(NOON);
  private final Memory memory = new Memory();
  private NotifierMeters meters;
  private Routing routing;
  private Planner planner;
  private Outbox outbox;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    routing =
        RoutingFile.read(
            Files.writeString(
                folder.resolve("routing.yml"),
                """
                version: 1
                receivers: [{name: all, slack_configs: [{url_env: URL}]}]
                route: {receiver: all, group_wait: 1s, group_interval: 1s, repeat_interval: 4h}
                """),
            Map.of("URL", "https://hooks.example.com/x"));
    planner = new Planner(routing);
    meters = new NotifierMeters(routing.allTargets(), List.of());
    begin();
  }

  /** As a process that knows nothing but what is put back. */
  private void begin() {
    outbox =
        new Outbox(
            NotifierTopics.of(TopicSettings.standard()),
            routing.retry(),
            new Lanes(routing, clock, clock),
            meters);
  }

  @AfterEach
  void close() {
    meters.close();
  }

  private void take(Notice notice) {
    memory.take(notice, new AlertEntry.Position(0, offset++), clock.instant(), Age.TODAY);
    look();
    clock.move(Duration.ofSeconds(2));
    look();
  }

  /** What the notifier does at every look. */
  private void look() {
    NotifierLog.Batch batch = new NotifierLog.Batch();
    outbox.takeBack(memory, batch);
    Plan plan = planner.plan(memory, clock.instant());
    memory.apply(plan);
    plan.due().forEach(planned -> outbox.add(planned, batch));
    outbox.dropOvertaken(memory, clock.instant(), batch);
  }

  private void settle(Delivery delivery, Outcome outcome) {
    outbox.settle(new Courier.Result(delivery, outcome), clock.instant(), new NotifierLog.Batch());
  }

  private void fail(Delivery delivery) {
    settle(delivery, new Outcome.TryLater("HTTP 500", Optional.empty()));
  }

  private Notice next(Notice notice, Step step) {
    return Notices.at(notice, step, clock.instant());
  }

  /** Everything that waits, whenever it would be due, as "alert STEP". */
  private List<String> waiting() {
    return outbox.toOthersThan(Set.of()).stream()
        .flatMap(delivery -> delivery.notification().told().stream())
        .map(Told::notice)
        .map(notice -> notice.alertId() + " " + notice.step())
        .toList();
  }

  @Test
  void a_beginning_that_waits_goes_together_with_its_end() {
    Notice alert = Notices.raised("a1");
    take(alert);
    assertThat(waiting()).containsExactly("a1 RAISED");

    take(next(alert, Step.RESOLVED));

    assertThat(waiting()).isEmpty();
    assertThat(meters.scrape())
        .contains("notify_overtaken_total{channel=\"slack\",target=\"all/slack/1\"} 1.0");
  }

  @Test
  void what_somebody_took_on_while_it_waited_is_not_told_either() {
    Notice alert = Notices.raised("a1");
    take(alert);

    take(next(alert, Step.ACKNOWLEDGED));

    assertThat(waiting()).isEmpty();
  }

  @Test
  void a_beginning_that_waits_gives_way_to_an_escalation() {
    Notice alert = Notices.raised("a1");
    take(alert);

    take(next(alert, Step.ESCALATED));

    assertThat(waiting()).containsExactly("a1 ESCALATED");
  }

  @Test
  void the_end_of_what_was_told_before_is_told_whatever_waited_in_between() {
    Notice alert = Notices.raised("a1");
    take(alert);
    settle(outbox.due(clock.instant()).get(0), new Outcome.Delivered());
    take(next(alert, Step.ESCALATED));
    assertThat(waiting()).containsExactly("a1 ESCALATED");

    take(next(alert, Step.RESOLVED));

    assertThat(waiting()).containsExactly("a1 RESOLVED");
  }

  @Test
  void of_two_that_wait_together_the_other_keeps_its_place_and_its_id() {
    Notice one = Notices.raised("a1");
    memory.take(one, new AlertEntry.Position(0, offset++), clock.instant(), Age.TODAY);
    take(Notices.raised("a2"));
    String id = outbox.toOthersThan(Set.of()).get(0).id();
    assertThat(waiting()).containsExactly("a1 RAISED", "a2 RAISED");

    take(next(one, Step.RESOLVED));

    assertThat(waiting()).containsExactly("a2 RAISED");
    assertThat(outbox.due(clock.instant())).extracting(Delivery::id).containsExactly(id);
  }

  @Test
  void what_is_handed_over_is_told_and_so_is_its_end() {
    Notice alert = Notices.raised("a1");
    take(alert);
    outbox.due(clock.instant());

    take(next(alert, Step.RESOLVED));

    assertThat(waiting()).containsExactly("a1 RAISED", "a1 RESOLVED");
  }

  @Test
  void what_was_handed_over_and_not_tried_is_taken_back() {
    Notice alert = Notices.raised("a1");
    take(alert);
    settle(outbox.due(clock.instant()).get(0), new Outcome.NotTried());

    take(next(alert, Step.RESOLVED));

    assertThat(waiting()).isEmpty();
  }

  /** It may have arrived all the same. */
  @Test
  void what_failed_is_dropped_and_its_end_is_told() {
    Notice alert = Notices.raised("a1");
    take(alert);
    fail(outbox.due(clock.instant()).get(0));

    take(next(alert, Step.RESOLVED));

    assertThat(waiting()).containsExactly("a1 RESOLVED");
  }

  /** Whether the process before made an attempt is not known. */
  @Test
  void what_another_process_planned_is_dropped_and_its_end_is_told() {
    Notice alert = Notices.raised("a1");
    take(alert);
    Delivery planned = outbox.toOthersThan(Set.of()).get(0);
    begin();
    outbox.restore(planned);

    take(next(alert, Step.RESOLVED));

    assertThat(waiting()).containsExactly("a1 RESOLVED");
  }

  @Test
  void what_waits_is_not_repeated_and_what_was_told_is() {
    take(Notices.raised("waits"));
    fail(outbox.due(clock.instant()).get(0));
    take(Notices.about("told", "other", "kim"));
    outbox.due(clock.instant()).stream()
        .filter(delivery -> delivery.attempts() == 0)
        .forEach(delivery -> settle(delivery, new Outcome.Delivered()));
    assertThat(waiting()).containsExactly("waits RAISED");

    clock.move(Duration.ofHours(5));
    look();

    assertThat(waiting()).containsExactly("waits RAISED", "told RAISED");
  }
}
