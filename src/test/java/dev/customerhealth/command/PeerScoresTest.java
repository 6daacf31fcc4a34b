package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ComponentScore;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.MeasureMark;
import dev.customerhealth.avro.MeasureScore;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.Peers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeerScoresTest {
  private static final WindowedMeasure LOGINS = WindowedMeasure.of(Measure.LOGIN_FREQUENCY);
  private static final WindowedMeasure LOGINS_OF_A_WEEK =
      WindowedMeasure.of(Measure.LOGIN_FREQUENCY, 7);

  private final PeerScores scores = new PeerScores();

  @Test
  void of_an_account_what_was_told_last_counts_and_nothing_when_it_is_gone() {
    scores.take("a", score("smb", measure("login-frequency", 1.0)));
    scores.take("a", score("enterprise", measure("login-frequency", 5.0)));
    scores.take("b", score("enterprise", measure("login-frequency", 7.0)));
    scores.take("c", score("enterprise", measure("login-frequency", 9.0)));
    scores.take("c", null);

    Peers peers = scores.census().table(1, 2);

    assertThat(scores.size()).isEqualTo(2);
    assertThat(peers.of("enterprise", LOGINS).quantiles().values()).startsWith(5.0).endsWith(7.0);
    assertThat(peers.of("smb", LOGINS).segment()).as("too few").isNull();
  }

  @Test
  void windows_are_told_apart_and_what_has_no_value_or_is_unknown_counts_for_nothing() {
    for (String account : List.of("a", "b")) {
      scores.take(
          account,
          score(
              null,
              measure("login-frequency", null),
              measure("login-frequency-7d", 3.0),
              measure("measure-of-the-future", 3.0)));
    }

    Peers peers = scores.census().table(1, 2);

    assertThat(peers.of(null, LOGINS)).isNull();
    assertThat(peers.of(null, LOGINS_OF_A_WEEK).accounts()).isEqualTo(2);
  }

  @Test
  void the_same_accounts_make_the_same_table_in_whatever_order_they_are_read() {
    List<String> accounts = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      accounts.add("account-" + number);
    }
    String digest = tableOf(accounts).digest();
    for (long seed = 0; seed < 20; seed++) {
      Collections.shuffle(accounts, new Random(seed));

      assertThat(tableOf(accounts).digest()).as("seed %d", seed).isEqualTo(digest);
    }
  }

  private static Peers tableOf(List<String> accounts) {
    PeerScores scores = new PeerScores();
    for (String account : accounts) {
      int hash = Math.floorMod(account.hashCode(), 997);
      scores.take(
          account,
          score(
              hash % 3 == 0 ? "smb" : null,
              measure("login-frequency", hash / 7.0),
              measure("nps", hash % 201 - 100.0)));
    }
    return scores.census().table(1, 20);
  }

  private static HealthScore score(String segment, MeasureScore... measures) {
    return HealthScore.newBuilder()
        .setAccountId("any")
        .setAsOf(Instant.EPOCH)
        .setStatus(ScoreStatus.SCORED)
        .setScore(50.0)
        .setCoverage(1)
        .setModelId("M0")
        .setModelVersion(1)
        .setSegment(segment)
        .setComponents(
            List.of(
                ComponentScore.newBuilder()
                    .setComponent("usage")
                    .setWeight(100)
                    .setEffectiveWeight(100)
                    .setScore(50.0)
                    .setContribution(50)
                    .setMeasures(List.of(measures))
                    .build()))
        .build();
  }

  private static MeasureScore measure(String id, Double value) {
    return MeasureScore.newBuilder()
        .setMeasure(id)
        .setWindowDays(30)
        .setValue(value)
        .setWeight(10)
        .setEffectiveWeight(10)
        .setContribution(5)
        .setMark(MeasureMark.COUNTED)
        .build();
  }
}
