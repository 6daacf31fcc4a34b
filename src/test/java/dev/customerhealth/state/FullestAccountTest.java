package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.config.ModelSettings;
import dev.customerhealth.domain.ShadowJudgement;
import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.AlertCourse;
import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.CsmSentiment;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.FeatureSet;
import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.account.Matters;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.Overriding;
import dev.customerhealth.domain.account.PastDays;
import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.Retention;
import dev.customerhealth.domain.account.RevenueHistory;
import dev.customerhealth.domain.account.ScoreCloses;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.account.StandingOverride;
import dev.customerhealth.domain.account.Subscription;
import dev.customerhealth.domain.account.ToldScore;
import dev.customerhealth.domain.alerting.Decline;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.testing.Presets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The largest account there can be: every part of its state at the bound that the domain keeps it
 * to ({@link OverfedAccountTest}), and every number such that it takes most bytes.
 */
class FullestAccountTest {
  private static final int SEEDS = 5;
  private static final int KILO = 1024;

  /** What a broker takes as one record, where nobody told it otherwise (message.max.bytes). */
  private static final int BROKER_TAKES = 1_048_588;

  private static final Instant NOW = Instant.parse("2026-03-04T11:22:33.444Z");
  private static final long AS_OF = NOW.toEpochMilli();
  private static final int TODAY = Days.of(AS_OF);

  /** What intake lets pass: letters of an id, of a text and of a reason. */
  private static final int ID = 256;

  private static final int TEXT = 4096;
  private static final int REASON = 1000;

  /** Letters of the id of a rule, and of a component's or a band's. */
  private static final int OWN_ID = 60;

  /** Days any rule looks back, today included, and the score of now beside the highest of today. */
  private static final int HIGHS = Days.LONGEST_WINDOW + 1;

  /** Ends of weeks and of months that any rule looks back, and the one before. */
  private static final int WEEKS = Days.LONGEST_WINDOW / 7 + 1;

  private static final int MONTHS = Decline.MOST_IN_A_ROW + 1;

  /** Of every measure over every window: no model can weigh more. */
  private static final int[] CODES =
      Measure.all().stream()
          .flatMap(each -> each.windows().stream().map(days -> WindowedMeasure.of(each, days)))
          .mapToInt(WindowedMeasure::code)
          .sorted()
          .toArray();

  /** More than anybody reads; the largest shipped model has seven. */
  private static final int COMPONENTS = 32;

  private static final int MINUTES_OF_TEN_YEARS = 5_256_000;

  private final AccountStateCodec codec = new AccountStateCodec();

  /** The bounds are those of docs/operations.md. */
  @ParameterizedTest
  @CsvSource({"180, 210", "365, 270", "730, 390"})
  void with_every_part_full_its_state_stays_within_its_bound(int kept, int kilobytes) {
    for (int seed = 0; seed < SEEDS; seed++) {
      AccountState state = fullest(new SplittableRandom(seed), kept);

      byte[] bytes = codec.encode(state);

      assertThat(codec.decode("acme", bytes)).as("seed %d", seed).isEqualTo(state);
      assertThat(bytes.length)
          .as("bytes, seed %d", seed)
          .isBetween(kilobytes * KILO * 19 / 20, kilobytes * KILO);
    }
  }

  /** Its changelog would stop the service on every start, were it refused. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, ModelSettings.MOST_SHADOWS})
  void with_shadow_models_beside_it_is_still_a_record_that_every_broker_takes(int shadows) {
    AccountRecordCodec records = new AccountRecordCodec();
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<ShadowJudgement> judgements = new ArrayList<>();
      for (int i = 0; i < shadows; i++) {
        judgements.add(
            new ShadowJudgement(AS_OF, judgement(random, "shadow-" + i, null), true, null));
      }
      AccountRecord record =
          new AccountRecord(
              fullest(random, Days.MOST_KEPT),
              AS_OF,
              shadows == 0 ? AccountShadows.NONE : new AccountShadows(judgements, AS_OF));

      byte[] bytes = records.encode(record);

      assertThat(records.decode("acme", bytes)).as("seed %d", seed).isEqualTo(record);
      assertThat(bytes.length).as("bytes, seed %d", seed).isLessThan(BROKER_TAKES);
    }
  }

  private static AccountState fullest(SplittableRandom random, int kept) {
    return new AccountState(
        "acme",
        AS_OF,
        profile(random),
        facts(random, kept),
        recentEvents(random),
        judgement(random, text(random, OWN_ID), text(random, OWN_ID)),
        new Overriding(
            new StandingOverride(
                text(random, ID),
                StandingOverride.NO_SCORE,
                text(random, OWN_ID),
                text(random, ID),
                text(random, REASON),
                AS_OF - 1_234_567,
                AS_OF + 7_654_321_987L),
            AS_OF - 1_234_567,
            random.nextLong(1L << RecentEvents.HASH_BITS)),
        true);
  }

  /** Letters that take three bytes each. */
  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(0x4e00, 0x9fff));
    }
    return text.toString();
  }

  private static AccountProfile profile(SplittableRandom random) {
    return new AccountProfile(
        NOW.minusMillis(987_654_321_987L),
        text(random, TEXT),
        text(random, TEXT),
        text(random, TEXT),
        text(random, TEXT),
        text(random, ID),
        text(random, ID),
        LocalDate.EPOCH,
        LocalDate.of(9999, 12, 31),
        Integer.MAX_VALUE,
        Long.MAX_VALUE,
        "XXX",
        10_000,
        FeatureSet.ofHashes(hashes(random, FeatureSet.MOST, DistinctDays.Kind.FEATURES)));
  }

  private static int[] hashes(SplittableRandom random, int count, DistinctDays.Kind kind) {
    return random.ints(0, 1 << kind.hashBits()).distinct().limit(count).sorted().toArray();
  }

  private static RecentEvents recentEvents(SplittableRandom random) {
    return RecentEvents.of(
        random.longs(RecentEvents.MAX_KEPT, 0, 1L << RecentEvents.HASH_BITS).toArray(),
        1_000_000_000,
        1_000_000_000,
        1_000_000_000_000L);
  }

  private static AccountFacts facts(SplittableRandom random, int kept) {
    return new AccountFacts(
        TODAY,
        days(random, kept),
        members(random, DistinctDays.Kind.USERS, kept),
        members(random, DistinctDays.Kind.FEATURES, kept),
        new Matters(
            register(random),
            register(random),
            register(random),
            register(random),
            register(random),
            members(random, DistinctDays.Kind.CONTACTS, kept),
            members(random, DistinctDays.Kind.TRAINEES, kept),
            revenue(random),
            TODAY - 3_000,
            TODAY - 9_000),
        new CsmSentiment(777, AS_OF - 87_654_321, TODAY + 80, text(random, ID)),
        new Subscription(
            Integer.MAX_VALUE,
            AS_OF - 1_111_111_111_111L,
            Long.MAX_VALUE,
            "XXX",
            AS_OF - 999_999_999_999L,
            LocalDate.of(9999, 12, 31),
            AS_OF - 888_888_888_888L,
            true,
            AS_OF - 777_777_777_777L),
        1_000_000_000_000L,
        TODAY - 9_000,
        (1 << 17) - 1,
        kept == Days.KEPT ? Retention.STANDARD : new Retention(kept, TODAY - 17));
  }

  /** Every counter on every day, as high as it gets and never alike. */
  private static DayLog days(SplittableRandom random, int kept) {
    int[] days = IntStream.range(TODAY - kept + 1, TODAY).toArray();
    long[][] columns = new long[Counter.all().size()][];
    for (int code = 0; code < columns.length; code++) {
      long least = code == Counter.TICKET_SENTIMENT.code() ? -DayLog.MAX_PER_DAY : 1;
      columns[code] = random.longs(days.length, least, DayLog.MAX_PER_DAY).toArray();
    }
    long[] last = random.longs(columns.length, 1, DayLog.MAX_PER_DAY).toArray();
    return DayLog.of(PastDays.of(days, columns), TODAY, last);
  }

  /** As many as are kept, each on every second day. */
  private static DistinctDays members(SplittableRandom random, DistinctDays.Kind kind, int kept) {
    long[][] words = new long[DistinctDays.words(kept)][kind.bound()];
    for (int word = 0; word < words.length; word++) {
      int bits = Math.min(Long.SIZE, kept - word * Long.SIZE);
      for (int i = 0; i < kind.bound(); i++) {
        words[word][i] = random.nextLong() & (-1L >>> (Long.SIZE - bits));
        // Who was seen on no day at all would not be there.
        words[word][i] |= 1;
      }
    }
    return DistinctDays.of(kind, kept, 0, 0, 0, hashes(random, kind.bound(), kind), words);
  }

  private static Register register(SplittableRandom random) {
    int now = Register.minute(AS_OF);
    int[] hashes =
        random.ints(0, 1 << Register.HASH_BITS).distinct().limit(Register.MOST).sorted().toArray();
    List<Register.Item> items = new ArrayList<>();
    for (int hash : hashes) {
      int at = now - random.nextInt(MINUTES_OF_TEN_YEARS);
      items.add(
          new Register.Item(
              hash,
              random.nextInt(64),
              at,
              TODAY + random.nextInt(-3_000_000, 3_000_000),
              at + random.nextInt(-MINUTES_OF_TEN_YEARS, MINUTES_OF_TEN_YEARS),
              Long.MAX_VALUE - random.nextInt(1_000_000),
              at + random.nextInt(-MINUTES_OF_TEN_YEARS, MINUTES_OF_TEN_YEARS),
              1 + random.nextInt(1 << 15)));
    }
    return Register.of(items, 1_000_000_000);
  }

  private static RevenueHistory revenue(SplittableRandom random) {
    int now = Register.minute(AS_OF);
    int[] minutes =
        random
            .ints(now - MINUTES_OF_TEN_YEARS, now)
            .distinct()
            .limit(RevenueHistory.MOST)
            .sorted()
            .toArray();
    return RevenueHistory.of(
        minutes,
        random.longs(minutes.length, Long.MAX_VALUE / 2, Long.MAX_VALUE).toArray(),
        random.ints(minutes.length, 1, 1 << 15).toArray());
  }

  /** By a model of everything that can be measured, under every shipped rule. */
  private static Judgement judgement(SplittableRandom random, String modelId, String modelRule) {
    int[] days = new int[HIGHS];
    MeasurePoints[] highs = new MeasurePoints[HIGHS];
    for (int i = 0; i < HIGHS; i++) {
      days[i] = Math.min(TODAY, TODAY - HIGHS + 2 + i);
      highs[i] = points(random, 100_000 - i, false);
    }
    return new Judgement(
        new ToldScore(
            1_000_000_000_000L,
            true,
            text(random, OWN_ID),
            7_777,
            modelId,
            1_000_000,
            1_000_000,
            modelRule,
            points(random, 70_000, true)),
        TODAY - 9_000,
        ScoreHighs.of(days, highs),
        alerts(random),
        TODAY + 100,
        new ScoreCloses(closes(random, WEEKS, 7), closes(random, MONTHS, 30)));
  }

  /** Of nine in ten of the measures, always others, that add up to a total. */
  private static MeasurePoints points(SplittableRandom random, int total, boolean withValues) {
    int[] codes = Arrays.stream(CODES).filter(code -> random.nextInt(10) > 0).toArray();
    byte[] ofCodes = new byte[codes.length];
    int[] points = new int[codes.length];
    int left = total;
    for (int i = 0; i < codes.length; i++) {
      ofCodes[i] = (byte) codes[i];
      points[i] = 1 + random.nextInt(total / CODES.length * 3 / 2);
      left -= points[i];
    }
    points[0] += left;
    long[] values =
        withValues ? random.longs(codes.length, -1_000_000_000_000_000L, 1L << 60).toArray() : null;
    return MeasurePoints.of(ofCodes, points, values);
  }

  private static List<AlertMemory> alerts(SplittableRandom random) {
    List<AlertMemory> alerts = new ArrayList<>();
    for (int i = 0; i < Presets.shippedPolicy().rules().size(); i++) {
      AlertCourse course =
          new AlertCourse(
              AlertCourse.Stage.SNOOZED,
              true,
              3,
              AS_OF - random.nextLong(100_000_000_000L),
              AS_OF + random.nextLong(100_000_000_000L),
              AS_OF + random.nextLong(100_000_000_000L),
              text(random, ID),
              AS_OF - random.nextLong(100_000_000_000L),
              random.nextLong(1L << RecentEvents.HASH_BITS));
      alerts.add(
          new AlertMemory(
              text(random, OWN_ID),
              1_000_000_000,
              true,
              AS_OF - random.nextLong(100_000_000_000L),
              100_000,
              course));
    }
    return alerts;
  }

  private static List<ScoreCloses.Close> closes(SplittableRandom random, int count, int every) {
    List<ScoreCloses.Close> closes = new ArrayList<>();
    for (int i = count; i > 0; i--) {
      closes.add(
          new ScoreCloses.Close(
              TODAY - i * every,
              random.nextInt(100_000),
              random.ints(COMPONENTS, 0, 100_000).boxed().toList()));
    }
    return closes;
  }
}
