package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.PeerCensus;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersReportTest {
  private static final ScoringModel COMPARING =
      Notices.amongPeers(Presets.m0().version() + 1).model();

  @Test
  void what_a_model_compares_and_the_table_lacks_is_told_and_why() {
    assertThat(PeersReport.gaps(List.of(Presets.m0(), COMPARING), Peers.UNKNOWN))
        .containsExactly(
            "M0 compares login-frequency, but no table of peers is in force (peers publish"
                + " --from-scores makes one): it has no points yet");
    assertThat(PeersReport.gaps(List.of(COMPARING), of(Measure.NPS, 30)))
        .containsExactly(
            "M0 compares login-frequency, but fewer than 20 accounts have a value: it has no points"
                + " yet");
    assertThat(PeersReport.gaps(List.of(COMPARING), of(Measure.LOGIN_FREQUENCY, 30))).isEmpty();
  }

  @Test
  void every_segment_is_a_line() {
    assertThat(PeersReport.groups(of(Measure.NPS, 30)))
        .containsExactly(
            "all accounts: 1 measure, of up to 30 accounts",
            "smb: 1 measure, of up to 30 accounts");
  }

  private static Peers of(Measure measure, int accounts) {
    PeerCensus census = new PeerCensus();
    for (int value = 0; value < accounts; value++) {
      census.count("smb", WindowedMeasure.of(measure), value);
    }
    return census.table(1, 20);
  }
}
