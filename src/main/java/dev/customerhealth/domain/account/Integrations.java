package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.UsageSignal;

/** Which integrations are connected: the latest fact decides, of one minute the disconnection. */
final class Integrations {
  private Integrations() {}

  static Register after(Register integrations, UsageSignal signal) {
    if (signal.subject() == null) {
      return integrations;
    }
    int hash = Register.hash(signal.subject());
    int at = Register.minute(signal.occurredAt().toEpochMilli());
    int state = signal.kind() == UsageSignal.Kind.INTEGRATION_DISCONNECTED ? Register.SETTLED : 0;
    Register.Item known = integrations.find(hash);
    boolean news = known == null || at > known.at() || (at == known.at() && state > known.flags());
    return news ? integrations.with(Register.Item.of(hash, state, at)) : integrations;
  }
}
