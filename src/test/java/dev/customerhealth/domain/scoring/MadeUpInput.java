package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.AnswerAge;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.MeasureValues;
import dev.customerhealth.domain.measure.Values;
import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.HashMap;
import java.util.Map;

/** What a model scores, made out of thin air. */
final class MadeUpInput extends ScoringInput {
  private final MeasureValues values;
  private final Map<Measure, Integer> answerAges = new HashMap<>();
  private final Map<Measure, Double> earlier = new HashMap<>();
  private Quantiles peers;
  private int tenureDays = NO_TENURE;
  private int ageDays = 10_000;
  private boolean tellsPlan = true;

  MadeUpInput(ScoringModel model, Map<Measure, Double> values) {
    this.values = Values.of(model.measures(), values);
  }

  MadeUpInput answered(Measure measure, int daysAgo) {
    answerAges.put(measure, daysAgo);
    return this;
  }

  MadeUpInput earlier(Measure measure, double value) {
    earlier.put(measure, value);
    return this;
  }

  MadeUpInput among(Quantiles others) {
    peers = others;
    return this;
  }

  MadeUpInput tenure(int days) {
    tenureDays = days;
    return this;
  }

  MadeUpInput age(int days) {
    ageDays = days;
    return this;
  }

  MadeUpInput withoutPlan() {
    tellsPlan = false;
    return this;
  }

  /** The same with other values. */
  MadeUpInput with(ScoringModel model, Map<Measure, Double> others) {
    MadeUpInput input = new MadeUpInput(model, others).tenure(tenureDays).age(ageDays).among(peers);
    answerAges.forEach(input::answered);
    earlier.forEach(input::earlier);
    return input;
  }

  @Override
  public MeasureValues values() {
    return values;
  }

  @Override
  public int tenureDays() {
    return tenureDays;
  }

  @Override
  public int ageDays() {
    return ageDays;
  }

  @Override
  public int answerAge(WindowedMeasure measure) {
    return answerAges.getOrDefault(measure.measure(), AnswerAge.NONE);
  }

  @Override
  public int factAge(WindowedMeasure measure) {
    return answerAge(measure);
  }

  @Override
  public boolean tellsPlan() {
    return tellsPlan;
  }

  @Override
  public double earlier(WindowedMeasure measure) {
    return earlier.getOrDefault(measure.measure(), Double.NaN);
  }

  @Override
  public PeerGroup peers(WindowedMeasure measure) {
    return peers == null ? null : new PeerGroup(null, 30, peers);
  }
}
