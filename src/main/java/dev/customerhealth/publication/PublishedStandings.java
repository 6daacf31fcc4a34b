package dev.customerhealth.publication;

import dev.customerhealth.avro.ChildStanding;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** What an account tells its parents. */
public final class PublishedStandings {

  private static final long MONTHS = 12;

  private PublishedStandings() {}

  /**
   * What a change of an account means for the parent it named before and the one it names now:
   * nothing, a new standing, or that it left.
   */
  public static List<SpecificRecord> of(AccountState before, AccountState after) {
    String parentBefore = parent(before.profile());
    String parent = parent(after.profile());
    if (parentBefore == null && parent == null) {
      return List.of();
    }
    List<SpecificRecord> told = new ArrayList<>(2);
    if (parentBefore != null && !parentBefore.equals(parent)) {
      told.add(record(parentBefore, after).setLeft(true).build());
    }
    if (parent != null && (!parent.equals(parentBefore) || !standsTheSame(before, after))) {
      told.add(standing(parent, after));
    }
    return told;
  }

  /** What is told of an account, as the domain sees it; null when it left. */
  public static dev.customerhealth.domain.parent.ChildStanding read(ChildStanding told) {
    if (told.getLeft()) {
      return null;
    }
    Integer score = told.getScoreThousandths();
    Long arr = told.getArrMinor();
    return new dev.customerhealth.domain.parent.ChildStanding(
        told.getAsOf().toEpochMilli(),
        score != null,
        score == null ? 0 : score,
        arr == null ? 0 : arr,
        told.getCurrency());
  }

  private static String parent(AccountProfile profile) {
    return profile == null ? null : profile.parentAccountId();
  }

  private static boolean standsTheSame(AccountState before, AccountState after) {
    return before.judgement().told().scored() == after.judgement().told().scored()
        && before.judgement().told().score() == after.judgement().told().score()
        && Objects.equals(arrMinor(before), arrMinor(after))
        && Objects.equals(currency(before), currency(after));
  }

  /** By the profile, else twelve months of what is subscribed; null when neither was told. */
  private static Long arrMinor(AccountState account) {
    Long told = account.profile().arrMinor();
    Long monthly = account.facts().subscription().mrrMinor();
    return told != null || monthly == null
        ? told
        : Long.valueOf(Math.min(monthly, Long.MAX_VALUE / MONTHS) * MONTHS);
  }

  private static String currency(AccountState account) {
    return account.profile().arrMinor() == null && account.facts().subscription().mrrMinor() != null
        ? account.facts().subscription().currency()
        : account.profile().currency();
  }

  private static ChildStanding standing(String parent, AccountState account) {
    boolean scored = account.judgement().told().scored();
    return record(parent, account)
        .setScoreThousandths(scored ? account.judgement().told().score() : null)
        .setArrMinor(arrMinor(account))
        .setCurrency(currency(account))
        .build();
  }

  private static ChildStanding.Builder record(String parent, AccountState account) {
    return ChildStanding.newBuilder()
        .setParentAccountId(parent)
        .setAccountId(account.accountId())
        .setAsOf(Instant.ofEpochMilli(account.asOfMillis()));
  }
}
