package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.FeatureSet;
import java.time.Instant;
import java.time.LocalDate;

/** Who an account is, as bytes. */
final class ProfileSection {
  private static final int HAS_START = 1;
  private static final int HAS_RENEWAL = 2;
  private static final int HAS_SEATS = 4;
  private static final int HAS_ARR = 8;
  private static final int HAS_VALUABLE = 16;
  private static final int ALL = 31;

  /** The first version that writes dates as distances from "now". */
  private static final int FIRST_WITH_DISTANCES = 4;

  /**
   * The first version that writes it by itself and not as distances from "now", with texts in five
   * bits a letter, and regions and tiers that are known.
   */
  private static final int FIRST_BY_ITSELF = 6;

  private ProfileSection() {}

  /** Writes a profile, which perhaps was written before. */
  static void write(ByteWriter out, AccountProfile profile, long asOf, WrittenPast written) {
    out.thousandths(asOf - profile.updatedAt().toEpochMilli());
    out.bytes(written.of(profile));
  }

  /** All of a profile but when it was told, from which dates are distances. */
  static byte[] bytes(AccountProfile profile) {
    ByteWriter out = new ByteWriter();
    int told = Days.of(profile.updatedAt().toEpochMilli());
    out.shortText(profile.name());
    KnownNames.write(out, profile.segment());
    KnownNames.writeShort(out, profile.region());
    KnownNames.writeShort(out, profile.tier());
    out.shortText(profile.parentAccountId());
    out.shortText(profile.csmId());
    KnownNames.write(out, profile.currency());
    out.varint(
        (profile.contractStart() != null ? HAS_START : 0)
            | (profile.renewalDate() != null ? HAS_RENEWAL : 0)
            | (profile.paidSeats() != null ? HAS_SEATS : 0)
            | (profile.arrMinor() != null ? HAS_ARR : 0)
            | (profile.valuableFeatures().size() > 0 ? HAS_VALUABLE : 0));
    if (profile.contractStart() != null) {
      out.zigzag(profile.contractStart().toEpochDay() - told);
    }
    if (profile.renewalDate() != null) {
      out.zigzag(profile.renewalDate().toEpochDay() - told);
    }
    if (profile.paidSeats() != null) {
      out.zigzag(profile.paidSeats());
    }
    if (profile.arrMinor() != null) {
      out.zigzag(profile.arrMinor());
    }
    out.zigzag(profile.planFeatureCount());
    if (profile.valuableFeatures().size() > 0) {
      writeFeatures(out, profile.valuableFeatures());
    }
    return out.toBytes();
  }

  private static void writeFeatures(ByteWriter out, FeatureSet features) {
    out.varint(features.size());
    for (int i = 0; i < features.size(); i++) {
      out.bits(features.hash(i), DistinctDays.Kind.FEATURES.hashBits());
    }
    out.endBits();
  }

  private static FeatureSet readFeatures(ByteReader in) {
    int[] hashes = new int[in.upTo(FeatureSet.MOST, "valuable features")];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = (int) in.bits(DistinctDays.Kind.FEATURES.hashBits());
    }
    in.endBits();
    return FeatureSet.ofHashes(hashes);
  }

  static AccountProfile read(ByteReader in, long asOf, int version, WrittenPast written) {
    long toldAt = asOf - in.thousandths();
    int from = in.position();
    AccountProfile profile =
        version >= FIRST_BY_ITSELF
            ? read(in, toldAt, Days.of(toldAt), true)
            : read(in, toldAt, from(asOf, version), false);
    if (version >= FIRST_BY_ITSELF) {
      written.remember(profile, in.since(from));
    }
    return profile;
  }

  /**
   * @param from the day since 1970 that dates are written as distances from
   * @param inFewLetters whether texts and regions and tiers are
   */
  private static AccountProfile read(ByteReader in, long toldAt, int from, boolean inFewLetters) {
    String name = text(in, inFewLetters);
    String segment = KnownNames.read(in);
    String region = inFewLetters ? KnownNames.readShort(in) : in.text();
    String tier = inFewLetters ? KnownNames.readShort(in) : in.text();
    String parent = text(in, inFewLetters);
    String csm = text(in, inFewLetters);
    String currency = KnownNames.read(in);
    int has = in.upTo(ALL, "profile flags");
    return new AccountProfile(
        Instant.ofEpochMilli(toldAt),
        name,
        segment,
        region,
        tier,
        parent,
        csm,
        (has & HAS_START) != 0 ? date(in, from, "a contract start") : null,
        (has & HAS_RENEWAL) != 0 ? date(in, from, "a renewal date") : null,
        (has & HAS_SEATS) != 0 ? Integer.valueOf(in.smallZigzag("paid seats")) : null,
        (has & HAS_ARR) != 0 ? Long.valueOf(in.zigzag()) : null,
        currency,
        in.smallZigzag("plan features"),
        (has & HAS_VALUABLE) != 0 ? readFeatures(in) : FeatureSet.NONE);
  }

  private static String text(ByteReader in, boolean inFewLetters) {
    return inFewLetters ? in.shortText() : in.text();
  }

  /** What dates are written as distances from, in days since 1970. */
  static int from(long asOf, int version) {
    return version >= FIRST_WITH_DISTANCES ? Days.of(asOf) : 0;
  }

  /**
   * A date.
   *
   * @param from the day since 1970 that it is written as the distance from
   */
  static LocalDate date(ByteReader in, int from, String what) {
    return LocalDate.ofEpochDay((long) from + in.smallZigzag(what));
  }
}
