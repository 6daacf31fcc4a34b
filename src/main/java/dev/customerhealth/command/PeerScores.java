package dev.customerhealth.command;

import dev.customerhealth.avro.ComponentScore;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.MeasureScore;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.PeerCensus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The measures of all accounts, by what was told of each last. Keeps of an account only its segment
 * and values: a score is twenty times as large. Not thread safe.
 */
final class PeerScores {
  private final Map<String, Account> accounts = new HashMap<>();

  /** So that a million accounts share a few lists of measures. */
  private final Map<List<WindowedMeasure>, List<WindowedMeasure>> asked = new HashMap<>();

  private static final class Account {
    private final String segment;
    private final List<WindowedMeasure> measures;
    private final double[] values;

    Account(String segment, List<WindowedMeasure> measures, double[] values) {
      this.segment = segment;
      this.measures = measures;
      this.values = values;
    }
  }

  /**
   * Takes a record of health-scores; of an account the one that comes last stands.
   *
   * @param score null for an account that is gone
   */
  void take(String accountId, HealthScore score) {
    if (score == null) {
      accounts.remove(accountId);
      return;
    }
    List<WindowedMeasure> measures = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (ComponentScore component : score.getComponents()) {
      for (MeasureScore measure : component.getMeasures()) {
        Optional<WindowedMeasure> known = WindowedMeasure.ofId(measure.getMeasure());
        Double value = measure.getValue();
        if (known.isPresent() && value != null && Double.isFinite(value)) {
          measures.add(known.get());
          values.add(value);
        }
      }
    }
    accounts.put(
        accountId,
        new Account(
            score.getSegment(),
            asked.computeIfAbsent(measures, List::copyOf),
            values.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** Accounts that something was told of. */
  int size() {
    return accounts.size();
  }

  /** The values of all accounts, counted. */
  PeerCensus census() {
    PeerCensus census = new PeerCensus();
    for (Account account : accounts.values()) {
      for (int i = 0; i < account.values.length; i++) {
        census.count(account.segment, account.measures.get(i), account.values[i]);
      }
    }
    return census;
  }
}
