package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.ScoreSheet;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One round of all rules over one account: at most one open alert per account and rule, and the
 * steps to tell.
 *
 * @param memories rules ever raised, ordered by rule id
 * @param steps alert steps to tell, in rule order
 * @param dueDay first later day on which time alone can raise or resolve an alert; {@link
 *     Days#NONE} when it cannot
 */
public record AlertRound(List<AlertMemory> memories, List<Alert> steps, int dueDay) {

  /** Nothing is judged: without a score no alert is raised and none resolved. */
  public static AlertRound skipped(List<AlertMemory> memories) {
    return new AlertRound(memories, List.of(), Days.NONE);
  }

  /**
   * Asks every rule.
   *
   * @param before what is remembered
   * @param score the full record of the score, made only when there is something to tell
   */
  public static AlertRound judge(
      List<AlertRule> rules, Situation situation, Judgement before, Supplier<HealthScore> score) {
    List<AlertMemory> memories = before.alerts();
    List<Alert> steps = List.of();
    int dueDay = Days.NONE;
    for (int i = 0; i < rules.size(); i++) {
      AlertRule rule = rules.get(i);
      AlertMemory memory = before.alert(rule.id());
      boolean open = memory != null && memory.open();
      if (!rule.isCovered(situation.sheet())) {
        continue;
      }
      AlertCondition condition = rule.condition();
      boolean covers = rule.scope().covers(situation);
      boolean moves =
          open ? !covers || condition.resolves(situation) : covers && condition.raises(situation);
      if (moves) {
        memory = open ? resolved(memory) : raised(rule, memory, situation);
        memories = remembering(memories, memory);
        steps = steps.isEmpty() ? new ArrayList<>() : steps;
        steps.add(
            step(
                rule,
                memory,
                open ? AlertState.RESOLVED : AlertState.RAISED,
                situation,
                score.get()));
        open = !open;
      }
      dueDay = Days.earlier(dueDay, rule.dueDay(situation, covers, open));
    }
    return new AlertRound(memories, steps, dueDay);
  }

  private static AlertMemory raised(AlertRule rule, AlertMemory before, Situation situation) {
    return new AlertMemory(
        rule.id(),
        before == null ? 1 : before.episode() + 1,
        true,
        situation.atMillis(),
        rule.condition().reference(situation).score());
  }

  private static AlertMemory resolved(AlertMemory before) {
    return new AlertMemory(
        before.ruleId(), before.episode(), false, before.raisedAtMillis(), before.referenceScore());
  }

  private static List<AlertMemory> remembering(List<AlertMemory> memories, AlertMemory changed) {
    List<AlertMemory> next = new ArrayList<>(memories.size() + 1);
    for (AlertMemory memory : memories) {
      if (!memory.ruleId().equals(changed.ruleId())) {
        next.add(memory);
      }
    }
    next.add(changed);
    next.sort(Comparator.comparing(AlertMemory::ruleId));
    return next;
  }

  private static Alert step(
      AlertRule rule,
      AlertMemory memory,
      AlertState state,
      Situation situation,
      HealthScore score) {
    Reference reference = rule.condition().reference(situation);
    return new Alert(
        alertId(situation.accountId(), rule.id(), memory.episode()),
        rule.id(),
        rule.label(),
        rule.source(),
        memory.episode(),
        state,
        rule.severity(),
        Instant.ofEpochMilli(memory.raisedAtMillis()),
        Instant.ofEpochMilli(situation.atMillis()),
        rule.condition().value(situation),
        rule.condition().threshold(situation, state),
        rule.condition(),
        rule.condition().findings(situation, state),
        rule.condition().windowDays(),
        reference.score(),
        score,
        rule.action(situation),
        drivers(situation.sheet(), reference));
  }

  /** The largest loss first. */
  private static List<Driver> drivers(ScoreSheet sheet, Reference reference) {
    if (reference.points() == null) {
      return List.of();
    }
    List<Driver> drivers = sheet.driversSince(reference.points());
    drivers.sort(Comparator.comparingInt(Driver::points));
    return List.copyOf(drivers);
  }

  /**
   * The identity of an alert, from account, rule and episode: the same after every replay. Parts go
   * in with their lengths, so that no two triples read the same.
   */
  static String alertId(String accountId, String ruleId, long episode) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (String part : List.of(accountId, ruleId)) {
        byte[] encoded = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
      }
      out.writeLong(episode);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return UUID.nameUUIDFromBytes(bytes.toByteArray()).toString();
  }
}
