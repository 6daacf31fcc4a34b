package dev.customerhealth.development.demo;

import java.util.List;

/**
 * An account whose score fell.
 *
 * @param points how far, below zero: what was lost and what was gained, together
 * @param from score at the beginning
 * @param to score now
 * @param bandId band now
 * @param reasons measures that took points, the largest loss first, in words and points; the last
 *     says what all others come to, so that all of them add up to the fall
 */
record Fall(
    String accountId,
    String accountName,
    double points,
    double from,
    double to,
    String bandId,
    List<String> reasons) {}
