package dev.customerhealth.oracle;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.testing.Presets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The service's own function told a history the way the topology tells it: a tick asks the accounts
 * that are due, and nobody else.
 */
public final class AssessorUnderTest {
  private Assessor assessor = new Assessor();
  private Instant clock;
  private final HealthPolicy policy;
  private final UnaryOperator<AccountState> storing;

  private final Map<String, AccountState> states = new TreeMap<>();
  private final Map<String, List<SeenChange>> changes = new TreeMap<>();
  private final Map<String, List<SeenAlert>> alerts = new TreeMap<>();
  private final List<String> outcomes = new ArrayList<>();

  /** With states kept as they are. */
  public AssessorUnderTest() {
    this(state -> state);
  }

  /** With states stored after every signal, for instance encoded and decoded. */
  public AssessorUnderTest(UnaryOperator<AccountState> storing) {
    this(Presets.policy(), storing);
  }

  /** Judging by a policy, with states stored after every signal. */
  public AssessorUnderTest(HealthPolicy policy, UnaryOperator<AccountState> storing) {
    this.policy = policy;
    this.storing = storing;
  }

  /** From now on alerts are held back, or not any more. */
  public void holding(boolean held) {
    assessor = new Assessor(held);
  }

  /** Everything that came of a history, and of those told before. */
  public Seen tell(List<Given> history) {
    for (Given given : history) {
      if (given.tick() != null) {
        clock = clock == null || given.tick().isAfter(clock) ? given.tick() : clock;
        for (String id : List.copyOf(states.keySet())) {
          Instant due = states.get(id).nextDue();
          if (due != null && !due.isAfter(clock)) {
            assess(new TimePassed(id, clock));
          }
        }
      } else {
        outcomes.add(assess(given.signal()).outcome().name());
      }
    }
    List<SeenChange> allChanges = new ArrayList<>();
    changes.values().forEach(allChanges::addAll);
    List<SeenAlert> allAlerts = new ArrayList<>();
    alerts.values().forEach(allAlerts::addAll);
    Map<String, Integer> finalScores = new TreeMap<>();
    states.forEach(
        (id, state) -> {
          if (state.judgement().told().scored()) {
            finalScores.put(id, state.judgement().told().score());
          }
        });
    return new Seen(outcomes, allChanges, allAlerts, finalScores);
  }

  private static String csm(AccountProfile profile) {
    return profile == null ? null : profile.csmId();
  }

  private Assessment assess(Signal signal) {
    String id = signal.accountId();
    AccountState before = states.getOrDefault(id, AccountState.unknown(id));
    Assessment assessment = assessor.assess(before, signal, clock, policy);
    states.put(id, storing.apply(assessment.after()));
    assessment
        .change()
        .ifPresent(
            change ->
                changes
                    .computeIfAbsent(id, any -> new ArrayList<>())
                    .add(SeenChange.of(id, change)));
    assessment
        .alerts()
        .forEach(
            alert ->
                alerts
                    .computeIfAbsent(id, any -> new ArrayList<>())
                    .add(SeenAlert.of(id, alert, csm(assessment.after().profile()))));
    return assessment;
  }
}
