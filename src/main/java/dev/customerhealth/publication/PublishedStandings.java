package dev.customerhealth.publication;

import dev.customerhealth.avro.ChildStanding;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.portfolio.Rates;
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
   * nothing, a new standing, or that it left. Who is no customer any more has left: a score that
   * nobody looks after would be its parent's worst for ever.
   */
  public static List<SpecificRecord> of(AccountState before, AccountState after) {
    String namedBefore = named(before.profile());
    String parentBefore = parent(before);
    String parent = parent(after);
    if (namedBefore == null && parent == null) {
      return List.of();
    }
    List<SpecificRecord> told = new ArrayList<>(2);
    if (namedBefore != null && !namedBefore.equals(parent) && isNewsToFormer(before, after)) {
      told.add(record(namedBefore, after).setLeft(true).build());
    }
    if (parent != null && (!parent.equals(parentBefore) || !standsTheSame(before, after))) {
      told.add(standing(parent, after));
    }
    return told;
  }

  /**
   * What is told of an account, as the domain sees it; null when it left.
   *
   * @param rates what currencies are worth. In a book of several the revenue is in the reporting
   *     currency; one that cannot be converted stays as it was told
   */
  public static dev.customerhealth.domain.parent.ChildStanding read(
      ChildStanding told, Rates rates) {
    if (told.getLeft()) {
      return null;
    }
    Integer score = told.getScoreThousandths();
    long arr = told.getArrMinor() == null ? 0 : told.getArrMinor();
    long converted =
        rates.worth().isEmpty() ? Rates.UNKNOWN : rates.convert(arr, told.getCurrency());
    boolean known = converted != Rates.UNKNOWN;
    return new dev.customerhealth.domain.parent.ChildStanding(
        told.getAsOf().toEpochMilli(),
        score != null,
        score == null ? 0 : score,
        known ? converted : arr,
        known ? rates.currency() : told.getCurrency());
  }

  /**
   * Who churned before that was counted as leaving is still counted: it is told once more when
   * anything moves, which changes nothing where it was told already.
   */
  private static boolean isNewsToFormer(AccountState before, AccountState after) {
    return !before.facts().subscription().churned()
        || after.profile() == null
        || !standsTheSame(before, after);
  }

  private static String parent(AccountState account) {
    return account.facts().subscription().churned() ? null : named(account.profile());
  }

  private static String named(AccountProfile profile) {
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
