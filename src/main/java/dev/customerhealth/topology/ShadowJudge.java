package dev.customerhealth.topology;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.Regime;
import dev.customerhealth.domain.Shadow;
import dev.customerhealth.domain.ShadowAssessment;
import dev.customerhealth.domain.ShadowJudgement;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.RuleChange;
import dev.customerhealth.publication.PublishedShadows;
import dev.customerhealth.state.AccountRecord;
import dev.customerhealth.state.AccountShadows;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Asks the domain what shadow models make of an account, and prepares what follows. Writes nothing,
 * and changes nothing of the account itself: what live models tell is what they would tell alone.
 */
final class ShadowJudge {

  /**
   * What is the same for all shadows at the moment.
   *
   * @param assessor holds alerts back while those of live models are held back
   * @param change how the alert rules differ from those before
   */
  record Terms(Assessor assessor, RuleChange change) {

    /** The rules are those of before. */
    static Terms by(Assessor assessor) {
      return new Terms(assessor, RuleChange.NONE);
    }
  }

  /** A step of an alert that a shadow model would have told. */
  record WouldAlert(String modelId, Alert alert) {}

  /** What came of it. */
  static final class Result {
    private final List<ShadowJudgement> judgements = new ArrayList<>();
    private final List<SpecificRecord> told = new ArrayList<>();
    private List<WouldAlert> wouldAlert = List.of();
    private AccountShadows after;

    /** What is to be kept. */
    AccountShadows after() {
      return after;
    }

    /** What is to be told. */
    List<SpecificRecord> told() {
      return told;
    }

    /** What is to be counted. */
    List<WouldAlert> wouldAlert() {
      return wouldAlert;
    }

    private void add(Shadow shadow, AccountState account, ShadowAssessment judged) {
      judgements.add(judged.after());
      if (judged.tells()) {
        told.add(
            PublishedShadows.of(
                account.accountId(), account.profile(), shadow.model(), judged.after()));
      }
      for (Alert alert : judged.alerts()) {
        wouldAlert = wouldAlert.isEmpty() ? new ArrayList<>() : wouldAlert;
        wouldAlert.add(new WouldAlert(shadow.model().id(), alert));
      }
    }
  }

  /** Which shadows judge. */
  private interface Choice {
    boolean judges(Shadow shadow, ShadowJudgement remembered);
  }

  /**
   * Every shadow judges the account that the live model just judged.
   *
   * @param before what was kept of it
   * @param live what the live model made of it
   * @param shownAnew whether the account is shown in another way than before
   */
  Result along(
      AccountRecord before, Assessment live, Regime regime, boolean shownAnew, Terms terms) {
    return judge(
        before, live.after(), live, regime, shownAnew, terms, (shadow, remembered) -> true);
  }

  /**
   * Those judge whose time has come.
   *
   * @param atMillis the time, in milliseconds since 1970 UTC
   */
  Result inTime(AccountRecord before, long atMillis, Regime regime, Terms terms) {
    return judge(
        before,
        Assessor.advanced(before.state(), atMillis, regime.policy()),
        null,
        regime,
        false,
        terms,
        (shadow, remembered) -> !shadow.judged(remembered) || remembered.dueMillis() <= atMillis);
  }

  /** A regime begins: those judge that are new in it. Null when there are none and none ended. */
  Result begin(AccountRecord before, Regime regime, Terms terms) {
    if (before.state().asOfMillis() == AccountState.NEVER || isUpToDate(before, regime)) {
      return null;
    }
    return judge(
        before,
        Assessor.advanced(before.state(), regime.fromMillis(), regime.policy()),
        null,
        regime,
        false,
        terms,
        (shadow, remembered) -> !shadow.judged(remembered));
  }

  private static boolean isUpToDate(AccountRecord account, Regime regime) {
    if (account.shadows().judgements().size() != regime.shadows().size()) {
      return false;
    }
    for (Shadow shadow : regime.shadows()) {
      if (!shadow.judged(account.shadows().of(shadow.model().id()))) {
        return false;
      }
    }
    return true;
  }

  private Result judge(
      AccountRecord before,
      AccountState after,
      Assessment live,
      Regime regime,
      boolean shownAnew,
      Terms terms,
      Choice choice) {
    Result result = new Result();
    for (int i = 0; i < regime.shadows().size(); i++) {
      Shadow shadow = regime.shadows().get(i);
      ShadowJudgement remembered = before.shadows().of(shadow.model().id());
      if (choice.judges(shadow, remembered)) {
        result.add(
            shadow,
            after,
            terms
                .assessor()
                .shadow(
                    before.state(), after, live, remembered, shadow, shownAnew, terms.change()));
      } else {
        result.judgements.add(remembered);
      }
    }
    for (ShadowJudgement remembered : before.shadows().judgements()) {
      if (regime.shadow(remembered.modelId()) == null) {
        result.told.add(PublishedShadows.ended(after.accountId(), remembered.modelId()));
      }
    }
    result.after = before.shadows().followedBy(result.judgements);
    return result;
  }
}
