package dev.customerhealth.bench;

import java.util.OptionalDouble;

/**
 * What one contestant cost in one round. A figure that does not apply is empty.
 *
 * @param eventsPerSecond records of all inputs, of the backlog after its warm-up
 * @param cpu CPU seconds of the contestant's process per million records in that time
 * @param brokerCpu the same of the broker's process
 * @param written log entries in outputs and changelogs per record of the whole backlog, transaction
 *     markers included
 * @param peakResident most memory resident, MiB, from start to the end of the live phase
 * @param p50 median latency in the live phase, milliseconds
 * @param p99 99th percentile of it
 * @param restart seconds from starting the process, its state in place, to new events of every
 *     partition being committed
 * @param restore the same with its state directory removed
 * @param stateBytes live bytes in its changelogs, keys and values, per account
 */
record RoundResult(
    double eventsPerSecond,
    double cpu,
    double brokerCpu,
    double written,
    double peakResident,
    OptionalDouble p50,
    OptionalDouble p99,
    double restart,
    OptionalDouble restore,
    OptionalDouble stateBytes) {}
