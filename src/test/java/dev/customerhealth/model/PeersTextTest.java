package dev.customerhealth.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.ModelTexts;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.PeerCensus;
import dev.customerhealth.domain.scoring.Peers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeersTextTest {
  private static final String SOUND =
      """
      id: peers
      version: 3
      minimum-peers: 20
      segments:
        "*":
          login-frequency-7d: {accounts: 40, quantiles: [0, 4.5, 9]}
          nps: {accounts: 40, quantiles: [-100, 0, 100]}
        mid-market:
          nps: {accounts: 21, quantiles: [-100, 33.333, 100]}
      """;

  @Test
  void a_table_is_written_as_it_is_read() {
    Peers peers = read(SOUND).value();

    assertThat(peers.version()).isEqualTo(3);
    assertThat(peers.of("Mid-Market", WindowedMeasure.of(Measure.NPS)).accounts()).isEqualTo(21);
    assertThat(peers.of("smb", WindowedMeasure.of(Measure.LOGIN_FREQUENCY, 7)).accounts())
        .isEqualTo(40);
    assertThat(PeersText.of(peers)).isEqualTo(SOUND);
  }

  @Test
  void whatever_was_counted_comes_back_with_the_same_digest() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      PeerCensus census = new PeerCensus();
      for (Measure measure : Measure.all()) {
        for (int account = 0; account < 30; account++) {
          double scale = Math.pow(10, random.nextInt(10));
          census.count(
              account % 2 == 0 ? "smb: \"small\"" : null,
              WindowedMeasure.of(measure),
              random.nextGaussian() * scale);
        }
      }
      Peers peers = census.table(7, 10);

      ModelTexts.Read<Peers> back = read(PeersText.of(peers));

      assertThat(back.problems()).as("seed %d", seed).isEmpty();
      assertThat(back.value().digest()).as("seed %d", seed).isEqualTo(peers.digest());
      assertThat(back.value().version()).isEqualTo(7);
    }
  }

  @Test
  void a_table_of_everything_is_a_page_of_text_and_not_a_book() {
    PeerCensus census = new PeerCensus();
    for (Measure measure : Measure.all()) {
      for (int account = 0; account < 60; account++) {
        census.count("s" + account % 3, WindowedMeasure.of(measure), account);
      }
    }

    assertThat(PeersText.of(census.table(1, 20)).length()).isBetween(10_000, 60_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: peers            | id: pears             | text:1: id: 'pears': expected peers",
        "version: 3           | version: 0            | version: '0': expected a whole number",
        "minimum-peers: 20    | minimum-peers: 1      | minimum-peers: '1': expected a whole number",
        "mid-market:          | Mid-Market:           | expected a segment in small letters",
        "login-frequency-7d   | login-frequency-8d    | no such measure",
        "accounts: 21         | accounts: none        | accounts: 'none': expected a whole number",
        "33.333               | -101                  | '-101': expected at least the -100 before it",
        "[-100, 33.333, 100]  | [5]                   | expected a list of at least 2 items",
        "33.333               | .inf                  | expected a number",
        "accounts: 21,        | accounts: 21, mean: 3,| mean: no such field",
      })
  void a_mistake_is_told_with_its_place(String part, String instead, String problem) {
    assertThat(SOUND).contains(part);

    ModelTexts.Read<Peers> read = read(SOUND.replace(part, instead));

    assertThat(read.value()).isNull();
    assertThat(String.join("\n", read.problems())).contains(problem);
  }

  private static ModelTexts.Read<Peers> read(String text) {
    return new PublishedTexts().peers(text);
  }
}
