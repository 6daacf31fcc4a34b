package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.state.AccountRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts between two commits, with none kept in memory beyond one. */
class AccountStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

  @TempDir Path directory;

  private KeyValueStore<String, byte[]> stored;
  private AccountStore accounts;

  @BeforeEach
  void begin() {
    MockProcessorContext<String, String> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
    stored =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("accounts"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    stored.init(context.getStateStoreContext(), stored);
    accounts = new AccountStore(stored, 0);
  }

  /** After so many logins. */
  private static AccountRecord used(String account, int logins) {
    Facts facts = new Facts(account);
    Fold fold = new Fold(account);
    for (int login = 0; login < logins; login++) {
      fold.tell(facts.login(NOW, "ann"));
    }
    return new AccountRecord(fold.state(), AccountRecord.NEVER);
  }

  private void change(String account, int logins) {
    accounts.load(account);
    accounts.save(used(account, logins), null);
  }

  @Test
  void what_changed_is_there_before_it_is_stored_and_is_stored_with_the_commit() {
    change("a", 1);
    change("b", 1);
    change("a", 2);

    assertThat(accounts.load("a")).isEqualTo(used("a", 2));
    assertThat(stored.get("a")).as("before the commit").isNull();
    accounts.write();

    assertThat(stored.approximateNumEntries()).isEqualTo(2);
    assertThat(new AccountStore(stored, 0).load("a")).isEqualTo(used("a", 2));
    assertThat(new AccountStore(stored, 0).load("b")).isEqualTo(used("b", 1));
  }

  @Test
  void more_accounts_than_may_wait_for_a_commit_are_stored_ahead_of_it_and_none_is_lost() {
    int many = 5_000;
    for (int number = 0; number < many; number++) {
      change("account-" + number, 1);
    }
    assertThat(stored.approximateNumEntries()).as("ahead of the commit").isBetween(1L, many - 1L);
    accounts.write();

    assertThat(stored.approximateNumEntries()).isEqualTo(many);
  }

  @Test
  void an_account_other_than_the_one_loaded_last_is_refused() {
    change("a", 1);
    accounts.load("b");

    assertThatThrownBy(() -> accounts.save(used("a", 2), null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected account b, which was loaded last, found a");
    assertThat(accounts.load("a")).isEqualTo(used("a", 1));
  }

  @Test
  void ids_are_told_in_their_order_and_with_what_no_commit_has_stored() {
    change("a", 1);
    accounts.write();
    change("c", 1);
    change("a1", 1);

    assertThat(accounts.idsAfter("", 2)).containsExactly("a", "a1");
    assertThat(accounts.idsAfter("a1", 2)).containsExactly("c");
    assertThat(accounts.idsAfter("c", 2)).isEmpty();
  }
}
