package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.PortfolioBandLevel;
import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.avro.PortfolioKpi;
import dev.customerhealth.avro.PortfolioKpiStatus;
import dev.customerhealth.avro.PortfolioPeriod;
import dev.customerhealth.avro.PortfolioRenewals;
import dev.customerhealth.avro.PortfolioRiskyAccount;
import dev.customerhealth.avro.PortfolioScoreRange;
import dev.customerhealth.avro.PortfolioUnit;
import dev.customerhealth.avro.Restatement;
import dev.customerhealth.wire.AvroSafety;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the command {@code portfolio} prints. */
class PortfolioTextTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @BeforeAll
  static void trustTheGeneratedClasses() {
    AvroSafety.install();
  }

  @Test
  void the_book_is_told_figure_by_figure_with_its_ranges_renewals_and_accounts_at_risk() {
    List<PortfolioHealth> told =
        List.of(
            told("all", PortfolioPeriod.MONTH, "2026-03", "2026-03-31", 98).build(),
            told("all", PortfolioPeriod.QUARTER, "2026-Q1", "2026-03-31", 101.2).build(),
            told("all", PortfolioPeriod.TRAILING_YEAR, "2026-03-ttm", "2026-03-31", 107).build(),
            told("segment=smb", PortfolioPeriod.MONTH, "2026-03", "2026-03-31", 1).build());

    assertThat(String.join("\n", PortfolioText.of(told, "all", null).lines()))
        .isEqualTo(
            """
            all, as of 2026-03-04T12:00:00Z, money in USD

            figure                 id            2026-03          2026-Q1      2026-03-ttm  change on quarter  benchmark
            nrr                    R1              98.0%           101.2%           107.0%              +2.5%  good
            renewals-due           R12           225,000          225,000          225,000
            ces                    R25                 -                -                -
            accounts-per-csm       R20             12.50            12.50            12.50                 -1  high-touch

            customers by score, and what they pay by subscription, else by profile
              healthy          1 accounts           100,000 a year  renews with 95%
              critical         1 accounts            75,000 a year  renews with 33% (observed)

            renewals to come
              2026-04     3 due           225,000 a year  forecast          147,500

            scored below 40, by what they pay
              acme                     score  25.5            75,000 a year  kim
              bolt                     score  12.0                 - a year  nobody\
            """);
  }

  @Test
  void money_without_a_rate_is_named_and_not_told() {
    PortfolioHealth.Builder record =
        told("all", PortfolioPeriod.MONTH, "2026-03", "2026-03-31", 98)
            .setCurrenciesWithoutRate(List.of("GBP"))
            .setKpis(
                List.of(
                    new PortfolioKpi(
                        "R12",
                        "renewals-due",
                        PortfolioUnit.MONEY,
                        PortfolioKpiStatus.NO_RATE,
                        null,
                        null,
                        null,
                        null,
                        PortfolioBandLevel.UNKNOWN,
                        null,
                        null,
                        null)));

    assertThat(PortfolioText.of(List.of(record.build()), "all", null).lines())
        .contains("no rate for GBP: figures made of it are not told; set portfolio.rates")
        .anyMatch(line -> line.matches("renewals-due +R12 +no rate"));
  }

  @Test
  void what_restated_a_month_that_is_over_is_said() {
    PortfolioHealth restated =
        told("all", PortfolioPeriod.MONTH, "2026-02", "2026-02-28", 98)
            .setRevision(7)
            .setRestatedBy(
                List.of(
                    new Restatement(
                        "acme", "e-1", "CONTRACTED", Instant.parse("2026-02-11T00:00:00Z"))))
            .build();

    assertThat(PortfolioText.of(List.of(restated), "all", "2026-02").lines())
        .endsWith("2026-02 was restated (revision 7): CONTRACTED of acme on 2026-02-11T00:00:00Z");
  }

  @Test
  void of_several_months_the_latest_is_told_or_the_one_asked_for() {
    List<PortfolioHealth> told =
        List.of(
            told("all", PortfolioPeriod.MONTH, "2026-02", "2026-02-28", 50).build(),
            told("all", PortfolioPeriod.MONTH, "2026-03", "2026-03-31", 60).build());

    assertThat(PortfolioText.of(told, "all", null).lines()).anyMatch(l -> l.contains("60.0%"));
    assertThat(PortfolioText.of(told, "all", "2026-02").lines())
        .anyMatch(line -> line.contains("50.0%"));
    assertThat(PortfolioText.of(told, "all", "2025-02").isEmpty()).isTrue();
    assertThat(PortfolioText.of(told, "csm=kim", null).isEmpty()).isTrue();
  }

  /** A table and a list that both say what customers pay, each of others. */
  @Test
  void what_the_arr_of_the_table_is_made_of_is_said() {
    PortfolioHealth.Builder record =
        told("all", PortfolioPeriod.MONTH, "2026-03", "2026-03-31", 98)
            .setKpis(List.of(kpi("R17", "arr", PortfolioUnit.MONEY, 100.0, null, null)));

    assertThat(PortfolioText.of(List.of(record.build()), "all", null).lines())
        .contains("arr is what subscriptions pay a year; who told none has no part in it");
  }

  @Test
  void a_record_of_an_earlier_version_that_lacks_a_figure_stands_beside_one_that_has_it() {
    PortfolioHealth older =
        told("all", PortfolioPeriod.MONTH, "2026-03", "2026-03-31", 98)
            .setKpis(List.of(kpi("R25", "ces", PortfolioUnit.POINTS, 3.0, null, null)))
            .build();
    PortfolioHealth newer =
        told("all", PortfolioPeriod.QUARTER, "2026-Q1", "2026-03-31", 101.2).build();

    assertThat(PortfolioText.of(List.of(older, newer), "all", null).lines())
        .anyMatch(line -> line.matches("nrr +R1 +101.2% .*"))
        .anyMatch(line -> line.matches("ces +R25 +3 +-"));
  }

  @Test
  void names_cannot_move_the_cursor_of_a_terminal() {
    PortfolioHealth.Builder record =
        told("all", PortfolioPeriod.MONTH, "2026-03", "2026-03-31", 98)
            .setMostAtRisk(
                List.of(new PortfolioRiskyAccount("\u001b[2Jacme", 25.5, 1L, null, null, true)));

    assertThat(String.join("", PortfolioText.of(List.of(record.build()), "all", null).lines()))
        .contains("acme")
        .doesNotContain("\u001b");
  }

  private static PortfolioHealth.Builder told(
      String slice, PortfolioPeriod period, String id, String lastDay, double nrr) {
    return PortfolioHealth.newBuilder()
        .setPeriodId(id)
        .setSlice(slice)
        .setPeriod(period)
        .setFirstDay(LocalDate.parse("2026-01-01"))
        .setLastDay(LocalDate.parse(lastDay))
        .setAsOf(NOON)
        .setClosed(false)
        .setRevision(1)
        .setRestatements(0)
        .setRestatingChanges(0)
        .setCurrency("USD")
        .setCurrenciesWithoutRate(List.of())
        .setKpis(
            List.of(
                kpi("R1", "nrr", PortfolioUnit.PERCENT, nrr, 104.5, "good"),
                kpi("R12", "renewals-due", PortfolioUnit.MONEY, 22_500_000.0, null, null),
                kpi("R25", "ces", PortfolioUnit.POINTS, null, null, null),
                kpi("R20", "accounts-per-csm", PortfolioUnit.COUNT, 12.5, 13.5, "high-touch")))
        .setScoreRanges(
            List.of(
                new PortfolioScoreRange("healthy", 1L, 10_000_000L, 95.0, false, true),
                new PortfolioScoreRange("critical", 1L, 7_500_000L, 33.0, true, true)))
        .setAtRiskBelow(40)
        .setRenewalsAhead(
            List.of(new PortfolioRenewals("2026-04", 3L, 22_500_000L, 14_750_000L, true)))
        .setMostAtRisk(
            List.of(
                new PortfolioRiskyAccount("acme", 25.5, 7_500_000L, "smb", "kim", true),
                new PortfolioRiskyAccount("bolt", 12.0, 0L, null, null, false)));
  }

  @Test
  void how_well_scores_told_who_left_is_said_with_the_accounts_it_was_seen_in() {
    PortfolioKpi kpi =
        PortfolioKpi.newBuilder(kpi("R44", "score-auc", PortfolioUnit.POINTS, 0.75, null, null))
            .setNumerator(1L)
            .setDenominator(3L)
            .build();
    PortfolioHealth record =
        told("all", PortfolioPeriod.MONTH, "2026-03", "2026-03-31", 98)
            .setKpis(List.of(kpi))
            .build();

    assertThat(PortfolioText.of(List.of(record), "all", null).lines())
        .anyMatch(line -> line.startsWith("score-auc") && line.endsWith(" 0.75 (1/3)"));
  }

  private static PortfolioKpi kpi(
      String id, String name, PortfolioUnit unit, Double value, Double before, String band) {
    return new PortfolioKpi(
        id,
        name,
        unit,
        value == null ? PortfolioKpiStatus.NO_DATA : PortfolioKpiStatus.VALUE,
        value,
        null,
        null,
        band,
        PortfolioBandLevel.PLAIN,
        before,
        null,
        null);
  }
}
