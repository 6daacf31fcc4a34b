package dev.customerhealth.domain;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every model there is and from when it holds: those an installation is configured with, and those
 * published on top. Says what is in force at any business time, so that every partition, instance
 * and replay switches at the same one. Immutable.
 *
 * <p>A published model replaces the configured one of its id from its time on; published rules, of
 * who is scored by which model or of who is alerted, replace the configured ones, and a table of
 * peers the one before. Of two with the same time the one that arrived later counts.
 */
public final class ModelBook {
  private final HealthPolicy configured;
  private final int mostShadows;
  private final Duration patience;
  private final List<Entry> entries;

  /**
   * News and when it holds.
   *
   * @param fromMillis business time in milliseconds since 1970 UTC
   */
  public record Entry(ModelNews news, long fromMillis) {}

  private ModelBook(
      HealthPolicy configured, int mostShadows, Duration patience, List<Entry> entries) {
    this.configured = configured;
    this.mostShadows = mostShadows;
    this.patience = patience;
    this.entries = List.copyOf(entries);
  }

  /**
   * Only what is configured.
   *
   * @param mostShadows shadow models there may be at one time, at least 0
   */
  public static ModelBook of(HealthPolicy configured, int mostShadows) {
    return new ModelBook(configured, mostShadows, Duration.ZERO, List.of());
  }

  /**
   * This book with alert rules whose conditions must stand for at least so long, so that the whole
   * fleet can be looked at before anybody is told.
   */
  public ModelBook patient(Duration atLeast) {
    return new ModelBook(configured, mostShadows, atLeast, entries);
  }

  /** This book with something more. */
  public ModelBook with(ModelNews news, long fromMillis) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(news, fromMillis));
    more.sort(Comparator.comparingLong(Entry::fromMillis));
    return new ModelBook(configured, mostShadows, patience, more);
  }

  /** What was published, by the time from which it holds. */
  public List<Entry> entries() {
    return entries;
  }

  /** The same version of the same thing, published before; empty when there is none. */
  public Optional<Entry> published(ModelNews news) {
    return entries.stream().filter(entry -> entry.news().isAboutSameAs(news)).findFirst();
  }

  /**
   * Why news cannot be taken.
   *
   * @param aboutVersion whether its version is known with another content; else it speaks of a
   *     model that will not be there
   * @param text for a person
   */
  public record Objection(boolean aboutVersion, String text) {}

  /** Why news cannot be taken; empty when it can. */
  public Optional<Objection> objection(ModelNews news, long fromMillis) {
    if (news instanceof ModelNews.Selection selection) {
      Set<String> missing = new LinkedHashSet<>(selection.plan().modelIds());
      missing.removeAll(modelsAt(fromMillis).keySet());
      return missing.isEmpty()
          ? otherContent(news)
          : Optional.of(
              new Objection(
                  false,
                  "no such model: "
                      + String.join(", ", missing)
                      + "; known are "
                      + String.join(", ", modelsAt(fromMillis).keySet())));
    }
    if (news instanceof ModelNews.ShadowEnded ended) {
      boolean runs =
          shadowsAt(fromMillis).stream()
              .anyMatch(
                  shadow -> shadow.id().equals(ended.id()) && shadow.version() == ended.version());
      return runs
          ? Optional.empty()
          : Optional.of(new Objection(false, "no such shadow: " + name(news)));
    }
    if (news instanceof ModelNews.Shadow shadow) {
      return otherContent(news)
          .or(() -> liveAlready(shadow, fromMillis))
          .or(() -> tooMany(shadow, fromMillis));
    }
    return otherContent(news);
  }

  private Optional<Objection> liveAlready(ModelNews.Shadow shadow, long fromMillis) {
    return latest(shadow.id(), fromMillis) == shadow.version()
        ? Optional.of(new Objection(false, name(shadow) + " is live already"))
        : Optional.empty();
  }

  /** At any time from then on: what is published out of order counts too. */
  private Optional<Objection> tooMany(ModelNews.Shadow shadow, long fromMillis) {
    ModelBook then = with(shadow, fromMillis);
    List<Long> times = new ArrayList<>(List.of(fromMillis));
    times.addAll(then.switchesAfter(fromMillis));
    for (long time : times) {
      List<ScoringModel> shadows = then.shadowsAt(time);
      if (shadows.size() > mostShadows) {
        return Optional.of(
            new Objection(
                false,
                "at most "
                    + mostShadows
                    + " shadow models may score at once (models.shadows-at-once), and from "
                    + Instant.ofEpochMilli(time)
                    + " on there would be "
                    + shadows.size()
                    + ": "
                    + shadows.stream()
                        .map(model -> model.id() + "@" + model.version())
                        .collect(Collectors.joining(", "))));
      }
    }
    return Optional.empty();
  }

  private Optional<Objection> otherContent(ModelNews news) {
    boolean configuredOtherwise =
        news.kind().isOfModel()
            && configured.models().models().stream()
                .anyMatch(
                    model ->
                        model.id().equals(news.id())
                            && model.version() == news.version()
                            && !ModelContent.digest(model).equals(news.digest()));
    boolean publishedOtherwise =
        entries.stream()
            .map(Entry::news)
            .filter(other -> other.kind().countsWith(news.kind()))
            .filter(other -> other.kind() != ModelNews.Kind.SHADOW_ENDED)
            .anyMatch(
                other ->
                    other.id().equals(news.id())
                        && other.version() == news.version()
                        && !other.digest().equals(news.digest()));
    return configuredOtherwise || publishedOtherwise
        ? Optional.of(
            new Objection(
                true,
                name(news) + " is known with another content; another content needs a new version"))
        : Optional.empty();
  }

  /** An id with its version, for people. */
  public static String name(ModelNews news) {
    return news.id() + "@" + news.version();
  }

  /** What is in force at a business time, in milliseconds since 1970 UTC. */
  public Regime at(long millis) {
    long from = Regime.EVER;
    for (Entry entry : entries) {
      if (entry.fromMillis() <= millis) {
        from = entry.fromMillis();
      }
    }
    List<ScoringModel> shadows = shadowsAt(millis);
    HealthPolicy policy =
        new HealthPolicy(
            planAt(millis).bind(modelsAt(millis)),
            peersAt(millis),
            rulesAt(millis).stream().map(rule -> rule.patient(patience)).toList(),
            shadows);
    return new Regime(
        from, policy, shadows.stream().map(model -> Shadow.beside(policy, model)).toList());
  }

  /** The times later than this one at which something else comes into force, ascending. */
  public List<Long> switchesAfter(long millis) {
    return entries.stream()
        .map(Entry::fromMillis)
        .filter(from -> from > millis)
        .distinct()
        .toList();
  }

  /** The version in force of a model at a time; 0 when there is no such model. */
  public int latest(String modelId, long millis) {
    ScoringModel model = modelsAt(millis).get(modelId);
    return model == null ? 0 : model.version();
  }

  /** Every model there is at a time, chosen by a rule or not. */
  public List<ScoringModel> models(long millis) {
    return List.copyOf(modelsAt(millis).values());
  }

  /** The version of the published rules in force at a time; 0 for those configured. */
  public int selectionVersion(long millis) {
    int version = 0;
    for (Entry entry : entries) {
      if (entry.fromMillis() <= millis && entry.news() instanceof ModelNews.Selection selection) {
        version = selection.version();
      }
    }
    return version;
  }

  private Map<String, ScoringModel> modelsAt(long millis) {
    Map<String, ScoringModel> models = new LinkedHashMap<>();
    configured.models().models().forEach(model -> models.put(model.id(), model));
    for (Entry entry : entries) {
      if (entry.fromMillis() <= millis && entry.news() instanceof ModelNews.Live live) {
        models.put(live.id(), live.model());
      }
    }
    return models;
  }

  private SelectionPlan planAt(long millis) {
    SelectionPlan plan = SelectionPlan.of(configured.models());
    for (Entry entry : entries) {
      if (entry.fromMillis() <= millis && entry.news() instanceof ModelNews.Selection selection) {
        plan = selection.plan();
      }
    }
    return plan;
  }

  private List<AlertRule> rulesAt(long millis) {
    List<AlertRule> rules = configured.rules();
    for (Entry entry : entries) {
      if (entry.fromMillis() <= millis && entry.news() instanceof ModelNews.AlertRules published) {
        rules = published.rules();
      }
    }
    return rules;
  }

  /** The version of the published alert rules in force at a time; 0 for those configured. */
  public int alertRulesVersion(long millis) {
    int version = 0;
    for (Entry entry : entries) {
      if (entry.fromMillis() <= millis && entry.news() instanceof ModelNews.AlertRules published) {
        version = published.version();
      }
    }
    return version;
  }

  private Peers peersAt(long millis) {
    Peers peers = configured.peers();
    for (Entry entry : entries) {
      if (entry.fromMillis() <= millis && entry.news() instanceof ModelNews.PeerTable table) {
        peers = table.peers();
      }
    }
    return peers;
  }

  /**
   * The shadow models there are at a time, in the order in which they came. A candidate that goes
   * live is no candidate any more.
   */
  public List<ScoringModel> shadowsAt(long millis) {
    Map<String, ScoringModel> shadows = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.fromMillis() > millis) {
        continue;
      }
      ModelNews news = entry.news();
      if (news instanceof ModelNews.Shadow shadow) {
        shadows.put(shadow.id(), shadow.model());
      } else if (news.kind().isOfModel()
          && shadows.containsKey(news.id())
          && shadows.get(news.id()).version() == news.version()) {
        shadows.remove(news.id());
      }
    }
    return List.copyOf(shadows.values());
  }
}
