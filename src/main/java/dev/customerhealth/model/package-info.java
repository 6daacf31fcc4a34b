/**
 * Scoring models as files: from YAML to {@link dev.customerhealth.domain.scoring.ScoringModel},
 * with every mistake told at once, each with file, line, path and what was expected.
 *
 * <p>The format is described by {@code schemas/model/scoring-model.schema.json} for editors, and
 * for people by {@code docs/models.md}; {@link ModelReader} and that schema accept the same. May
 * enter: text, files, the trees of {@code yaml}, the domain's scoring and measures, the way
 * configuration tells problems. Must not enter: Kafka, Avro, the network, time.
 */
package dev.customerhealth.model;
