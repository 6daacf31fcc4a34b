package dev.customerhealth.model;

import java.util.List;

/**
 * Seeded mistakes in a small model.
 *
 * @param name for test reports
 * @param yaml the whole file
 * @param schemaSees whether a JSON schema can see it: sums, orders and other files it cannot
 * @param problems what the loader says, without the name of the file
 */
record Mistakes(String name, String yaml, boolean schemaSees, List<String> problems) {

  /** A model without a mistake; every mistake replaces a part of it. */
  static final String SOUND =
      """
      id: X1
      version: 3
      label: Small
      minimum-coverage: 30%
      components:
        - id: usage
          label: Usage
          weight: 60
          measures:
            - measure: login-frequency
              window: 30d
              weight: 40
              score:
                steps:
                  - {from: 0, score: 20}
                  - {from: 5, score: 80}
            - measure: usage-depth
              weight: 20
              missing: zero
              grace: 30d
              score: {linear: {zero-at: 0, full-at: 40}}
        - id: voice
          label: Voice
          weight: 40
          measures:
            - measure: nps
              half-life: 45d
              expiry: 80d
              score:
                points:
                  - {at: -100, score: 0}
                  - {at: 50, score: 100}
      caps:
        - {id: bad-nps, label: Detractors, when: {measure: nps, at-most: 0}, at-most: 60}
      bands:
        - {id: good, label: Good, from: 50, to: 100, role: grow, colour: green, action: Grow}
        - {id: bad, label: Bad, from: 0, to: 50, role: escalate, colour: '#ff0000', action: Call}
      """;

  private static Mistakes of(
      String name, String part, String instead, boolean schemaSees, String... problems) {
    if (!SOUND.contains(part)) {
      throw new IllegalArgumentException(name + ": the sound model has no '" + part + "'");
    }
    return new Mistakes(name, SOUND.replace(part, instead), schemaSees, List.of(problems));
  }

  static List<Mistakes> all() {
    return List.of(
        of(
            "components do not sum",
            "weight: 60",
            "weight: 50",
            false,
            "5: components: the weights of the components sum to 90, expected 100; or say"
                + " weights: normalised",
            "9: components[usage].measures: the weights of the measures sum to 60,"
                + " expected the component's 50; or leave all of them out for equal shares"),
        of(
            "unknown measure",
            "measure: usage-depth",
            "measure: usage-dept",
            true,
            "17: components[usage].measures[usage-dept].measure: 'usage-dept': no such measure; did"
                + " you mean usage-depth?"),
        of(
            "window the measure does not have",
            "window: 30d",
            "window: 45d",
            false,
            "11: components[usage].measures[login-frequency].window: '45d': login-frequency has"
                + " windows of 7d, 30d, 90d, 365d"),
        of(
            "window that is no number of days",
            "window: 30d",
            "window: 30",
            true,
            "11: components[usage].measures[login-frequency].window: '30': expected days from 1d to"
                + " 3650d, for instance 30d"),
        of(
            "overlapping bands",
            "from: 0, to: 50",
            "from: 0, to: 55",
            false,
            "37: bands[bad].to: '55': an overlap with good, expected to: 50"),
        of(
            "gap between bands",
            "from: 0, to: 50",
            "from: 0, to: 45",
            false,
            "37: bands[bad].to: '45': a gap: nothing covers 45 to 50, expected to: 50"),
        of(
            "gap below the bands",
            "from: 0, to: 50",
            "from: 10, to: 50",
            false,
            "35: bands: a gap: nothing covers 0 to 10, expected a band from: 0"),
        of(
            "roles that get better downwards",
            "role: grow, colour: green, action: Grow}\n"
                + "  - {id: bad, label: Bad, from: 0, to: 50, role: escalate",
            "role: escalate, colour: green, action: Grow}\n"
                + "  - {id: bad, label: Bad, from: 0, to: 50, role: monitor",
            false,
            "37: bands[bad].role: 'monitor': expected no better role than that of good above it,"
                + " escalate"),
        of(
            "threshold outside the range",
            "at: -100",
            "at: -101",
            false,
            "31: components[voice].measures[nps].score.points[1].at: '-101': expected a number from"
                + " -100 to 100"),
        of(
            "steps that do not ascend",
            "from: 5, score: 80",
            "from: 0, score: 80",
            false,
            "16: components[usage].measures[login-frequency].score.steps[2].from: '0': expected"
                + " more than the 0 before it"),
        of(
            "score above 100",
            "from: 5, score: 80",
            "from: 5, score: 180",
            true,
            "16: components[usage].measures[login-frequency].score.steps[2].score: '180': expected"
                + " a number from 0 to 100"),
        of(
            "scores against the direction",
            "from: 5, score: 80",
            "from: 5, score: 10",
            false,
            "13: components[usage].measures[login-frequency].score: expected"
                + " scores that never fall as the value rises; or say direction: lower-is-better"),
        of(
            "two functions",
            "score: {linear: {zero-at: 0, full-at: 40}}",
            "score: {linear: {zero-at: 0, full-at: 40}, steps: [{from: 0, score: 1}]}",
            true,
            "21: components[usage].measures[usage-depth].score: 'linear and steps': expected one of"
                + " linear, peer-percentile, points, share, steps, tenure-grid, trend"),
        of(
            "a line without length",
            "full-at: 40",
            "full-at: 0",
            false,
            "21: components[usage].measures[usage-depth].score.linear.full-at: '0': expected"
                + " another value than zero-at"),
        of(
            "duplicate component",
            "id: voice",
            "id: usage",
            false,
            "22: components[usage].id: 'usage': expected another id: a component has it already, at"
                + " FILE:6"),
        of(
            "duplicate band",
            "id: bad,",
            "id: good,",
            false,
            "37: bands[good].id: 'good': expected another id: a band has it already, at FILE:36"),
        of(
            "measure that is weighed twice",
            "measure: usage-depth\n        weight: 20\n        missing: zero\n        grace: 30d\n"
                + "        score: {linear: {zero-at: 0, full-at: 40}}",
            "measure: login-frequency\n        weight: 20\n        score: {linear: {zero-at: 0,"
                + " full-at: 40}}",
            false,
            "17: components[usage].measures[login-frequency].measure: 'login-frequency': expected"
                + " every measure once: it is weighed already, at FILE:10"),
        of(
            "unknown field",
            "half-life: 45d",
            "halflife: 45d",
            true,
            "27: components[voice].measures[nps].halflife: no such field; did you mean half-life?"),
        of(
            "half-life of what has no answers",
            "grace: 30d",
            "half-life: 30d",
            false,
            "20: components[usage].measures[usage-depth].half-life: '30d': only answers grow old;"
                + " usage-depth is counted anew every day"),
        of(
            "unknown word",
            "missing: zero",
            "missing: nil",
            true,
            "19: components[usage].measures[usage-depth].missing: 'nil': expected leave-out or zero"
                + " or neutral"),
        of(
            "missing field",
            "version: 3\n",
            "",
            true,
            "1: version: missing: expected a whole number from 1 to 1000000"),
        of(
            "text that YAML takes for a number",
            "label: Small",
            "label: 2026",
            true,
            "3: label: '2026': expected a text; put it between quotes"),
        of(
            "number between quotes",
            "weight: 60",
            "weight: '60'",
            true,
            "8: components[usage].weight: '60': expected a weight above 0 and up to 100, or a range"
                + " such as 25-35"),
        of(
            "component of which nothing counts",
            "weight: 40\n    measures:\n      - measure: nps",
            "weight: 40\n    measures:\n      - weight: 0\n        measure: nps",
            false,
            "25: components[voice].measures: the weights of the measures sum to 0, expected the"
                + " component's 40; or leave all of them out for equal shares"),
        of(
            "weight of a component that is zero",
            "weight: 60",
            "weight: 0",
            true,
            "8: components[usage].weight: '0': expected a weight above 0 and up to 100, or a range"
                + " such as 25-35"),
        of(
            "coverage without percent",
            "minimum-coverage: 30%",
            "minimum-coverage: 0.3",
            true,
            "4: minimum-coverage: '0.3': expected a whole number of percent from 0% to 100%, for"
                + " instance 30%"),
        of(
            "cap that limits nothing",
            "at-most: 0}, at-most: 60",
            "at-most: 0}, at-most: 100",
            true,
            "34: caps[bad-nps].at-most: '100': expected less than 100: this limits nothing"),
        of(
            "cap with two bars",
            "at-most: 0}",
            "at-most: 0, at-least: 5}",
            true,
            "34: caps[bad-nps].when: expected one of at-least and at-most"),
        of(
            "colour that is none",
            "colour: green",
            "colour: Green",
            true,
            "36: bands[good].colour: 'Green': expected a colour's name, or #rrggbb in small"
                + " letters"),
        of(
            "model that is not known",
            "version: 3",
            "version: 3\nextends: M00",
            false,
            "3: extends: 'M00': no such model; known are M0, M1, M3, M4; did you mean M0?"),
        of(
            "a circle of one",
            "version: 3",
            "version: 3\nextends: X1",
            false,
            "3: extends: 'X1': a circle: X1 extends X1"),
        of(
            "the id of a shipped model",
            "id: X1",
            "id: M0",
            false,
            "1: id: 'M0': expected another id: this model is shipped; say extends: M0 to change"
                + " it"),
        of(
            "removal of what is not inherited",
            "missing: zero",
            "remove: true",
            true,
            "19: components[usage].measures[usage-depth].remove: no such field"),
        of(
            "trend of what has no earlier window",
            "measure: usage-depth\n        weight: 20\n        missing: zero\n        grace: 30d\n"
                + "        score: {linear: {zero-at: 0, full-at: 40}}",
            "measure: champion-strength\n        weight: 20\n"
                + "        score: {trend: {linear: {zero-at: -50, full-at: 20}}}",
            false,
            "19: components[usage].measures[champion-strength].score.trend: needs a measure with an"
                + " earlier window to compare with; champion-strength has none"),
        of(
            "trend of what looks back further than is remembered",
            "measure: usage-depth\n        weight: 20\n        missing: zero\n        grace: 30d\n"
                + "        score: {linear: {zero-at: 0, full-at: 40}}",
            "measure: user-growth\n        window: 90d\n        weight: 20\n"
                + "        score: {trend: {linear: {zero-at: -50, full-at: 20}}}",
            false,
            "20: components[usage].measures[user-growth].score.trend: user-growth-90d looks back on"
                + " earlier windows itself, further than an account remembers for a comparison;"
                + " expected a shorter window"),
        of(
            "a percentile above 100",
            "score: {linear: {zero-at: 0, full-at: 40}}",
            "score: {peer-percentile: {linear: {zero-at: 0, full-at: 101}}}",
            false,
            "21: components[usage].measures[usage-depth].score.peer-percentile.linear.full-at:"
                + " '101': expected a number from 0 to 100"),
        of(
            "grid with a short row",
            "score: {linear: {zero-at: 0, full-at: 40}}",
            "score: {tenure-grid: {tenure-days: [0, 90], values: [0, 40], scores: [[0, 100],"
                + " [0]]}}",
            false,
            "21: components[usage].measures[usage-depth].score.tenure-grid.scores[2]:"
                + " expected a list with a score per value, 2 of them"),
        of(
            "grid with too few rows",
            "score: {linear: {zero-at: 0, full-at: 40}}",
            "score: {tenure-grid: {tenure-days: [0, 90], values: [0, 40], scores: [[0, 100]]}}",
            false,
            "21: components[usage].measures[usage-depth].score.tenure-grid.scores: expected a row"
                + " per tenure, 2 of them"),
        of(
            "share of what is neither a number nor a measure",
            "score: {linear: {zero-at: 0, full-at: 40}}",
            "score: {share: {of: [200], score: {linear: {zero-at: 0, full-at: 40}}}}",
            true,
            "21: components[usage].measures[usage-depth].score.share.of: expected a number above 0"
                + " or the id of a measure"),
        of(
            "share of an unknown measure",
            "score: {linear: {zero-at: 0, full-at: 40}}",
            "score: {share: {of: active-user, score: {linear: {zero-at: 0, full-at: 40}}}}",
            true,
            "21: components[usage].measures[usage-depth].score.share.of: 'active-user': no "
                + "such measure; did you mean active-users?"),
        of(
            "share of nothing",
            "score: {linear: {zero-at: 0, full-at: 40}}",
            "score: {share: {of: 0, score: {linear: {zero-at: 0, full-at: 40}}}}",
            true,
            "21: components[usage].measures[usage-depth].score.share.of: '0': expected a "
                + "number above 0 or the id of a measure"),
        of(
            "band that ends where it begins",
            "from: 0, to: 50",
            "from: 50, to: 50",
            false,
            "37: bands[bad].to: '50': expected more than from, 50"),
        of(
            "band that ends below where it begins",
            "from: 50, to: 100",
            "from: 100, to: 50",
            false,
            "36: bands[good].to: '50': expected more than from, 100"),
        new Mistakes(
            "shares of a component that are all zero",
            SOUND
                .replace("version: 3", "version: 3\nweights: normalised")
                .replace(
                    "- measure: nps\n        half-life",
                    "- measure: nps\n        weight: 0\n        half-life"),
            false,
            List.of(
                "26: components[voice].measures: expected at least one measure with a weight "
                    + "above 0")),
        of(
            "rising scores where lower is better",
            "measure: usage-depth",
            "measure: tickets-opened",
            false,
            "21: components[usage].measures[tickets-opened].score: expected scores that "
                + "never rise as the value rises; or say direction: higher-is-better"),
        of(
            "falling scores where the file says higher is better",
            "score: {linear: {zero-at: 0, full-at: 40}}",
            "direction: higher-is-better\n        score: {linear: {zero-at: 40, full-at: 0}}",
            false,
            "22: components[usage].measures[usage-depth].score: expected scores that never "
                + "fall as the value rises; or say direction: lower-is-better"),
        of(
            "window of a state of today",
            "measure: usage-depth",
            "measure: integrations\n        window: 30d",
            false,
            "18: components[usage].measures[integrations].window: '30d': integrations has "
                + "no window: it is the state of today"),
        of(
            "grace beyond ten years",
            "grace: 30d",
            "grace: 3651d",
            false,
            "20: components[usage].measures[usage-depth].grace: '3651d': expected days from "
                + "1d to 3650d, for instance 30d"),
        of(
            "half-life beyond ten years",
            "half-life: 45d",
            "half-life: 3651d",
            false,
            "27: components[voice].measures[nps].half-life: '3651d': expected days from 1d "
                + "to 3650d, for instance 30d"),
        of(
            "expiry beyond ten years",
            "expiry: 80d",
            "expiry: 9999d",
            false,
            "28: components[voice].measures[nps].expiry: '9999d': expected days from 1d to "
                + "3650d, for instance 30d"),
        of(
            "duplicate cap",
            "at-most: 0}, at-most: 60}",
            "at-most: 0}, at-most: 60}\n"
                + "  - {id: bad-nps, label: Again, when: {measure: csat, at-most: 50}, at-most:"
                + " 70}",
            false,
            "35: caps[bad-nps].id: 'bad-nps': expected another id: a cap has it already, at "
                + "FILE:34"),
        of(
            "cap on an unknown measure",
            "when: {measure: nps, at-most: 0}",
            "when: {measure: npz, at-most: 0}",
            true,
            "34: caps[bad-nps].when.measure: 'npz': no such measure; did you mean nps?"),
        of(
            "cap on a window the measure does not have",
            "when: {measure: nps, at-most: 0}",
            "when: {measure: nps, window: 45d, at-most: 0}",
            false,
            "34: caps[bad-nps].when.window: '45d': nps has windows of 7d, 30d, 90d, 365d"),
        of(
            "bar of a cap outside the range of its measure",
            "when: {measure: nps, at-most: 0}",
            "when: {measure: nps, at-most: -101}",
            false,
            "34: caps[bad-nps].when.at-most: '-101': expected a number from -100 to 100"),
        of(
            "bar of a cap that no account can reach",
            "when: {measure: nps, at-most: 0}",
            "when: {measure: days-silent, at-least: 200}",
            false,
            "34: caps[bad-nps].when.at-least: '200': expected a number from 0 to 180"),
        of(
            "cap without a bar",
            "when: {measure: nps, at-most: 0}",
            "when: {measure: nps}",
            true,
            "34: caps[bad-nps].when: expected one of at-least and at-most"),
        of(
            "cap with two bars, both outside the range",
            "when: {measure: nps, at-most: 0}",
            "when: {measure: nps, at-most: -101, at-least: 101}",
            true,
            "34: caps[bad-nps].when: expected one of at-least and at-most",
            "34: caps[bad-nps].when.at-least: '101': expected a number from -100 to 100",
            "34: caps[bad-nps].when.at-most: '-101': expected a number from -100 to 100"),
        of(
            "band that is no range beside bands that overlap",
            "from: 0, to: 50, role: escalate, colour: '#ff0000', action: Call}",
            "from: 0, to: 55, role: escalate, colour: '#ff0000', action: Call}\n"
                + "  - {id: odd, label: Odd, from: 30, to: 20, role: grow, colour: red, action: Call}",
            false,
            "37: bands[bad].to: '55': an overlap with good, expected to: 50",
            "38: bands[odd].to: '20': expected more than from, 30"),
        of(
            "unknown role, of which nothing follows for the bands below",
            "role: grow, colour: green, action: Grow}\n"
                + "  - {id: bad, label: Bad, from: 0, to: 50, role: escalate",
            "role: grwo, colour: green, action: Grow}\n"
                + "  - {id: bad, label: Bad, from: 0, to: 50, role: grow",
            true,
            "36: bands[good].role: 'grwo': expected grow or monitor or intervene or escalate; did"
                + " you mean grow?"),
        of(
            "misspelt measure of which less is better",
            "measure: usage-depth\n        weight: 20\n        missing: zero\n"
                + "        grace: 30d\n        score: {linear: {zero-at: 0, full-at: 40}}",
            "measure: days-silentt\n        weight: 20\n        missing: zero\n"
                + "        grace: 30d\n        score: {linear: {zero-at: 40, full-at: 0}}",
            true,
            "17: components[usage].measures[days-silentt].measure: 'days-silentt': no such"
                + " measure; did you mean days-silent?"),
        of(
            "two functions, both with mistakes of their own",
            "score: {linear: {zero-at: 0, full-at: 40}}",
            "score: {linear: {zero-at: 7, full-at: 7}, steps: [{from: 0, score: 101}]}",
            true,
            "21: components[usage].measures[usage-depth].score: 'linear and steps': expected one of"
                + " linear, peer-percentile, points, share, steps, tenure-grid, trend",
            "21: components[usage].measures[usage-depth].score.linear.full-at: '7': expected another"
                + " value than zero-at",
            "21: components[usage].measures[usage-depth].score.steps[1].score: '101': expected a"
                + " number from 0 to 100"));
  }

  @Override
  public String toString() {
    return name;
  }
}
