package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.Overriding;
import dev.customerhealth.domain.account.ToldScore;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.oracle.RandomLife;
import dev.customerhealth.testing.YearModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountStateCodecTest {
  private static final int TYPICAL_BYTES = 600;

  private final AccountStateCodec codec = new AccountStateCodec();

  @Test
  void of_a_thousand_typical_accounts_98_percent_take_at_most_600_bytes_and_none_over_660() {
    int[] sizes =
        IntStream.range(0, 1000).parallel().map(AccountStateCodecTest::kept).sorted().toArray();

    assertThat(sizes[sizes.length / 2]).as("median").isBetween(450, 550);
    assertThat(Arrays.stream(sizes).filter(size -> size <= TYPICAL_BYTES).count())
        .as("accounts of at most %s bytes", TYPICAL_BYTES)
        .isGreaterThanOrEqualTo(980);
    assertThat(sizes[sizes.length - 1])
        .as("largest, with nine highs, alerts under way and tickets nobody closes")
        .isLessThanOrEqualTo(660);
  }

  /** Bytes in the store of a typical account, with twenty users and thirty active days. */
  private static int kept(int seed) {
    AccountState state = TypicalAccount.fold("nordwind", 20, 30, seed).state();
    AccountRecord kept = new AccountRecord(state, AccountRecord.NEVER, AccountShadows.NONE);
    AccountRecord indexed = new AccountRecord(state, kept.nextDue(), AccountShadows.NONE);
    return new AccountRecordCodec().encode(indexed).length;
  }

  @Test
  void an_account_comes_back_as_it_was_after_every_signal() {
    Fold fold = new Fold("nordwind");
    for (Signal signal : TypicalAccount.signals("nordwind", 20, 45, 7)) {
      fold.tell(signal);

      assertThat(codec.decode("nordwind", codec.encode(fold.state()))).isEqualTo(fold.state());
    }
  }

  @Test
  void what_was_written_of_an_account_before_makes_no_other_bytes() {
    AccountRecordCodec records = new AccountRecordCodec();
    Fold fold = new Fold("acme");
    WrittenPast written = new WrittenPast();
    int number = 0;
    for (Signal signal : RandomLife.of("acme", 5, 300, 900)) {
      fold.tell(signal);
      AccountRecord record = new AccountRecord(fold.state(), AccountRecord.NEVER);
      byte[] bytes = records.encode(record);

      assertThat(records.encode(record, written)).isEqualTo(bytes);
      if (number++ % 7 == 0) {
        written = new WrittenPast();
        records.decode("acme", bytes, written);
      }
    }
  }

  @Test
  void an_account_of_a_year_comes_back_as_it_was_after_every_signal() {
    for (ScoringModel model : List.of(YearModels.year(), YearModels.yearOnYear())) {
      Fold fold = new Fold("acme");
      int number = 0;
      for (Signal signal : RandomLife.of("acme", 3, 600, 900)) {
        if (number++ == 200) {
          fold.judgedBy(YearModels.policy(model));
        }
        fold.tell(signal);

        assertThat(codec.decode("acme", codec.encode(fold.state()))).isEqualTo(fold.state());
      }
      assertThat(fold.state().facts().days().size()).isGreaterThan(150);
    }
  }

  @Test
  void an_account_of_a_year_of_which_nothing_is_followed_yet_comes_back_as_it_was() {
    Fold fold = new Fold("nordwind");
    fold.judgedBy(YearModels.policy(YearModels.year()));
    for (Signal signal : TypicalAccount.signals("nordwind", 3, 5, 7)) {
      fold.tell(signal);

      assertThat(codec.decode("nordwind", codec.encode(fold.state()))).isEqualTo(fold.state());
    }
  }

  @Test
  void only_an_account_of_which_a_model_asks_a_year_pays_for_it() {
    AccountState plain = TypicalAccount.fold("nordwind", 20, 30, 1).state();
    AccountState kept = with(plain, plain.facts().keeping(365));
    AccountState back = with(kept, kept.facts().keeping(180));

    assertThat(codec.encode(kept).length - codec.encode(plain).length).isBetween(3, 6);
    assertThat(codec.decode("nordwind", codec.encode(kept))).isEqualTo(kept);
    assertThat(codec.encode(back)).isEqualTo(codec.encode(plain));
  }

  private static AccountState with(AccountState state, AccountFacts facts) {
    return new AccountState(
        state.accountId(),
        state.asOfMillis(),
        state.profile(),
        facts,
        state.recentEvents(),
        state.judgement(),
        state.overriding());
  }

  /** What a year costs, as docs/measures.md says it. */
  @Test
  void a_typical_account_of_a_year_stays_under_four_kilobytes() {
    Fold fold = new Fold("nordwind", YearModels.policy(YearModels.year()));
    TypicalAccount.signals("nordwind", 20, 300, 1).forEach(fold::tell);

    assertThat(codec.encode(fold.state()).length).isBetween(1_000, 4 * 1024);
  }

  @Test
  void only_an_account_that_was_ever_overridden_pays_for_it() {
    Fold fold = TypicalAccount.fold("nordwind", 20, 30, 1);
    Facts commands = new Facts("nordwind");
    Instant now = fold.state().asOf();
    Instant until = now.plus(Duration.ofDays(10));
    AccountState never = fold.state();
    fold.tell(commands.setScore(now, 85, until));
    AccountState standing = fold.state();
    fold.tell(commands.clear(now.plusMillis(1)));
    AccountState cleared = fold.state();
    AccountState forgotten = with(cleared, Overriding.NONE);

    assertThat(codec.encode(with(standing, Overriding.NONE)).length)
        .isCloseTo(codec.encode(never).length, Offset.offset(8));
    assertThat(codec.encode(cleared).length - codec.encode(forgotten).length).isBetween(1, 12);
    for (AccountState state : List.of(standing, cleared, forgotten)) {
      assertThat(codec.decode("nordwind", codec.encode(state))).isEqualTo(state);
    }
  }

  @Test
  void only_an_account_whose_model_a_rule_chose_or_that_compares_with_peers_pays_for_it() {
    AccountState plain = TypicalAccount.fold("nordwind", 20, 30, 1).state();
    AccountState byRule = with(plain, plain.judgement().told().madeBy(0, "large"));
    AccountState amongPeers = with(plain, plain.judgement().told().madeBy(300, null));

    assertThat(plain.judgement().told().modelRule()).isNull();
    assertThat(codec.encode(byRule).length - codec.encode(plain).length).isEqualTo(8);
    assertThat(codec.encode(amongPeers).length - codec.encode(plain).length).isEqualTo(3);
    for (AccountState state : List.of(plain, byRule, amongPeers)) {
      assertThat(codec.decode("nordwind", codec.encode(state))).isEqualTo(state);
    }
  }

  private static AccountState with(AccountState state, ToldScore told) {
    return new AccountState(
        state.accountId(),
        state.asOfMillis(),
        state.profile(),
        state.facts(),
        state.recentEvents(),
        state.judgement().withTold(told),
        state.overriding());
  }

  @Test
  void a_band_that_is_set_and_a_sentiment_with_an_end_come_back_as_they_were() {
    Fold fold = TypicalAccount.fold("nordwind", 5, 3, 1);
    Facts commands = new Facts("nordwind");
    Instant now = fold.state().asOf();
    fold.tell(
        commands.setBand(now, "critical", now.plus(Duration.ofDays(10))),
        commands.giveSentiment(now, 0.25, now.plus(Duration.ofDays(3))));

    AccountState back = codec.decode("nordwind", codec.encode(fold.state()));

    assertThat(back).isEqualTo(fold.state());
    assertThat(back.overriding().standing().bandId()).isEqualTo("critical");
    assertThat(back.facts().sentiment().untilDay()).isNotEqualTo(Days.NONE);
  }

  private static AccountState with(AccountState state, Overriding overriding) {
    return new AccountState(
        state.accountId(),
        state.asOfMillis(),
        state.profile(),
        state.facts(),
        state.recentEvents(),
        state.judgement(),
        overriding);
  }

  @Test
  void an_account_under_a_cap_and_with_substitutes_comes_back_as_it_was(@TempDir Path folder)
      throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("x.yml"),
            """
            id: X1
            version: 1
            extends: M0
            components:
              - id: relationship
                measures:
                  - {measure: executive-engagement, missing: neutral}
                  - {measure: nps, half-life: 10d, expiry: 60d}
            caps:
              - {id: low, label: Low, when: {measure: login-frequency, at-least: 100}, at-most: 20}
            """);
    HealthPolicy policy =
        new HealthPolicy(
            ModelLibrary.presetsAnd(List.of(file)).model("X1").orElseThrow(), StandardRules.all());
    Fold fold = new Fold("nordwind", policy);
    int capped = 0;
    int substituted = 0;
    for (Signal signal : TypicalAccount.signals("nordwind", 20, 45, 7)) {
      fold.tell(signal);
      MeasurePoints told = fold.state().judgement().told().points();
      capped += told.pointsOf(MeasurePoints.CAP) < 0 ? 1 : 0;
      int engagement = Measure.EXECUTIVE_ENGAGEMENT.code();
      substituted +=
          told.pointsOf(engagement) > 0 && told.valueOf(engagement) == MeasurePoints.NO_VALUE
              ? 1
              : 0;

      assertThat(codec.decode("nordwind", codec.encode(fold.state()))).isEqualTo(fold.state());
    }
    assertThat(capped).isPositive();
    assertThat(substituted).isPositive();
  }
}
