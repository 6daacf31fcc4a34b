package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SubscriptionSignal;

/**
 * Which invoices are paid, and when they were due. The earliest payment counts; the due day told
 * last stands, and where none was told it is the day of the fact that the invoice is due. Failures
 * and disputes are counted, but say nothing about what is followed here.
 */
public final class Invoices {
  private Invoices() {}

  /** These invoices and a fact about one of them; the same object when it names none. */
  static Register after(Register invoices, SubscriptionSignal signal) {
    boolean followed =
        switch (signal.kind()) {
          case INVOICE_ISSUED, INVOICE_DUE, INVOICE_PAID -> true;
          default -> false;
        };
    if (signal.invoiceId() == null || !followed) {
      return invoices;
    }
    int hash = Register.hash(signal.invoiceId());
    int at = Register.minute(signal.occurredAt().toEpochMilli());
    boolean paid = signal.kind() == SubscriptionSignal.Kind.INVOICE_PAID;
    int told = paid ? Register.SETTLED : 0;
    Register.Item known = invoices.find(hash);
    Register.Item invoice;
    if (known == null) {
      invoice = Register.Item.of(hash, told, at);
    } else if (paid && !known.is(Register.SETTLED)) {
      invoice = known.state(told, at);
    } else if (paid == known.is(Register.SETTLED)) {
      invoice = known.state(told, Math.min(at, known.at()));
    } else {
      invoice = known;
    }
    if (signal.dueDate() != null) {
      invoice = invoice.due((int) signal.dueDate().toEpochDay(), at);
    } else if (signal.kind() == SubscriptionSignal.Kind.INVOICE_DUE) {
      invoice = invoice.due(Days.of(signal.occurredAt().toEpochMilli()), at);
    }
    return invoices.with(invoice);
  }
}
