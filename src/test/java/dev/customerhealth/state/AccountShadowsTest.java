package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.ShadowJudgement;
import dev.customerhealth.domain.account.AccountState;
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
          null);

  @Test
  void what_shadows_remember_comes_back_as_it_was() {
    for (long due : new long[] {0, 1_772_000_000_000L, AccountRecord.NEVER}) {
      for (int days = 0; days < 4; days++) {
        ShadowJudgement ahead =
            new ShadowJudgement(
                account.asOfMillis() + days * 86_400_123L, account.judgement(), null);
        AccountRecord record =
            new AccountRecord(account, 128, new AccountShadows(List.of(judgement, ahead), due));

        assertThat(codec.decode("nordwind", codec.encode(record))).isEqualTo(record);
      }
    }
  }

  @Test
  void only_an_account_with_shadows_pays_for_them() {
    AccountRecord without = new AccountRecord(account, 5);
    AccountRecord with = without.with(new AccountShadows(List.of(judgement), 7));

    assertThat(codec.encode(without)).hasSize(1 + new AccountStateCodec().encode(account).length);
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
