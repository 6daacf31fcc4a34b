package dev.customerhealth.development.demo;

/** Where the events come from; runs until its thread is interrupted. */
interface DemoFeed extends Runnable {

  /** What it is doing. */
  Phase phase();

  /** Events sent so far; 0 when they come from outside. */
  long sent();

  /** Nobody: events come from outside. */
  static DemoFeed none() {
    return new DemoFeed() {
      @Override
      public Phase phase() {
        return Phase.OUTSIDE;
      }

      @Override
      public long sent() {
        return 0;
      }

      @Override
      public void run() {}
    };
  }

  /** What the feed is doing. */
  enum Phase {
    /** Nothing is sent yet. */
    WAITING("starting"),
    /** The history is being played. */
    HISTORY("history"),
    /** Events happen now. */
    LIVE("live"),
    /** Others send. */
    OUTSIDE("waiting for events");

    private final String label;

    Phase(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }
}
