package dev.customerhealth.development.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.Driver;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ScoreStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountMovesTest {
  private static final Instant AT = Instant.parse("2026-03-15T12:00:00Z");

  @Test
  void what_others_gained_is_told_so_that_the_reasons_come_to_the_fall() {
    AccountMoves moves = new AccountMoves();
    moves.add(change(60, 50, driver("nps", -12.04), driver("usage-depth", 2.04)));
    moves.add(change(50, 56.6, driver("csm-sentiment", -0.9), driver("usage-depth", 7.5)));

    Optional<Fall> fall = moves.fall(AT.minusSeconds(1));

    assertThat(fall).get().extracting(Fall::from, Fall::to).containsExactly(60.0, 56.6);
    assertThat(fall.orElseThrow().reasons())
        .containsExactly("net promoter score -12.0", "CSM sentiment -0.9", "others +9.5");
  }

  private static Driver driver(String measure, double points) {
    return Driver.newBuilder().setMeasure(measure).setComponent("c").setPoints(points).build();
  }

  private static HealthScoreChange change(double from, double to, Driver... drivers) {
    return HealthScoreChange.newBuilder()
        .setAccountId("acme")
        .setSequence(2)
        .setChangedAt(AT)
        .setFromStatus(ScoreStatus.SCORED)
        .setToStatus(ScoreStatus.SCORED)
        .setFromScore(from)
        .setToScore(to)
        .setFromBand("at-risk")
        .setToBand("at-risk")
        .setFromCoverage(0.7)
        .setToCoverage(0.7)
        .setPoints(to - from)
        .setCause(ChangeCause.EVENT)
        .setDrivers(List.of(drivers))
        .setCauses(List.of())
        .setModelId("M0")
        .setModelVersion(1)
        .build();
  }
}
