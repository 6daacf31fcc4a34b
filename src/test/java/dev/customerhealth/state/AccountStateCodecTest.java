package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.signal.Signal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AccountStateCodecTest {
  private static final int TYPICAL_BYTES = 600;

  private final AccountStateCodec codec = new AccountStateCodec();

  @Test
  void a_typical_account_of_thirty_active_days_and_twenty_users_takes_at_most_600_bytes() {
    int[] sizes = new int[51];
    for (int seed = 0; seed < sizes.length; seed++) {
      AccountState state = TypicalAccount.fold("nordwind", 20, 30, seed).state();
      sizes[seed] = codec.encode(state).length;
    }
    Arrays.sort(sizes);

    assertThat(sizes[sizes.length / 2]).as("median").isBetween(450, TYPICAL_BYTES);
    assertThat(sizes[sizes.length - 1])
        .as("largest, with eight highs and alerts under way")
        .isLessThanOrEqualTo(TYPICAL_BYTES + 60);
  }

  @Test
  void an_account_comes_back_as_it_was_after_every_signal() {
    Fold fold = new Fold("nordwind");
    for (Signal signal : TypicalAccount.signals("nordwind", 20, 45, 7)) {
      fold.tell(signal);

      assertThat(codec.decode("nordwind", codec.encode(fold.state()))).isEqualTo(fold.state());
    }
  }
}
