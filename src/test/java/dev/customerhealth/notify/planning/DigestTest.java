package dev.customerhealth.notify.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.planning.Notification.Kind;
import dev.customerhealth.notify.reading.RoutingFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digests by mail; Berlin changes to summer time on 2026-03-29 and back on 2026-10-25. */
class DigestTest {

  @TempDir Path folder;

  private final List<Notification> told = new ArrayList<>();

  private Rehearsal rehearsal() throws Exception {
    return rehearsal("08:30");
  }

  private Rehearsal rehearsal(String digestAt) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("routing.yml"),
            """
            version: 1
            smtp: {host: mail, from: health@example.com, encryption: none}
            people:
              - {id: kim, email: kim@example.com, time_zone: Europe/Berlin}
              - {id: lee, email: lee@example.com, time_zone: America/New_York}
            receivers:
              - name: owners
                email_configs: [{to_owner: true, otherwise: all@example.com, digest_at: "%s"}]
            route: {receiver: owners, repeat_interval: never}
            """
                .formatted(digestAt));
    return new Rehearsal(new Planner(RoutingFile.read(file, Map.of())), told::add);
  }

  @Test
  void everything_of_a_day_goes_out_in_one_mail_at_the_csms_time() throws Exception {
    Rehearsal rehearsal = rehearsal();
    Instant evening = Instant.parse("2026-03-10T18:00:00Z");
    long offset = 0;
    for (String account : List.of("a", "b", "c")) {
      rehearsal.take(
          Notices.about("alert-" + account, account, account.equals("c") ? "lee" : "kim"),
          new AlertEntry.Position(0, offset++),
          evening,
          Age.TODAY);
    }
    rehearsal.runTo(evening.plusSeconds(86_400));

    assertThat(told).extracting(Notification::kind).containsOnly(Kind.DIGEST);
    assertThat(told).extracting(each -> each.told().size()).containsExactly(2, 1);
    assertThat(told)
        .extracting(Notification::plannedAt)
        .containsExactly(
            Instant.parse("2026-03-11T07:30:00Z"), Instant.parse("2026-03-11T12:30:00Z"));
  }

  @Test
  void on_the_morning_after_the_clock_changed_it_is_still_half_past_eight() throws Exception {
    Rehearsal rehearsal = rehearsal();
    rehearsal.take(
        Notices.raised("a1"),
        new AlertEntry.Position(0, 0),
        Instant.parse("2026-03-28T18:00:00Z"),
        Age.TODAY);
    rehearsal.runTo(Instant.parse("2026-03-30T00:00:00Z"));

    assertThat(told)
        .singleElement()
        .extracting(Notification::plannedAt)
        .isEqualTo(Instant.parse("2026-03-29T06:30:00Z"));
  }

  private void playAt(String digestAt, String... arrivals) throws Exception {
    Rehearsal rehearsal = rehearsal(digestAt);
    long offset = 0;
    for (String arrival : arrivals) {
      rehearsal.take(
          Notices.raised("alert-" + offset),
          new AlertEntry.Position(0, offset++),
          Instant.parse(arrival),
          Age.TODAY);
    }
    rehearsal.runTo(Instant.parse(arrivals[arrivals.length - 1]).plus(Duration.ofHours(30)));
  }

  private List<Instant> times() {
    return told.stream().map(Notification::plannedAt).toList();
  }

  @Test
  void on_the_morning_of_winter_time_it_is_still_half_past_eight() throws Exception {
    playAt("08:30", "2026-10-24T18:00:00Z");

    assertThat(times()).containsExactly(Instant.parse("2026-10-25T07:30:00Z"));
  }

  @Test
  void a_time_that_comes_twice_has_one_digest() throws Exception {
    playAt("02:30", "2026-10-24T18:00:00Z");

    assertThat(times()).containsExactly(Instant.parse("2026-10-25T00:30:00Z"));
  }

  @Test
  void what_comes_between_the_two_waits_for_the_next_night() throws Exception {
    playAt("02:30", "2026-10-24T18:00:00Z", "2026-10-25T00:45:00Z", "2026-10-25T01:15:00Z");

    assertThat(times())
        .containsExactly(
            Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    assertThat(told.get(1).told()).hasSize(2);
  }

  @Test
  void a_time_that_is_left_out_has_its_digest_after_the_gap() throws Exception {
    playAt("02:30", "2026-03-28T18:00:00Z");

    assertThat(times()).containsExactly(Instant.parse("2026-03-29T01:30:00Z"));
  }
}
