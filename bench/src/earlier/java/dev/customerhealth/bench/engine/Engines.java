package dev.customerhealth.bench.engine;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.state.AccountRecord;
import dev.customerhealth.state.AccountRecordCodec;
import java.time.Instant;

/** The engine of the first version, with M0 and the rules it had. */
final class Engines {
  private Engines() {}

  /** That engine, whatever the arguments. */
  static Engine of(String[] arguments, int accountsInMemory) {
    return new EarlierEngine(accountsInMemory);
  }

  private static final class EarlierEngine extends Engine {
    private final Assessor assessor = new Assessor();
    private final HealthPolicy policy = HealthPolicy.standard();

    private final AccountRecordCodec codec = new AccountRecordCodec();

    EarlierEngine(int accountsInMemory) {
      super(accountsInMemory);
    }

    @Override
    AccountRecord decode(Kept account, byte[] bytes) {
      return codec.decode(account.accountId(), bytes);
    }

    @Override
    byte[] encode(Kept account) {
      return codec.encode(account.record());
    }

    @Override
    AccountRecord judge(Kept account, Signal signal, Instant time) {
      Assessment judged = assessor.assess(account.record().state(), signal, time, policy);
      return judged.after() == account.record().state()
          ? account.record()
          : new AccountRecord(judged.after(), AccountRecord.NEVER);
    }
  }
}
