package dev.customerhealth.intake;

/** What a wire record turned out to be. */
public sealed interface Received permits Accepted, TimeTold, HoldTold, ModelTold, Rejection {

  /** Hands this to the matching method. */
  void giveTo(Receiver receiver);
}
