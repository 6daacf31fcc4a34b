package dev.customerhealth.topology;

import dev.customerhealth.avro.ChildStanding;
import dev.customerhealth.avro.ParentHealthScore;
import dev.customerhealth.domain.parent.ParentScore;
import dev.customerhealth.domain.parent.ParentTotals;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.publication.PublishedParents;
import dev.customerhealth.publication.PublishedStandings;
import dev.customerhealth.state.ParentTotalsCodec;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Rolls up the children of a parent: load the totals and the child, ask the domain, keep, tell. As
 * in the scoring step, everything that may throw comes before the first write.
 */
final class ParentProcessor
    extends ContextualProcessor<String, ChildStanding, String, ParentHealthScore> {

  private final ParentTotalsCodec codec = new ParentTotalsCodec();
  private final Rates rates;
  private KeyValueStore<String, byte[]> parents;
  private Children children;

  ParentProcessor(Rates rates) {
    this.rates = rates;
  }

  @Override
  public void init(ProcessorContext<String, ParentHealthScore> context) {
    super.init(context);
    parents = context.getStateStore(StateStores.PARENT_TOTALS);
    children = new Children(context.getStateStore(StateStores.PARENT_CHILDREN));
  }

  @Override
  public void process(Record<String, ChildStanding> record) {
    String parent = record.key();
    String child = record.value().getAccountId();
    var before = children.get(parent, child);
    var now = PublishedStandings.read(record.value(), rates);
    if (before == null && now == null) {
      return;
    }
    ParentTotals totals =
        codec
            .decode(parent, parents.get(parent))
            .after(
                child,
                record.value().getAsOf().toEpochMilli(),
                before,
                now,
                () -> children.worstBut(parent, child));
    ParentHealthScore told =
        totals.children() == 0 ? null : PublishedParents.of(parent, ParentScore.of(totals));
    byte[] encoded = totals.children() == 0 ? null : codec.encode(totals);
    children.put(parent, child, now);
    parents.put(parent, encoded);
    context().forward(record.withValue(told));
  }
}
