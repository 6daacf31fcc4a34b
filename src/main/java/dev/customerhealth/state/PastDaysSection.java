package dev.customerhealth.state;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.PastDays;

/**
 * Counts of past days, as bytes. What happens on most days is written column by column, each in as
 * many bits as it needs; what happens now and then is written day by day, with a bit per counter.
 */
final class PastDaysSection {
  private static final int COUNTERS = Counter.all().size();

  /** A bit per counter. */
  static final long ALL = (1L << COUNTERS) - 1;

  /** The first version that writes columns by the one before, and short gaps in fewer bits. */
  private static final int FIRST_BY_EACH_OTHER = 4;

  /** The first version that writes logins by users, and columns as so many times the first. */
  static final int FIRST_BY_USERS = 6;

  /** Engagements and contacts of both sides. */
  private static final long CONTACTS = 3L << Counter.ENGAGEMENTS.code();

  private static final int USUAL_COUNTERS = Counter.KEY_MEETINGS.code() + 1;

  private static final int LATE = Counter.ENGAGEMENTS.code() - USUAL_COUNTERS;

  private static final long USUAL = (1L << USUAL_COUNTERS) - 1;

  private static final long BETWEEN = ((1L << Counter.ENGAGEMENTS.code()) - 1) & ~USUAL;

  private static final long BEHIND = -1L << Counter.ENGAGEMENTS.code() & ~CONTACTS;

  /** Counters that add up what is measured and not how often: rather hundreds than ones. */
  private static final long MEASURED =
      1L << Counter.SESSION_SECONDS.code()
          | 1L << Counter.FEATURE_SECONDS.code()
          | 1L << Counter.TICKET_SENTIMENT.code()
          | 1L << Counter.DATA_QUALITY.code()
          | 1L << Counter.API_CALLS.code()
          | 1L << Counter.RESPONSE_MINUTES.code()
          | 1L << Counter.RESOLUTION_MINUTES.code()
          | 1L << Counter.CES_EFFORT.code();

  private PastDaysSection() {}

  /** Which days there were of at least one, and on which of them any of some counters counted. */
  static byte[] bytesOfDays(PastDays past, long counters) {
    ByteWriter out = new ByteWriter();
    int size = past.size();
    for (int i = 0; i < size - 1; i++) {
      out.gammaBits((long) past.day(i + 1) - past.day(i));
    }
    long seen = 0;
    for (int i = 0; i < size; i++) {
      seen += (past.present(i) & counters) != 0 ? 1 : 0;
    }
    out.bits(seen == size ? 1 : 0, 1);
    for (int i = 0; i < size && seen < size; i++) {
      out.bits((past.present(i) & counters) != 0 ? 1 : 0, 1);
    }
    out.endBits();
    return out.toBytes();
  }

  /** What was counted on them, but for logins that {@link FrequentSection#bytesOfLogins} writes. */
  static byte[] bytesOfCounts(PastDays past) {
    ByteWriter out = new ByteWriter();
    long frequent = 0;
    long rare = 0;
    for (Counter counter : Counter.all()) {
      if (past.column(counter) != null) {
        boolean isFrequent = isFrequent(past, counter);
        frequent |= isFrequent ? 1L << counter.code() : 0;
        rare |= isFrequent ? 0 : 1L << counter.code();
      }
    }
    FrequentSection.write(out, past, frequent);
    out.varint(usualFirst(rare));
    if (rare != 0) {
      writeRare(out, past, rare);
    }
    return out.toBytes();
  }

  static boolean isFrequent(PastDays past, Counter counter) {
    return past.daysWith(counter) * 3 > past.size();
  }

  private static long[] zigzagged(long[] column) {
    long[] zigzag = new long[column.length];
    for (int i = 0; i < column.length; i++) {
      zigzag[i] = ByteWriter.zigzagged(column[i]);
    }
    return zigzag;
  }

  /**
   * Bits of counters in another order: contacts, which came late, behind those that most accounts
   * have, so that these need few bytes.
   */
  static long usualFirst(long counters) {
    return (counters & USUAL)
        | (counters & CONTACTS) >>> LATE
        | (counters & BETWEEN) << Long.bitCount(CONTACTS)
        | (counters & BEHIND);
  }

  /** The opposite of {@link #usualFirst}. */
  static long byCode(long usualFirst) {
    return (usualFirst & USUAL)
        | (usualFirst << LATE & CONTACTS)
        | (usualFirst >>> Long.bitCount(CONTACTS) & BETWEEN)
        | (usualFirst & BEHIND);
  }

  /** Which of the rare counters a day has, then their counts, for every day that has any. */
  private static void writeRare(ByteWriter out, PastDays past, long rare) {
    long[][] columns = new long[COUNTERS][];
    for (long left = rare; left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      columns[code] = unsigned(past, code);
    }
    int rows = 0;
    for (int i = 0; i < past.size(); i++) {
      rows += (past.present(i) & rare) != 0 ? 1 : 0;
    }
    out.varint(rows);
    int placeWidth = placeWidth(past.size());
    int rareWidth = Long.bitCount(rare);
    for (int i = 0; i < past.size(); i++) {
      long ofDay = past.present(i) & rare;
      if (ofDay != 0) {
        out.bits(i | (places(ofDay, rare) << placeWidth), placeWidth + rareWidth);
        for (long left = ofDay; left != 0; left &= left - 1) {
          int code = Long.numberOfTrailingZeros(left);
          if ((MEASURED >>> code & 1) != 0) {
            out.deltaBits(columns[code][i]);
          } else {
            out.gammaBits(columns[code][i]);
          }
        }
      }
    }
    out.endBits();
  }

  /** A bit per counter that a day has, at its place among all that any day has. */
  private static long places(long ofDay, long all) {
    long places = 0;
    for (long left = ofDay; left != 0; left &= left - 1) {
      places |= 1L << Long.bitCount(all & ((left & -left) - 1));
    }
    return places;
  }

  private static int placeWidth(int size) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }

  /** Tones may be negative; they are written as zigzag numbers. */
  static long unsigned(long count, int code) {
    return code == Counter.TICKET_SENTIMENT.code() ? ByteWriter.zigzagged(count) : count;
  }

  /** The opposite of {@link #unsigned(long, int)}. */
  static long signed(long count, int code) {
    return code == Counter.TICKET_SENTIMENT.code() ? ByteReader.unzigzagged(count) : count;
  }

  static long[] unsigned(PastDays past, int code) {
    long[] column = past.column(Counter.all().get(code));
    return code == Counter.TICKET_SENTIMENT.code() ? zigzagged(column) : column;
  }

  private static void makeSigned(long[] zigzag) {
    for (int i = 0; i < zigzag.length; i++) {
      zigzag[i] = ByteReader.unzigzagged(zigzag[i]);
    }
  }

  /**
   * Reads what {@link #bytesOfDays} made.
   *
   * @param latest the last of the days
   * @param kept days that the account keeps
   */
  static PastDates readDays(ByteReader in, int size, int latest, int kept) {
    long[] gaps = readGaps(in, size - 1);
    boolean[] seen = null;
    if (in.bits(1) == 0) {
      seen = new boolean[size];
      for (int i = 0; i < size; i++) {
        seen[i] = in.bits(1) != 0;
      }
    }
    in.endBits();
    return new PastDates(days(in, gaps, latest, kept), seen);
  }

  private static int[] days(ByteReader in, long[] gaps, int latest, int kept) {
    int[] days = new int[gaps.length + 1];
    days[gaps.length] = latest;
    for (int i = gaps.length - 1; i >= 0; i--) {
      if (gaps[i] < 0 || gaps[i] >= kept) {
        throw in.refused("expected a gap within the days kept, found " + gaps[i] + " days");
      }
      days[i] = days[i + 1] - (int) gaps[i] - 1;
    }
    return days;
  }

  /** Reads what {@link #bytesOfCounts} made. */
  static FrequentSection.Counts readCounts(ByteReader in, int size) {
    FrequentSection.Counts counts = FrequentSection.read(in, size);
    long rare = byCode(in.mask(ALL, "rare counters"));
    if (rare != 0) {
      readRare(in, size, rare, MEASURED, counts.columns());
    }
    return counts;
  }

  /** Past days of which all is read but the logins, by which other counts are known. */
  static PastDays read(
      ByteReader in, int[] days, FrequentSection.Counts counts, UsersByDay.Counts users) {
    return of(days, FrequentSection.resolve(in, days, counts, users));
  }

  private static PastDays of(int[] days, long[][] columns) {
    if (columns[Counter.TICKET_SENTIMENT.code()] != null) {
      makeSigned(columns[Counter.TICKET_SENTIMENT.code()]);
    }
    return PastDays.of(days, columns);
  }

  /**
   * As versions 1 to 5 wrote them.
   *
   * @param size how many days, at least 1
   * @param latest the last of them
   * @param kept days that the account keeps
   */
  static PastDays read(ByteReader in, int size, int latest, int kept, int version) {
    boolean byEachOther = version >= FIRST_BY_EACH_OTHER;
    int[] days =
        days(in, byEachOther ? readGapsInBytes(in, size - 1) : in.packed(size - 1), latest, kept);
    long[][] columns = new long[COUNTERS][];
    readFrequent(in, size, byEachOther, columns);
    long rare = in.mask(ALL, "rare counters");
    if (rare != 0) {
      readRare(in, size, rare, 0, columns);
    }
    return of(days, columns);
  }

  private static long[] readGapsInBytes(ByteReader in, int size) {
    long[] gaps = readGaps(in, size);
    in.endBits();
    return gaps;
  }

  private static long[] readGaps(ByteReader in, int size) {
    long[] gaps = new long[size];
    for (int i = 0; i < size; i++) {
      gaps[i] = in.gammaBits() - 1;
    }
    return gaps;
  }

  private static void readFrequent(ByteReader in, int size, boolean byEachOther, long[][] columns) {
    long frequent = in.mask(ALL, "counters");
    long all = (1L << Long.bitCount(frequent)) - 1;
    long alike = byEachOther ? in.mask(all & ~1L, "counters like others") : 0;
    long[] before = null;
    for (long left = frequent; left != 0; left &= left - 1) {
      long[] column = in.packed(size);
      if ((alike & 1) != 0) {
        for (int i = 0; i < size; i++) {
          column[i] = before[i] + ByteReader.unzigzagged(column[i]);
          if (column[i] < 0) {
            throw in.refused("expected a count of at least 0, found " + column[i]);
          }
        }
      }
      columns[Long.numberOfTrailingZeros(left)] = column;
      before = column;
      alike >>>= 1;
    }
  }

  /**
   * @param measured counters that are written as numbers rather large
   */
  private static void readRare(
      ByteReader in, int size, long rare, long measured, long[][] columns) {
    long[][] rareColumns = new long[Long.bitCount(rare)][];
    long large = 0;
    int next = 0;
    for (long left = rare; left != 0; left &= left - 1) {
      int code = Long.numberOfTrailingZeros(left);
      large |= (measured >>> code & 1) << next;
      rareColumns[next] = new long[size];
      columns[code] = rareColumns[next++];
    }
    int rows = in.upTo(size, "days with rare counters");
    int placeWidth = placeWidth(size);
    for (int row = 0; row < rows; row++) {
      int place = (int) in.bits(placeWidth);
      if (place >= size) {
        throw in.refused("expected a day below " + size + ", found " + place);
      }
      for (long left = in.bits(rareColumns.length); left != 0; left &= left - 1) {
        int column = Long.numberOfTrailingZeros(left);
        rareColumns[column][place] = (large >>> column & 1) != 0 ? in.deltaBits() : in.gammaBits();
      }
    }
    in.endBits();
  }
}
