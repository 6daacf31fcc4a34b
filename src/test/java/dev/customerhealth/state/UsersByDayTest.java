package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsersByDayTest {
  private static final int TODAY = 20_500;

  private static DistinctDays users(SplittableRandom random, int size) {
    int[] hashes = random.ints(0, 1 << 24).distinct().limit(size).sorted().toArray();
    long[][] words = new long[DistinctDays.words(Days.KEPT)][size];
    for (long[] word : words) {
      for (int i = 0; i < size; i++) {
        word[i] = random.nextLong();
      }
    }
    return DistinctDays.of(DistinctDays.Kind.USERS, Days.KEPT, 0, 0, 0, hashes, words);
  }

  @Test
  void on_every_day_asked_for_as_many_are_counted_as_were_seen_and_on_later_ones_none() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      DistinctDays users = users(random, random.nextInt(1, 65));
      int youngest = random.nextInt(0, 150);
      UsersByDay.Counts counts =
          UsersByDay.count(users, TODAY, TODAY - youngest, TODAY - random.nextInt(youngest, 180));

      for (int age = 0; age < youngest; age++) {
        assertThat(counts.on(TODAY - age)).as("seed %d, %d days ago", seed, age).isZero();
      }
      for (int age = youngest; age < 64 * (youngest / 64 + 1); age++) {
        assertThat(counts.on(TODAY - age))
            .as("seed %d, %d days ago", seed, age)
            .isEqualTo((int) users.activeDays(age, age));
      }
    }
  }

  @Test
  void of_more_users_than_a_byte_counts_none_are() {
    DistinctDays many = users(new SplittableRandom(1), 300);

    assertThat(UsersByDay.count(many, TODAY, TODAY - 1, TODAY - 40).known()).isFalse();
  }

  /** Written past days are copied as long as they are the same object, whoever was seen since. */
  @Test
  void users_forgotten_while_the_past_stays_leave_the_logins_as_they_are() {
    AccountRecordCodec codec = new AccountRecordCodec();
    AccountRecord all =
        new AccountRecord(TypicalAccount.fold("acme", 20, 30, 4).state(), AccountRecord.NEVER);
    WrittenPast written = new WrittenPast();
    codec.encode(all, written);
    AccountRecord fewer = new AccountRecord(withoutFirstUser(all.state()), AccountRecord.NEVER);

    byte[] bytes = codec.encode(fewer, written);

    assertThat(bytes).isEqualTo(codec.encode(fewer));
    assertThat(codec.decode("acme", bytes)).isEqualTo(fewer);
  }

  private static AccountState withoutFirstUser(AccountState state) {
    AccountFacts facts = state.facts();
    DistinctDays users = facts.users();
    int size = users.size() - 1;
    long[][] words = new long[DistinctDays.words(users.kept())][size];
    for (int word = 0; word < words.length; word++) {
      for (int i = 0; i < size; i++) {
        words[word][i] = users.days(i + 1, word);
      }
    }
    int[] hashes = IntStream.rangeClosed(1, size).map(users::hash).toArray();
    return new AccountState(
        state.accountId(),
        state.asOfMillis(),
        state.profile(),
        new AccountFacts(
            facts.day(),
            facts.days(),
            DistinctDays.of(users.kind(), users.kept(), 0, 0, 0, hashes, words),
            facts.features(),
            facts.matters(),
            facts.sentiment(),
            facts.subscription(),
            facts.assignedSeats(),
            facts.knownSince(),
            facts.reportedBits(),
            facts.retention()),
        state.recentEvents(),
        state.judgement(),
        state.overriding());
  }
}
