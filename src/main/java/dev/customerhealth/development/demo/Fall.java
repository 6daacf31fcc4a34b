package dev.customerhealth.development.demo;

import java.util.List;

/**
 * An account whose score fell.
 *
 * @param points how far, below zero
 * @param from score at the beginning
 * @param to score now
 * @param bandId band now
 * @param reasons measures that took points, the largest loss first, in words and points
 */
record Fall(
    String accountId,
    String accountName,
    double points,
    double from,
    double to,
    String bandId,
    List<String> reasons) {}
