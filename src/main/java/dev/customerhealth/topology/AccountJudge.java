package dev.customerhealth.topology;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.publication.PublishedAlerts;
import dev.customerhealth.publication.PublishedChanges;
import dev.customerhealth.publication.PublishedScores;
import dev.customerhealth.publication.PublishedStandings;
import dev.customerhealth.state.AccountRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Asks the domain about an account and prepares what follows. Writes nothing. */
final class AccountJudge {

  private final Assessor assessor = new Assessor();
  private final HealthPolicy policy;

  AccountJudge(HealthPolicy policy) {
    this.policy = policy;
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
        ? new Verdict(assessment, before, before, List.of())
        : verdict(before, assessment, topic);
  }

  /**
   * What the passing of time leads to for an account that came up in the index. Its entry is gone
   * then, so the account is kept anew even when the domain changed nothing.
   */
  Verdict judgeInTime(AccountRecord account, Instant now, String topic) {
    Signal signal = new TimePassed(account.state().accountId(), now);
    AccountRecord before = new AccountRecord(account.state(), AccountRecord.NEVER);
    return verdict(before, assessor.assess(account.state(), signal, now, policy), topic);
  }

  /** The account as it is, entered in the index for when its time really comes. */
  Verdict enterAgain(AccountRecord account) {
    AccountRecord before = new AccountRecord(account.state(), AccountRecord.NEVER);
    AccountRecord after = new AccountRecord(account.state(), account.nextDue());
    return new Verdict(null, before, after, List.of());
  }

  private Verdict verdict(AccountRecord before, Assessment assessment, String topic) {
    AccountRecord learned = new AccountRecord(assessment.after(), before.indexedDue());
    AccountRecord after =
        learned.nextDue() < before.indexedDue()
            ? new AccountRecord(assessment.after(), learned.nextDue())
            : learned;
    return new Verdict(assessment, before, after, told(before.state(), assessment, topic));
  }

  /** The domain answers with the same object then; comparing the contents would cost far more. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean unchanged(AccountRecord before, Assessment assessment) {
    return assessment.after() == before.state();
  }

  private List<SpecificRecord> told(AccountState before, Assessment assessment, String topic) {
    AccountState after = assessment.after();
    AccountProfile profile = after.profile();
    Optional<ScoreChange> change = assessment.change();
    boolean shownAnew = change.isEmpty() && !showsTheSame(before.profile(), profile);
    List<SpecificRecord> toParents = PublishedStandings.of(before, after);
    if (change.isEmpty() && !shownAnew && assessment.alerts().isEmpty()) {
      return toParents;
    }
    String accountId = after.accountId();
    List<SpecificRecord> told = new ArrayList<>(toParents);
    if (shownAnew) {
      told.add(PublishedScores.of(accountId, assessor.score(after, policy), profile));
    }
    if (change.isPresent()) {
      told.add(PublishedScores.of(accountId, change.get().to(), profile));
      told.add(PublishedChanges.of(accountId, change.get(), profile, topic));
    }
    for (Alert alert : assessment.alerts()) {
      told.add(PublishedAlerts.of(accountId, alert, profile));
    }
    return told;
  }

  /** Whether a published score would look the same: it names the account and its owner. */
  private static boolean showsTheSame(AccountProfile before, AccountProfile after) {
    if (before == null || after == null) {
      return Objects.equals(before, after);
    }
    return Objects.equals(before.name(), after.name())
        && Objects.equals(before.segment(), after.segment())
        && Objects.equals(before.csmId(), after.csmId());
  }
}
