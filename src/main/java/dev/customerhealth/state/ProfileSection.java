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

  private ProfileSection() {}

  static void write(ByteWriter out, AccountProfile profile, long asOf) {
    out.thousandths(asOf - profile.updatedAt().toEpochMilli());
    out.text(profile.name());
    KnownNames.write(out, profile.segment());
    out.text(profile.region());
    out.text(profile.tier());
    out.text(profile.parentAccountId());
    out.text(profile.csmId());
    KnownNames.write(out, profile.currency());
    out.varint(
        (profile.contractStart() != null ? HAS_START : 0)
            | (profile.renewalDate() != null ? HAS_RENEWAL : 0)
            | (profile.paidSeats() != null ? HAS_SEATS : 0)
            | (profile.arrMinor() != null ? HAS_ARR : 0)
            | (profile.valuableFeatures().size() > 0 ? HAS_VALUABLE : 0));
    if (profile.contractStart() != null) {
      out.zigzag(profile.contractStart().toEpochDay() - Days.of(asOf));
    }
    if (profile.renewalDate() != null) {
      out.zigzag(profile.renewalDate().toEpochDay() - Days.of(asOf));
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

  static AccountProfile read(ByteReader in, long asOf, int version) {
    int from = from(asOf, version);
    Instant updatedAt = Instant.ofEpochMilli(asOf - in.thousandths());
    String name = in.text();
    String segment = KnownNames.read(in);
    String region = in.text();
    String tier = in.text();
    String parent = in.text();
    String csm = in.text();
    String currency = KnownNames.read(in);
    int has = in.upTo(ALL, "profile flags");
    return new AccountProfile(
        updatedAt,
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
