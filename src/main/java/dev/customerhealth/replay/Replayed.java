package dev.customerhealth.replay;

/**
 * What was played.
 *
 * @param records read, ticks and what made no sense included
 * @param signals told to accounts
 * @param refused that make no sense, or cannot be decoded; the service leaves them out too
 * @param ticks that let time pass, counted once for each clock
 * @param accounts something was told about
 */
public record Replayed(long records, long signals, long refused, long ticks, int accounts) {}
