package dev.customerhealth.topology;

import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.ModelPublication;
import dev.customerhealth.domain.ModelTexts;
import dev.customerhealth.domain.ModelTimeline;
import dev.customerhealth.domain.Regime;
import dev.customerhealth.domain.SelectionPlan;
import dev.customerhealth.domain.Shadow;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.intake.ModelTold;
import dev.customerhealth.intake.Rejection;
import dev.customerhealth.state.ModelPublicationCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models a partition knows: those configured, and those published, which rest in its store so
 * that a restart finds them without reading the topic again. Not thread safe; one per task.
 *
 * <p>The store holds every publication in the order of arrival, until when all accounts lived
 * through what came into force, and how far the switch in work has come.
 */
final class ModelShelf {

  private static final Logger LOG = LoggerFactory.getLogger(ModelShelf.class);

  private static final String PUBLICATIONS = "model/";
  private static final String SETTLED_UNTIL = "settled-until";
  private static final String POSITION = "position";

  private final KeyValueStore<String, byte[]> store;
  private final ModelTexts texts;
  private final ModelMetrics metrics;
  private final ModelPublicationCodec codec = new ModelPublicationCodec();
  private final List<ModelPublication> kept = new ArrayList<>();

  private ModelBook book;
  private long settledUntil;
  private ModelTimeline timeline;

  /**
   * The shelf of a task, as it was when it stopped.
   *
   * @param configured what scores where nothing else was published
   */
  ModelShelf(
      KeyValueStore<String, byte[]> store,
      ModelBook configured,
      ModelTexts texts,
      ModelMetrics metrics) {
    this.store = store;
    this.texts = texts;
    this.metrics = metrics;
    this.book = configured;
    byte[] settled = store.get(SETTLED_UNTIL);
    this.settledUntil = settled == null ? Regime.EVER : ByteBuffer.wrap(settled).getLong();
    try (KeyValueIterator<String, byte[]> all =
        store.range(PUBLICATIONS, PUBLICATIONS + Character.MAX_VALUE)) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        putUp(codec.decode(entry.key, entry.value));
      }
    }
    this.timeline = ModelTimeline.of(book, settledUntil);
    timeline.first().shadows().forEach(this::announce);
    timeline.at(Long.MAX_VALUE).shadows().forEach(this::announce);
  }

  private void announce(Shadow shadow) {
    metrics.shadowComing(
        shadow.model().id(),
        timeline.first().policy().rules().stream().map(AlertRule::id).toList());
  }

  /** What was fit when it came may not be for a later version of the service, or beside others. */
  private void putUp(ModelPublication model) {
    kept.add(model);
    Optional<ModelNews> news = news(model);
    Optional<ModelBook.Objection> objection =
        news.flatMap(each -> book.objection(each, model.fromMillis()));
    if (news.isPresent() && objection.isEmpty()) {
      book = book.with(news.get(), model.fromMillis());
      return;
    }
    LOG.atError()
        .addKeyValue("kind", model.kind())
        .addKeyValue("model", model.id() + "@" + model.version())
        .addKeyValue(
            "problem", objection.map(ModelBook.Objection::text).orElse("its text is not valid"))
        .log("A published model cannot be used any more; what was in force before it scores");
    metrics.refused(model.kind().name());
  }

  private Optional<ModelNews> news(ModelPublication model) {
    return switch (model.kind()) {
      case MODEL -> read(model).map(ModelNews.Live::new);
      case SHADOW -> read(model).map(ModelNews.Shadow::new);
      case SHADOW_ENDED -> Optional.of(new ModelNews.ShadowEnded(model.id(), model.version()));
      case SELECTION -> {
        SelectionPlan plan = texts.selection(model.text()).value();
        yield Optional.ofNullable(plan).map(each -> new ModelNews.Selection(each, model.version()));
      }
      case PEERS ->
          Optional.ofNullable(texts.peers(model.text()).value()).map(ModelNews.PeerTable::new);
      case ALERT_RULES -> Optional.ofNullable(texts.alertRules(model.text()).value());
    };
  }

  private Optional<ScoringModel> read(ModelPublication model) {
    return Optional.ofNullable(texts.model(model.text()).value());
  }

  /** Whether the configured alert rules are in force at a time, and no published ones. */
  boolean alertsAsConfigured(long millis) {
    return book.alertRulesVersion(millis) == 0;
  }

  /** The regimes that accounts may still meet. */
  ModelTimeline timeline() {
    return timeline;
  }

  /** What became of a publication. */
  record Taken(RecordOutcome outcome, Rejection rejection) {}

  /**
   * Takes a publication. One that comes after its time holds from the partition's next instant on:
   * what was told by then is not judged anew.
   *
   * @param now the partition's time; null before its first tick
   */
  Taken take(ModelTold told, Instant now) {
    ModelNews news = told.news();
    if (news == null) {
      return new Taken(RecordOutcome.IGNORED, null);
    }
    long from =
        now == null ? told.fromMillis() : Math.max(told.fromMillis(), now.toEpochMilli() + 1);
    Optional<ModelBook.Entry> known = book.published(news);
    if (known.isPresent() && known.get().news().digest().equals(news.digest())) {
      return new Taken(RecordOutcome.DUPLICATE, null);
    }
    Optional<ModelBook.Objection> objection = book.objection(news, from);
    if (objection.isPresent()) {
      return new Taken(
          RecordOutcome.REJECTED,
          told.refused(objection.get().aboutVersion(), objection.get().text()));
    }
    ModelPublication model =
        new ModelPublication(
            news.kind(), news.id(), news.version(), told.text(), from, told.who(), told.reason());
    ModelBook more = book.with(news, from);
    ModelTimeline longer = ModelTimeline.of(more, settledUntil);
    store.put("%s%08d".formatted(PUBLICATIONS, kept.size()), codec.encode(model));
    kept.add(model);
    book = more;
    timeline = longer;
    timeline.at(from).shadows().forEach(this::announce);
    if (from != told.fromMillis()) {
      metrics.cameLate(model.kind().name());
      LOG.atWarn()
          .addKeyValue("model", ModelBook.name(news))
          .addKeyValue("from", Instant.ofEpochMilli(told.fromMillis()))
          .addKeyValue("insteadFrom", Instant.ofEpochMilli(from))
          .log("A model came after its time and holds from now on");
    }
    return new Taken(RecordOutcome.SCORED, null);
  }

  /** The first regime that is in force by now and that not everybody lived through; or null. */
  Regime dueBy(long now) {
    List<Regime> due = timeline.between(settledUntil, now);
    return due.isEmpty() ? null : due.get(0);
  }

  /** What rules a publication took the place of, for a person; null where it is no rules. */
  String rulesBefore(ModelPublication model) {
    long before = model.fromMillis() - 1;
    return switch (model.kind()) {
      case ALERT_RULES ->
          rules(model, book.alertRulesVersion(before), "the configured alert rules");
      case SELECTION -> rules(model, book.selectionVersion(before), "the configured rules");
      case MODEL, SHADOW, SHADOW_ENDED, PEERS -> null;
    };
  }

  private static String rules(ModelPublication model, int version, String configured) {
    return version == 0 ? configured : model.id() + " version " + version;
  }

  /** What came into force with a regime. */
  List<ModelPublication> startingAt(long millis) {
    return kept.stream().filter(model -> model.fromMillis() == millis).toList();
  }

  /** The last account that was switched; null when the switch has not begun. */
  String position() {
    byte[] position = store.get(POSITION);
    return position == null ? null : new String(position, StandardCharsets.UTF_8);
  }

  /** The switch has come as far as this account; empty when it only begins. */
  void reached(String accountId) {
    store.put(POSITION, accountId.getBytes(StandardCharsets.UTF_8));
  }

  /** Every account lived through a regime. */
  void settled(Regime regime) {
    settledUntil = regime.fromMillis();
    store.put(SETTLED_UNTIL, ByteBuffer.allocate(Long.BYTES).putLong(settledUntil).array());
    store.delete(POSITION);
    timeline = ModelTimeline.of(book, settledUntil);
    for (ScoringModel model : regime.policy().models().models()) {
      metrics.inForce(model.id(), model.version());
    }
    if (regime.policy().peers().version() != Peers.NO_VERSION) {
      metrics.peersInForce(regime.policy().peers().version());
    }
  }
}
