package dev.customerhealth.model;

import java.util.List;

/**
 * Seeded mistakes in a small file of alert rules.
 *
 * @param name for test reports
 * @param yaml the whole file
 * @param schemaSees whether a JSON schema can see it: orders and other rules it cannot
 * @param problems what the reader says, without the name of the file
 */
record RuleMistakes(String name, String yaml, boolean schemaSees, List<String> problems) {

  /** Rules without a mistake; every mistake replaces a part of them. */
  static final String SOUND =
      """
      version: 3
      rules:
        - id: few-logins
          source: own
          label: Few logins
          description: We were asked for it.
          enabled: true
          severity: warning
          where: {segment: [smb, mid-market], tier: gold, stage: [growth], model: M0}
          minimum-coverage: 50%
          when:
            measure: {measure: login-frequency, window: 7d, at-most: 3, resolved-at: 10}
          confirm: 12h
          cooldown: 3d
          escalate-after: 5d
          action: Call
        - id: big-drop
          label: A drop
          severity: critical
          when:
            score-drop: {more-than: 30, resolved-at: 10, within: 14d}
        - id: low-and-loud
          label: Low, and many tickets
          severity: info
          enabled: false
          when:
            all:
              - score: {below: 50, resolved-at: 55}
              - measure: {measure: tickets-opened, compare: percent, at-least: 50, resolved-at: 20}
              - band: {at-most: intervene, exit-margin: 3}
        - id: sinking
          label: Sinking
          severity: info
          when:
            decline: {closes: weekly, in-a-row: 4, at-least: 1.5, resolved-at: 0.5}
        - id: part
          label: A part
          severity: info
          when:
            component-drop: {component: product-usage, within: 28d, more-than: 30, resolved-at: 5, score-lost-at-most: 3}
        - id: entered
          label: Entered
          severity: info
          when:
            band-entered: {role: escalate}
        - id: support-low
          label: Support is bad
          severity: info
          where: {model: M0}
          when:
            component: {component: support, below: 40, resolved-at: 40}
        - id: growing
          label: Growing
          severity: info
          when:
            component: {component: growth, at-least: 90, resolved-at: 80.5}
        - id: thriving
          label: Thriving
          severity: info
          when:
            all:
              - score: {at-least: 90, resolved-at: 85.5}
              - measure: {measure: nps, above: 50, resolved-at: 50}
              - measure: {measure: open-tickets, below: 3, resolved-at: 3}
      """;

  private static RuleMistakes of(
      String name, String part, String instead, boolean schemaSees, String... problems) {
    if (!SOUND.contains(part)) {
      throw new IllegalArgumentException(name + ": the sound rules have no '" + part + "'");
    }
    return new RuleMistakes(name, SOUND.replace(part, instead), schemaSees, List.of(problems));
  }

  static List<RuleMistakes> all() {
    String few = "rules[few-logins]";
    return List.of(
        of(
            "missing version",
            "version: 3\n",
            "",
            true,
            "1: version: missing: expected a whole number from 1 to 1000000"),
        of(
            "unknown measure",
            "measure: login-frequency",
            "measure: login-frequenzy",
            true,
            "12: "
                + few
                + ".when.measure.measure: 'login-frequenzy': no such measure; did you mean"
                + " login-frequency?"),
        of(
            "window the measure does not have",
            "window: 7d",
            "window: 14d",
            false,
            "12: "
                + few
                + ".when.measure.window: '14d': login-frequency has windows of 7d, 30d,"
                + " 90d, 365d"),
        of(
            "bar that resolves at once",
            "at-most: 3, resolved-at: 10",
            "at-most: 3, resolved-at: 3",
            false,
            "12: " + few + ".when.measure.resolved-at: '3': expected more than 3"),
        of(
            "bar upwards that resolves at once",
            "compare: percent, at-least: 50, resolved-at: 20",
            "compare: percent, at-least: 50, resolved-at: 50",
            false,
            "29: rules[low-and-loud].when.all[2].measure.resolved-at: '50': expected less than 50"),
        of(
            "bar outside of what there can be",
            "at-most: 3, resolved-at: 10",
            "at-most: -3, resolved-at: 10",
            false,
            "12: "
                + few
                + ".when.measure.at-most: '-3': expected a number from 0 to"
                + " 1000000000000"),
        of(
            "bar that no account can reach",
            "measure: {measure: login-frequency, window: 7d, at-most: 3, resolved-at: 10}",
            "measure: {measure: days-silent, at-least: 200, resolved-at: 10}",
            false,
            "12: " + few + ".when.measure.at-least: '200': expected a number from 0 to 180"),
        of(
            "about a model that nobody knows",
            "stage: [growth], model: M0}",
            "stage: [growth], model: [M0, M9]}",
            false,
            "9: "
                + few
                + ".where.model: 'M9': no such model; known are M0, M1, M3, M4; did you mean M0?"),
        of(
            "about nobody",
            "tier: gold",
            "tier: []",
            true,
            "9: " + few + ".where.tier: expected at least one; leave it out for all"),
        of(
            "score on no side",
            "score: {below: 50, resolved-at: 55}",
            "score: {resolved-at: 55}",
            true,
            "28: rules[low-and-loud].when.all[1].score: expected one of below and at-least"),
        of(
            "band on no side",
            "band: {at-most: intervene, exit-margin: 3}",
            "band: {exit-margin: 3}",
            true,
            "30: rules[low-and-loud].when.all[3].band: expected one of at-least and at-most"),
        of(
            "two sides",
            "at-most: 3, resolved-at: 10",
            "at-most: 3, at-least: 30, resolved-at: 10",
            true,
            "12: " + few + ".when.measure: expected one of at-least, at-most, above and below"),
        of(
            "two conditions",
            "when:\n      score-drop:",
            "when:\n      score: {below: 5, resolved-at: 6}\n      score-drop:",
            true,
            "21: rules[big-drop].when: 'score and score-drop': expected one of all, band,"
                + " band-entered, component, component-drop, decline, measure, score, score-drop"),
        of(
            "unknown condition",
            "score-drop: {",
            "score-fall: {",
            true,
            "21: rules[big-drop].when.score-fall: no such field",
            "21: rules[big-drop].when: expected one of all, band, band-entered, component,"
                + " component-drop, decline, measure, score, score-drop"),
        of(
            "drop that resolves deeper than it raises",
            "more-than: 30, resolved-at: 10",
            "more-than: 30, resolved-at: 40",
            false,
            "21: rules[big-drop].when.score-drop.resolved-at: '40': expected points at most those"
                + " of more-than, 30"),
        of(
            "drop without a window",
            ", within: 14d",
            "",
            true,
            "21: rules[big-drop].when.score-drop.within: missing: expected days, for instance 30d"),
        of(
            "score that resolves lower than it raises",
            "below: 50, resolved-at: 55",
            "below: 50, resolved-at: 45",
            false,
            "28: rules[low-and-loud].when.all[1].score.resolved-at: '45': expected points of at"
                + " least those of below, 50"),
        of(
            "score on two sides",
            "below: 50, resolved-at: 55",
            "below: 50, at-least: 60, resolved-at: 55",
            true,
            "28: rules[low-and-loud].when.all[1].score: expected one of below and at-least"),
        of(
            "score that resolves at what raises",
            "at-least: 90, resolved-at: 85.5",
            "at-least: 90, resolved-at: 90",
            false,
            "62: rules[thriving].when.all[1].score.resolved-at: '90': expected less than 90"),
        of(
            "measure above a bar that resolves over it",
            "above: 50, resolved-at: 50",
            "above: 50, resolved-at: 51",
            false,
            "63: rules[thriving].when.all[2].measure.resolved-at: '51': expected at most 50"),
        of(
            "measure below a bar that resolves under it",
            "below: 3, resolved-at: 3",
            "below: 3, resolved-at: 2",
            false,
            "64: rules[thriving].when.all[3].measure.resolved-at: '2': expected at least 3"),
        of(
            "comparison of what has no earlier window",
            "measure: tickets-opened",
            "measure: open-tickets",
            false,
            "29: rules[low-and-loud].when.all[2].measure.compare: 'percent': needs a measure with"
                + " an earlier window to compare with; open-tickets has none"),
        of(
            "comparison that looks back too far",
            "measure: tickets-opened",
            "measure: usage-growth, window: 90d",
            false,
            "29: rules[low-and-loud].when.all[2].measure.compare: 'percent': usage-growth-90d looks"
                + " back on earlier windows itself, further than an account remembers for a"
                + " comparison; expected a shorter window"),
        of(
            "unknown role",
            "at-most: intervene",
            "at-most: panic",
            true,
            "30: rules[low-and-loud].when.all[3].band.at-most: 'panic': expected grow or monitor or"
                + " intervene or escalate"),
        of(
            "all of one",
            "- measure: {measure: tickets-opened, compare: percent, at-least: 50, resolved-at:"
                + " 20}\n        - band: {at-most: intervene, exit-margin: 3}\n",
            "\n",
            true,
            "27: rules[low-and-loud].when.all: expected a list of at least 2 items"),
        of(
            "id used twice",
            "id: big-drop",
            "id: few-logins",
            false,
            "17: rules[few-logins].id: 'few-logins': expected another id: a rule has it already, at"
                + " FILE:3"),
        of(
            "id with capitals",
            "id: big-drop",
            "id: BigDrop",
            true,
            "17: rules[BigDrop].id: 'BigDrop': expected small letters, digits and single '-', such"
                + " as at-risk"),
        of(
            "unknown field",
            "cooldown: 3d",
            "cool-down: 3d",
            true,
            "14: " + few + ".cool-down: no such field; did you mean cooldown?"),
        of(
            "time in minutes",
            "confirm: 12h",
            "confirm: 30m",
            true,
            "13: " + few + ".confirm: '30m': expected hours or days, for instance 12h or 3d"),
        of(
            "unknown severity",
            "severity: critical",
            "severity: critcal",
            true,
            "19: rules[big-drop].severity: 'critcal': expected info or warning or critical; did you"
                + " mean critical?"),
        of(
            "a word for true",
            "enabled: false",
            "enabled: 'no'",
            true,
            "25: rules[low-and-loud].enabled: 'no': expected true or false"),
        of(
            "unknown stage",
            "stage: [growth]",
            "stage: [old]",
            true,
            "9: " + few + ".where.stage: 'old': expected onboarding or growth or mature"),
        of(
            "coverage without percent",
            "minimum-coverage: 50%",
            "minimum-coverage: 0.5",
            true,
            "10: "
                + few
                + ".minimum-coverage: '0.5': expected a whole number of percent from 0% to"
                + " 100%, for instance 30%"),
        of(
            "decline that resolves at once",
            "at-least: 1.5, resolved-at: 0.5",
            "at-least: 1.5, resolved-at: 2",
            false,
            "35: rules[sinking].when.decline.resolved-at: '2': expected less than 1.5"),
        of(
            "decline that resolves at its own step",
            "at-least: 1.5, resolved-at: 0.5",
            "at-least: 1.5, resolved-at: 1.5",
            false,
            "35: rules[sinking].when.decline.resolved-at: '1.5': expected less than 1.5"),
        of(
            "closes of the year",
            "closes: weekly",
            "closes: yearly",
            true,
            "35: rules[sinking].when.decline.closes: 'yearly': expected weekly or monthly"),
        of(
            "part within days",
            "within: 28d",
            "within: 5d",
            false,
            "40: rules[part].when.component-drop.within: '5d': expected at least 7d: compared is"
                + " with the ends of weeks"),
        of(
            "drop of a component no model has",
            "component: product-usage",
            "component: product-usge",
            false,
            "40: rules[part].when.component-drop.component: 'product-usge': no model has such a"
                + " component; known are product-usage, engagement, relationship, support, growth,"
                + " product-adoption, success-plan, sponsor, business-outcomes, account-growth,"
                + " usage-frequency, feature-adoption, support-sentiment, responsiveness,"
                + " contract, payment, onboarding; did you mean product-usage?"),
        of(
            "component of another model",
            "component: support,",
            "component: business-outcomes,",
            false,
            "51: rules[support-low].when.component.component: 'business-outcomes': no model among"
                + " M0 has such a component; known are product-usage, engagement, relationship,"
                + " support, growth"),
        of(
            "component of a model that is not there",
            "where: {model: M0}",
            "where: {model: M9}",
            false,
            "49: rules[support-low].where.model: 'M9': no such model; known are M0, M1, M3, M4; did"
                + " you mean M0?"),
        of(
            "component without its id",
            "component: {component: support, ",
            "component: {",
            true,
            "51: rules[support-low].when.component.component: missing: expected the id of a"
                + " component"),
        of(
            "component with two bars",
            "below: 40, resolved-at: 40",
            "below: 40, at-least: 60, resolved-at: 40",
            true,
            "51: rules[support-low].when.component: expected one of below and at-least"),
        of(
            "component that resolves lower than it raises",
            "below: 40, resolved-at: 40",
            "below: 40, resolved-at: 30",
            false,
            "51: rules[support-low].when.component.resolved-at: '30': expected points of at least"
                + " those of below, 40"),
        of(
            "component that resolves at once",
            "at-least: 90, resolved-at: 80.5",
            "at-least: 90, resolved-at: 90",
            false,
            "56: rules[growing].when.component.resolved-at: '90': expected less than 90"),
        of(
            "component beyond what there can be",
            "at-least: 90, resolved-at: 80.5",
            "at-least: 101, resolved-at: 80.5",
            true,
            "56: rules[growing].when.component.at-least: '101': expected a number from 0 to 100"),
        of(
            "extends something else",
            "version: 3",
            "version: 3\nextends: M0",
            true,
            "2: extends: 'M0': expected standard, the rules that are shipped"));
  }

  @Override
  public String toString() {
    return name;
  }
}
