package dev.customerhealth.domain.account;

/**
 * The score the world was last told.
 *
 * @param sequence changes told so far; 0 when nothing was ever told
 * @param scored whether there was a score
 * @param bandId band of the last score there was, also while there is none; null before the first
 * @param coverage share of weight with data, in ten-thousandths
 * @param modelId model that made it; null when nothing was ever told
 * @param modelVersion version of that model
 * @param peersVersion version of the table of peers it compared with; 0 when it compared with
 *     nobody, or there was none
 * @param modelRule id of the rule that chose the model; null when it was the default
 * @param points what each measure added and its value; none without a score
 */
public record ToldScore(
    long sequence,
    boolean scored,
    String bandId,
    int coverage,
    String modelId,
    int modelVersion,
    int peersVersion,
    String modelRule,
    MeasurePoints points) {

  /** Nothing was ever told. */
  public static final ToldScore NOTHING =
      new ToldScore(0, false, null, 0, null, 0, 0, null, MeasurePoints.NONE);

  /** The same, made with another table of peers and chosen by another rule. */
  public ToldScore madeBy(int otherPeersVersion, String otherRule) {
    return new ToldScore(
        sequence,
        scored,
        bandId,
        coverage,
        modelId,
        modelVersion,
        otherPeersVersion,
        otherRule,
        points);
  }

  /** The same if another score had been told; its values are not known. */
  public ToldScore insteadScored(String otherBandId, MeasurePoints otherPoints) {
    return new ToldScore(
        sequence,
        true,
        otherBandId,
        coverage,
        modelId,
        modelVersion,
        peersVersion,
        modelRule,
        otherPoints);
  }

  /** The score in thousandths of a point; 0 without one. */
  public int score() {
    return points.total();
  }
}
