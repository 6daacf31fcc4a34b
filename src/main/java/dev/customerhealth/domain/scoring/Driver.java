package dev.customerhealth.domain.scoring;

/**
 * What one measure did to a score.
 *
 * @param points contribution after minus contribution before, in thousandths of a point
 * @param valueBefore raw value before; NaN when it had no data or is not known any more
 * @param valueAfter raw value after; NaN when it has no data
 */
public record Driver(
    String measureId, String componentId, int points, double valueBefore, double valueAfter) {

  /** Component of a measure that an earlier model weighed and the present one does not. */
  public static final String COMPONENT_OF_RETIRED_MEASURE = "retired";

  /** Component of a cap, whose id stands for a measure's. */
  public static final String COMPONENT_OF_CAP = "cap";

  /** Stands for the id of a cap that limited the score before and does not any more. */
  public static final String LIFTED_CAP = "cap-lifted";
}
