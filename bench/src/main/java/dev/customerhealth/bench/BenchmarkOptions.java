package dev.customerhealth.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how often.
 *
 * @param events of the preloaded history, profiles and ticks not counted
 * @param book the accounts the events are spread over
 * @param rounds every contestant runs once in each
 * @param threads stream threads of every contestant that has them
 * @param liveRate events per second while latency is measured
 * @param warmUp of the live phase, not measured
 * @param live how long latency is measured
 * @param contestants names of those that run, in the order of the table
 * @param jvmFlags of every contestant
 */
record BenchmarkOptions(
    int events,
    Book book,
    int rounds,
    int threads,
    int liveRate,
    Duration warmUp,
    Duration live,
    List<String> contestants,
    List<String> jvmFlags) {

  /**
   * A made-up book of accounts.
   *
   * @param accounts how many
   * @param span of event time the history is spread over
   * @param mostUsers of the largest accounts; the smallest have 3
   */
  record Book(int accounts, Duration span, int mostUsers) {}
}
