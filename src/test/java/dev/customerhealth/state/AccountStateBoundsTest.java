package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.testing.Presets;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** No account, however large or wild, grows without bound. */
class AccountStateBoundsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVENTS = 1_000_000;
  private static final int USERS = 10_000;
  private static final int DAYS = 100;
  private static final int BOUND = 16 * 1024;

  @Test
  void a_million_events_of_ten_thousand_users_stay_under_16_kilobytes() {
    AccountStateCodec codec = new AccountStateCodec();
    Assessor assessor = new Assessor();
    HealthPolicy policy = Presets.policy();
    SplittableRandom random = new SplittableRandom(11);
    Facts facts = new Facts("giant");
    AccountState state = AccountState.unknown("giant");
    int largest = 0;
    for (int i = 0; i < EVENTS; i++) {
      Instant at = START.plusSeconds((long) i * DAYS * 86_400 / EVENTS);
      state = assessor.assess(state, signal(facts, at, random), null, policy).after();
      if (i % 10_000 == 0) {
        byte[] bytes = codec.encode(state);
        largest = Math.max(largest, bytes.length);
        assertThat(codec.decode("giant", bytes)).isEqualTo(state);
      }
    }

    assertThat(largest).as("bytes").isBetween(4 * 1024, BOUND);
    assertThat(state.recentEvents().forgotten()).as("10,000 a day fit").isZero();
    assertThat(state.facts().users().active(0, 29)).isBetween(8_000L, 12_000L);
  }

  private static Signal signal(Facts facts, Instant at, SplittableRandom random) {
    String user = "user-" + random.nextInt(USERS);
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> facts.login(at, user);
      case 3, 4 -> facts.session(at, user, random.nextInt(100_000));
      case 5, 6, 7 ->
          facts.used(at, user, "feature-" + random.nextInt(1_000), random.nextInt(1_000_000));
      case 8 -> facts.opened(at, random.nextInt(-1000, 1001) / 1000.0);
      case 9 -> facts.nps(at, random.nextInt(11));
      case 10 -> facts.csat(at, 1 + random.nextInt(5));
      default -> facts.meeting(at, SuccessSignal.SponsorAttendance.ATTENDED);
    };
  }
}
