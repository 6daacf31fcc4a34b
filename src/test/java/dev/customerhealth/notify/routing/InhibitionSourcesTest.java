package dev.customerhealth.notify.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who silences whom, and what it costs to find out. */
class InhibitionSourcesTest {
  private static final List<Matcher> ESCALATIONS = matchers("rule=escalation");
  private static final List<Matcher> DROPS = matchers("rule=~\"drop.*\"");

  private static List<Matcher> matchers(String text) {
    return List.of(Matcher.of(text).orElseThrow());
  }

  private static Map<String, String> alert(String rule, String account) {
    return Map.of("rule", rule, "account", account);
  }

  private static boolean silences(
      Inhibition rule, Map<String, String> open, Map<String, String> other) {
    InhibitionSources sources = new InhibitionSources(rule);
    sources.open(open);
    return sources.silence(other);
  }

  @Test
  void an_alert_silences_another_of_the_same_account_only() {
    Inhibition rule = new Inhibition(ESCALATIONS, DROPS, List.of("account"));

    assertThat(silences(rule, alert("escalation", "a"), alert("drop-7d", "a"))).isTrue();
    assertThat(silences(rule, alert("escalation", "a"), alert("drop-7d", "b"))).isFalse();
    assertThat(silences(rule, alert("drop-7d", "a"), alert("drop-30d", "a"))).isFalse();
    assertThat(silences(rule, alert("escalation", "a"), alert("silence", "a"))).isFalse();
  }

  @Test
  void without_a_label_that_must_be_equal_every_target_is_silenced() {
    Inhibition rule = new Inhibition(ESCALATIONS, DROPS, List.of());

    assertThat(silences(rule, alert("escalation", "a"), alert("drop-7d", "b"))).isTrue();
  }

  @Test
  void alerts_that_are_source_and_target_alike_do_not_silence_each_other() {
    List<Matcher> all = matchers("csm=kim");
    Inhibition rule = new Inhibition(all, all, List.of());

    assertThat(silences(rule, Map.of("csm", "kim"), Map.of("csm", "kim"))).isFalse();
  }

  /** Alertmanager's words, alert by alert; the index has to say the same. */
  private static boolean asAlertmanagerSays(
      Inhibition rule, List<Map<String, String>> open, Map<String, String> alert) {
    return open.stream()
        .anyMatch(
            source ->
                rule.isSource(source)
                    && rule.isTarget(alert)
                    && !(rule.isTarget(source) && rule.isSource(alert))
                    && rule.same(source).equals(rule.same(alert)));
  }

  @Test
  void whatever_is_open_the_same_are_silenced_as_by_comparing_one_by_one() {
    Random random = new Random(46);
    String[] patterns = {"rule=r1", "rule=~\"r[12]\"", "rule!=r3", "csm=kim"};
    for (int run = 0; run < 500; run++) {
      Inhibition rule =
          new Inhibition(
              matchers(patterns[random.nextInt(patterns.length)]),
              matchers(patterns[random.nextInt(patterns.length)]),
              random.nextBoolean() ? List.of("account") : List.of("account", "csm"));
      List<Map<String, String>> alerts = new ArrayList<>();
      IntStream.range(0, 6)
          .forEach(
              each ->
                  alerts.add(
                      Map.of(
                          "rule", "r" + random.nextInt(4),
                          "account", "a" + random.nextInt(2),
                          "csm", random.nextBoolean() ? "kim" : "lee")));
      InhibitionSources sources = new InhibitionSources(rule);
      alerts.forEach(sources::open);

      for (Map<String, String> alert : alerts) {
        assertThat(sources.silence(alert))
            .as("%s by %s among %s", alert, rule, alerts)
            .isEqualTo(asAlertmanagerSays(rule, alerts, alert));
      }
    }
  }

  /** Labels that count how often they are looked at. */
  private static final class Counted extends HashMap<String, String> {
    private static final long serialVersionUID = 1L;
    private final transient AtomicLong looks;

    Counted(Map<String, String> labels, AtomicLong looks) {
      super(labels);
      this.looks = looks;
    }

    @Override
    public String getOrDefault(Object key, String otherwise) {
      looks.incrementAndGet();
      return super.getOrDefault(key, otherwise);
    }
  }

  /** Compared one by one it would be 33 million pairs. */
  @Test
  void ten_thousand_alerts_a_third_of_which_silence_are_looked_at_a_few_times_each() {
    AtomicLong looks = new AtomicLong();
    List<Map<String, String>> alerts =
        IntStream.range(0, 10_000)
            .<Map<String, String>>mapToObj(
                number ->
                    new Counted(
                        alert(number % 3 == 0 ? "escalation" : "drop-7d", "a" + number / 3), looks))
            .toList();
    InhibitionSources sources =
        new InhibitionSources(new Inhibition(ESCALATIONS, DROPS, List.of("account")));

    alerts.forEach(sources::open);
    long silenced = alerts.stream().filter(sources::silence).count();

    assertThat(silenced).isEqualTo(6_666);
    assertThat(looks.get()).as("looks at labels").isLessThan(10L * alerts.size());
  }
}
