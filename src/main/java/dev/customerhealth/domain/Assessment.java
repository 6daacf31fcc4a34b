package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.measure.DueLook;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.scoring.ScoreSheet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one signal did to one account.
 *
 * @param after what is known now; the same object as before when nothing changed
 * @param outcome what became of the signal
 * @param change the score change to tell, if any
 * @param alerts alert steps to tell, in rule order; empty when there is none
 * @param decisions what became of what persons decided, to be recorded; empty when there is none
 * @param nextDue when time alone may next change something; null when it never will
 * @param sheet the score the account was judged by, which the next assessment may read on from;
 *     null when it was not judged
 * @param aged what was known before the signal, on the day of after, for who judges the account
 *     too; null when it was not judged
 * @param measuresDue when time alone may move its measures, likewise; null when it was not judged
 */
public record Assessment(
    AccountState after,
    Outcome outcome,
    Optional<ScoreChange> change,
    List<Alert> alerts,
    List<Decision> decisions,
    Instant nextDue,
    ScoreSheet sheet,
    AccountFacts aged,
    DueLook measuresDue) {}
