package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.ScoreCloses.Period;
import java.util.List;

/**
 * Several conditions at once. Raised while all of them stand, resolved as soon as one of them is;
 * the first is the one whose value is told.
 *
 * @param parts at least two, none of them of this kind
 */
public record AllOf(List<AlertCondition> parts) implements AlertCondition {

  public AllOf {
    parts = List.copyOf(parts);
    if (parts.size() < 2 || parts.stream().anyMatch(AllOf.class::isInstance)) {
      throw new IllegalArgumentException(
          "all of: expected at least two conditions, none of them all of others, found " + parts);
    }
  }

  @Override
  public List<MeasureBeyond> measures() {
    return parts.stream().flatMap(part -> part.measures().stream()).toList();
  }

  @Override
  public int closes(Period period) {
    return parts.stream().mapToInt(part -> part.closes(period)).max().orElse(0);
  }

  @Override
  public int windowDays() {
    return parts.stream().mapToInt(AlertCondition::windowDays).max().orElse(0);
  }

  @Override
  public boolean stands(Situation situation) {
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).stands(situation)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean resolves(Situation situation) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).resolves(situation)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String subject(Situation situation) {
    return parts.get(0).subject(situation);
  }

  @Override
  public String unit() {
    return parts.get(0).unit();
  }

  @Override
  public double value(Situation situation) {
    return parts.get(0).value(situation);
  }

  @Override
  public double threshold(Situation situation, AlertState step) {
    return parts.get(0).threshold(situation, step);
  }

  @Override
  public List<Finding> findings(Situation situation, AlertState step) {
    return parts.stream().flatMap(part -> part.findings(situation, step).stream()).toList();
  }

  @Override
  public Reference reference(Situation situation) {
    return parts.get(0).reference(situation);
  }

  @Override
  public boolean isTimed() {
    return parts.stream().anyMatch(AlertCondition::isTimed);
  }

  @Override
  public int dueDay(Situation situation, boolean open) {
    int due = !open && situation.settling() && stands(situation) ? situation.day() + 1 : Days.NONE;
    for (int i = 0; i < parts.size(); i++) {
      due = Days.earlier(due, parts.get(i).dueDay(situation, open));
    }
    return due;
  }
}
