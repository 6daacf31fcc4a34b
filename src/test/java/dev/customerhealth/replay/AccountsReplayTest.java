package dev.customerhealth.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.oracle.AssessorUnderTest;
import dev.customerhealth.oracle.Given;
import dev.customerhealth.oracle.RandomHistory;
import dev.customerhealth.oracle.SeenAlert;
import dev.customerhealth.testing.Presets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountsReplayTest {

  @Test
  void a_replay_tells_what_the_service_tells() {
    int told = 0;
    for (long seed = 1; seed <= 25; seed++) {
      List<Given> history = RandomHistory.of(seed, 6, 400);
      Map<String, List<SeenAlert>> alerts = new TreeMap<>();
      replay(history, Presets.policy(), alerts);
      List<SeenAlert> all = new ArrayList<>();
      alerts.values().forEach(all::addAll);

      assertThat(all).as("seed %d", seed).isEqualTo(new AssessorUnderTest().tell(history).alerts());
      told += all.size();
    }
    assertThat(told).as("alerts in all histories").isPositive();
  }

  @Test
  void without_rules_nothing_is_told() {
    Map<String, List<SeenAlert>> alerts = new TreeMap<>();
    HealthPolicy standard = Presets.policy();
    replay(
        RandomHistory.of(1, 6, 400),
        new HealthPolicy(standard.models(), standard.peers(), List.of()),
        alerts);

    assertThat(alerts).isEmpty();
  }

  private static void replay(
      List<Given> history, HealthPolicy policy, Map<String, List<SeenAlert>> alerts) {
    AccountsReplay replay =
        new AccountsReplay(
            policy,
            (account, csm, alert) ->
                alerts
                    .computeIfAbsent(account, any -> new ArrayList<>())
                    .add(SeenAlert.of(account, alert, csm.isEmpty() ? null : csm)));
    for (Given given : history) {
      if (given.tick() != null) {
        replay.tick(given.tick());
      } else {
        replay.tell(given.signal());
      }
    }
  }
}
