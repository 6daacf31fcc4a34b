package dev.customerhealth.topology;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelPublication;
import dev.customerhealth.domain.ModelTexts;
import dev.customerhealth.domain.Outcome;
import dev.customerhealth.domain.Regime;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.portfolio.BookNews;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.intake.HoldTold;
import dev.customerhealth.intake.ModelTold;
import dev.customerhealth.intake.Origin;
import dev.customerhealth.intake.Received;
import dev.customerhealth.intake.Receiver;
import dev.customerhealth.intake.Rejection;
import dev.customerhealth.publication.ModelAudit;
import dev.customerhealth.publication.PublishedAudit;
import dev.customerhealth.publication.PublishedFleet;
import dev.customerhealth.publication.PublishedRejections;
import dev.customerhealth.state.AccountRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one stateful step: load the account, ask the domain, keep, tell. Everything that may throw
 * comes before the first write, so that a record that breaks it goes to the dead letters and leaves
 * no trace in any account.
 *
 * <p>A tick judges the accounts whose time has come, at most a budget of them; the rest waits for
 * the next tick. Going on by wall clock instead would be sooner, but then what a replay tells would
 * depend on how fast it runs. An account that waits is not wrong meanwhile: its next event is
 * judged at the partition's time like any other.
 */
final class AssessmentProcessor extends ContextualProcessor<String, Received, String, Object>
    implements Receiver {

  private static final Logger LOG = LoggerFactory.getLogger(AssessmentProcessor.class);

  /** All reports go one way. */
  private static final String FLEET = "fleet";

  private final HealthPolicy policy;
  private final ModelTexts texts;
  private final TopologySettings settings;
  private final ScoringMetrics metrics;

  private ModelShelf shelf;
  private ChangedRules changedRules;
  private boolean isNoted;
  private long began;
  private ModelSwitch modelSwitch;
  private AccountStore accounts;
  private AccountJudge judge;
  private DueIndex dueIndex;
  private DueIndex shadowsDue;
  private DueAccounts due;
  private PartitionClock clock;
  private OutcomeLedger ledger;

  /** Null where the whole fleet is not watched. */
  private FleetEar ear;

  private FleetGate gate = FleetGate.OPEN;

  /** Of the record in work. */
  private String topic;

  private long arrival;

  AssessmentProcessor(
      HealthPolicy policy, ModelTexts texts, TopologySettings settings, ScoringMetrics metrics) {
    this.policy = policy;
    this.texts = texts;
    this.settings = settings;
    this.metrics = metrics;
  }

  /** Also after an aborted transaction: nothing held in memory may outlive it. */
  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    accounts =
        new AccountStore(
            context.getStateStore(StateStores.ACCOUNT_HEALTH), settings.accountsInMemory());
    shelf =
        new ModelShelf(
            context.getStateStore(StateStores.SCORING_MODELS),
            ModelBook.of(policy, settings.shadowsAtOnce()).patient(settings.fleet().patience()),
            texts,
            metrics.models());
    clock = new PartitionClock(context.getStateStore(StateStores.PARTITION_CLOCK));
    watch(context.getStateStore(StateStores.PARTITION_CLOCK));
    changedRules =
        new ChangedRules(context.getStateStore(StateStores.SCORING_MODELS), policy.rules());
    isNoted = false;
    began = context.currentSystemTimeMs();
    judge = new AccountJudge(shelf, changedRules, settings.links(), gate);
    modelSwitch =
        new ModelSwitch(
            shelf, changedRules, accounts, judge, settings.evaluationsPerTick(), new Switched());
    dueIndex = DueIndex.ofAccounts(context.getStateStore(StateStores.EVALUATION_DUE));
    shadowsDue = DueIndex.ofShadows(context.getStateStore(StateStores.EVALUATION_DUE));
    due =
        new DueAccounts(
            shelf,
            accounts,
            judge,
            dueIndex,
            shadowsDue,
            settings.evaluationsPerTick(),
            metrics,
            this::prepared);
    ledger =
        new OutcomeLedger(
            context.getStateStore(StateStores.ACCOUNTING), context.taskId().partition());
    context.<CommitHook>getStateStore(StateStores.COMMIT_HOOK).tell(this::write);
  }

  private void watch(KeyValueStore<String, Long> kept) {
    if (settings.fleet().watch()) {
      ear = new FleetEar(kept, context().taskId().partition(), settings.fleet());
      ear.begin(accounts.count(), clock.now());
      gate = new FleetGate(kept, ear);
    }
  }

  private void write() {
    accounts.write();
    if (ear != null) {
      ear.write();
    }
    ledger.write();
  }

  @Override
  public void process(Record<String, Received> record) {
    topic = context().recordMetadata().orElseThrow().topic();
    arrival = record.timestamp();
    if (!isNoted) {
      noteStart();
    }
    record.value().giveTo(this);
  }

  /** Within the transaction of a record: what a task writes before its first one may be lost. */
  private void noteStart() {
    ledger.noteBeginning(began);
    Instant now = clock.now();
    changedRules.note(shelf.alertsAsConfigured(now == null ? Regime.EVER : now.toEpochMilli()));
    isNoted = true;
  }

  @Override
  public void accepted(Signal signal) {
    if (ear != null) {
      ear.heard(topic);
    }
    AccountRecord account = accounts.load(signal.accountId());
    Verdict verdict = judge.judge(account, accounts.sheet(), signal, clock.now(), topic);
    Assessment assessment = verdict.assessment();
    List<SpecificRecord> audit = audit(signal.accountId(), verdict);
    BookNews news = ToldBook.news(verdict, ToldBook.fact(signal, assessment.outcome()));
    // Nothing below may throw.
    keep(verdict);
    count(RecordOutcome.of(assessment.outcome()));
    tell(signal.accountId(), verdict, audit);
    tellBook(signal.accountId(), news);
    if (assessment.outcome() == Outcome.REFUSED) {
      metrics.recordRejected(topic, PublishedAudit.REASON_OF_REFUSAL);
    }
  }

  @Override
  public void timeTold(Instant time) {
    if (!clock.isBefore(time)) {
      count(RecordOutcome.IGNORED);
      return;
    }
    clock.set(time);
    count(RecordOutcome.SCORED);
    if (ear != null) {
      ear.timeTold(time);
    }
    if (changedRules.areComing()) {
      modelSwitch.askAnew(time, topic);
    }
    if (!shelf.timeline().isSettled()) {
      modelSwitch.advance(time, topic);
    }
    due.judge(time, topic);
    if (ear != null) {
      ear.reportAt(time).ifPresent(report -> forward(FLEET, PublishedFleet.of(report)));
    }
    forward(null, ToldBook.time(time, arrival));
  }

  @Override
  public void holdTold(HoldTold told) {
    count(ear != null && gate.take(told) ? RecordOutcome.SCORED : RecordOutcome.IGNORED);
  }

  @Override
  public void modelTold(ModelTold told) {
    ModelShelf.Taken taken = shelf.take(told, clock.now());
    if (taken.rejection() != null) {
      rejected(taken.rejection());
      return;
    }
    count(taken.outcome());
  }

  @Override
  public void rejected(Rejection rejection) {
    SpecificRecord told = PublishedRejections.of(rejection);
    Optional<SpecificRecord> audit = PublishedAudit.of(rejection);
    count(RecordOutcome.REJECTED);
    metrics.recordRejected(topic, rejection.reason().name());
    forward(rejection.accountId(), told);
    audit.ifPresent(entry -> forward(rejection.accountId(), entry));
    if (ModelAudit.isOfModel(rejection)) {
      refusedModel(rejection);
    }
  }

  /** It got past the command that checks; whoever relies on the new model must hear of it. */
  private void refusedModel(Rejection rejection) {
    LOG.atError()
        .addKeyValue("partition", rejection.origin().partition())
        .addKeyValue("offset", rejection.origin().offset())
        .log("A published model cannot be used; the models in force go on: {}", rejection.detail());
    metrics.models().refused(ModelAudit.kindOf(rejection));
    if (isFirstPartition()) {
      forward(ModelAudit.idOf(rejection), ModelAudit.refused(rejection));
    }
  }

  /** What concerns all partitions is recorded once. */
  private boolean isFirstPartition() {
    return context().taskId().partition() == 0;
  }

  private void keep(Verdict verdict) {
    if (!verdict.changed()) {
      return;
    }
    accounts.save(verdict.after(), verdict.sheet());
    long forgotten = verdict.forgotten();
    if (forgotten > 0) {
      metrics.itemsForgotten(forgotten);
    }
    long ids = verdict.forgottenIds();
    if (ids > 0) {
      metrics.idsForgotten(ids);
    }
    if (ear != null && verdict.isFirst()) {
      ear.metAccount();
    }
    if (verdict.comesUpEarlier()) {
      dueIndex.add(verdict.after().indexedDue(), verdict.after().state().accountId());
    }
    if (verdict.shadowsComeUpEarlier()) {
      shadowsDue.add(verdict.after().shadows().indexedDue(), verdict.after().state().accountId());
    }
  }

  private void count(RecordOutcome outcome) {
    ledger.count(topic, outcome);
    metrics.recordCounted(topic, outcome);
  }

  /** What a verdict leads to: what may throw has happened before it is answered. */
  private Runnable prepared(String accountId, Verdict verdict) {
    List<SpecificRecord> audit = audit(accountId, verdict);
    BookNews news = ToldBook.news(verdict, null);
    return () -> {
      keep(verdict);
      tell(accountId, verdict, audit);
      tellBook(accountId, news);
    };
  }

  /** What is to be recorded of people's decisions; empty for all but a few records. */
  private List<SpecificRecord> audit(String accountId, Verdict verdict) {
    List<SpecificRecord> own = audit(accountId, verdict.assessment());
    if (verdict.earlier() == null) {
      return own;
    }
    List<SpecificRecord> all = new ArrayList<>(audit(accountId, verdict.earlier()));
    all.addAll(own);
    return all;
  }

  private List<SpecificRecord> audit(String accountId, Assessment assessment) {
    if (assessment == null || assessment.decisions().isEmpty()) {
      return List.of();
    }
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    return PublishedAudit.of(
        accountId,
        assessment.decisions(),
        assessment.outcome() == Outcome.REFUSED,
        new Origin(topic, metadata.partition(), metadata.offset(), arrival));
  }

  private void tell(String accountId, Verdict verdict, List<SpecificRecord> audit) {
    for (SpecificRecord told : verdict.told()) {
      forward(accountId, told);
    }
    for (SpecificRecord entry : audit) {
      forward(accountId, entry);
    }
    measure(verdict);
  }

  /** Nearly every event leaves the book as it is, and nothing is forwarded. */
  private void tellBook(String accountId, BookNews news) {
    if (news != null) {
      forward(accountId, news);
    }
  }

  private void measure(Verdict verdict) {
    if (verdict.earlier() != null) {
      measure(verdict.earlier());
    }
    for (ShadowJudge.WouldAlert would : verdict.wouldAlert()) {
      metrics.models().shadowAlert(would.modelId(), would.alert());
    }
    Assessment assessment = verdict.assessment();
    if (assessment == null) {
      return;
    }
    assessment.change().ifPresent(change -> metrics.changeTold(topic, change, latency()));
    if (ear != null) {
      ear.told(assessment);
    }
    for (Alert alert : assessment.alerts()) {
      metrics.alertTold(alert, latency());
    }
  }

  private long latency() {
    return Math.max(0, context().currentSystemTimeMs() - arrival);
  }

  private void forward(String accountId, Object told) {
    context().forward(new Record<>(accountId, told, arrival));
  }

  /** What comes of a change of models. */
  private final class Switched implements ModelSwitch.Results {

    @Override
    public void began(Regime regime) {
      if (isFirstPartition()) {
        for (ModelPublication model : shelf.startingAt(regime.fromMillis())) {
          forward(
              model.id(),
              ModelAudit.activated(
                  model, shelf.timeline().before(regime), shelf.rulesBefore(model), arrival));
        }
      }
    }

    @Override
    public void judged(String accountId, Verdict verdict) {
      prepared(accountId, verdict).run();
    }

    @Override
    public void failed(String accountId, RuntimeException cause) {
      LOG.atError()
          .addKeyValue("account", accountId)
          .setCause(cause)
          .log("An account could not be judged by its new model; it is with its next event");
      metrics.evaluationFailed();
    }
  }
}
