package dev.customerhealth.intake;

import dev.customerhealth.domain.signal.Signal;
import java.time.Instant;

/** Takes what came through the door, one method per kind, so that none can be forgotten. */
public interface Receiver {

  /** A record that makes sense. */
  void accepted(Signal signal);

  /** A tick. */
  void timeTold(Instant time);

  /** Whether alerts are held back. */
  void holdTold(HoldTold told);

  /** News about models. */
  void modelTold(ModelTold told);

  /** A record that makes none. */
  void rejected(Rejection rejection);
}
