package dev.customerhealth.domain;

import dev.customerhealth.domain.alerting.Alert;
import java.util.List;

/**
 * What a shadow model makes of an account.
 *
 * @param after what it remembers
 * @param tells whether its score is to be told
 * @param alerts steps of alerts that it would have told, in rule order; nobody is told
 */
public record ShadowAssessment(ShadowJudgement after, boolean tells, List<Alert> alerts) {}
