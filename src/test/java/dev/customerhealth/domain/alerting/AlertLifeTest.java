package dev.customerhealth.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.AlertCourse;
import dev.customerhealth.domain.account.AlertCourse.Stage;
import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.alerting.AlertLife.Seen;
import dev.customerhealth.domain.alerting.AlertLife.Step;
import dev.customerhealth.domain.signal.AlertSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of an alert as a table of transitions, and what holds for every life. */
class AlertLifeTest {
  private static final long NOW = Instant.parse("2026-04-01T08:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Seen RAISES = new Seen(true, true, false, 80_000);
  private static final Seen STANDS = new Seen(false, true, false, 80_000);
  private static final Seen NEITHER = new Seen(false, false, false, 80_000);
  private static final Seen RESOLVES = new Seen(false, false, true, 80_000);
  private static final List<AlertSignal.Kind> KINDS = List.of(AlertSignal.Kind.values());
  private static final AlertTiming CAREFUL =
      new AlertTiming(Duration.ofHours(2), Duration.ofHours(24), Duration.ofHours(4));

  private static AlertLife life(long at, AlertTiming timing) {
    return new AlertLife(new AlertLife.RuleTimes("rule", 2, timing), at);
  }

  private static AlertMemory open(Stage stage, long next, boolean escalated) {
    return new AlertMemory(
        "rule",
        3,
        true,
        NOW - HOUR,
        80_000,
        new AlertCourse(
            stage,
            escalated,
            2,
            NOW - HOUR,
            next,
            AccountState.NEVER,
            null,
            AccountState.NEVER,
            0));
  }

  private static AlertMemory pending(long next) {
    return new AlertMemory(
        "rule", 3, false, NOW - 50 * HOUR, 70_000, AlertCourse.of(Stage.PENDING, 0, NOW, next));
  }

  private static AlertMemory quietUntil(long until) {
    return new AlertMemory(
        "rule",
        3,
        false,
        NOW - 50 * HOUR,
        70_000,
        AlertCourse.of(Stage.OVER, 0, NOW - HOUR, AlertCourse.NEVER).quietUntil(until));
  }

  /**
   * One line of the table.
   *
   * @param event what is told; null for nothing
   * @param stage where it stands afterwards; null when nothing is to be said of it
   * @param next when time moves it on, in hours from now; -1 when it does not
   */
  private record Line(
      String what,
      AlertLife life,
      AlertMemory before,
      Seen seen,
      AlertEvent event,
      Stage stage,
      long next) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Line> table() {
    AlertLife careful = life(NOW, CAREFUL);
    AlertLife atOnce = life(NOW, AlertTiming.AT_ONCE);
    AlertLife severe = new AlertLife(new AlertLife.RuleTimes("rule", 3, CAREFUL), NOW);
    long never = AlertCourse.NEVER;
    return List.of(
        new Line("nothing happens", careful, null, NEITHER, null, null, -1),
        new Line("it begins to wait", careful, null, RAISES, null, Stage.PENDING, 2),
        new Line("without times it is raised", atOnce, null, RAISES, AlertEvent.RAISED, null, -1),
        new Line("it goes on waiting", careful, pending(NOW + 1), STANDS, null, Stage.PENDING, 0),
        new Line(
            "it has held long enough",
            careful,
            pending(NOW),
            STANDS,
            AlertEvent.RAISED,
            Stage.OPEN,
            4),
        new Line("it did not hold", careful, pending(NOW), NEITHER, null, null, -1),
        new Line(
            "it begins within the quiet time",
            careful,
            quietUntil(NOW + 9 * HOUR),
            RAISES,
            null,
            Stage.PENDING,
            9),
        new Line(
            "it begins when the quiet time is over",
            careful,
            quietUntil(NOW),
            RAISES,
            null,
            Stage.PENDING,
            2),
        new Line(
            "the quiet time is over and forgotten",
            careful,
            quietUntil(NOW),
            NEITHER,
            null,
            null,
            -1),
        new Line(
            "the quiet time goes on", careful, quietUntil(NOW + 1), NEITHER, null, Stage.OVER, -1),
        new Line(
            "nobody took it on yet",
            careful,
            open(Stage.OPEN, NOW + HOUR, false),
            STANDS,
            null,
            Stage.OPEN,
            1),
        new Line(
            "nobody took it on in time",
            careful,
            open(Stage.OPEN, NOW, false),
            STANDS,
            AlertEvent.ESCALATED,
            Stage.OPEN,
            -1),
        new Line(
            "it is escalated once",
            careful,
            open(Stage.OPEN, never, true),
            STANDS,
            null,
            Stage.OPEN,
            -1),
        new Line(
            "it becomes more severe",
            severe,
            open(Stage.OPEN, NOW + HOUR, false),
            STANDS,
            AlertEvent.ESCALATED,
            Stage.OPEN,
            -1),
        new Line(
            "it becomes more severe though somebody has it",
            severe,
            open(Stage.ACKNOWLEDGED, never, false),
            STANDS,
            AlertEvent.ESCALATED,
            Stage.OPEN,
            -1),
        new Line(
            "it becomes more severe while it is put off",
            severe,
            open(Stage.SNOOZED, NOW + HOUR, false),
            STANDS,
            null,
            Stage.SNOOZED,
            1),
        new Line(
            "somebody has it",
            careful,
            open(Stage.ACKNOWLEDGED, never, false),
            STANDS,
            null,
            Stage.ACKNOWLEDGED,
            -1),
        new Line(
            "it is put off",
            careful,
            open(Stage.SNOOZED, NOW + 1, false),
            STANDS,
            null,
            Stage.SNOOZED,
            0),
        new Line(
            "it comes back",
            careful,
            open(Stage.SNOOZED, NOW, false),
            STANDS,
            AlertEvent.CAME_BACK,
            Stage.OPEN,
            4),
        new Line(
            "it comes back escalated",
            careful,
            open(Stage.SNOOZED, NOW, true),
            STANDS,
            AlertEvent.CAME_BACK,
            Stage.OPEN,
            -1),
        new Line(
            "it is over, and the quiet time begins",
            careful,
            open(Stage.OPEN, NOW, false),
            RESOLVES,
            AlertEvent.RESOLVED,
            Stage.OVER,
            -1),
        new Line(
            "it is over while it is put off",
            careful,
            open(Stage.SNOOZED, NOW, false),
            RESOLVES,
            AlertEvent.RESOLVED,
            Stage.OVER,
            -1),
        new Line(
            "without quiet time nothing is left to say",
            atOnce,
            open(Stage.ACKNOWLEDGED, never, false),
            RESOLVES,
            AlertEvent.RESOLVED,
            null,
            -1),
        new Line(
            "without a score what is put off still comes back",
            careful,
            open(Stage.SNOOZED, NOW, false),
            Seen.NOTHING,
            AlertEvent.CAME_BACK,
            Stage.OPEN,
            4),
        new Line(
            "without a score what waits is given up",
            careful,
            pending(NOW),
            Seen.NOTHING,
            null,
            null,
            -1));
  }

  @ParameterizedTest
  @MethodSource("table")
  void a_look_takes_the_step_of_the_table(Line line) {
    Step step = line.life().look(line.before(), line.seen());

    assertThat(step.event()).isEqualTo(line.event());
    AlertCourse course = step.after() == null ? null : step.after().course();
    assertThat(course == null ? null : course.stage()).isEqualTo(line.stage());
    long next = course == null ? AlertCourse.NEVER : course.nextMillis();
    assertThat(next == AlertCourse.NEVER ? -1 : (next - NOW) / HOUR).isEqualTo(line.next());
  }

  @Test
  void a_first_alert_that_does_not_hold_leaves_nothing_behind() {
    AlertMemory waits = life(NOW, CAREFUL).look(null, RAISES).after();

    assertThat(waits.episode()).isZero();
    assertThat(waits.open()).isFalse();
    assertThat(life(NOW + HOUR, CAREFUL).look(waits, NEITHER).after()).isNull();
  }

  @Test
  void a_wait_within_the_quiet_time_that_is_given_up_leaves_the_quiet_time() {
    AlertMemory waits = life(NOW, CAREFUL).look(quietUntil(NOW + 9 * HOUR), RAISES).after();

    AlertMemory after = life(NOW + HOUR, CAREFUL).look(waits, NEITHER).after();

    assertThat(after.course().stage()).isEqualTo(Stage.OVER);
    assertThat(after.course().quietUntilMillis()).isEqualTo(NOW + 9 * HOUR);
  }

  @Test
  void another_owner_ends_what_the_one_before_took_on() {
    Step step = life(NOW, CAREFUL).rerouted(open(Stage.ACKNOWLEDGED, AlertCourse.NEVER, false));

    assertThat(step.event()).isEqualTo(AlertEvent.REROUTED);
    assertThat(step.after().course().stage()).isEqualTo(Stage.OPEN);
    assertThat(step.after().course().nextMillis()).isEqualTo(NOW + 4 * HOUR);
  }

  @Test
  void another_owner_does_not_call_back_what_was_put_off() {
    Step step = life(NOW, CAREFUL).rerouted(open(Stage.SNOOZED, NOW + HOUR, false));

    assertThat(step.event()).isEqualTo(AlertEvent.REROUTED);
    assertThat(step.after().course().stage()).isEqualTo(Stage.SNOOZED);
  }

  @Test
  void what_was_assigned_to_somebody_stays_with_them() {
    AlertMemory alert = open(Stage.OPEN, AlertCourse.NEVER, false);
    AlertMemory assigned = alert.with(alert.course().assignedTo("bob"));

    assertThat(life(NOW, CAREFUL).rerouted(assigned)).isEqualTo(new Step(assigned, null));
  }

  @Test
  void a_judged_alert_that_nobody_took_on_is_taken_on_by_it() {
    Step step =
        life(NOW, CAREFUL)
            .commanded(
                open(Stage.OPEN, NOW + HOUR, false),
                command("c", AlertSignal.Kind.FEEDBACK, NOW, 0));

    assertThat(step.event()).isEqualTo(AlertEvent.FEEDBACK);
    assertThat(step.after().course().stage()).isEqualTo(Stage.ACKNOWLEDGED);
  }

  private static AlertSignal command(String id, AlertSignal.Kind kind, long at, long until) {
    return new AlertSignal(
        id,
        "acme",
        Instant.ofEpochMilli(at),
        kind,
        "kim",
        "because",
        "rule",
        null,
        kind == AlertSignal.Kind.SNOOZE ? Instant.ofEpochMilli(until) : null,
        kind == AlertSignal.Kind.ASSIGN ? "bob" : null,
        kind == AlertSignal.Kind.FEEDBACK ? AlertSignal.Feedback.KNOWN : null);
  }

  /** What holds for every life, whatever is seen and done. */
  @Test
  void at_most_one_is_open_episodes_rise_and_nothing_waits_in_the_past() {
    Set<AlertEvent> met = new HashSet<>();
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      AlertTiming timing =
          new AlertTiming(
              Duration.ofMinutes(random.nextInt(3) * 50L),
              Duration.ofMinutes(random.nextInt(3) * 400L),
              Duration.ofMinutes(random.nextInt(3) * 100L));
      AlertMemory memory = null;
      long at = NOW;
      long episodes = 0;
      boolean open = false;
      for (int i = 0; i < 200; i++) {
        at += random.nextInt(90) * 60_000L;
        AlertLife life =
            new AlertLife(new AlertLife.RuleTimes("rule", 1 + random.nextInt(40) / 39, timing), at);
        List<Step> steps = new ArrayList<>();
        if (memory != null && memory.open() && random.nextInt(8) == 0) {
          AlertSignal.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
          steps.add(
              life.commanded(
                  memory, command("c" + i, kind, at, at + 1 + random.nextInt(600) * 60_000L)));
          memory = steps.get(0).after();
        }
        boolean bad = random.nextInt(4) > 0;
        Step look =
            life.look(
                memory,
                new Seen(bad && random.nextBoolean(), bad, !bad && random.nextBoolean(), 1));
        memory = look.after();
        steps.add(look);
        for (Step step : steps) {
          if (step.event() == AlertEvent.RAISED) {
            assertThat(open).as("seed %d step %d: raised while open", seed, i).isFalse();
            episodes++;
            open = true;
          } else if (step.event() != null) {
            assertThat(open).as("seed %d step %d: %s while none is open", seed, i, step).isTrue();
            open = step.event() != AlertEvent.RESOLVED;
          }
          met.add(step.event());
        }
        assertThat(memory != null && memory.open()).as("seed %d step %d", seed, i).isEqualTo(open);
        if (memory != null) {
          assertThat(memory.episode()).as("seed %d step %d", seed, i).isEqualTo(episodes);
          boolean waitsInThePast =
              memory.course() != null
                  && memory.course().stage() != Stage.OVER
                  && memory.course().nextMillis() <= at;
          assertThat(waitsInThePast)
              .as("seed %d step %d: %s would be due for ever", seed, i, memory)
              .isFalse();
        }
      }
    }
    assertThat(met)
        .contains(
            AlertEvent.RAISED,
            AlertEvent.ESCALATED,
            AlertEvent.SNOOZED,
            AlertEvent.CAME_BACK,
            AlertEvent.RESOLVED);
  }
}
