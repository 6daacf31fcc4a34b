package dev.customerhealth.notify.reading;

import java.util.List;

/**
 * Seeded mistakes in a routing file.
 *
 * @param name for test reports
 * @param yaml the whole file
 * @param schemaSees whether a JSON schema can see it
 * @param problems what the reader says, without the name of the file
 */
record RoutingMistakes(String name, String yaml, boolean schemaSees, List<String> problems) {

  /** A file without a mistake, with everything in it. */
  static final String SOUND =
      """
      version: 1
      time_zone: Europe/Berlin
      history_after: 12h
      quiet_hours: {from: "20:00", to: "07:30", weekends: true, except: [CRITICAL]}
      rate_limit: {notifications: 5, per: 1h}
      retry: {first: 1s, longest: 10m, attempts: 3}
      smtp:
        host: mail.example.com
        from: Health <health@example.com>
        username: health
        password_env: MAIL_PASSWORD
        time_limit: 90s
      people:
        - {id: kim, name: Kim, email: kim@example.com, time_zone: America/New_York}
        - {id: lee, quiet_hours: {from: "22:00", to: "06:00"}}
      time_intervals:
        - name: year-end
          time_intervals:
            - times: [{start_time: "00:00", end_time: "24:00"}]
              weekdays: ["monday:friday", sunday]
              days_of_month: ["1:5", "-3:-1"]
              months: [december, "1:2"]
              years: ["2026:2027"]
              location: Europe/Berlin
      inhibit_rules:
        - source_matchers: ['rule="escalation-zone-entered"']
          target_matchers: ['rule=~"score-drop-.*"']
          equal: [account]
      receivers:
        - name: everybody
          slack_configs: [{url_env: SLACK}]
          msteams_configs: [{url_env: TEAMS, send_resolved: false, pause: 2s, to_owner: true}]
          email_configs:
            - {to_owner: true, otherwise: all@example.com, digest_at: "08:30"}
            - {to: [boss@example.com]}
          log_configs: [{}]
        - name: machines
          pagerduty_configs: [{routing_key_env: PAGER}]
          webhook_configs: [{url_env: HOOK, signing_secret_env: SIGNING}]
          cloudevents_configs: [{url_env: HOOK, source: /here}]
          alertmanager_configs: [{url_env: HOOK, keep_for: 30d}]
      route:
        receiver: everybody
        group_by: [account]
        group_wait: 10s
        routes:
          - matchers: ['severity="CRITICAL"', 'segment!~"free|trial"']
            receiver: machines
            continue: true
            repeat_interval: never
            mute_time_intervals: [year-end]
            routes:
              - match: {rule: score-drop-7d}
                group_interval: 1m
      """;

  private static RoutingMistakes of(
      String name, String part, String instead, boolean schemaSees, String... problems) {
    if (!SOUND.contains(part)) {
      throw new IllegalArgumentException(name + ": the sound file has no '" + part + "'");
    }
    return new RoutingMistakes(name, SOUND.replace(part, instead), schemaSees, List.of(problems));
  }

  static List<RoutingMistakes> all() {
    return List.of(
        of(
            "a secret written out",
            "slack_configs: [{url_env: SLACK}]",
            "slack_configs: [{url: https://hooks.slack.com/T/very-secret}]",
            true,
            "31: receivers[1].slack_configs[1].url: secrets are not written into this file:"
                + " expected url_env or url_file"),
        of(
            "a variable that is not set",
            "url_env: TEAMS",
            "url_env: TEEMS",
            false,
            "32: receivers[1].msteams_configs[1].url_env: 'TEEMS': this environment variable is"
                + " not set"),
        of(
            "a signing secret that is none",
            "signing_secret_env: SIGNING",
            "signing_secret_env: PAGER",
            false,
            "39: receivers[2].webhook_configs[1].signing_secret_env: '****': what is there is no"
                + " key: expected whsec_ and 24 to 64 bytes in base64"),
        of(
            "an unknown receiver",
            "receiver: machines\n      continue",
            "receiver: machine\n      continue",
            false,
            "48: route.routes[1].receiver: 'machine': no such receiver; did you mean machines?"),
        of(
            "an unknown label in a matcher",
            "'severity=\"CRITICAL\"'",
            "'sevrity=\"CRITICAL\"'",
            true,
            "47: route.routes[1].matchers[1]: 'sevrity=\"CRITICAL\"': no such label: sevrity; did"
                + " you mean severity?"),
        of(
            "a severity that no alert has",
            "'severity=\"CRITICAL\"'",
            "'severity=\"critical\"'",
            false,
            "47: route.routes[1].matchers[1]: 'severity=\"critical\"': no alert has this severity;"
                + " expected INFO or WARNING or CRITICAL"),
        of(
            "a pattern that no role of a band matches",
            "'severity=\"CRITICAL\"'",
            "'band_role=~\"escalate.*\"'",
            false,
            "47: route.routes[1].matchers[1]: 'band_role=~\"escalate.*\"': no alert has this"
                + " band_role; expected GROW or MONITOR or INTERVENE or ESCALATE"),
        of(
            "a pattern that is none",
            "score-drop-.*\"'",
            "score-drop-(\"'",
            false,
            "27: inhibit_rules[1].target_matchers[1]: 'rule=~\"score-drop-(\"': expected a matcher,"
                + " for instance 'severity=\"CRITICAL\"' or 'rule=~\"score-.*\"'"),
        of(
            "an older pattern that is none",
            "target_matchers: ['rule=~\"score-drop-.*\"']",
            "target_match_re: {rule: 'score-drop-('}",
            false,
            "27: inhibit_rules[1].target_match_re.rule: 'score-drop-(': expected a regular"
                + " expression"),
        of(
            "something silenced, and nothing that silences it",
            "source_matchers: ['rule=\"escalation-zone-entered\"']\n    target",
            "target",
            true,
            "26: inhibit_rules[1].source_matchers: missing: expected a list of at least 1 item"),
        of(
            "a condition without a label",
            "target_matchers: ['rule=~\"score-drop-.*\"']",
            "target_match: {}",
            true,
            "27: inhibit_rules[1].target_match: expected at least one label"),
        of(
            "all labels and one of them",
            "group_by: [account]",
            "group_by: [account, '...']",
            true,
            "44: route.group_by: expected '...' by itself: it stands for all labels"),
        of(
            "a time zone that is none",
            "time_zone: Europe/Berlin",
            "time_zone: Europe/Berlim",
            false,
            "2: time_zone: 'Europe/Berlim': expected a time zone, for instance Europe/Berlin; did"
                + " you mean Europe/Berlin?"),
        of(
            "a duration that is none",
            "group_wait: 10s",
            "group_wait: ten",
            true,
            "45: route.group_wait: 'ten': expected a duration from 1ms to 90d, for instance 30s"),
        of(
            "a matcher at the root",
            "route:\n  receiver: everybody",
            "route:\n  matchers: ['csm=\"kim\"']\n  receiver: everybody",
            true,
            "43: route.matchers: the root takes every alert; say this in a route below it"),
        of(
            "an interval nobody defined",
            "mute_time_intervals: [year-end]",
            "mute_time_intervals: [year-ende]",
            false,
            "51: route.routes[1].mute_time_intervals: no such time interval: year-ende; did you"
                + " mean year-end?"),
        of(
            "a time over midnight in one span",
            "start_time: \"00:00\", end_time: \"24:00\"",
            "start_time: \"22:00\", end_time: \"06:00\"",
            false,
            "19: time_intervals[1].time_intervals[1].times[1].end_time: '06:00': expected a time"
                + " after start_time; over midnight takes two spans"),
        of(
            "mail without a server",
            SOUND.substring(SOUND.indexOf("smtp:"), SOUND.indexOf("people:")),
            "",
            false,
            "1: smtp: missing: a receiver has email_configs, so a server for mail is needed"),
        of(
            "a password in the clear",
            "username: health",
            "username: health\n  encryption: none",
            false,
            "11: smtp.encryption: 'none': expected starttls or tls: a password is not sent in the"
                + " clear"),
        of(
            "more time for a mail than anybody waits",
            "time_limit: 90s",
            "time_limit: 11m",
            false,
            "12: smtp.time_limit: '11m': expected a duration from 5s to 10m, for instance 1m"),
        of(
            "mail to the owner, with nobody else to fall back to",
            "otherwise: all@example.com, ",
            "",
            true,
            "34: receivers[1].email_configs[1].otherwise: missing: expected who is written to when"
                + " an account's CSM is not among people"),
        of(
            "an unknown field",
            "group_wait: 10s",
            "group_wate: 10s",
            true,
            "45: route.group_wate: no such field; did you mean group_wait?"),
        of(
            "an Alertmanager that forgets at once",
            "keep_for: 30d",
            "keep_for: 1s",
            false,
            "41: receivers[2].alertmanager_configs[1].keep_for: '1s': expected a duration from 5m"
                + " to 365d, for instance 90d"),
        of(
            "a pause nobody would wait for",
            "pause: 2s",
            "pause: 1h",
            false,
            "32: receivers[1].msteams_configs[1].pause: '1h': expected a duration from 1ms to 5m,"
                + " for instance 250ms"),
        of(
            "a pause of the log, which needs none",
            "log_configs: [{}]",
            "log_configs: [{pause: 1s}]",
            true,
            "36: receivers[1].log_configs[1].pause: no such field"),
        of(
            "another version",
            "version: 1",
            "version: 2",
            true,
            "1: version: '2': expected a whole number from 1 to 1"));
  }

  @Override
  public String toString() {
    return name;
  }
}
