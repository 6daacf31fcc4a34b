package dev.customerhealth.model;

import dev.customerhealth.domain.alerting.AlertCondition;
import dev.customerhealth.domain.alerting.AllOf;
import dev.customerhealth.domain.alerting.ComponentBeyond;
import dev.customerhealth.domain.alerting.ComponentDrop;
import dev.customerhealth.domain.alerting.Decline;
import dev.customerhealth.domain.alerting.InBand;
import dev.customerhealth.domain.alerting.MeasureBeyond;
import dev.customerhealth.domain.alerting.MeasureBeyond.Compared;
import dev.customerhealth.domain.alerting.MeasureBeyond.Side;
import dev.customerhealth.domain.alerting.ScoreAtLeast;
import dev.customerhealth.domain.alerting.ScoreBelow;
import dev.customerhealth.domain.alerting.ScoreDrop;
import dev.customerhealth.domain.alerting.ZoneEntered;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.yaml.Fields;
import java.util.stream.Collectors;

/** Conditions of alert rules in words. */
public final class ConditionText {
  private static final double THOUSANDTHS = 1000;

  private ConditionText() {}

  /** What raises an alert. */
  public static String raised(AlertCondition condition) {
    if (condition instanceof ScoreDrop drop) {
      return "more than "
          + points(drop.raiseAbove())
          + " points under the highest score of "
          + drop.windowDays()
          + " days";
    }
    if (condition instanceof ZoneEntered zone) {
      return "a band with the role " + Fields.word(zone.role()) + " is entered from above";
    }
    if (condition instanceof InBand band) {
      return "the band has the role "
          + Fields.word(band.role())
          + (band.orBetter() ? " or better" : " or worse");
    }
    if (condition instanceof ScoreBelow score) {
      return "the score is under " + points(score.raiseBelow());
    }
    if (condition instanceof ScoreAtLeast score) {
      return "the score is at least " + points(score.raiseAt());
    }
    if (condition instanceof MeasureBeyond measure) {
      return subject(measure) + beyond(measure.side()) + value(measure.raiseAt(), measure);
    }
    if (condition instanceof ComponentBeyond part) {
      return "the score of "
          + part.component()
          + (part.side() == ComponentBeyond.Side.BELOW ? " is under " : " is at least ")
          + points(part.raiseAt());
    }
    if (condition instanceof Decline decline) {
      return decline.inARow()
          + " "
          + Fields.word(decline.period())
          + " closes in a row, each lower by at least "
          + points(decline.step());
    }
    if (condition instanceof ComponentDrop drop) {
      return (drop.component() == null ? "a component" : drop.component())
          + " is more than "
          + points(drop.raiseAbove())
          + " points under the end of a week within "
          + drop.withinDays()
          + " days, the score "
          + points(drop.hiddenBy())
          + " at most";
    }
    return ((AllOf) condition)
        .parts().stream().map(ConditionText::raised).collect(Collectors.joining(", and "));
  }

  /** What resolves it. */
  public static String resolved(AlertCondition condition) {
    if (condition instanceof ScoreDrop drop) {
      return points(drop.resolveAt()) + " points or less under it";
    }
    if (condition instanceof ZoneEntered zone) {
      return points(zone.exitMargin()) + " points above it";
    }
    if (condition instanceof InBand band) {
      return points(band.exitMargin()) + " points " + (band.orBetter() ? "below it" : "above it");
    }
    if (condition instanceof ScoreBelow score) {
      return "a score of " + points(score.resolveAt()) + " or more";
    }
    if (condition instanceof ScoreAtLeast score) {
      return "a score of " + points(score.resolveAt()) + " or less";
    }
    if (condition instanceof MeasureBeyond measure) {
      return value(measure.resolveAt(), measure)
          + (measure.side() == Side.AT_LEAST || measure.side() == Side.ABOVE
              ? " or less"
              : " or more");
    }
    if (condition instanceof ComponentBeyond part) {
      return points(part.resolveAt())
          + (part.side() == ComponentBeyond.Side.BELOW ? " or more" : " or less");
    }
    if (condition instanceof Decline decline) {
      return "a close lower by " + points(decline.resolveAt()) + " or less, or not lower";
    }
    if (condition instanceof ComponentDrop drop) {
      return points(drop.resolveAt()) + " points or less under it";
    }
    return ((AllOf) condition)
        .parts().stream().map(ConditionText::resolved).collect(Collectors.joining(", or "));
  }

  private static String subject(MeasureBeyond measure) {
    String id = measure.measure().id();
    return measure.compared() == Compared.VALUE ? id : "the change of " + id;
  }

  private static String beyond(Side side) {
    return switch (side) {
      case AT_LEAST -> " is at least ";
      case AT_MOST -> " is at most ";
      case ABOVE -> " is over ";
      case BELOW -> " is under ";
    };
  }

  private static String value(long thousandths, MeasureBeyond measure) {
    return Fields.plain(thousandths / THOUSANDTHS) + " " + measure.unit();
  }

  private static String points(int thousandths) {
    return Fields.plain(Points.asDouble(thousandths));
  }
}
