/**
 * From measures to a score: models, scoring functions, bands, and what each measure contributed.
 *
 * <p>Points are carried in whole thousandths ({@link dev.customerhealth.domain.scoring.Points}), so
 * that contributions add up to the score, and drivers to a change, exactly. May enter: measure
 * values, and the points an account remembers. Must not enter: alerting, state storage, time
 * sources.
 */
package dev.customerhealth.domain.scoring;
