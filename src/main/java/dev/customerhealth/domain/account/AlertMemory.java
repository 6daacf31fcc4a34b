package dev.customerhealth.domain.account;

/**
 * What is remembered of a rule that was raised for the account at least once.
 *
 * @param ruleId the rule
 * @param episode how often it was raised
 * @param open whether the last alert is not resolved yet
 * @param raisedAtMillis when the last alert was raised
 * @param referenceScore the score it fell from, in thousandths of a point; -1 when not known
 */
public record AlertMemory(
    String ruleId, long episode, boolean open, long raisedAtMillis, int referenceScore) {}
