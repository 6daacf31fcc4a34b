package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.account.AccountState;
import org.junit.jupiter.api.Test;

class AccountRecordCodecTest {

  private final AccountRecordCodec codec = new AccountRecordCodec();

  @Test
  void a_record_comes_back_as_it_was() {
    for (long due : new long[] {0, 1, 126, 127, 128, 1_772_000_000_000L, AccountRecord.NEVER}) {
      AccountRecord record = new AccountRecord(AccountState.unknown("acme"), due);

      assertThat(codec.decode("acme", codec.encode(record))).as("due %d", due).isEqualTo(record);
    }
  }

  @Test
  void a_due_time_that_follows_from_the_account_takes_one_byte_and_any_other_comes_back_too() {
    AccountState state = TypicalAccount.fold("acme", 3, 4, 1).state();
    AccountRecord never = new AccountRecord(state, AccountRecord.NEVER);
    AccountRecord next = new AccountRecord(state, never.nextDue());
    int shortest = codec.encode(never).length;

    assertThat(codec.encode(next)).hasSize(shortest);
    for (long due :
        new long[] {0, 1, next.nextDue() - 1, next.nextDue(), state.asOfMillis(), Long.MIN_VALUE}) {
      AccountRecord record = new AccountRecord(state, due);

      assertThat(codec.decode("acme", codec.encode(record))).as("due %d", due).isEqualTo(record);
    }
  }

  @Test
  void no_bytes_are_an_account_of_which_nothing_is_known() {
    assertThat(codec.decode("acme", null)).isEqualTo(AccountRecord.unknown("acme"));
  }

  @Test
  void bytes_that_are_no_record_are_refused_with_the_account() {
    assertThatThrownBy(() -> codec.decode("acme", new byte[] {-1, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acme");
  }
}
