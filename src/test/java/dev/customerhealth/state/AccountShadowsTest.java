package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.ShadowJudgement;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.AlertCourse;
import dev.customerhealth.domain.account.AlertMemory;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What shadow models remember, in the store. */
class AccountShadowsTest {
  private static final int MOST_BYTES = 220;

  private final AccountRecordCodec codec = new AccountRecordCodec();
  private final AccountState account = TypicalAccount.fold("nordwind", 20, 30, 3).state();
  private final ShadowJudgement judgement =
      new ShadowJudgement(
          account.asOfMillis(),
          account.judgement().withTold(account.judgement().told().madeBy(3, null)),
          false,
          null);

  @Test
  void what_shadows_remember_comes_back_as_it_was() {
    for (long due : new long[] {0, 1_772_000_000_000L, AccountRecord.NEVER}) {
      for (int days = 0; days < 4; days++) {
        ShadowJudgement ahead =
            new ShadowJudgement(
                account.asOfMillis() + days * 86_400_123L, account.judgement(), false, null);
        AccountRecord record =
            new AccountRecord(account, 128, new AccountShadows(List.of(judgement, ahead), due));

        assertThat(codec.decode("nordwind", codec.encode(record))).isEqualTo(record);
      }
    }
  }

  @Test
  void what_the_alerts_of_a_shadow_wait_for_comes_back_as_it_was() {
    long asOf = account.asOfMillis();
    AlertCourse waits = AlertCourse.of(AlertCourse.Stage.PENDING, 0, asOf - 5, asOf + 3_600_000);
    ShadowJudgement waiting =
        new ShadowJudgement(
            asOf,
            judgement.judgement().with(List.of(new AlertMemory("low", 0, false, asOf, -1, waits))),
            true,
            null);
    AccountRecord record =
        new AccountRecord(account, 128, new AccountShadows(List.of(judgement, waiting), 9));

    AccountRecord read = codec.decode("nordwind", codec.encode(record));

    assertThat(read).isEqualTo(record);
    assertThat(read.shadows().nextDue()).isEqualTo(asOf + AccountState.LOOK_AGAIN);
  }

  /** State stores are full of such bytes, of shadows whose alerts waited for nothing. */
  @Test
  void what_shadows_remembered_before_their_alerts_waited_is_read() throws IOException {
    byte[] bytes = AccountStateFixturesTest.bytes("v5-shadows");

    AccountRecord record = codec.decode("nordwind", bytes);

    assertThat(record.shadows().judgements()).hasSize(2);
    assertThat(record.shadows().judgements().get(0).modelId()).isEqualTo("M0");
    assertThat(record.shadows().judgements().get(0).degraded()).isFalse();
    assertThat(codec.decode("nordwind", AccountStateFixturesTest.bytes("v6-shadows")))
        .isEqualTo(record);
    assertThat(codec.encode(record)).isEqualTo(AccountStateFixturesTest.bytes("v6-shadows"));
  }

  @Test
  void only_an_account_with_shadows_pays_for_them() {
    AccountRecord without = new AccountRecord(account, 5);
    AccountRecord with = without.with(new AccountShadows(List.of(judgement), 7));

    assertThat(codec.encode(without.unindexed()))
        .hasSize(1 + new AccountStateCodec().encode(account).length);
    assertThat(codec.encode(with).length - codec.encode(without).length).isBetween(20, MOST_BYTES);
  }

  @Test
  void damaged_bytes_are_refused_or_read_and_never_crash() {
    byte[] whole =
        codec.encode(
            new AccountRecord(account, 5, new AccountShadows(List.of(judgement, judgement), 7)));
    int refused = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(300)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        codec.decode("nordwind", damaged);
      } catch (IllegalArgumentException expected) {
        assertThat(expected).as("seed %d", seed).hasMessageContaining("nordwind");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
