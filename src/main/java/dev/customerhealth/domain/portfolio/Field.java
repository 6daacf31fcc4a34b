package dev.customerhealth.domain.portfolio;

/**
 * What the book sums up. Money is in minor units of the reporting currency. Codes rest in state
 * stores: a code is never given to another field.
 */
public enum Field {
  // How the book stands.
  /** Accounts that are customers. */
  ACCOUNTS(1),
  SCORED(2),
  AT_RISK(3),
  AT_RISK_ARR(4),
  BOOK_ARR(5),
  /** Accounts with a manager and an active sponsor. */
  SPONSORED(6),
  CONTACTS(7),
  /** Accounts that report which features are used, and whose plan says which matter most. */
  CORE_KNOWN(8),
  CORE_USERS(9),
  /** Accounts that report which features are used. */
  FEATURES_KNOWN(10),
  FEATURES(11),
  RENEWAL_DATED(12),
  /** Sum of renewal days, in days since 1970. */
  RENEWAL_DAYS(13),
  PIPELINE(14),
  PIPELINE_AMOUNT(15),
  /** Monthly revenue of accounts whose own gross margin is known. */
  MARGIN_MRR(16),
  /** That revenue times its margin. */
  MARGIN_PROFIT(17),
  /** Cost of winning accounts whose margin is known too. */
  ACQUISITION_COST(18),
  /** Monthly revenue times margin of those accounts. */
  ACQUIRED_PROFIT(19),
  /** Accounts that have a manager. */
  MANAGED(20),
  MANAGED_ARR(21),
  /** Accounts whose own gross margin is known. */
  MARGIN_ACCOUNTS(22),
  /** Of those the ones that tell the cost of winning them, too. */
  ACQUIRED_ACCOUNTS(23),
  /** Accounts that tell what winning them has cost, but no margin. */
  COST_ALONE_ACCOUNTS(24),
  /** That cost. */
  COST_ALONE(25),
  /** Their monthly revenue. */
  COST_ALONE_MRR(26),
  /** Accounts by range of the score, and those without one; see {@link ScoreRange}. */
  RANGE_ACCOUNTS(100, 6),
  RANGE_ARR(110, 6),
  /** Accounts by days from contract start to first value; the last is for all beyond. */
  FIRST_VALUE_DAYS(1000, 731),

  // From the beginning of a period to its end.
  START_LOGOS(30),
  START_MRR(31),
  END_LOGOS(32),
  END_MRR(33),
  NEW_LOGOS(34),
  NEW_MRR(35),
  EXPANDED_LOGOS(36),
  EXPANSION(37),
  CONTRACTED_LOGOS(38),
  CONTRACTION(39),
  CHURNED_LOGOS(40),
  CHURN(41),
  GROSS_EXPANSION(42),
  GROSS_CONTRACTION(43),
  GROSS_CHURN(44),
  /** Accounts with more product lines at the end than at the start. */
  CROSS_SOLD(45),
  /** Accounts there at the start that told their product lines. */
  LINES_KNOWN(46),
  /** Accounts there at the start by score then, in steps of five points, that stayed. */
  STAYED_AT(200, 20),
  /** The same of those that left. */
  LEFT_AT(230, 20),

  // What adds up from month to month.
  NPS_ANSWERS(60),
  PROMOTERS(61),
  DETRACTORS(62),
  CSAT_ANSWERS(63),
  CSAT_SATISFIED(64),
  CES_ANSWERS(65),
  /** Sum of efforts from 1 (easy) to 7, in thousandths. */
  CES_EFFORT(66),
  RENEWALS_DUE(67),
  RENEWALS_DUE_ARR(68),
  RENEWED(69),
  RENEWED_ARR(70),
  LAPSED(71),
  LAPSED_ARR(72),
  PIPELINE_WON(73),
  PIPELINE_LOST(74),
  /** Of renewals not settled what somebody expects of those somebody spoke of (E23). */
  OPEN_FORETOLD(75),
  /** What somebody expected at the beginning of the month of those spoken of. */
  FORETOLD(76),
  /** How many those were. */
  FORETOLD_RENEWALS(77),
  /** Renewals not settled, by the score now. */
  OPEN_RENEWALS(120, 6),
  OPEN_RENEWAL_ARR(130, 6),
  /** What was due at the beginning of the month and nobody had spoken of, by the score then. */
  FORESEEN_ARR(140, 6),
  /** Settled renewals by the score at the beginning of their month. */
  SETTLED_AT(150, 6),
  RENEWED_AT(160, 6),
  /** The part of {@link #OPEN_RENEWAL_ARR} that somebody spoke of. */
  OPEN_FORETOLD_ARR(170, 6),

  /** Accounts whose money cannot be converted, by currency; see {@link Rates#number}. */
  WITHOUT_RATE(100_000, 26 * 26 * 26);

  private final int code;
  private final int width;

  Field(int code) {
    this(code, 1);
  }

  Field(int code, int width) {
    this.code = code;
    this.width = width;
  }

  /** The number that stands for it in stores; of a field with several sums the first. */
  public int code() {
    return code;
  }

  /** Sums under this field. */
  public int width() {
    return width;
  }

  /**
   * The number of one of several sums.
   *
   * @throws IndexOutOfBoundsException when there are not as many
   */
  public int code(int index) {
    if (index < 0 || index >= width) {
      throw new IndexOutOfBoundsException(this + " has " + width + " sums, no number " + index);
    }
    return code + index;
  }

  /** The field of a code in words, for messages. */
  static String name(int code) {
    for (Field field : values()) {
      if (code >= field.code && code < field.code + field.width) {
        return field.width == 1 ? field.name() : field.name() + '[' + (code - field.code) + ']';
      }
    }
    return Integer.toString(code);
  }
}
