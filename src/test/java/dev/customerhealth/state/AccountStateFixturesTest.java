package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.CsmSentiment;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.account.Matters;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.Overriding;
import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.Reported;
import dev.customerhealth.domain.account.Retention;
import dev.customerhealth.domain.account.StandingOverride;
import dev.customerhealth.domain.measure.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accounts as earlier versions wrote them. State stores in the field are full of such bytes, so a
 * failure here means that the next start loses customers: never change a file, add a version.
 */
class AccountStateFixturesTest {
  private static final Path FIXTURES = Path.of("src/test/resources/state");

  private final AccountStateCodec codec = new AccountStateCodec();

  static byte[] bytes(String name) throws IOException {
    String hex = Files.readString(FIXTURES.resolve(name + ".hex"));
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-unknown", "v1-account", "v1-many-users"})
  void version_1_is_written_anew_without_loss(String name) throws IOException {
    AccountState state = codec.decode("acme", bytes(name));

    assertThat(codec.decode("acme", codec.encode(state))).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2-unknown", "v2-account", "v2-many", "v2-override"})
  void version_2_is_written_anew_without_loss(String name) throws IOException {
    AccountState state = codec.decode("acme", bytes(name));

    assertThat(codec.decode("acme", codec.encode(state))).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3-unknown", "v3-account", "v3-many", "v3-override", "v3-year"})
  void version_3_is_written_anew_without_loss(String name) throws IOException {
    AccountState state = codec.decode("acme", bytes(name));

    assertThat(codec.decode("acme", codec.encode(state))).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v4-unknown", "v4-account", "v4-many", "v4-override", "v4-year"})
  void version_4_is_written_anew_without_loss(String name) throws IOException {
    AccountState state = codec.decode("acme", bytes(name));

    assertThat(codec.decode("acme", codec.encode(state))).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v5-unknown", "v5-account", "v5-many", "v5-override", "v5-year"})
  void version_5_is_written_anew_without_loss(String name) throws IOException {
    AccountState state = codec.decode("acme", bytes(name));

    assertThat(codec.decode("acme", codec.encode(state))).isEqualTo(state);
  }

  /** As the first time an account is written after an upgrade: parts of it are copied as read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1-account",
        "v1-many-users",
        "v2-account",
        "v2-many",
        "v2-override",
        "v3-account",
        "v3-many",
        "v3-override",
        "v3-year",
        "v4-account",
        "v4-many",
        "v4-override",
        "v4-year",
        "v5-account",
        "v5-many",
        "v5-override",
        "v5-year",
        "v6-account",
        "v6-many",
        "v6-year"
      })
  void what_was_read_of_any_version_is_written_on_without_loss(String name) throws IOException {
    WrittenPast written = new WrittenPast();
    AccountState state =
        AccountStateCodec.read("acme", new ByteReader("acme", bytes(name)), written);
    ByteWriter out = new ByteWriter();
    AccountStateCodec.write(out, state, written);

    assertThat(codec.decode("acme", out.toBytes())).isEqualTo(state);
    assertThat(out.toBytes()).isEqualTo(codec.encode(state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v6-unknown", "v6-account", "v6-many", "v6-override", "v6-year"})
  void version_6_is_still_written_as_it_was(String name) throws IOException {
    byte[] bytes = bytes(name);

    assertThat(HexFormat.of().formatHex(codec.encode(codec.decode("acme", bytes))))
        .isEqualTo(HexFormat.of().formatHex(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "account", "many", "override", "year"})
  void version_6_says_what_version_5_said(String name) throws IOException {
    assertThat(codec.decode("acme", bytes("v6-" + name)))
        .isEqualTo(codec.decode("acme", bytes("v5-" + name)));
  }

  /** The due time stands before the account, and its form follows the account's version. */
  @ParameterizedTest
  @ValueSource(strings = {"v5-record", "v6-record"})
  void a_record_in_the_store_is_read_with_its_due_time(String name) throws IOException {
    AccountRecord record = new AccountRecordCodec().decode("nordwind", bytes(name));

    assertThat(record.indexedDue()).isEqualTo(1_775_865_600_000L);
    assertThat(record.state().asOfMillis()).isEqualTo(1_775_840_159_000L);
    assertThat(record.state().profile().csmId()).isEqualTo("anna@example.com");
    assertThat(record.state().facts().days().sum(Counter.LOGINS, 0, 30)).isEqualTo(420);
    assertThat(record.state().judgement().alerts())
        .containsExactly(
            new AlertMemory("feedback-negative", 1, false, 1_775_035_072_000L, 70_162),
            new AlertMemory("score-drop-30d", 1, false, 1_775_035_072_000L, 83_083),
            new AlertMemory("score-drop-7d", 1, false, 1_775_035_072_000L, 83_083));
  }

  @Test
  void a_record_of_version_6_says_what_one_of_version_5_said() throws IOException {
    AccountRecordCodec records = new AccountRecordCodec();
    AccountRecord record = records.decode("nordwind", bytes("v6-record"));

    assertThat(record).isEqualTo(records.decode("nordwind", bytes("v5-record")));
    assertThat(records.encode(record)).isEqualTo(bytes("v6-record"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "account", "many", "override", "year"})
  void version_5_says_what_version_4_said(String name) throws IOException {
    assertThat(codec.decode("acme", bytes("v5-" + name)))
        .isEqualTo(codec.decode("acme", bytes("v4-" + name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "account", "many", "override"})
  void version_4_says_what_version_3_said(String name) throws IOException {
    assertThat(codec.decode("acme", bytes("v4-" + name)))
        .isEqualTo(codec.decode("acme", bytes("v3-" + name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "account", "many", "override"})
  void version_3_says_what_version_2_said(String name) throws IOException {
    assertThat(codec.decode("acme", bytes("v3-" + name)))
        .isEqualTo(codec.decode("acme", bytes("v2-" + name)));
  }

  @Test
  void the_facts_of_version_2_are_read() throws IOException {
    AccountFacts facts = codec.decode("acme", bytes("v2-account")).facts();

    assertThat(facts.day()).isEqualTo(20_657);
    assertThat(facts.knownSince()).isEqualTo(20_458);
    assertThat(facts.days().size()).isEqualTo(142);
    assertThat(facts.days().sum(Counter.LOGINS, 0, 142)).isEqualTo(23);
    assertThat(facts.days().sum(Counter.CES_EFFORT, 0, 142)).isEqualTo(28_000);
    assertThat(facts.users().active(0, 29)).isEqualTo(7);
    assertThat(facts.users().active(90, 179)).isEqualTo(9);
    assertThat(facts.features().active(0, 89)).isEqualTo(12);
  }

  @Test
  void what_version_2_follows_one_by_one_is_read() throws IOException {
    AccountState state = codec.decode("acme", bytes("v2-account"));

    Matters matters = state.facts().matters();
    assertThat(state.profile().valuableFeatures().size()).isEqualTo(3);
    assertThat(matters.tickets().size()).isEqualTo(18);
    assertThat(matters.invoices().size()).isEqualTo(14);
    assertThat(matters.integrations().size()).isEqualTo(2);
    assertThat(matters.stakeholders().size()).isEqualTo(3);
    assertThat(matters.contacts().active(0, 29)).isEqualTo(3);
    assertThat(matters.trainees().active(0, 89)).isEqualTo(1);
    assertThat(matters.revenue().size()).isEqualTo(5);
    assertThat(matters.revenue().amount(4)).isEqualTo(330_042);
    assertThat(matters.renewedDay()).isEqualTo(20_477);
    assertThat(matters.firstValueDay()).isEqualTo(20_524);
    assertThat(matters.goals().size()).isEqualTo(14);
    assertThat(matters.goals().item(0))
        .isEqualTo(
            new Register.Item(
                15_677, 43, 29_555_904, 20_531, 29_564_752, 94_827, 29_555_904, 27_297));
  }

  @Test
  void samples_and_what_was_forgotten_of_version_2_are_read() throws IOException {
    AccountFacts facts = codec.decode("acme", bytes("v2-many")).facts();

    assertThat(facts.users().level()).isEqualTo(1);
    assertThat(facts.users().active(0, 29)).isEqualTo(952);
    assertThat(facts.features().active(0, 29)).isEqualTo(294);
    assertThat(facts.matters().tickets().forgotten()).isEqualTo(22);
  }

  /** The flag of how far back an account remembers came later than the version. */
  @Test
  void an_account_that_remembers_two_years_is_read() throws IOException {
    AccountFacts facts = codec.decode("acme", bytes("v3-year")).facts();

    assertThat(facts.retention()).isEqualTo(new Retention(730, 20_577));
    assertThat(facts.day()).isEqualTo(20_956);
    assertThat(facts.days().size()).isEqualTo(164);
    assertThat(facts.days().sum(Counter.LOGINS, 0, 164)).isEqualTo(24);
    assertThat(facts.users().active(0, 364)).isEqualTo(9);
    assertThat(facts.features().active(0, 364)).isEqualTo(19);
    assertThat(facts.matters().contacts().active(0, 364)).isEqualTo(4);
  }

  /** The flags of what persons set came later than the version. */
  @Test
  void what_persons_set_is_read() throws IOException {
    AccountState state = codec.decode("acme", bytes("v2-override"));

    assertThat(state.overriding())
        .isEqualTo(
            new Overriding(
                new StandingOverride(
                    "event-4",
                    StandingOverride.NO_SCORE,
                    "critical",
                    "kim",
                    "we know more",
                    1_775_030_400_000L,
                    1_775_894_400_001L),
                1_775_030_400_000L,
                RecentEvents.hash("event-4")));
    assertThat(state.facts().sentiment())
        .isEqualTo(new CsmSentiment(800, 1_775_030_400_000L, 20_557, null));
    assertThat(state.nextDue()).isNotNull();
  }

  @Test
  void an_unknown_account_of_version_1_is_read() throws IOException {
    assertThat(codec.decode("acme", bytes("v1-unknown"))).isEqualTo(AccountState.unknown("acme"));
  }

  @Test
  void the_profile_of_version_1_is_read() throws IOException {
    AccountState state = codec.decode("acme", bytes("v1-account"));

    assertThat(state.asOf()).isEqualTo(Instant.parse("2026-05-12T08:00:00Z"));
    assertThat(state.profile().updatedAt()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(state.profile().name()).isEqualTo("Acme GmbH");
    assertThat(state.profile().segment()).isEqualTo("mid-market");
    assertThat(state.profile().region()).isEqualTo("DACH");
    assertThat(state.profile().tier()).isEqualTo("gold");
    assertThat(state.profile().parentAccountId()).isNull();
    assertThat(state.profile().csmId()).isEqualTo("anna@example.com");
    assertThat(state.profile().contractStart()).isEqualTo(LocalDate.of(2024, 3, 1));
    assertThat(state.profile().renewalDate()).isEqualTo(LocalDate.of(2027, 2, 28));
    assertThat(state.profile().paidSeats()).isEqualTo(20);
    assertThat(state.profile().arrMinor()).isEqualTo(4_800_000);
    assertThat(state.profile().currency()).isEqualTo("EUR");
    assertThat(state.profile().planFeatureCount()).isEqualTo(12);
  }

  @Test
  void the_facts_of_version_1_are_read() throws IOException {
    AccountFacts facts = codec.decode("acme", bytes("v1-account")).facts();

    DayLog days = facts.days();
    assertThat(facts.day()).isEqualTo(20_585);
    assertThat(facts.knownSince()).isEqualTo(20_514);
    assertThat(days.size()).isEqualTo(52);
    assertThat(days.sum(Counter.LOGINS, 0, 52)).isEqualTo(232);
    assertThat(days.sum(Counter.FEATURE_USES, 0, 52)).isEqualTo(464);
    assertThat(days.count(Counter.SESSION_SECONDS, 0)).isEqualTo(4_510);
    assertThat(days.count(Counter.TICKET_SENTIMENT, 50)).isEqualTo(-250);
    assertThat(days.count(Counter.TICKET_SENTIMENT, 51)).isEqualTo(-6_000);
    assertThat(days.count(Counter.NPS_DETRACTORS, 51)).isEqualTo(6);
    assertThat(days.past().column(Counter.FEATURE_SECONDS)).isNull();
    assertThat(facts.users().size()).isEqualTo(5);
    assertThat(facts.users().active(0, 29)).isEqualTo(5);
    assertThat(facts.features().size()).isEqualTo(3);
    assertThat(facts.sentiment().thousandths()).isEqualTo(750);
    assertThat(facts.subscription().seats()).isEqualTo(18);
    assertThat(facts.subscription().mrrMinor()).isEqualTo(400_000);
    assertThat(facts.subscription().churned()).isFalse();
    assertThat(facts.reported(Reported.SESSION_TIME)).isTrue();
    assertThat(facts.reported(Reported.FEATURE_TIME)).isFalse();
  }

  @Test
  void the_judgement_of_version_1_is_read() throws IOException {
    AccountState state = codec.decode("acme", bytes("v1-account"));

    Judgement judgement = state.judgement();
    assertThat(judgement.told().sequence()).isEqualTo(87);
    assertThat(judgement.told().score()).isEqualTo(48_319);
    assertThat(judgement.told().bandId()).isEqualTo("at-risk");
    assertThat(judgement.told().modelId()).isEqualTo("M0");
    assertThat(judgement.told().coverage()).isEqualTo(9_500);
    MeasurePoints points = judgement.told().points();
    assertThat(points.pointsOf(Measure.NPS.code())).isEqualTo(1_143);
    assertThat(points.valueOf(Measure.NPS.code())).isEqualTo(-71_429);
    assertThat(judgement.firstScoredDay()).isEqualTo(20_514);
    assertThat(judgement.highs().points(0).total()).isEqualTo(75_171);
    assertThat(judgement.alerts())
        .extracting(AlertMemory::ruleId)
        .containsExactly("intervention-zone-entered", "score-drop-30d", "score-drop-7d");
    assertThat(judgement.alert("score-drop-7d").open()).isTrue();
    assertThat(judgement.alert("score-drop-7d").referenceScore()).isEqualTo(75_171);
    assertThat(judgement.dueDay()).isEqualTo(20_586);
    assertThat(state.recentEvents().size()).isEqualTo(16);
  }

  @Test
  void sampled_users_of_version_1_are_read() throws IOException {
    AccountFacts facts = codec.decode("acme", bytes("v1-many-users")).facts();

    assertThat(facts.users().level()).isEqualTo(3);
    assertThat(facts.users().admitLevel()).isEqualTo(2);
    assertThat(facts.users().admitSinceDay()).isEqualTo(20_616);
    assertThat(facts.users().size()).isEqualTo(7);
    assertThat(facts.users().active(0, 29)).isEqualTo(32);
  }
}
