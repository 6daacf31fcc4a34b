package dev.customerhealth.topology;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.publication.PublishedAlerts;
import dev.customerhealth.publication.PublishedChanges;
import dev.customerhealth.publication.PublishedScores;
import dev.customerhealth.state.AccountRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Asks the domain about an account and prepares what follows. Writes nothing. */
final class AccountJudge {

  private final Assessor assessor = new Assessor();
  private final HealthPolicy policy;
  private final AccountStore accounts;

  AccountJudge(HealthPolicy policy, AccountStore accounts) {
    this.policy = policy;
    this.accounts = accounts;
  }

  /**
   * What a signal leads to.
   *
   * @param before what is kept of the account
   * @param signal about the same account
   * @param now the partition's time; null before its first tick
   * @param topic where the signal came from
   */
  Verdict judge(AccountRecord before, Signal signal, Instant now, String topic) {
    Assessment assessment = assessor.assess(before.state(), signal, now, policy);
    return unchanged(before, assessment)
        ? new Verdict(assessment, before, before, null, List.of())
        : verdict(before, assessment, topic);
  }

  /**
   * What the passing of time leads to for an account that came up in the index. Its entry is gone
   * then, so the account is kept anew even when the domain changed nothing.
   */
  Verdict judgeInTime(AccountRecord account, Instant now, String topic) {
    Signal signal = new TimePassed(account.state().accountId(), now);
    AccountRecord before =
        new AccountRecord(account.state(), account.nextDue(), AccountRecord.NEVER);
    return verdict(before, assessor.assess(account.state(), signal, now, policy), topic);
  }

  /** The account as it is, entered in the index for when its time really comes. */
  Verdict enterAgain(AccountRecord account) {
    AccountRecord before =
        new AccountRecord(account.state(), account.nextDue(), AccountRecord.NEVER);
    AccountRecord after = new AccountRecord(account.state(), account.nextDue(), account.nextDue());
    return new Verdict(null, before, after, accounts.encode(after), List.of());
  }

  private Verdict verdict(AccountRecord before, Assessment assessment, String topic) {
    long due =
        assessment.nextDue() == null ? AccountRecord.NEVER : assessment.nextDue().toEpochMilli();
    AccountRecord after =
        new AccountRecord(assessment.after(), due, Math.min(due, before.indexedDue()));
    return new Verdict(assessment, before, after, accounts.encode(after), told(assessment, topic));
  }

  /** The domain answers with the same object then; comparing the contents would cost far more. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean unchanged(AccountRecord before, Assessment assessment) {
    return assessment.after() == before.state();
  }

  private static List<SpecificRecord> told(Assessment assessment, String topic) {
    if (assessment.change().isEmpty() && assessment.alerts().isEmpty()) {
      return List.of();
    }
    String accountId = assessment.after().accountId();
    AccountProfile profile = assessment.after().profile();
    List<SpecificRecord> told = new ArrayList<>();
    assessment
        .change()
        .ifPresent(
            change -> {
              told.add(PublishedScores.of(accountId, change.to(), profile));
              told.add(PublishedChanges.of(accountId, change, profile, topic));
            });
    for (Alert alert : assessment.alerts()) {
      told.add(PublishedAlerts.of(accountId, alert, profile));
    }
    return told;
  }
}
